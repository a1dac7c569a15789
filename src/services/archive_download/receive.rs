//! An archive on its way, by the best of the ways that this browser and this host have, and the checks before it counts
//! as received.

use crate::platform::scheduler;
use crate::platform::streams::{self, Pieces, bytes};
use crate::platform::xhr;
use crate::services::archive_jobs;
use crate::services::client::{Client, WholeArchive, broken};
use crate::state::AppState;
use crate::state::jobs::Job;
use crate::state::workspace::{LoadedArchive, Workspace};
use js_sys::Uint8Array;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::archive::{Found, Parts, Place, check_head, find};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Blob, ReadableStream, ServiceWorker};

/// How often progress is shown, in milliseconds.
const SHOW_EVERY: f64 = 120.0;

/// Bytes by which a zip is recognised.
pub const HEAD: usize = 64;

thread_local! {
    /// The browser's own way broke off once: Retry goes the other one.
    static HAS_BROKEN_OFF: Cell<bool> = const { Cell::new(false) };
}

/// Receives an archive.
pub struct Receiver<'a> {
    state: AppState,
    workspace: &'a Rc<Workspace>,
    job: &'a Job,
    client: Client,
    signal: AbortSignal,
}

impl<'a> Receiver<'a> {
    /// For the archive of a dataset.
    pub fn new(state: AppState, workspace: &'a Rc<Workspace>, job: &'a Job) -> Self {
        Self { state, workspace, job, client: Client::of(&state, workspace), signal: job.signal() }
    }

    /// The archive as a `Blob`, whole and checked.
    pub async fn to_blob(&self) -> Result<Blob, Failure> {
        let served = |archive: &LoadedArchive| archive.served.then(|| archive.blob.clone());
        if let Some(kept) = self.workspace.archive.borrow().as_ref().and_then(served) {
            return Ok(kept);
        }
        let guard = if HAS_BROKEN_OFF.get() { None } else { xhr::guard().await };
        let (blob, received) = match guard {
            Some(guard) => self.by_xhr(&guard).await?,
            None => self.by_stream().await?,
        };
        let no_room = |_| Failure::NoRoom(received as u64);
        if blob.size() < received {
            return Err(Failure::NoRoom(received as u64));
        }
        let place = self.check(&blob, received as u64).await?;
        // The type makes a browser save it and not look into it.
        let blob = blob.slice_with_f64_and_f64_and_content_type(0.0, received, "application/zip").map_err(no_room)?;
        archive_jobs::keep(self.state, self.workspace, blob.clone(), true, place.words());
        Ok(blob)
    }

    /// Checks that a zip of `size` bytes is whole; gives where its directory is.
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
    /// bytes were received.
    async fn by_xhr(&self, guard: &ServiceWorker) -> Result<(Blob, f64), Failure> {
        let sample = self.workspace.sample.as_ref().ok_or(Failure::Aborted)?;
        let received = Rc::new(RefCell::new(Received { is_sure: self.client.says_length(), ..Received::default() }));
        let (watching, job) = (received.clone(), self.job.observer());
        let watch = move |bytes, length| {
            let mut received = watching.borrow_mut();
            received.length = length;
            received.advance(bytes, &|done, total| job.show(done, total));
        };
        let outcome = self.client.whole_archive(guard, sample, &self.signal, watch).await;
        let bytes_received = received.borrow().bytes;
        let WholeArchive { length, blob } = match outcome {
            // All bytes were received, and there was no place for them.
            Err(Failure::BrokenOff) if received.borrow().length == Some(bytes_received as u64) => {
                return Err(Failure::NoRoom(bytes_received as u64));
            }
            Err(Failure::BrokenOff) => {
                HAS_BROKEN_OFF.set(true);
                return Err(Failure::BrokenOff);
            }
            outcome => outcome?,
        };
        let size = blob.size();
        let head = bytes(&blob, 0.0, size.min(HEAD as f64)).await.map_err(|_| Failure::NoRoom(0))?;
        let mut received = received.borrow_mut();
        (received.length, received.bytes, received.head) = (length, size, head);
        received.end()?;
        Ok((blob, size))
    }

    /// Has the browser gather it from a stream, which follows no redirect. Gives how many bytes were received.
    async fn by_stream(&self) -> Result<(Blob, f64), Failure> {
        let (stream, received) = self.begin().await?;
        let length = received.length;
        let received = Rc::new(RefCell::new(received));
        let failed = Rc::new(RefCell::new(None));
        let (watching, failing, job) = (received.clone(), failed.clone(), self.job.observer());
        let watch = move |piece: &Uint8Array| {
            let refuse = |failure| {
                *failing.borrow_mut() = Some(failure);
                JsValue::NULL
            };
            watching.borrow_mut().piece(piece, &|done, total| job.show(done, total)).map_err(refuse)
        };
        let gathered = streams::gather(&stream, watch).await;
        if self.signal.aborted() {
            return Err(Failure::Aborted);
        }
        let size = received.borrow().bytes;
        let blob = match (gathered, failed.take()) {
            (_, Some(failure)) => return Err(failure),
            (Err(_), None) if length != Some(size as u64) => return Err(broken(&self.signal)),
            (gathered, None) => gathered.map_err(|_| Failure::NoRoom(size as u64))?,
        };
        received.borrow().end()?;
        Ok((blob, size))
    }

    /// Requests the archive. Gives its body, and what watches it.
    async fn begin(&self) -> Result<(ReadableStream, Received), Failure> {
        let sample = self.workspace.sample.as_ref().ok_or(Failure::Aborted)?;
        let body = self.client.archive(sample, &self.signal).await?;
        let nothing = || check_head(&[]).err().unwrap_or(Failure::BrokenOff);
        let received = Received { length: body.length, is_sure: self.client.says_length(), ..Received::default() };
        Ok((body.stream().ok_or_else(nothing)?, received))
    }

    /// Hands each piece on as it is received. Gives how many bytes were received; fewer than were announced, or something
    /// that is no zip, is a failure.
    pub async fn pieces(&self, take: &mut impl AsyncFnMut(&Uint8Array) -> Result<(), Failure>) -> Result<f64, Failure> {
        let (stream, mut received) = self.begin().await?;
        let pieces = Pieces::of(&stream).ok_or(Failure::BrokenOff)?;
        loop {
            let piece = match pieces.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(_) => return Err(broken(&self.signal)),
            };
            // A page that navigates away or a person who cancels ends the stream by its signal.
            if self.signal.aborted() {
                return Err(Failure::Aborted);
            }
            let outcome = match received.piece(&piece, &|done, total| self.job.show(done, total)) {
                Ok(()) => take(&piece).await,
                failed => failed,
            };
            if let Err(failure) = outcome {
                pieces.cancel();
                return Err(failure);
            }
            self.workspace.pace.yield_if_due().await;
        }
        received.end()?;
        Ok(received.bytes)
    }
}

/// What was received of an archive so far.
#[derive(Debug, Default)]
struct Received {
    /// How many bytes were announced.
    length: Option<u64>,
    /// Whether that is certain; else the archive's own directory alone says whether it is whole.
    is_sure: bool,
    bytes: f64,
    /// When progress was shown last.
    shown: f64,
    head: Vec<u8>,
}

impl Received {
    /// A piece was received.
    fn piece(&mut self, piece: &Uint8Array, show: &dyn Fn(f64, Option<f64>)) -> Result<(), Failure> {
        if self.head.len() < HEAD {
            self.head.extend(piece.subarray(0, HEAD as u32).to_vec());
            if self.head.len() >= 4 {
                check_head(&self.head)?;
            }
        }
        self.advance(self.bytes + f64::from(piece.byte_length()), show);
        Ok(())
    }

    /// So many bytes were received.
    fn advance(&mut self, bytes: f64, show: &dyn Fn(f64, Option<f64>)) {
        self.bytes = bytes;
        let now = scheduler::now();
        if now - self.shown > SHOW_EVERY {
            self.shown = now;
            show(bytes, self.length.map(|length| length as f64));
        }
    }

    /// That was all.
    fn end(&self) -> Result<(), Failure> {
        check_head(&self.head)?;
        match self.length.filter(|_| self.is_sure) {
            Some(length) if self.bytes as u64 != length => Err(Failure::ArchiveCutOff(self.bytes as u64, Some(length))),
            _ => Ok(()),
        }
    }
}
