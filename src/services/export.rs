//! Writing an export. The worker writes it.

use super::load_all;
use crate::platform::worker_client::{self, Files};
use crate::platform::{intl, save};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::{download, export as words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::scope::ExportScope;
use matryoshka_core::hash::HashKind;
use matryoshka_core::worker_job::JobFailure;
use matryoshka_core::worker_job::export::Export;
use matryoshka_core::worker_job::listing::{Listing, chosen};

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct ExportRequest {
    /// The kind of file.
    pub kind: ExportKind,
    /// Which rows.
    pub rows: ExportScope,
    /// Which hash, for lists of hashes.
    pub hash: HashKind,
    /// How names are written.
    pub names: NameStyle,
}

/// Writes the file and has it saved.
pub fn start(state: AppState, request: ExportRequest) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let job = state.jobs.start(JobKind::Export, workspace.id);
    spawn_local(async move {
        job.show(0.0, Some(1.0));
        state.alerts.notify(words::WRITING);
        // Of a listing that is soon complete all rows are written.
        load_all::wait_until_loaded(state, &workspace).await;
        if job.is_cancelled() {
            return;
        }
        let (ask, files) = (ask(state, &workspace, request), Files::default().with(&workspace.bodies));
        let observer = job.observer();
        let progress = move |done, of| observer.show(done, Some(of));
        let outcome = worker_client::run(ask, &files, &job.signal(), progress).await;
        if job.is_cancelled() {
            return;
        }
        match outcome {
            Ok(done) => {
                let stem = if request.kind == ExportKind::Hashes { "hashes" } else { "extracted-files" };
                let name = format!("{}-{stem}.{}", workspace.label(), done.answer.ending);
                if done.file.is_some_and(|file| save::save(&file, &name).is_ok()) {
                    state.alerts.notify(&words::saved(&name, &done.answer.words));
                } else {
                    state.alerts.tell(words::NOT_SAVED, download::CHECK_SETTINGS);
                }
            }
            Err(JobFailure::Cancelled) => {}
            Err(JobFailure::Password(why) | JobFailure::Pattern(why) | JobFailure::Other(why)) => {
                state.alerts.tell(words::FAILED, &why);
            }
        }
    });
}

/// The job of writing rows of a dataset.
fn ask(state: AppState, workspace: &Workspace, request: ExportRequest) -> Export {
    let dataset = workspace.dataset.borrow();
    let ask = Export {
        listing: Listing::of(&dataset),
        chosen: None,
        filter: None,
        unique: false,
        selected: false,
        kind: request.kind,
        hash: request.hash,
        names: request.names,
        sample: workspace.label(),
        title: state.dataset.file_name.get_untracked().unwrap_or_else(|| workspace.label()),
        date: intl::time((js_sys::Date::now() * 1000.0) as i64),
    };
    match (request.rows, dataset.matches()) {
        (ExportScope::Filtered, Some(matches)) => Export {
            chosen: Some(chosen(&dataset, |row| matches.has(row))),
            unique: dataset.is_unique(),
            filter: Some(workspace.filter.borrow().clone()),
            ..ask
        },
        (ExportScope::Selected, _) => {
            Export { chosen: Some(chosen(&dataset, |row| dataset.selection.has(row))), selected: true, ..ask }
        }
        (ExportScope::All | ExportScope::Filtered, _) => ask,
    }
}
