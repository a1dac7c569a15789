//! An archive on its way, by the best of the ways that this browser and this host have, and the checks before it counts
//! as come.

use crate::appliance::client::{Whole, broken};
use crate::appliance::failure::Failure;
use crate::archive::{Found, Parts, Place, check_head, find};
use crate::browser::stream::{self, Pieces, bytes};
use crate::browser::timing;
use crate::browser::whole;
use crate::page::archive;
use crate::page::desk::Desk;
use crate::page::state::{Progress, State};
use js_sys::Uint8Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Blob, ReadableStream, ServiceWorker};

/// How often progress is shown, in milliseconds.
const SHOW: f64 = 120.0;

/// Bytes by which a zip is recognised.
pub const HEAD: usize = 64;

thread_local! {
    /// The browser's own way broke off once: Retry goes the other one.
    static BROKE: Cell<bool> = const { Cell::new(false) };
}

/// An archive on its way.
pub struct Coming<'a> {
    pub state: State,
    pub desk: &'a Rc<Desk>,
    pub signal: &'a AbortSignal,
    pub since: f64,
}

impl Coming<'_> {
    /// The archive as a `Blob`, whole and checked.
    pub async fn to_blob(&self) -> Result<Blob, Failure> {
        let kept =
            self.desk.archive.borrow().as_ref().filter(|archive| archive.served).map(|archive| archive.blob.clone());
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let guard = if BROKE.get() { None } else { whole::guard().await };
        let (blob, came) = match guard {
            Some(guard) => self.whole(&guard).await?,
            None => self.gathered().await?,
        };
        let no_room = |_| Failure::NoRoom(came as u64);
        if blob.size() < came {
            return Err(Failure::NoRoom(came as u64));
        }
        let place = self.check(&blob, came as u64).await?;
        // The type makes a browser save it and not look into it.
        let blob = blob.slice_with_f64_and_f64_and_content_type(0.0, came, "application/zip").map_err(no_room)?;
        archive::keep(self.state, self.desk, blob.clone(), true, place.words());
        Ok(blob)
    }

    /// That a zip of `size` bytes is whole; where its directory is.
    async fn check(&self, blob: &Blob, size: u64) -> Result<Place, Failure> {
        let mut parts = Parts::of(size);
        loop {
            match find(&parts) {
                Ok(Found::Whole(place)) => return Ok(place),
                Ok(Found::CutOff) => return Err(Failure::ArchiveCutOff(size, None)),
                Err(range) => {
                    let part = bytes(blob, range.start as f64, range.end as f64).await;
                    let part = part.map_err(|_| Failure::NoRoom(size))?;
                    if (part.len() as u64) < range.end - range.start {
                        return Err(Failure::NoRoom(size));
                    }
                    parts.add(range.start, part);
                }
            }
        }
    }

    /// Has the browser fetch it by itself: the fastest way, which holds nothing in the page's process. Gives how many
    /// bytes came.
    async fn whole(&self, guard: &ServiceWorker) -> Result<(Blob, f64), Failure> {
        let client = self.desk.client(self.state.client.get_untracked());
        let sample = self.desk.sample.as_ref().ok_or(Failure::Aborted)?;
        let seen = Rc::new(RefCell::new(self.seen(None)));
        let watching = seen.clone();
        let watch = move |came, length| {
            let mut seen = watching.borrow_mut();
            seen.length = length;
            seen.came(came);
        };
        let outcome = client.whole_archive(guard, sample, self.signal, watch).await;
        let came = seen.borrow().came;
        let Whole { length, blob } = match outcome {
            // All bytes came, and there was no place for them.
            Err(Failure::BrokenOff) if seen.borrow().length == Some(came as u64) => {
                return Err(Failure::NoRoom(came as u64));
            }
            Err(Failure::BrokenOff) => {
                BROKE.set(true);
                return Err(Failure::BrokenOff);
            }
            outcome => outcome?,
        };
        let came = blob.size();
        let head = bytes(&blob, 0.0, came.min(HEAD as f64)).await.map_err(|_| Failure::NoRoom(0))?;
        let mut seen = seen.borrow_mut();
        (seen.length, seen.came, seen.head) = (length, came, head);
        seen.end()?;
        Ok((blob, came))
    }

    /// Has the browser gather it from a stream, which follows no redirect. Gives how many bytes came.
    async fn gathered(&self) -> Result<(Blob, f64), Failure> {
        let (stream, seen) = self.begin().await?;
        let length = seen.length;
        let seen = Rc::new(RefCell::new(seen));
        let failed = Rc::new(RefCell::new(None));
        let (watching, failing) = (seen.clone(), failed.clone());
        let watch = move |piece: &Uint8Array| {
            let refuse = |failure| {
                *failing.borrow_mut() = Some(failure);
                JsValue::NULL
            };
            watching.borrow_mut().piece(piece).map_err(refuse)
        };
        let gathered = stream::gather(&stream, watch).await;
        if self.signal.aborted() {
            return Err(Failure::Aborted);
        }
        let came = seen.borrow().came;
        let blob = match (gathered, failed.take()) {
            (_, Some(failure)) => return Err(failure),
            (Err(error), None) if length != Some(came as u64) => return Err(broken(&error, self.signal)),
            (gathered, None) => gathered.map_err(|_| Failure::NoRoom(came as u64))?,
        };
        seen.borrow().end()?;
        Ok((blob, came))
    }

    fn seen(&self, length: Option<u64>) -> Seen {
        let (state, since) = (self.state, self.since);
        Seen { state, since, length, came: 0.0, shown: since, head: Vec::new() }
    }

    /// Asks for the archive. Gives its body, and what watches it come.
    async fn begin(&self) -> Result<(ReadableStream, Seen), Failure> {
        let client = self.desk.client(self.state.client.get_untracked());
        let sample = self.desk.sample.as_ref().ok_or(Failure::Aborted)?;
        let body = client.archive(sample, self.signal).await?;
        let nothing = || check_head(&[]).err().unwrap_or(Failure::BrokenOff);
        Ok((body.stream().ok_or_else(nothing)?, self.seen(body.length)))
    }

    /// Hands each piece on as it comes. Gives how many bytes came; fewer than were announced, or something that is no
    /// zip, is a failure.
    pub async fn pieces(&self, take: &mut impl AsyncFnMut(&Uint8Array) -> Result<(), Failure>) -> Result<f64, Failure> {
        let (stream, mut seen) = self.begin().await?;
        let pieces = Pieces::of(&stream).ok_or(Failure::BrokenOff)?;
        loop {
            let piece = match pieces.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(error) => return Err(broken(&error, self.signal)),
            };
            // A page that navigates away or a leaving person ends the stream by its signal.
            if self.signal.aborted() {
                return Err(Failure::Aborted);
            }
            let outcome = match seen.piece(&piece) {
                Ok(()) => take(&piece).await,
                failed => failed,
            };
            if let Err(failure) = outcome {
                pieces.cancel();
                return Err(failure);
            }
            self.desk.pace.breathe().await;
        }
        seen.end()?;
        Ok(seen.came)
    }
}

/// What is seen of an archive while it comes.
struct Seen {
    state: State,
    since: f64,
    /// How many bytes were announced.
    length: Option<u64>,
    came: f64,
    /// When progress was shown last.
    shown: f64,
    head: Vec<u8>,
}

impl Seen {
    /// A piece has come.
    fn piece(&mut self, piece: &Uint8Array) -> Result<(), Failure> {
        if self.head.len() < HEAD {
            self.head.extend(piece.subarray(0, HEAD as u32).to_vec());
            if self.head.len() >= 4 {
                check_head(&self.head)?;
            }
        }
        self.came(self.came + f64::from(piece.byte_length()));
        Ok(())
    }

    /// So many bytes have come.
    fn came(&mut self, bytes: f64) {
        self.came = bytes;
        let now = timing::now();
        if now - self.shown > SHOW {
            self.shown = now;
            let of = self.length.map(|length| length as f64);
            self.state.download.set(Some(Progress { came: self.came, of, since: self.since }));
        }
    }

    /// That was all.
    fn end(&self) -> Result<(), Failure> {
        check_head(&self.head)?;
        match self.length {
            Some(length) if self.came as u64 != length => Err(Failure::ArchiveCutOff(self.came as u64, Some(length))),
            _ => Ok(()),
        }
    }
}
