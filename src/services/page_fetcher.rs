//! One page of the listing on its way: from the stream into the dataset, entry by entry as the bytes come.

mod incoming;
mod rows;

use crate::platform::abort::sleep_until_aborted;
use crate::platform::bodies::Bodies;
use crate::platform::scheduler::{self, Gate, Pace};
use crate::platform::streams::{Gathering, Pieces};
use crate::services::client::Client;
use crate::services::page_fetcher::incoming::Incoming;
use crate::services::page_fetcher::rows::IncomingRows;
use crate::state::workspace::Workspace;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::api::paging::{PageRequest, Said};
use matryoshka_core::api::wire::{Answer, Head, Reader, WireFault};
use matryoshka_core::dataset::Dataset;
use matryoshka_core::hash::SampleHash;
use std::cell::RefCell;
use std::ops::Range;
use web_sys::AbortSignal;

/// Bytes of a listing with more rows than this do not wait: they would be held beside all that is kept of its rows.
const SMALL: u32 = 150_000;

/// How often a request that failed for a passing reason is made again.
const RETRIES: u32 = 3;

/// First wait before a request is made again, in milliseconds; each further one is twice as long.
const FIRST_WAIT: u32 = 500;

/// What a transfer works on; all of it outlives the transfer.
#[derive(Clone, Copy, Debug)]
pub struct PageFetcher<'a> {
    /// Whom to ask.
    pub client: &'a Client,
    /// For what; a file is of no sample, and nothing is asked for.
    pub sample: Option<&'a SampleHash>,
    /// Where the rows go.
    pub dataset: &'a RefCell<Dataset>,
    /// Where the bytes are kept.
    pub bodies: &'a Bodies,
    /// Keeps the work in slices.
    pub pace: &'a Pace,
    /// Ends it early.
    pub signal: &'a AbortSignal,
}

/// What a page turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchedPage {
    /// The positions of the rows that came.
    Rows(Range<u32>),
    /// The sample has no extracted files.
    Nothing,
}

impl<'a> PageFetcher<'a> {
    /// Fetches into a dataset from an appliance, until the signal ends it.
    pub fn new(client: &'a Client, workspace: &'a Workspace, signal: &'a AbortSignal) -> Self {
        let Workspace { sample, dataset, bodies, pace, .. } = workspace;
        Self { client, sample: sample.as_ref(), dataset, bodies, pace, signal }
    }

    /// Asks for a page and takes in its rows as they come; `received` is called whenever some have. Failures that may pass are
    /// waited out.
    ///
    /// # Errors
    /// What stays wrong. Rows that came before are kept.
    pub async fn page(&self, request: &PageRequest, received: &dyn Fn()) -> Result<FetchedPage, Failure> {
        self.page_with(request, None, received, &|_| true).await
    }

    /// The same, but nothing is taken in before `after` is over: until the first answer of its size has come, nobody knows where the
    /// rows of the others belong. `may_wait` is told of each failure that may pass, and says whether it is waited out.
    ///
    /// # Errors
    /// What stays wrong.
    pub async fn page_with(
        &self,
        request: &PageRequest,
        after: Option<&Gate>,
        received: &dyn Fn(),
        may_wait: &dyn Fn(&Failure) -> bool,
    ) -> Result<FetchedPage, Failure> {
        let mut wait = FIRST_WAIT;
        for retry in 0.. {
            let failure = match self.once(request, after, received).await {
                Ok(page) => return Ok(page),
                Err(failure) => failure,
            };
            if retry == RETRIES || !failure.is_passing() || !may_wait(&failure) {
                return Err(failure);
            }
            let milliseconds = failure.wait().map_or(wait, |seconds| seconds.saturating_mul(1000));
            if !sleep_until_aborted(i32::try_from(milliseconds).unwrap_or(i32::MAX), self.signal).await {
                return Err(Failure::Aborted);
            }
            wait *= 2;
        }
        Err(Failure::Aborted)
    }

    /// How long the appliance took for a page that has just come, in milliseconds, `since` it was asked for: what this page
    /// itself did meanwhile, such as to draw what came before, says nothing of the appliance.
    pub fn took(&self, request: &PageRequest, since: f64) -> f64 {
        let elapsed = scheduler::now() - since;
        let network = self.sample.and_then(|sample| self.client.network_time(sample, request, since));
        network.map_or(elapsed, |time| time.min(elapsed))
    }

    /// The same without a second attempt.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn once(
        &self,
        request: &PageRequest,
        after: Option<&Gate>,
        received: &dyn Fn(),
    ) -> Result<FetchedPage, Failure> {
        let sample = self.sample.ok_or(Failure::Aborted)?;
        let body = self.client.listing(sample, request, self.signal).await?;
        let status = body.status;
        let wire = |fault| Failure::Wire(status, fault);
        if body.kind.starts_with("text/html") {
            return Err(wire(WireFault::Html));
        }
        if let Some(first) = after {
            first.wait().await;
        }
        let pieces = body.stream().as_ref().and_then(Pieces::of);
        if !request.range.is_empty() && self.dataset.borrow().received.covers(request.range.clone()) {
            // An appliance that ignores paging has sent them already.
            pieces.inspect(Pieces::cancel);
            return Ok(FetchedPage::Rows(request.range.clone()));
        }
        // Where an appliance caps or ignores the page size, the position of a later page's rows is known only at its end.
        let quirks = self.dataset.borrow().quirks;
        let early = request.page == 1 || quirks.count.is_some() && request.size <= quirks.full;
        let mut body = None;
        let answer = match pieces {
            None => Answer::Nothing,
            Some(pieces) => {
                let number = self.bodies.begin();
                body = Some(number);
                let is_small = self.dataset.borrow().count() <= SMALL;
                let gathering = if is_small { Gathering::patient() } else { Gathering::default() };
                let mut incoming = Incoming { pieces, gathering, signal: self.signal };
                let outcome = if early {
                    self.as_it_comes(request, &mut incoming, number, status, received).await
                } else {
                    self.when_it_has_come(request, &mut incoming, number, status).await
                };
                if outcome.is_err() {
                    incoming.pieces.cancel();
                }
                self.bodies.end(number, incoming.gathering);
                outcome?
            }
        };
        match answer {
            Answer::Nothing if self.dataset.borrow().table.is_empty() => Ok(FetchedPage::Nothing),
            Answer::Nothing => Ok(FetchedPage::Rows(self.learn(request, &Head::default(), 0))),
            Answer::Message(message) => Err(Failure::Said(status, message)),
            Answer::Rows(head, rows) => {
                let range = self.learn(request, &head, rows);
                if let Some(body) = body {
                    self.bodies.is_whole(body, &range);
                }
                Ok(FetchedPage::Rows(range))
            }
        }
    }

    /// Takes rows in while they come.
    async fn as_it_comes(
        &self,
        request: &PageRequest,
        incoming: &mut Incoming<'_>,
        body: u16,
        status: u16,
        received: &dyn Fn(),
    ) -> Result<Answer, Failure> {
        let start = request.range.start;
        let (mut reader, rows) = (Reader::new(), self.rows_of(body));
        let outcome = loop {
            let piece = match incoming.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break rows.take(start, &mut reader, Reader::finish),
                Err(failure) => {
                    self.dataset.borrow_mut().received.add(start..start + reader.entries());
                    return Err(failure);
                }
            };
            let more = rows.take_piece(&piece, start, &mut reader).await;
            if let Err(fault) = more {
                break Err(fault);
            }
            self.expect(reader.head());
            received();
            self.pace.yield_if_due().await;
        };
        outcome.map_err(|fault| {
            self.dataset.borrow_mut().received.add(start..start + reader.entries());
            Failure::Wire(status, fault)
        })
    }

    /// Takes rows in when all have come: the body is read once for what it tells of the appliance's ways, and once for
    /// its rows.
    async fn when_it_has_come(
        &self,
        request: &PageRequest,
        incoming: &mut Incoming<'_>,
        body: u16,
        status: u16,
    ) -> Result<Answer, Failure> {
        let wire = |fault| Failure::Wire(status, fault);
        let rows = self.rows_of(body);
        let (mut held, mut counted) = (Vec::new(), Reader::new());
        while let Some(piece) = incoming.next().await? {
            rows.pass_over(&piece, &mut counted).await.map_err(wire)?;
            held.push(piece);
        }
        let answer = counted.finish(&mut |_, _| {}).map_err(wire)?;
        if let Answer::Rows(head, count) = &answer {
            let range = self.dataset.borrow_mut().quirks.learn(request, *count, said(head));
            let mut reader = Reader::new();
            for piece in &held {
                rows.take_piece(piece, range.start, &mut reader).await.map_err(wire)?;
            }
            rows.take(range.start, &mut reader, Reader::finish).map_err(wire)?;
        }
        Ok(answer)
    }

    /// Where the rows of a body go.
    fn rows_of(&self, body: u16) -> IncomingRows<'a> {
        IncomingRows { dataset: self.dataset, pace: self.pace, body }
    }

    /// Takes what the head of an answer says of the count before its rows are all there.
    fn expect(&self, head: &Head) {
        let mut dataset = self.dataset.borrow_mut();
        if dataset.quirks.count.is_none() {
            dataset.quirks.count = head.count.map(clamp);
        }
    }

    fn learn(&self, request: &PageRequest, head: &Head, rows: u32) -> Range<u32> {
        let mut dataset = self.dataset.borrow_mut();
        let range = dataset.quirks.learn(request, rows, said(head));
        dataset.received.add(range.clone());
        range
    }
}

/// What the head of an answer says of the pages.
fn said(head: &Head) -> Said {
    Said { count: head.count.map(clamp), next: head.has_next, previous: head.has_previous }
}

/// More rows than a number of rows can count are not to be expected.
fn clamp(count: u64) -> u32 {
    count.min(u64::from(u32::MAX - 1)) as u32
}
