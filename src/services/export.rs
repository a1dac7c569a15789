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
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::options::ExportOptions;
use matryoshka_core::export::scope::{ExportScope, concerning};
use matryoshka_core::table::row_set::RowSet;
use matryoshka_core::tree::parents::Parents;

/// Writes the file and has it saved.
pub fn start(state: AppState, rows: ExportScope, options: ExportOptions) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let job = state.jobs.start(JobKind::Export, workspace.id);
    let kind = options.kind;
    spawn_local(async move {
        job.show(0.0, Some(1.0));
        state.alerts.notify(words::WRITING);
        // Of a listing that is soon complete all rows are written.
        load_all::wait_until_loaded(state, &workspace).await;
        if job.is_cancelled() {
            return;
        }
        let worker_job = worker_job(&workspace, rows, &described(state, &workspace, options));
        let observer = job.observer();
        let progress = move |done, of| observer.show(done, Some(of));
        let outcome = worker_client::run(&worker_job, &job.signal(), progress).await;
        if job.is_cancelled() {
            return;
        }
        match outcome {
            Ok(outcome) => {
                let stem = if kind == ExportKind::Hashes { "hashes" } else { "extracted-files" };
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

/// The options with what is known of the sample, and the time.
fn described(state: AppState, workspace: &Workspace, options: ExportOptions) -> ExportOptions {
    let now = (js_sys::Date::now() * 1000.0) as i64;
    ExportOptions {
        sample: workspace.label(),
        title: state.dataset.file_name.get_untracked().unwrap_or_else(|| workspace.label()),
        date: intl::time(now),
        now,
        ..options
    }
}

/// The job of writing rows of a dataset.
fn worker_job(workspace: &Workspace, rows: ExportScope, options: &ExportOptions) -> WorkerJob {
    let dataset = workspace.dataset.borrow();
    // Texts, numbers and words are always JSON.
    let options = serde_json::to_string(options).unwrap_or_default();
    let job = WorkerJob::new("export").of(&dataset, &workspace.bodies).with("options", options.as_str());
    match (rows, dataset.matches()) {
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
