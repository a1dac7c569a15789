//! Looking into one file of the archive: it is taken out once, as a `Blob` that the browser keeps, and then read where it is
//! looked at.

pub mod find;
pub mod rows;

use super::archive_jobs::{self, worker_job};
use crate::platform::worker_client::{self, Job as WorkerJob, Outcome};
use crate::state::AppState;
use crate::state::contents::{LineIndex, ShownFile, StringTable};
use crate::state::jobs::{Job, JobKind};
use crate::words::{NO_NAME, contents as words};
use js_sys::{Float64Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::selection::Selection;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Letters of a name in the dialog.
const NAME: usize = 300;

/// Takes the file of a row out of the archive and shows it, with the bytes selected that are asked for. An archive that was
/// not checked yet is checked first: only then it is known which member has the content of which row.
pub fn view(state: AppState, row: Row, bytes: Option<(u64, u64)>) {
    let Some(workspace) = state.dataset.workspace() else { return };
    spawn_local(async move {
        if workspace.dataset.borrow().check_results.is_empty() {
            archive_jobs::check_now(state, &workspace).await;
        }
        let (member, name) = {
            let dataset = workspace.dataset.borrow();
            let member = dataset.check_results.members.get(&dataset.table.position(row)).copied();
            let name: String = dataset.table.name(row).chars().take(NAME).collect();
            (member, visible(&name).into_owned())
        };
        if workspace.is_left() || workspace.dataset.borrow().check_results.is_empty() {
            return;
        }
        let Some(member) = member else {
            state.alerts.tell(words::NOT_THERE, words::NOT_THERE_WHY);
            return;
        };
        let job = state.jobs.start(JobKind::Archive, workspace.id);
        let Some(look) = worker_job("look", &workspace).map(|job| job.with("member", member)) else { return };
        let Some(outcome) = archive_jobs::run(state, &look, &job).await else { return };
        let Some(blob) = outcome.blob() else { return };
        let size = blob.size() as u64;
        let name = if name.is_empty() { NO_NAME.to_owned() } else { name };
        let (cut, image) = (outcome.get("cut").as_string(), outcome.get("image").as_string());
        state.contents.show(Some(ShownFile { name, blob, size, cut, image }));
        if let Some((offset, length)) = bytes {
            state.contents.selection.set(Selection::of(offset, length, size));
        }
    });
}

/// Puts the file away.
pub fn close(state: AppState) {
    state.jobs.cancel(JobKind::Contents);
    state.jobs.cancel(JobKind::Find);
    state.contents.show(None);
}

/// A job of that kind about a file.
fn about(file: &ShownFile, kind: &str) -> WorkerJob {
    WorkerJob::new(kind).with("blob", file.blob.clone())
}

/// Has the worker read through the file that is shown. `None` when it failed, was cancelled, or is shown no more.
async fn read(state: AppState, file: &Rc<ShownFile>, kind: JobKind, ask: &WorkerJob) -> Option<Outcome> {
    let dataset = state.dataset.workspace()?.id;
    let job: Job = state.jobs.start(kind, dataset);
    let observer = job.observer();
    let progress = move |done, of| observer.show(done, Some(of));
    let outcome = worker_client::run(ask, &job.signal(), progress).await;
    if job.is_cancelled() || !state.contents.is_current(file) {
        return None;
    }
    match outcome {
        Ok(outcome) => Some(outcome),
        Err(why) => {
            state.contents.refused.set(Some(why));
            None
        }
    }
}

/// Finds where the lines of the file begin, in an encoding or in the one that it is most likely in.
pub fn read_lines(state: AppState, encoding: Option<Encoding>) {
    let Some(file) = state.contents.file.get_untracked() else { return };
    spawn_local(async move {
        let ask = about(&file, "lines").with("encoding", encoding.map_or("", Encoding::label));
        let Some(outcome) = read(state, &file, JobKind::Contents, &ask).await else { return };
        let index = LineIndex {
            encoding: Encoding::read(&outcome.text("encoding")).unwrap_or_default(),
            lines: outcome.get("lines").as_f64().unwrap_or_default() as u64,
            blocks: outcome
                .get("blocks")
                .dyn_into::<Float64Array>()
                .unwrap_or_else(|_| Float64Array::new_with_length(0)),
        };
        state.contents.lines.set(Some(Rc::new(index)));
    });
}

/// Finds the strings of the file that have as many letters as the person wants.
pub fn read_strings(state: AppState) {
    let Some(file) = state.contents.file.get_untracked() else { return };
    let least = state.contents.least.get_untracked();
    spawn_local(async move {
        let ask = about(&file, "strings").with("least", least);
        let Some(outcome) = read(state, &file, JobKind::Contents, &ask).await else { return };
        let empty = || js_sys::ArrayBuffer::new(0);
        let numbers =
            |name: &str| outcome.get(name).dyn_into::<Float64Array>().unwrap_or_else(|_| Float64Array::new(&empty()));
        let bytes =
            |name: &str| outcome.get(name).dyn_into::<Uint8Array>().unwrap_or_else(|_| Uint8Array::new(&empty()));
        let table = StringTable {
            offsets: numbers("offsets"),
            letters: numbers("letters"),
            kinds: bytes("kinds"),
            ends: outcome.get("ends").dyn_into::<Uint32Array>().unwrap_or_else(|_| Uint32Array::new(&empty())),
            texts: bytes("texts"),
            count: outcome.get("count").as_f64().unwrap_or_default() as u64,
            shown: None,
        };
        show_strings(state, &table);
    });
}

/// Leaves the strings of the kind that the person wants.
pub fn choose_strings(state: AppState) {
    if let Some(table) = state.contents.strings.get_untracked() {
        show_strings(state, &table);
    }
}

fn show_strings(state: AppState, table: &StringTable) {
    state.contents.string.set(0);
    state.contents.strings.set(Some(Rc::new(table.of_kind(state.contents.kind.get_untracked()))));
}
