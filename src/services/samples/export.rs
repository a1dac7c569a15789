//! What the samples of a case share as a file: a table, a bundle, a report.

use super::describe::describe;
use super::remarks::of_shared;
use super::save_parts;
use super::shared::datasets;
use crate::platform::worker_client::{self, Files};
use crate::platform::{intl, streams};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::samples::SampleState;
use crate::state::shared_files::{HeldSample, SharedFiles};
use crate::words::download::CHECK_SETTINGS;
use crate::words::{export as exporting, shared as words};
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::csv::Separator;
use matryoshka_core::export::grouping::Grouping;
use matryoshka_core::export::hash_format::HashFormat;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::options::ExportOptions;
use matryoshka_core::export::stix::merged::MergedStix;
use matryoshka_core::hash::HashKind;
use matryoshka_core::samples::case_report::{ReportedFiles, ReportedSample, case_report};
use matryoshka_core::samples::contents::ContentNumber;
use matryoshka_core::samples::matrix_csv::matrix_csv;
use matryoshka_core::table::Table;
use matryoshka_core::table::row_set::RowSet;
use matryoshka_core::worker_job::export::Export;
use matryoshka_core::worker_job::listing::{Listing, chosen};
use std::cell::Ref;
use std::rc::Rc;
use web_sys::Blob;

/// What a case can be exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseExport {
    /// Files against samples.
    Csv,
    /// All of them in one bundle.
    Stix,
    /// A page to read, in one file.
    Report,
}

/// Has the files that the filter leaves saved.
pub fn export(state: AppState, kind: CaseExport) {
    let Some(shared) = state.shared.index.get_untracked() else { return };
    match kind {
        // The mark by which a spreadsheet knows UTF-8.
        CaseExport::Csv => {
            save_export(state, &shared, &Array::of2(&"\u{feff}".into(), &csv(state, &shared).into()), "csv");
        }
        CaseExport::Report => save_export(state, &shared, &Array::of1(&report(state, &shared).into()), "html"),
        CaseExport::Stix => stix(state, shared),
    }
}

fn csv(state: AppState, shared: &SharedFiles) -> String {
    let datasets = datasets(&shared.samples);
    let samples = tables(shared, &datasets);
    state.shared.files.with_untracked(|files| matrix_csv(&shared.contents, files, &samples))
}

fn report(state: AppState, shared: &SharedFiles) -> String {
    let Some(case) = state.samples.case() else { return String::new() };
    let said: Vec<(String, SampleState)> = case
        .samples
        .iter()
        .map(|sample| sample.state.with_untracked(|state| (describe(state), state.clone())))
        .collect();
    let reported = case.samples.iter().zip(&said).map(|(sample, (words, state))| ReportedSample {
        hash: sample.hash.as_str(),
        digest: if let SampleState::Loaded { digest, .. } = state { Some(digest) } else { None },
        state: words,
    });
    let datasets = datasets(&shared.samples);
    let samples = tables(shared, &datasets);
    let (filter, remarks) = (state.shared.filter.get_untracked(), of_shared(&case));
    state.shared.files.with_untracked(|files| {
        let of_files = ReportedFiles {
            contents: &shared.contents,
            samples: &samples,
            likeness: &shared.likeness,
            order: &shared.order,
            files,
            filter: &filter,
            remarks: &remarks,
        };
        case_report(&reported.collect::<Vec<_>>(), &of_files, &intl::time(intl::now()))
    })
}

/// The hashes of the samples, and their rows.
fn tables<'a>(shared: &'a SharedFiles, datasets: &'a [Ref<'_, Dataset>]) -> Vec<(&'a str, &'a Table)> {
    shared.samples.iter().zip(datasets).map(|(sample, dataset)| (sample.hash.as_str(), &dataset.table)).collect()
}

/// The worker writes a bundle of each sample, and here they are put together.
fn stix(state: AppState, shared: Rc<SharedFiles>) {
    let Some(case) = state.samples.case() else { return };
    let job = state.jobs.start(JobKind::Export, case.id);
    state.alerts.notify(exporting::WRITING);
    let left = state.shared.files.with_untracked(|files| rows_of(&shared, files));
    spawn_local(async move {
        let (parts, mut merged) = (Array::new(), MergedStix::new(intl::now()));
        for (done, (sample, rows)) in shared.samples.iter().zip(&left).enumerate() {
            job.show(done as f64, Some(left.len() as f64));
            if rows.is_empty() {
                continue;
            }
            let files = Files::default().with(&sample.rows.bodies);
            let outcome = worker_client::run(ask(sample, rows), &files, &job.signal(), |_, _| {}).await;
            if job.is_cancelled() {
                return;
            }
            let bundle = match outcome {
                Ok(outcome) => outcome.file,
                Err(failure) => {
                    if let Some(why) = failure.words() {
                        state.alerts.tell(exporting::FAILED, &why);
                    }
                    return;
                }
            };
            if let Some(bundle) = bundle {
                let bytes = streams::bytes(&bundle, 0.0, bundle.size()).await.unwrap_or_default();
                let piece = merged.add(&String::from_utf8_lossy(&bytes));
                // What is written already is the browser's to hold.
                match Blob::new_with_str_sequence(&Array::of1(&piece.into())) {
                    Ok(piece) => parts.push(&piece),
                    Err(_) => return state.alerts.tell(words::NOT_SAVED, CHECK_SETTINGS),
                };
            }
        }
        parts.push(&merged.finish().into());
        drop(job);
        save_export(state, &shared, &parts, "stix.json");
    });
}

/// Of each sample the rows of files that the filter leaves.
fn rows_of(shared: &SharedFiles, files: &[ContentNumber]) -> Vec<RowSet> {
    let datasets = datasets(&shared.samples);
    let mut rows: Vec<RowSet> = datasets.iter().map(|dataset| RowSet::none(dataset.table.len())).collect();
    for place in files.iter().flat_map(|file| shared.contents.places(*file)) {
        rows[place.sample as usize].insert(place.row);
    }
    rows
}

/// The job of writing rows of a sample.
fn ask(sample: &HeldSample, rows: &RowSet) -> Export {
    let dataset = sample.rows.dataset.borrow();
    let now = intl::now();
    let options = ExportOptions {
        kind: ExportKind::Stix,
        hash: HashKind::Sha256,
        format: HashFormat::default(),
        template: String::new(),
        separator: Separator::default(),
        grouping: Grouping::default(),
        names: NameStyle::Shown,
        sample: sample.hash.to_string(),
        title: sample.hash.to_string(),
        date: intl::time(now),
        now,
    };
    Export {
        listing: Listing::of(&dataset),
        chosen: Some(chosen(&dataset, |row| rows.has(row))),
        filter: None,
        unique: false,
        selected: false,
        options,
        yara: None,
        gaps: None,
    }
}

fn save_export(state: AppState, shared: &SharedFiles, parts: &Array, ending: &str) {
    let remarks = state.samples.case().map(|case| of_shared(&case)).unwrap_or_default();
    save_parts(state, parts, &words::file_name(shared.samples.len(), ending), words::NOT_SAVED, &remarks);
}
