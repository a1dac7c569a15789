//! Download archive: the progress, and the checks before anything is saved.
//!
//! The body goes from the network into the browser's own `Blob` store; the page sees each piece pass, and holds none. Only
//! its first bytes and its end are looked at, before it is saved.

mod dialog;
mod to_disk;

pub use dialog::ask;

use super::desk::Desk;
use super::element::{El, button, el};
use super::state::{Progress, Retry, State, state};
use super::words::{CANCEL, download as words};
use super::{archive, flow};
use crate::appliance::client::{Body, broken};
use crate::appliance::failure::Failure;
use crate::archive::{TAIL, check_head, check_tail};
use crate::browser::save;
use crate::browser::stream::{self, Pieces, bytes};
use crate::browser::timing::{self, Detail};
use crate::listing::measure;
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal, Blob, ReadableStream};

/// How often progress is shown, in milliseconds.
const SHOW: f64 = 120.0;

/// Bytes by which a zip is recognised.
const HEAD: usize = 64;

/// What becomes of the archive.
#[derive(Clone, Debug)]
pub enum Form {
    /// Byte for byte what the appliance sends.
    AsServed,
    /// A zip that is encrypted with a password; of the files that are selected, or of all.
    Protected {
        /// The password.
        password: String,
        /// Only the files that are selected.
        picked: bool,
    },
    /// What the appliance sends, written to a file (a `FileSystemFileHandle`) as it comes.
    ToDisk(JsValue),
}

thread_local! {
    static UNDER_WAY: Cell<Option<AbortController>> = const { Cell::new(None) };
    /// What was asked for last, for Retry.
    static ASKED: RefCell<Form> = const { RefCell::new(Form::AsServed) };
}

/// Ends the download that is under way.
pub fn stop() {
    UNDER_WAY.with(|slot| slot.take().inspect(AbortController::abort));
}

/// The progress of a download, while there is one.
pub fn bar() -> El {
    let state = state();
    let whole = |number: f64| (number as u64).to_string();
    let of = move || state.download.with(|progress| progress.as_ref().and_then(|p| p.of).map(whole));
    let came = move || state.download.with(|progress| progress.as_ref().map(|p| whole(p.came)));
    // Without a value the bar shows that something moves, and no share of it.
    let progress = el("progress", "")
        .set("aria-label", words::PROGRESS)
        .follows("max", of)
        .follows("value", move || of().and_then(|_| came()));
    let far = el("span", "class=came").says(move || state.download.get().map(rate).unwrap_or_default());
    let cancel = button(CANCEL, "", move || {
        stop();
        state.download.set(None);
        state.say(words::CANCELLED);
    });
    el("div", "class=loading download").with(&[progress, far, cancel])
}

/// How much has come, how fast, and how long the rest takes.
fn rate(p: Progress) -> String {
    let seconds = ((timing::now() - p.since) / 1000.0).max(0.001);
    let rate = p.came / seconds;
    let mut text = measure::size(p.came as u64);
    if let Some(of) = p.of {
        text = words::share(&text, &measure::size(of as u64), (p.came / of * 100.0).min(100.0) as u64);
        if p.came > 0.0 && seconds > 1.0 {
            text.push_str(&words::left((of - p.came) / rate));
        }
    }
    if seconds > 1.0 {
        text.push_str(&words::rate(&measure::size(rate as u64)));
    }
    text
}

/// The name of the archive as it is served. It comes from the hash alone.
fn file_name(label: &str) -> String {
    format!("{label}-extracted.zip")
}

/// Downloads the archive of the open sample again, in the form that was asked for last.
pub fn again(state: State) {
    start(state, ASKED.with_borrow(Clone::clone));
}

/// Downloads, checks and saves the archive of the open sample. One that is here already is not asked for again.
pub fn start(state: State, form: Form) {
    let Some(desk) = state.desk() else { return };
    let Ok(controller) = AbortController::new() else { return };
    let signal = controller.signal();
    UNDER_WAY.with(|slot| slot.replace(Some(controller)).inspect(AbortController::abort));
    ASKED.with(|asked| *asked.borrow_mut() = form.clone());
    flow::clear(state, Retry::Archive);
    let since = timing::now();
    state.download.set(Some(Progress { came: 0.0, of: None, since }));
    spawn_local(async move {
        let coming = Coming { state, desk: &desk, signal: &signal, since };
        let outcome = match &form {
            Form::ToDisk(file) => coming.to_disk(file).await,
            form => match coming.to_blob().await {
                Ok(blob) => {
                    state.download.set(None);
                    hand_on(state, &desk, blob, form).await
                }
                Err(failure) => Err(failure),
            },
        };
        if signal.aborted() {
            return;
        }
        state.download.set(None);
        match outcome {
            Ok(Some((name, size))) => {
                timing::measure("save-archive", since, Detail::Bytes(size));
                state.say(&super::words::saved(&name, &measure::size(size as u64)));
            }
            // It was said why not.
            Ok(None) => {}
            Err(failure) => flow::report(state, &failure, Retry::Archive),
        }
    });
}

/// Saves an archive that has come whole. Gives the name and the size in bytes; `None` when it was said why not.
async fn hand_on(state: State, desk: &Rc<Desk>, blob: Blob, form: &Form) -> Result<Option<(String, f64)>, Failure> {
    let label = desk.label();
    let (blob, name) = match form {
        Form::Protected { password, picked } => match archive::protect(state, desk, password, *picked).await {
            Some(protected) => (protected, format!("{label}-protected.zip")),
            None => return Ok(None),
        },
        _ => (blob, file_name(&label)),
    };
    if save::save(&blob, &name).is_err() {
        flow::tell(state, words::NOT_SAVED, words::CHECK_SETTINGS);
        return Ok(None);
    }
    Ok(Some((name, blob.size())))
}

/// An archive on its way.
struct Coming<'a> {
    state: State,
    desk: &'a Rc<Desk>,
    signal: &'a AbortSignal,
    since: f64,
}

impl Coming<'_> {
    /// The archive as a `Blob`, whole and checked.
    async fn to_blob(&self) -> Result<Blob, Failure> {
        let kept =
            self.desk.archive.borrow().as_ref().filter(|archive| archive.served).map(|archive| archive.blob.clone());
        if let Some(kept) = kept {
            return Ok(kept);
        }
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
        let no_room = |_| Failure::NoRoom(came as u64);
        let blob = match (gathered, failed.take()) {
            (_, Some(failure)) => return Err(failure),
            (Err(error), None) if length != Some(came as u64) => return Err(broken(&error, self.signal)),
            (gathered, None) => gathered.map_err(no_room)?,
        };
        seen.borrow().end()?;
        if blob.size() < came {
            return Err(Failure::NoRoom(came as u64));
        }
        let tail = bytes(&blob, (came - TAIL as f64).max(0.0), came).await.map_err(no_room)?;
        check_tail(&tail, came as u64)?;
        // The type makes a browser save it and not look into it.
        let blob = blob.slice_with_f64_and_f64_and_content_type(0.0, came, "application/zip").map_err(no_room)?;
        archive::keep(self.state, self.desk, blob.clone(), true);
        Ok(blob)
    }

    /// Asks for the archive. Gives its body, and what watches it come.
    async fn begin(&self) -> Result<(ReadableStream, Seen), Failure> {
        let client = self.state.client.get_untracked();
        let sample = self.desk.sample.as_ref().ok_or(Failure::Aborted)?;
        let Body { stream, length, .. } = client.archive(sample, self.signal).await?;
        let nothing = || check_head(&[]).err().unwrap_or(Failure::BrokenOff);
        let (state, since) = (self.state, self.since);
        Ok((stream.ok_or_else(nothing)?, Seen { state, since, length, came: 0.0, shown: since, head: Vec::new() }))
    }

    /// Hands each piece on as it comes. Gives how many bytes came; fewer than were announced, or something that is no
    /// zip, is a failure.
    async fn pieces(&self, take: &mut impl AsyncFnMut(&Uint8Array) -> Result<(), Failure>) -> Result<f64, Failure> {
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
        self.came += f64::from(piece.byte_length());
        let now = timing::now();
        if now - self.shown > SHOW {
            self.shown = now;
            let of = self.length.map(|length| length as f64);
            self.state.download.set(Some(Progress { came: self.came, of, since: self.since }));
        }
        Ok(())
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
