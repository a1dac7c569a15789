//! Leaving a dataset: everything that is under way for it ends.

use crate::platform::fault_page;
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use leptos::prelude::*;
use std::rc::Rc;

/// Puts another dataset in the place of the open one.
pub fn replace(state: AppState, workspace: Option<Rc<Workspace>>) {
    if let Some(workspace) = &workspace {
        fault_page::keep(workspace.bodies.all(), workspace.bodies.pages(), &workspace.label());
    }
    state.contents.show(None);
    state.search.begin(None);
    state.yara.begin();
    state.gaps.begin();
    state.gaps.is_open.set(false);
    if let Some(old) = state.dataset.replace(workspace) {
        state.jobs.leave(old.id);
    }
    state.dataset.marks_changed();
}

/// Leaves the open dataset for the start page.
pub fn leave(state: AppState) {
    state.jobs.cancel(JobKind::Open);
    replace(state, None);
    state.dataset.sample.set(None);
    state.dataset.is_opening.set(false);
    state.dataset.phase.set(Phase::Start);
    state.dataset.rows_changed();
}

/// Shows the start page again, unless it never left or there is something else to show.
pub fn back_to_start(state: AppState) {
    let has_sample = state.dataset.sample.with_untracked(Option::is_some);
    let has_file = state.dataset.file_name.with_untracked(Option::is_some);
    let phase = state.dataset.phase.get_untracked();
    if !has_sample && !has_file && phase != Phase::Start && phase != Phase::Samples {
        state.dataset.phase.set(Phase::Start);
    }
}
