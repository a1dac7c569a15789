//! Changing the filter.

use super::navigate::{adjust, go};
use crate::state::AppState;
use matryoshka_core::query::edit::with_term;

/// Puts a text into the filter.
pub fn set(state: AppState, text: String) {
    adjust(state, |url| {
        url.filter = text;
        url.page = 1;
    });
}

/// Adds a term to the filter, or takes it out where it was there, as a step that Back leaves.
pub fn toggle_term(state: AppState, term: &str) {
    go(state, |url| {
        url.filter = with_term(&url.filter, term);
        url.page = 1;
    });
}

/// Clears the filter, as a step that Back leaves.
pub fn clear(state: AppState) {
    go(state, |url| url.filter.clear());
}

/// Leaves only the first row of each file, or all again.
pub fn toggle_unique(state: AppState) {
    go(state, |url| {
        url.unique = !url.unique;
        url.page = 1;
    });
}
