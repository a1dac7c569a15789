//! One page of the listing on its way: from the stream into the case, entry by entry as the bytes come.

mod incoming;

use super::bodies::Bodies;
use super::client::{Client, broken};
use super::failure::Failure;
use super::paging::{Ask, Said};
use super::speed::Speed;
use super::wire::{Answer, Entry, Head, Reader, WireFault};
use crate::browser::stream::{Gathering, Pieces};
use crate::browser::timing::{Gate, Pace, sleep};
use crate::case::Case;
use crate::hash::SampleHash;
use crate::listing::Source;
use incoming::Incoming;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::ops::Range;
use web_sys::AbortSignal;

/// Bytes that are copied and decoded before the clock is looked at: less than a millisecond's worth, and about as much as
/// the reader of a page holds.
const SLICE: u32 = 131_072;

/// Bytes of a listing with more rows than this do not wait: they would be held beside all that is kept of its rows.
const SMALL: u32 = 150_000;

/// How often a request that failed for a passing reason is made again.
const RETRIES: u32 = 3;

/// First wait before a request is made again, in milliseconds; each further one is twice as long.
const FIRST_WAIT: u32 = 500;

/// What a transfer works on; all of it outlives the transfer.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// Whom to ask.
    pub client: &'a Client,
    /// For what; a file is of no sample, and nothing is asked for.
    pub sample: Option<&'a SampleHash>,
    /// Where the rows go.
    pub case: &'a RefCell<Case>,
    /// Where the bytes are kept.
    pub bodies: &'a Bodies,
    /// Keeps the work in slices.
    pub pace: &'a Pace,
    /// Ends it early.
    pub signal: &'a AbortSignal,
}

/// How rows are taken in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner<'a> {
    /// Where they come fast, when all bytes of the page have come: that is faster still, since bytes that are kept need not
    /// pass through the page to get there, but of a page that comes slowly nothing would be seen meanwhile.
    pub speed: Option<&'a Speed>,
    /// Not before this is over: until the first answer has come, nobody knows where the rows of the others belong.
    pub after: Option<&'a Gate>,
}

/// What a page turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The positions of the rows that came.
    Rows(Range<u32>),
    /// The sample has no extracted files.
    Nothing,
}

impl Way<'_> {
    /// Asks for a page and takes in its rows as they come; `came` is called whenever some have. Failures that may pass are
    /// waited out.
    ///
    /// # Errors
    /// What stays wrong. Rows that came before are kept.
    pub async fn page(&self, ask: &Ask, came: &dyn Fn()) -> Result<Page, Failure> {
        self.by(ask, &Manner::default(), came).await
    }

    /// The same in another manner.
    ///
    /// # Errors
    /// What stays wrong.
    pub async fn by(&self, ask: &Ask, manner: &Manner<'_>, came: &dyn Fn()) -> Result<Page, Failure> {
        let mut wait = FIRST_WAIT;
        for retry in 0.. {
            // What has not come whole is asked for again as it comes, so that nothing of it is lost.
            let manner = Manner { speed: manner.speed.filter(|_| retry == 0), ..*manner };
            let failure = match self.once(ask, &manner, came).await {
                Ok(page) => return Ok(page),
                Err(failure) => failure,
            };
            if retry == RETRIES || !failure.is_passing() {
                return Err(failure);
            }
            sleep(failure.wait().map_or(wait, |seconds| seconds * 1000).cast_signed()).await;
            wait *= 2;
            if self.signal.aborted() {
                return Err(Failure::Aborted);
            }
        }
        Err(Failure::Aborted)
    }

    /// The same without a second attempt.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn once(&self, ask: &Ask, manner: &Manner<'_>, came: &dyn Fn()) -> Result<Page, Failure> {
        let sample = self.sample.ok_or(Failure::Aborted)?;
        let body = self.client.listing(sample, ask, self.signal).await?;
        let status = body.status;
        let wire = |fault| Failure::Wire(status, fault);
        if body.kind.starts_with("text/html") {
            return Err(wire(WireFault::Html));
        }
        let kept = match manner.speed {
            Some(speed) if speed.is_quick().await => {
                let whole = body.blob().await.map_err(|error| broken(&error, self.signal))?;
                came();
                Some(whole)
            }
            _ => None,
        };
        if let Some(first) = manner.after {
            first.wait().await;
        }
        let stream = kept.as_ref().map_or_else(|| body.stream(), |blob| Some(blob.stream()));
        // What is kept already needs no memory of its own here.
        let read = if kept.is_some() { Pieces::in_turn } else { Pieces::of };
        let pieces = stream.as_ref().and_then(read);
        if (manner.speed.is_some() || manner.after.is_some()) && self.case.borrow().came.covers(ask.range.clone()) {
            // An appliance that ignores paging has sent them already.
            pieces.inspect(Pieces::cancel);
            return Ok(Page::Rows(ask.range.clone()));
        }
        // Where an appliance caps or ignores the page size, the position of a later page's rows is known only at its end.
        let ways = self.case.borrow().ways;
        let early = ask.page == 1 || ways.count.is_some() && ways.cap.is_none_or(|cap| ask.size <= cap);
        let answer = match pieces {
            None => Answer::Nothing,
            Some(pieces) => {
                let number = self.bodies.begin();
                let is_small = self.case.borrow().count() <= SMALL;
                let gathering = if is_small { Gathering::patient() } else { Gathering::default() };
                let gathering = kept.is_none().then_some(gathering);
                let mut incoming = Incoming { pieces, gathering, signal: self.signal };
                let outcome = if early {
                    self.as_it_comes(ask, &mut incoming, number, status, came).await
                } else {
                    self.when_it_has_come(ask, &mut incoming, number, status).await
                };
                if outcome.is_err() {
                    incoming.pieces.cancel();
                }
                match (incoming.gathering, kept) {
                    (Some(gathering), _) => self.bodies.end(number, gathering),
                    (None, Some(blob)) => self.bodies.set(number, &blob),
                    (None, None) => {}
                }
                outcome?
            }
        };
        match answer {
            Answer::Nothing if self.case.borrow().listing.is_empty() => Ok(Page::Nothing),
            Answer::Nothing => Ok(Page::Rows(self.learn(ask, &Head::default(), 0))),
            Answer::Message(message) => Err(Failure::Said(status, message)),
            Answer::Rows(head, rows) => Ok(Page::Rows(self.learn(ask, &head, rows))),
        }
    }

    /// Takes rows in while they come.
    async fn as_it_comes(
        &self,
        ask: &Ask,
        incoming: &mut Incoming<'_>,
        body: u16,
        status: u16,
        came: &dyn Fn(),
    ) -> Result<Answer, Failure> {
        let start = ask.range.start;
        let mut reader = Reader::new();
        let outcome = loop {
            let piece = match incoming.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break self.take(start, body, &mut reader, Reader::finish),
                Err(failure) => {
                    self.case.borrow_mut().came.add(start..start + reader.entries());
                    return Err(failure);
                }
            };
            let more = self.take_piece(&piece, start, body, &mut reader).await;
            incoming.done_with(&piece);
            if let Err(fault) = more {
                break Err(fault);
            }
            self.expect(reader.head());
            came();
            self.pace.breathe().await;
        };
        outcome.map_err(|fault| {
            self.case.borrow_mut().came.add(start..start + reader.entries());
            Failure::Wire(status, fault)
        })
    }

    /// Takes in the rows that end in a piece.
    async fn take_piece(
        &self,
        piece: &Uint8Array,
        start: u32,
        body: u16,
        reader: &mut Reader,
    ) -> Result<bool, WireFault> {
        let mut more = Ok(false);
        let mut from = 0;
        while from < piece.length() && more.is_ok() {
            let to = (from + SLICE).min(piece.length());
            piece.subarray(from, to).copy_to(reader.room((to - from) as usize));
            more = self.take(start, body, reader, |reader, row| reader.read(usize::MAX, row));
            from = to;
            self.pace.breathe().await;
        }
        more
    }

    /// Takes rows in when all have come: the body is read once for what it tells of the appliance's ways, and once for
    /// its rows.
    async fn when_it_has_come(
        &self,
        ask: &Ask,
        incoming: &mut Incoming<'_>,
        body: u16,
        status: u16,
    ) -> Result<Answer, Failure> {
        let mut bytes = Vec::new();
        while let Some(piece) = incoming.next().await? {
            bytes.extend_from_slice(&piece.to_vec());
        }
        let wire = |fault| Failure::Wire(status, fault);
        let answer = Reader::of(&bytes).finish(&mut |_, _| {}).map_err(wire)?;
        if let Answer::Rows(head, rows) = &answer {
            let range = self.learn(ask, head, *rows);
            self.take(range.start, body, &mut Reader::of(&bytes), Reader::finish).map_err(wire)?;
        }
        Ok(answer)
    }

    /// Lets a reader hand its rows to the case; the reader's first row stands at position `start`.
    fn take<T>(
        &self,
        start: u32,
        body: u16,
        reader: &mut Reader,
        read: impl FnOnce(&mut Reader, &mut dyn FnMut(&Entry<'_>, u64)) -> T,
    ) -> T {
        let mut case = self.case.borrow_mut();
        let mut position = start + reader.entries();
        read(reader, &mut |entry, offset| {
            case.push(entry, position, Source { body, offset: offset as u32 });
            position += 1;
        })
    }

    /// Takes what the head of an answer says of the count before its rows are all there.
    fn expect(&self, head: &Head) {
        let mut case = self.case.borrow_mut();
        if case.ways.count.is_none() {
            case.ways.count = head.count.map(clamp);
        }
    }

    fn learn(&self, ask: &Ask, head: &Head, rows: u32) -> Range<u32> {
        let mut case = self.case.borrow_mut();
        let said = Said { count: head.count.map(clamp), next: head.has_next, previous: head.has_previous };
        let range = case.ways.learn(ask, rows, said);
        case.came.add(range.clone());
        range
    }
}

/// More rows than a number of rows can count are not to be expected.
fn clamp(count: u64) -> u32 {
    count.min(u64::from(u32::MAX - 1)) as u32
}
