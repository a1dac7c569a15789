//! What the samples of a case share: indexing their files, filtering them, and writing them as CSV.

use crate::platform::save;
use crate::state::AppState;
use crate::state::samples::SampleState;
use crate::state::shared_files::{HeldSample, SharedFiles};
use crate::words::download::CHECK_SETTINGS;
use crate::words::{saved_as, shared as words};
use js_sys::Array;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::search::Search;
use matryoshka_core::samples::contents::Contents;
use matryoshka_core::samples::digest::SampleDigest;
use matryoshka_core::samples::likeness::Likeness;
use matryoshka_core::samples::matrix::{MatrixFilter, MatrixSample};
use matryoshka_core::samples::matrix_csv::matrix_csv;
use matryoshka_core::samples::order::by_likeness;
use std::cell::Ref;
use std::rc::Rc;
use web_sys::Blob;

/// Indexes the files of all samples whose rows are held.
pub fn index(state: AppState) {
    let Some(case) = state.samples.case() else { return };
    let worst = |sample: &SampleState| match sample {
        SampleState::Loaded(digest, _) => SampleDigest::worst(digest),
        _ => None,
    };
    let held = case.samples.iter().filter_map(|sample| {
        let rows = sample.rows.borrow().clone()?;
        Some(HeldSample { hash: sample.hash.clone(), rows, worst: sample.state.with_untracked(worst) })
    });
    let samples: Vec<HeldSample> = held.collect();
    let contents = {
        let datasets = datasets(&samples);
        Contents::new(&datasets.iter().map(|dataset| &dataset.table).collect::<Vec<_>>())
    };
    let likeness = Likeness::new(&contents);
    let order = by_likeness(&likeness);
    state.shared.chosen.set(None);
    state.shared.index.set(Some(Rc::new(SharedFiles { samples, contents, likeness, order })));
    filter(state);
}

/// Applies the filter.
pub fn filter(state: AppState) {
    let Some(shared) = state.shared.index.get_untracked() else { return };
    match state.shared.filter.with_untracked(|text| MatrixFilter::read(text)) {
        Err(mistake) => state.shared.mistake.set(Some(mistake)),
        Ok(filter) => {
            let datasets = datasets(&shared.samples);
            let hashes = shared.samples.iter().map(|sample| sample.hash.as_str());
            let samples: Vec<MatrixSample<'_>> = datasets
                .iter()
                .zip(hashes)
                .zip(&shared.samples)
                .map(|((dataset, hash), sample)| {
                    let search: Search<'_> = dataset.search();
                    MatrixSample { hash, worst: sample.worst, search }
                })
                .collect();
            state.shared.mistake.set(None);
            state.shared.chosen.set(None);
            state.shared.files.set(filter.files(&shared.contents, &samples));
        }
    }
}

/// Adds a word to the filter, or takes it out.
pub fn toggle_word(state: AppState, word: &str) {
    state.shared.filter.update(|text| {
        let others: Vec<&str> = text.split_whitespace().filter(|other| *other != word).collect();
        let is_there = others.len() < text.split_whitespace().count();
        *text = if is_there { others.join(" ") } else { format!("{} {word}", text.trim()).trim().to_owned() };
    });
    filter(state);
}

/// Saves the files that the filter leaves.
pub fn save_csv(state: AppState) {
    let Some(shared) = state.shared.index.get_untracked() else { return };
    let datasets = datasets(&shared.samples);
    let samples: Vec<_> =
        shared.samples.iter().zip(&datasets).map(|(sample, dataset)| (sample.hash.as_str(), &dataset.table)).collect();
    // The mark by which a spreadsheet knows UTF-8.
    let text = state.shared.files.with_untracked(|files| matrix_csv(&shared.contents, files, &samples));
    let parts = Array::of2(&"\u{feff}".into(), &text.into());
    let name = words::file_name(shared.samples.len());
    if Blob::new_with_str_sequence(&parts).and_then(|blob| save::save(&blob, &name)).is_ok() {
        state.alerts.notify(&saved_as(&name));
    } else {
        state.alerts.tell(words::NOT_SAVED, CHECK_SETTINGS);
    }
}

fn datasets(samples: &[HeldSample]) -> Vec<Ref<'_, Dataset>> {
    samples.iter().map(|sample| sample.rows.dataset.borrow()).collect()
}
