//! Writing an export. The worker writes it.

use super::load_all;
use crate::platform::worker_client::{self, Job as WorkerJob};
use crate::platform::{intl, save};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::{download, export as words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::csv::Separator;
use matryoshka_core::export::hash_format::HashFormat;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::objects::Grouping;
use matryoshka_core::export::scope::{ExportScope, concerning};
use matryoshka_core::hash::HashKind;
use matryoshka_core::table::row_set::RowSet;
use matryoshka_core::tree::parents::Parents;

/// What is to be written.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The kind of file.
    pub kind: ExportKind,
    /// Which rows.
    pub rows: ExportScope,
    /// Which hash, for lists of hashes.
    pub hash: HashKind,
    /// How a list of hashes is written.
    pub format: HashFormat,
    /// The line of the person's own for each hash.
    pub template: String,
    /// What stands between the cells of a file for Excel.
    pub separator: Separator,
    /// What becomes one object of STIX.
    pub grouping: Grouping,
    /// Addresses in names are made unusable.
    pub defanged: bool,
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
        let worker_job = worker_job(state, &workspace, &request);
        let observer = job.observer();
        let progress = move |done, of| observer.show(done, Some(of));
        let outcome = worker_client::run(&worker_job, &job.signal(), progress).await;
        if job.is_cancelled() {
            return;
        }
        match outcome {
            Ok(outcome) => {
                let stem = if request.kind == ExportKind::Hashes { "hashes" } else { "extracted-files" };
                let name = format!("{}-{stem}.{}", workspace.label(), outcome.text("ending"));
                if outcome.blob().is_some_and(|blob| save::save(&blob, &name).is_ok()) {
                    state.alerts.notify(&words::saved(&name, &outcome.text("words")));
                } else {
                    state.alerts.tell(words::NOT_SAVED, download::CHECK_SETTINGS);
                }
            }
            Err(why) => state.alerts.tell(words::FAILED, &why),
        }
    });
}

/// The rows that are malicious or suspicious, with everything around them, also where no tree has been made yet.
pub fn concerning_rows(dataset: &Dataset) -> RowSet {
    if dataset.parents().len() == dataset.table.len() {
        concerning(&dataset.table, dataset.parents())
    } else {
        concerning(&dataset.table, &Parents::of(&dataset.table))
    }
}

/// The number of a kind of hash between page and worker.
const fn hash_number(kind: HashKind) -> u32 {
    match kind {
        HashKind::Sha1 => 0,
        HashKind::Sha256 => 1,
        HashKind::Md5 | HashKind::Sha512 => 2,
    }
}

/// The job of writing rows of a dataset.
fn worker_job(state: AppState, workspace: &Workspace, request: &ExportRequest) -> WorkerJob {
    let dataset = workspace.dataset.borrow();
    let now = js_sys::Date::now() * 1000.0;
    let job = WorkerJob::new("export")
        .of(&dataset, &workspace.bodies)
        .with("kind", request.kind.word())
        .with("hash", hash_number(request.hash))
        .with("format", request.format as u32)
        .with("template", request.template.as_str())
        .with("separator", request.separator as u32)
        .with("each", request.grouping == Grouping::Rows)
        .with("defanged", request.defanged)
        .with("now", now)
        .with("sample", workspace.label())
        .with("title", state.dataset.file_name.get_untracked().unwrap_or_else(|| workspace.label()))
        .with("date", intl::time(now as i64));
    match (request.rows, dataset.matches()) {
        (ExportScope::Filtered, Some(matches)) => job
            .chosen(&dataset, |row| matches.has(row))
            .with("unique", dataset.is_unique())
            .with("filter", workspace.filter.borrow().as_str()),
        (ExportScope::Concerning, _) => {
            let rows = concerning_rows(&dataset);
            job.chosen(&dataset, |row| rows.has(row)).with("filter", words::CONCERNING)
        }
        (ExportScope::Selected, _) => job.chosen(&dataset, |row| dataset.selection.has(row)).with("selected", true),
        (ExportScope::All | ExportScope::Filtered, _) => job,
    }
}
