//! Saying what went wrong, and what is odd about a listing.

use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::words::alert as words;
use leptos::prelude::*;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::dataset::Dataset;

/// Says a failure, and opens the dialog of the connection where a token is missing.
pub fn failure(state: AppState, failure: &Failure, retry: Retry) {
    if *failure == Failure::Aborted {
        return;
    }
    let explanation = if retry == Retry::Archive { failure.archive_words() } else { failure.words() };
    if failure.wants_token() {
        state.connection.dialog.set(Some(explanation.what.clone()));
    }
    state.alerts.show(explanation, retry);
}

/// Says that the appliance changed its mind about the number of files. Whether it did.
pub fn changed_count(state: AppState, dataset: &Dataset) -> bool {
    let Some((before, now)) = dataset.quirks.changed else { return false };
    state.alerts.tell(&words::changed(before, now), words::ANALYSED_AGAIN);
    true
}

/// Says what is odd about a listing that is loaded whole.
pub fn oddities(state: AppState, dataset: &Dataset) {
    if changed_count(state, dataset) {
        return;
    }
    let duplicate_ids = dataset.parents().duplicate_ids();
    if let Some(first) = dataset.table.first_odd() {
        state.alerts.tell(&words::odd_entries(dataset.table.odd().len(), first), words::ODD_ENTRIES);
    } else if duplicate_ids > 0 {
        state.alerts.tell(&words::duplicate_ids(duplicate_ids), words::DUPLICATE_IDS);
    }
}
