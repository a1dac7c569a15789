//! Search contents: all members of the archive are searched in the worker, and rows are found as they come.

use super::archive_jobs::{archive_of, check_first, rows_by_member, run_hearing, skipped_members, tell};
use super::arrange::filter_again;
use crate::platform::scheduler;
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::search as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::hits::FileHits;
use matryoshka_core::table::format_size;
use matryoshka_core::table::seed::Map;
use matryoshka_core::worker_job::JobFailure;
use matryoshka_core::worker_job::contents::{MemberHits, Pattern, Search};
use std::cell::Cell;
use std::rc::Rc;

/// What has been found so far: hits, files, and files that no row names.
type Counts = Rc<Cell<(u64, u64, u64)>>;

/// Searches all files of the archive.
pub fn start(state: AppState, pattern: Pattern) {
    let Some(workspace) = state.dataset.workspace() else { return };
    state.search.begin(None);
    spawn_local(async move {
        if !check_first(state, &workspace).await {
            return;
        }
        search(state, &workspace, pattern).await;
    });
}

async fn search(state: AppState, workspace: &Rc<Workspace>, pattern: Pattern) {
    let Some((files, archive)) = archive_of(workspace) else { return };
    let job = state.jobs.start(JobKind::Search, workspace.id);
    state.search.begin(Some(&pattern.words));
    workspace.dataset.borrow_mut().content_hits.begin(&pattern.words);
    let counts = Counts::default();
    let found = {
        let (workspace, counts, members) = (workspace.clone(), counts.clone(), rows_by_member(workspace));
        move |found: Vec<MemberHits>| take(state, &workspace, &members, &counts, found)
    };
    let Some(outcome) = run_hearing(Search { archive, pattern }, &files, &job, found).await else { return };
    let outcome = match outcome {
        Ok(done) => done.answer,
        Err(JobFailure::Pattern(why)) => {
            state.search.begin(None);
            state.search.refused.set(Some(why));
            return;
        }
        Err(failure) => {
            tell(state, failure);
            return;
        }
    };
    state.search.skipped.set(skipped_members(&outcome.skipped));
    let (hits, files, unnamed) = counts.get();
    let bytes = format_size::size(outcome.bytes);
    let seconds = (scheduler::now() - job.since) / 1000.0;
    let skipped = outcome.skipped.len() as u64;
    let mut said = words::outcome(hits, files, u64::from(outcome.searched) + skipped, skipped, &bytes, seconds);
    if unnamed > 0 {
        said = [said, words::unnamed(unnamed)].join(" ");
    }
    state.search.outcome.set(said);
    filter_again(state, workspace);
}

/// Keeps what was found in some members.
fn take(state: AppState, workspace: &Workspace, members: &Map<u32, Vec<u32>>, counts: &Counts, found: Vec<MemberHits>) {
    let mut rows = Vec::new();
    for MemberHits { member, hits } in found {
        let places = hits.offsets.iter().copied().zip(hits.lengths.iter().copied()).collect();
        let hits = FileHits { count: hits.count, places };
        let (all, files, unnamed) = counts.get();
        let Some(positions) = members.get(&member) else {
            counts.set((all + hits.count, files + 1, unnamed + 1));
            continue;
        };
        counts.set((all + hits.count, files + 1, unnamed));
        let mut dataset = workspace.dataset.borrow_mut();
        // A file that stands in many rows is shown once, and found by the filter in all.
        rows.extend(positions.first().and_then(|position| dataset.at_position(*position)));
        for position in positions {
            dataset.content_hits.add(*position, hits.clone());
        }
    }
    state.search.found.update(|all| all.extend(rows));
}
