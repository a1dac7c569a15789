//! From the address to rows on screen: what of the open dataset has to be loaded for it.

use super::arrange::{UNASKED, arrange};
use super::{load_all, load_page, report};
use crate::platform::{network, scheduler};
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::alert as words;
use leptos::prelude::*;
use matryoshka_core::api::failure::Explanation;
use matryoshka_core::url_state::UrlFault;
use std::rc::Rc;

/// Up to this many rows, those behind the first page of the list are loaded without anything needing them.
const QUIETLY: u32 = 2_000;

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
        if url.needs_all_rows() && workspace.is_unsaid.take() {
            report::oddities(state, &workspace.dataset.borrow());
        }
    } else if url.needs_all_rows() {
        if count <= UNASKED && !state.jobs.is_running_for(JobKind::LoadAll, workspace.id) {
            load_all::start(state);
        }
    } else if may_load_quietly(state, &workspace) {
        load_quietly(state, workspace.clone());
    } else {
        load_page::start(state, &workspace, &url);
    }
    arrange(state, &workspace, &url);
}

/// Whether the rest of a small listing is to be loaded behind the first page.
fn may_load_quietly(state: AppState, workspace: &Workspace) -> bool {
    let is_small = {
        let dataset = workspace.dataset.borrow();
        dataset.count() <= QUIETLY && !dataset.quirks.more
    };
    let is_running = state.jobs.is_running_for(JobKind::LoadAll, workspace.id);
    is_small && !is_running && !workspace.is_held.get() && !network::saves_data()
}

/// Loads it once the rows that are there are on the screen.
fn load_quietly(state: AppState, workspace: Rc<Workspace>) {
    if state.dataset.is_quiet.get_untracked() {
        return;
    }
    state.dataset.is_quiet.set(true);
    scheduler::after_paint(move || {
        if state.dataset.is_current(&workspace) {
            load_all::start(state);
        }
    });
}
