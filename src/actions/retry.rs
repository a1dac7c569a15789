//! Trying again what went wrong.

use crate::platform::scheduler;
use crate::services::{archive_download, load_all, open_sample, present};
use crate::state::AppState;
use crate::state::alerts::Retry;

/// Tries again what an alert is about.
pub fn retry(state: AppState, retry: Retry) {
    state.alerts.clear();
    match retry {
        Retry::None => {}
        Retry::Open => {
            if let Some(sample) = state.route.with_untracked(|url| url.sample.clone()) {
                open_sample::open(state, sample, scheduler::now());
            }
        }
        Retry::Page => present::present(state),
        Retry::LoadAll => load_all::start(state),
        Retry::Archive => archive_download::again(state),
    }
}
