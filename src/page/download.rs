//! Download archive: the progress, and the checks before anything is saved.
//!
//! The body goes from the network into the browser's own `Blob` store; the page sees how much has come, and holds none of it.
//! Only its first bytes and its end are looked at, before it is saved.

mod coming;
mod dialog;
mod to_disk;

use coming::Coming;
pub use dialog::ask;

use super::desk::Desk;
use super::element::{El, button, el};
use super::state::{Progress, Retry, State, state};
use super::words::{CANCEL, download as words};
use super::{archive, flow};
use crate::appliance::failure::Failure;
use crate::browser::save;
use crate::browser::timing::{self, Detail};
use crate::listing::measure;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, Blob};

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
