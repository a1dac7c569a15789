//! What the samples of a case share: indexing their files, and filtering them.

use crate::state::AppState;
use crate::state::samples::SampleState;
use crate::state::shared_files::{HeldSample, SharedFiles};
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::search::Search;
use matryoshka_core::samples::contents::Contents;
use matryoshka_core::samples::digest::SampleDigest;
use matryoshka_core::samples::likeness::Likeness;
use matryoshka_core::samples::matrix::{MatrixFilter, MatrixSample};
use matryoshka_core::samples::order::by_likeness;
use std::cell::Ref;
use std::rc::Rc;

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
            for sample in &shared.samples {
                sample.rows.dataset.borrow_mut().hash_lists = state.hash_lists.all();
            }
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

/// The rows of samples.
pub fn datasets(samples: &[HeldSample]) -> Vec<Ref<'_, Dataset>> {
    samples.iter().map(|sample| sample.rows.dataset.borrow()).collect()
}
