//! Comparing the open sample with another one, or with a saved listing.

use super::navigate;
use crate::services::samples::differences;
use crate::state::AppState;
use crate::state::differences::Chosen;
use crate::state::shared_files::SamplesTab;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::hash::list::HashList;
use web_sys::File;

/// Compares the open sample with another one of the appliance.
pub fn with_sample(state: AppState, open: SampleHash, other: SampleHash) {
    show(state, vec![open, other]);
    state.differences.chosen.set([Chosen::Sample(0), Chosen::Sample(1)]);
}

/// Compares a saved listing with the open sample: what was saved is what was before.
pub fn with_listing(state: AppState, open: SampleHash, file: File) {
    show(state, vec![open]);
    state.differences.chosen.set([Chosen::Nothing, Chosen::Sample(0)]);
    differences::open_listing(state, file, 0);
}

/// Opens these samples together where differences are shown, which are awaited.
fn show(state: AppState, hashes: Vec<SampleHash>) {
    state.shared.tab.set(SamplesTab::Differences);
    navigate::open_samples(state, HashList { hashes, ..HashList::default() });
    state.differences.compared.set(None);
    state.differences.is_awaited.set(true);
}
