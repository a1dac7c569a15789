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
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::options::ExportOptions;
use matryoshka_core::export::scope::{ExportScope, concerning};
use matryoshka_core::table::row_set::RowSet;
use matryoshka_core::table::yara;
use matryoshka_core::tree::parents::Parents;
use matryoshka_core::worker_job::export::Export;
use matryoshka_core::worker_job::listing::{Listing, chosen};

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
        let (ask, files) =
            (ask(&workspace, rows, described(state, &workspace, options)), Files::default().with(&workspace.bodies));
        let observer = job.observer();
        let progress = move |done, of| observer.show(done, Some(of));
        let outcome = worker_client::run(ask, &files, &job.signal(), progress).await;
        if job.is_cancelled() {
            return;
        }
        match outcome {
            Ok(done) => {
                let stem = if kind == ExportKind::Hashes { "hashes" } else { "extracted-files" };
                let name = format!("{}-{stem}.{}", workspace.label(), done.answer.ending);
                if done.file.is_some_and(|file| save::save(&file, &name).is_ok()) {
                    state.alerts.notify(&words::saved(&name, &done.answer.words));
                } else {
                    state.alerts.tell(words::NOT_SAVED, download::CHECK_SETTINGS);
                }
            }
            Err(failure) => {
                if let Some(why) = failure.words() {
                    state.alerts.tell(words::FAILED, &why);
                }
            }
        }
    });
}

/// What YARA rules have found, by position; nothing before files were scanned.
fn yara_told(dataset: &Dataset, kind: ExportKind) -> Option<yara::Told> {
    let yara = &dataset.table.yara;
    yara.is_scanned().then(|| {
        let mut positions = vec![0; dataset.table.len() as usize];
        dataset.in_order().into_iter().zip(0..).for_each(|(row, position)| positions[row as usize] = position);
        yara.tell(|row| positions.get(row as usize).copied().unwrap_or_default(), kind == ExportKind::Yara)
    })
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
    let now = intl::now();
    ExportOptions {
        sample: workspace.label(),
        title: state.dataset.file_name.get_untracked().unwrap_or_else(|| workspace.label()),
        date: intl::time(now),
        now,
        ..options
    }
}

/// The job of writing rows of a dataset.
fn ask(workspace: &Workspace, rows: ExportScope, options: ExportOptions) -> Export {
    let dataset = workspace.dataset.borrow();
    let listing = Listing::of(&dataset);
    let yara = yara_told(&dataset, options.kind);
    let gaps = dataset.gaps_told();
    let ask = Export { listing, chosen: None, filter: None, unique: false, selected: false, options, yara, gaps };
    match (rows, dataset.matches()) {
        (ExportScope::Filtered, Some(matches)) => Export {
            chosen: Some(chosen(&dataset, |row| matches.has(row))),
            unique: dataset.is_unique(),
            filter: Some(workspace.filter.borrow().clone()),
            ..ask
        },
        (ExportScope::Concerning, _) => {
            let rows = concerning_rows(&dataset);
            let filter = Some(words::CONCERNING.to_owned());
            Export { chosen: Some(chosen(&dataset, |row| rows.has(row))), filter, ..ask }
        }
        (ExportScope::Selected, _) => {
            Export { chosen: Some(chosen(&dataset, |row| dataset.selection.has(row))), selected: true, ..ask }
        }
        (ExportScope::All | ExportScope::Filtered, _) => ask,
    }
}
