//! Looking into one file of the archive: it is taken out once, as a `Blob` that the browser keeps, and then read where it is
//! looked at.

pub mod find;
pub mod rows;

use super::archive_jobs::{self, archive_of, check_first};
use crate::platform::worker_client::{self, Done, Files};
use crate::state::AppState;
use crate::state::contents::{ShownFile, ShownStrings};
use crate::state::jobs::{Job, JobKind};
use crate::words::{NO_NAME, contents as words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::selection::Selection;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;
use matryoshka_core::worker_job::Ask;
use matryoshka_core::worker_job::contents::{Lines, Look, Strings};
use std::rc::Rc;

/// Letters of a name in the dialog.
const NAME: usize = 300;

/// Takes the file of a row out of the archive and shows it, with the bytes selected that are asked for.
pub fn view(state: AppState, row: Row, bytes: Option<(u64, u64)>) {
    let Some(workspace) = state.dataset.workspace() else { return };
    spawn_local(async move {
        if !check_first(state, &workspace).await {
            return;
        }
        let (member, name) = {
            let dataset = workspace.dataset.borrow();
            let member = dataset.check_results.members.get(&dataset.table.position(row)).copied();
            let name: String = dataset.table.name(row).chars().take(NAME).collect();
            (member, visible(&name).into_owned())
        };
        let Some(member) = member else {
            state.alerts.tell(words::NOT_THERE, words::NOT_THERE_WHY);
            return;
        };
        let job = state.jobs.start(JobKind::Archive, workspace.id);
        let Some((files, archive)) = archive_of(&workspace) else { return };
        let Some(done) = archive_jobs::run(state, Look { archive, member }, &files, &job).await else { return };
        let Some(blob) = done.file else { return };
        let size = blob.size() as u64;
        let name = if name.is_empty() { NO_NAME.to_owned() } else { name };
        let (cut, image) = (done.answer.cut, done.answer.image);
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

/// Has the worker read through the file that is shown. `None` when it failed, was cancelled, or is shown no more.
async fn read<J: Ask>(state: AppState, file: &Rc<ShownFile>, kind: JobKind, ask: J) -> Option<Done<J::Answer>> {
    let dataset = state.dataset.workspace()?.id;
    let job: Job = state.jobs.start(kind, dataset);
    let observer = job.observer();
    let progress = move |done, of| observer.show(done, Some(of));
    let outcome = worker_client::run(ask, &Files::of(file.blob.clone()), &job.signal(), progress).await;
    if job.is_cancelled() || !state.contents.is_current(file) {
        return None;
    }
    match outcome {
        Ok(done) => Some(done),
        Err(failure) => {
            if let Some(why) = failure.words() {
                state.contents.refused.set(Some(why));
            }
            None
        }
    }
}

/// Finds where the lines of the file begin, in an encoding or in the one that it is most likely in.
pub fn read_lines(state: AppState, encoding: Option<Encoding>) {
    let Some(file) = state.contents.file.get_untracked() else { return };
    spawn_local(async move {
        let Some(done) = read(state, &file, JobKind::Contents, Lines { encoding }).await else { return };
        state.contents.lines.set(Some(Rc::new(done.answer)));
    });
}

/// Finds the strings of the file that have as many letters as the person wants.
pub fn read_strings(state: AppState) {
    let Some(file) = state.contents.file.get_untracked() else { return };
    let least = state.contents.least.get_untracked();
    spawn_local(async move {
        let Some(done) = read(state, &file, JobKind::Contents, Strings { least }).await else { return };
        let strings = ShownStrings::of_kind(Rc::new(done.answer), state.contents.kind.get_untracked());
        show_strings(state, strings);
    });
}

/// Leaves the strings of the kind that the person wants.
pub fn choose_strings(state: AppState) {
    if let Some(strings) = state.contents.strings.get_untracked() {
        show_strings(state, ShownStrings::of_kind(strings.table.clone(), state.contents.kind.get_untracked()));
    }
}

fn show_strings(state: AppState, strings: ShownStrings) {
    state.contents.string.set(0);
    state.contents.strings.set(Some(Rc::new(strings)));
}
