//! Downloading the archive, and the checks before anything is saved.
//!
//! The body goes from the network into the browser's own `Blob` store; the page sees how much was received, and holds none of
//! it. Only its first bytes and its end are looked at, before it is saved.

mod receive;
mod to_disk;

use super::archive_jobs;
use super::report;
use crate::platform::file_picker;
use crate::platform::save;
use crate::platform::scheduler::{self, Detail};
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::Workspace;
use crate::words::{self, download};
use leptos::task::spawn_local;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::table::format_size;
use receive::Receiver;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// What becomes of the archive.
#[derive(Clone, Debug)]
pub enum ArchiveForm {
    /// Byte for byte what the appliance sends.
    AsServed,
    /// A zip that is encrypted with a password; of the files that are selected, or of all.
    Protected {
        /// The password.
        password: String,
        /// Only the files that are selected.
        only_selected: bool,
        /// Names of programs get an ending that nothing is started by.
        disarms: bool,
    },
    /// What the appliance sends, written to a file (a `FileSystemFileHandle`) as it is received.
    ToDisk(JsValue),
}

thread_local! {
    /// What was asked for last, for Retry.
    static LAST: RefCell<ArchiveForm> = const { RefCell::new(ArchiveForm::AsServed) };
}

/// The name of the archive as it is served. It comes from the hash alone.
fn file_name(label: &str) -> String {
    format!("{label}-extracted.zip")
}

/// Downloads the archive of the open sample again, in the form that was asked for last.
pub fn again(state: AppState) {
    start(state, LAST.with_borrow(Clone::clone));
}

/// Downloads, checks and saves the archive of the open sample. One that is here already is not requested again.
pub fn start(state: AppState, form: ArchiveForm) {
    if let Some(workspace) = state.dataset.workspace() {
        start_for(state, workspace, form);
    }
}

fn start_for(state: AppState, workspace: Rc<Workspace>, form: ArchiveForm) {
    let job = state.jobs.start(JobKind::Download, workspace.id);
    LAST.with(|last| *last.borrow_mut() = form.clone());
    state.alerts.clear_if(|retry| retry == Retry::Archive);
    spawn_local(async move {
        let since = job.since;
        let signal = job.signal();
        let receiver = Receiver::new(state, &workspace, &job);
        let outcome = match &form {
            ArchiveForm::ToDisk(file) => to_disk::receive(&receiver, file).await.map(Some),
            form => match receiver.to_blob().await {
                Ok(blob) => hand_on(state, &workspace, &job, blob, form).await,
                Err(failure) => Err(failure),
            },
        };
        drop(job);
        if signal.aborted() {
            return;
        }
        match outcome {
            Ok(Some((name, size))) => {
                scheduler::measure("save-archive", since, Detail::Bytes(size));
                state.alerts.notify(&words::saved(&name, &format_size::size(size as u64)));
            }
            // It was said why not.
            Ok(None) => {}
            Err(failure) => report::failure(state, &failure, Retry::Archive),
        }
    });
}

/// Has the person choose a file, then downloads into it. Browsers let a page ask only while a press is fresh.
pub fn start_to_disk(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let chosen = file_picker::choose(&file_name(&workspace.label()));
    spawn_local(async move {
        match chosen.await {
            // The file is called after the sample: another one that is shown by now does not go into it.
            Ok(Some(file)) if !workspace.is_left() => start_for(state, workspace, ArchiveForm::ToDisk(file)),
            Ok(_) => {}
            Err(_) => state.alerts.tell(download::NO_PLACE, download::OTHER_PLACE),
        }
    });
}

/// Saves an archive that was received whole. Gives the name and the size in bytes; `None` when it was said why not, or the
/// job was cancelled.
async fn hand_on(
    state: AppState,
    workspace: &Rc<Workspace>,
    job: &Job,
    blob: Blob,
    form: &ArchiveForm,
) -> Result<Option<(String, f64)>, Failure> {
    let label = workspace.label();
    let (blob, name) = match form {
        ArchiveForm::Protected { password, only_selected, disarms } => {
            // The download is over; what follows is a job of its own, with its own Cancel.
            job.finish();
            let protected = archive_jobs::Protected { password, only_selected: *only_selected, disarms: *disarms };
            match archive_jobs::protect(state, workspace, &protected).await {
                Some(protected) => (protected, format!("{label}-protected.zip")),
                None => return Ok(None),
            }
        }
        ArchiveForm::AsServed | ArchiveForm::ToDisk(_) => (blob, file_name(&label)),
    };
    if job.is_cancelled() || workspace.is_left() {
        return Ok(None);
    }
    if save::save(&blob, &name).is_err() {
        state.alerts.tell(download::NOT_SAVED, download::CHECK_SETTINGS);
        return Ok(None);
    }
    Ok(Some((name, blob.size())))
}
