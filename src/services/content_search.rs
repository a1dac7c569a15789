//! Search contents: all members of the archive are searched in the worker, and rows are found as they come.

use super::archive_jobs::{self, worker_job};
use super::arrange::filter_again;
use crate::platform::scheduler;
use crate::platform::worker_client::{self, Outcome};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::search as words;
use crate::words::{archive, more};
use js_sys::{Array, Float64Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::hits::FileHits;
use matryoshka_core::table::escape::visible;
use matryoshka_core::table::format_size;
use matryoshka_core::table::seed::Map;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Most members that are named as not searched.
const MOST_SKIPPED: usize = 100;

/// What has been found so far: hits, files, and files that no row names.
type Counts = Rc<Cell<(u64, u64, u64)>>;

/// Searches all files for words that are meant in a notation. An archive that was not checked yet is checked first: only
/// then it is known which member has the content of which row.
pub fn start(state: AppState, notation: &'static str, text: String) {
    let Some(workspace) = state.dataset.workspace() else { return };
    state.search.begin(None);
    spawn_local(async move {
        if workspace.dataset.borrow().check_results.is_empty() {
            archive_jobs::check_now(state, &workspace).await;
        }
        if workspace.is_left() || workspace.dataset.borrow().check_results.is_empty() {
            return;
        }
        search(state, &workspace, notation, &text).await;
    });
}

async fn search(state: AppState, workspace: &Rc<Workspace>, notation: &str, text: &str) {
    let Some(ask) = worker_job("search", workspace) else { return };
    let ask = ask.with("notation", notation).with("words", text);
    let job = state.jobs.start(JobKind::Search, workspace.id);
    state.search.begin(Some(text));
    workspace.dataset.borrow_mut().content_hits.begin(text);
    let observer = job.observer();
    observer.show(0.0, Some(1.0));
    let since = scheduler::now();
    let counts = Counts::default();
    let found = {
        let (workspace, counts, members) = (workspace.clone(), counts.clone(), rows_by_member(workspace));
        move |found: Vec<Outcome>| take(state, &workspace, &members, &counts, &found)
    };
    let progress = move |done, of| observer.show(done, Some(of));
    let outcome = worker_client::run_hearing(&ask, &job.signal(), progress, found).await;
    if job.is_cancelled() {
        return;
    }
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(why) => {
            state.alerts.tell(archive::FAILED, &why);
            return;
        }
    };
    if let Some(why) = outcome.get("refused").as_string() {
        state.search.begin(None);
        state.search.refused.set(Some(why));
        return;
    }
    if outcome.get("password").is_truthy() {
        state.dataset.archive_locked.set(Some(outcome.text("words")));
        return;
    }
    let skipped: Array = outcome.get("skipped").dyn_into().unwrap_or_default();
    let mut names: Vec<String> = skipped
        .iter()
        .take(MOST_SKIPPED)
        .map(|name| visible(&name.as_string().unwrap_or_default()).into_owned())
        .collect();
    if skipped.length() as usize > MOST_SKIPPED {
        names.push(more(skipped.length() as usize - MOST_SKIPPED));
    }
    state.search.skipped.set(names);
    let number = |name: &str| outcome.get(name).as_f64().unwrap_or_default() as u64;
    let (hits, files, unnamed) = counts.get();
    let bytes = format_size::size(number("bytes"));
    let seconds = (scheduler::now() - since) / 1000.0;
    let skipped = u64::from(skipped.length());
    let mut said = words::outcome(hits, files, number("searched") + skipped, skipped, &bytes, seconds);
    if unnamed > 0 {
        said = [said, words::unnamed(unnamed)].join(" ");
    }
    state.search.outcome.set(said);
    filter_again(state, workspace);
}

/// The positions of the rows with the content of each member.
fn rows_by_member(workspace: &Workspace) -> Map<u32, Vec<u32>> {
    let mut members = Map::<u32, Vec<u32>>::default();
    for (position, member) in &workspace.dataset.borrow().check_results.members {
        members.entry(*member).or_default().push(*position);
    }
    members.values_mut().for_each(|positions| positions.sort_unstable());
    members
}

/// Keeps what was found in some members.
fn take(state: AppState, workspace: &Workspace, members: &Map<u32, Vec<u32>>, counts: &Counts, found: &[Outcome]) {
    let mut rows = Vec::new();
    for one in found {
        let member = one.get("member").as_f64().unwrap_or_default() as u32;
        let offsets = one.get("offsets").dyn_into::<Float64Array>().map(|offsets| offsets.to_vec()).unwrap_or_default();
        let lengths = one.get("lengths").dyn_into::<Uint32Array>().map(|lengths| lengths.to_vec()).unwrap_or_default();
        let places = offsets.into_iter().map(|offset| offset as u64).zip(lengths).collect();
        let hits = FileHits { count: one.get("count").as_f64().unwrap_or_default() as u64, places };
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
