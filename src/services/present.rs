//! From the address to rows on screen: what of the open dataset has to be loaded for it.

use super::arrange::{UNASKED, arrange};
use super::{load_all, load_page};
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::words::alert as words;
use leptos::prelude::*;
use matryoshka_core::api::failure::Explanation;
use matryoshka_core::url_state::UrlFault;

/// Says what is malformed in the address.
pub fn explain_faults(state: AppState, faults: &[UrlFault]) {
    let Some((first, others)) = faults.split_first() else { return };
    let explanation = Explanation {
        what: first.to_string(),
        why: others.iter().map(UrlFault::to_string).collect(),
        next: words::REST_FOLLOWED.into(),
    };
    state.alerts.show(explanation, crate::state::alerts::Retry::None);
}

/// Brings what is shown of the open dataset up to the address.
pub fn present(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    if state.dataset.phase.get_untracked() == Phase::Empty {
        return;
    }
    let url = state.route.get_untracked();
    let (is_loaded, count) = {
        let dataset = workspace.dataset.borrow();
        (dataset.is_loaded(), dataset.count())
    };
    if workspace.is_from_file() || is_loaded {
        // All there is is loaded, or is being read.
    } else if url.needs_all_rows() {
        if count <= UNASKED && !state.jobs.is_running_for(JobKind::LoadAll, workspace.id) {
            load_all::start(state);
        }
    } else {
        load_page::start(state, &workspace, &url);
    }
    arrange(state, &workspace, &url);
}
