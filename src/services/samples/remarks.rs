//! What tables of several samples leave out, in sentences.

use crate::state::samples::{Case, MOST_ROWS, SampleState};
use crate::words::shared as words;

/// How many samples are left out since there are too many rows to be held. Not tracked.
pub fn not_held(case: &Case) -> Option<String> {
    let count = case.count(|state| matches!(state, SampleState::Loaded { is_held: false, .. }));
    (count > 0).then(|| words::not_held(count, MOST_ROWS))
}

/// What the table of shared files leaves out. Not tracked.
pub fn of_shared(case: &Case) -> Vec<String> {
    let not_loaded = case.count(|state| {
        matches!(state, SampleState::Waiting | SampleState::Loading(..) | SampleState::Unknown | SampleState::Failed(_))
    });
    let incomplete = case.count(|state| matches!(state, SampleState::Loaded { missing: Some(_), is_held: true, .. }));
    let not_loaded = (not_loaded > 0).then(|| words::not_loaded(not_loaded));
    let incomplete = (incomplete > 0).then(|| words::incomplete(incomplete));
    not_held(case).into_iter().chain(not_loaded).chain(incomplete).collect()
}
