//! Open questions: the files of the archive are examined in the worker, and rows have what was seen of theirs.

use super::archive_jobs::{archive_of, check_first, rows_by_member, run_hearing, skipped_members, tell};
use super::arrange::show_found;
use super::load_all;
use crate::platform::scheduler;
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::gaps as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::table::format_size;
use matryoshka_core::table::gaps::Gaps;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::table::seed::Map;
use matryoshka_core::worker_job::gaps::{Examine, MemberFacts};
use std::rc::Rc;

/// Shows the open questions. What the listing says takes all of its rows, and their tree.
pub fn open(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    state.gaps.is_open.set(true);
    spawn_local(async move {
        load_all::wait_until_loaded(state, &workspace).await;
        if workspace.is_left() {
            return;
        }
        lay_out(&workspace);
        state.dataset.rows_changed();
    });
}

/// Makes the tree where there is none yet: the list does without.
fn lay_out(workspace: &Workspace) {
    let mut dataset = workspace.dataset.borrow_mut();
    if dataset.is_stale() {
        dataset.build_tree();
    }
}

/// Examines all files of the archive.
pub fn start(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    forget(state, &workspace);
    spawn_local(async move {
        if !check_first(state, &workspace).await {
            return;
        }
        examine(state, &workspace).await;
        show_found(state, &workspace, ColumnKey::Entropy);
    });
}

/// Forgets what was seen before.
fn forget(state: AppState, workspace: &Rc<Workspace>) {
    let was_examined = workspace.dataset.borrow().table.gaps.is_examined();
    drop_results(state, workspace);
    if was_examined {
        show_found(state, workspace, ColumnKey::Entropy);
    }
}

fn drop_results(state: AppState, workspace: &Workspace) {
    workspace.dataset.borrow_mut().table.gaps = Gaps::default();
    state.gaps.begin();
}

async fn examine(state: AppState, workspace: &Rc<Workspace>) {
    let Some((files, archive)) = archive_of(workspace) else { return };
    let job = state.jobs.start(JobKind::Examine, workspace.id);
    workspace.dataset.borrow_mut().table.gaps.begin();
    let found = {
        let (workspace, members) = (workspace.clone(), rows_by_member(workspace));
        move |found: Vec<MemberFacts>| take(&workspace, &members, found)
    };
    let outcome = match run_hearing(Examine { archive }, &files, &job, found).await {
        None => {
            // What a part of the files gave is not what all of them give. Another job may have begun instead.
            if !workspace.is_left() && !state.jobs.is_running_for(JobKind::Examine, workspace.id) {
                drop_results(state, workspace);
            }
            return;
        }
        Some(Ok(done)) => done.answer,
        Some(Err(failure)) => {
            drop_results(state, workspace);
            tell(state, failure);
            return;
        }
    };
    lay_out(workspace);
    workspace.dataset.borrow_mut().settle_gaps();
    state.gaps.is_examined.set(true);
    state.gaps.skipped.set(skipped_members(&outcome.skipped));
    let bytes = format_size::size(outcome.bytes);
    let seconds = (scheduler::now() - job.since) / 1000.0;
    state.gaps.outcome.set(words::outcome(outcome.examined.into(), outcome.skipped.len() as u64, &bytes, seconds));
}

/// Keeps what was seen of some members that rows name.
fn take(workspace: &Workspace, members: &Map<u32, Vec<u32>>, found: Vec<MemberFacts>) {
    let mut dataset = workspace.dataset.borrow_mut();
    for MemberFacts { member, facts } in found {
        let positions = members.get(&member).map(Vec::as_slice).unwrap_or_default();
        let rows: Vec<_> = positions.iter().filter_map(|position| dataset.at_position(*position)).collect();
        dataset.table.gaps.add(facts, &rows);
    }
}
