//! Comparing two samples of a case, or one with a saved listing.

use super::saved;
use crate::platform::scheduler::{self, Detail, Pace};
use crate::services::build_tree;
use crate::state::AppState;
use crate::state::differences::{Chosen, Compared, ComparedSide, OpenedListing};
use crate::state::jobs::{Job, JobKind};
use crate::state::samples::SampleState;
use crate::state::workspace::Workspace;
use crate::words::open as opening;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::compare::Side;
use matryoshka_core::compare::change::ChangeKind;
use matryoshka_core::compare::filter::{DifferenceFilter, toggled};
use matryoshka_core::compare::shown::ShownNodes;
use matryoshka_core::compare::tree::{Comparison, ComparisonBuilder};
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::escape::shortened;
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use web_sys::File;

/// Letters of a file's name that are shown.
const LONGEST_NAME: usize = 100;

/// Digits of a hash that name a sample, and letters of a reason that are shown.
const DIGITS: usize = 8;
const LONGEST_REASON: usize = 200;

/// Rows that are worked on before the clock is looked at: some milliseconds' worth.
const STEP: u32 = 16_384;

/// Compares the two that are chosen, in slices that leave the browser free.
pub fn compare(state: AppState) {
    let chosen = state.differences.chosen.get_untracked();
    let [Some(before), Some(after)] = chosen.map(|chosen| rows(state, chosen)) else { return };
    let sides = chosen.map(|chosen| told(state, chosen).unwrap_or_default());
    let since = scheduler::now();
    state.differences.is_awaited.set(false);
    state.differences.compared.set(None);
    state.jobs.cancel(JobKind::Compare);
    let job = state.jobs.start(JobKind::Compare, after.id);
    spawn_local(async move {
        let Some(comparison) = lay_out(&before, &after, &job).await else { return };
        let shown = RefCell::new(ShownNodes::new(&comparison));
        scheduler::measure("compare", since, Detail::Rows(comparison.len()));
        state.differences.focused.set(None);
        state.differences.compared.set(Some(Rc::new(Compared { sides, before, after, comparison, shown })));
        filter(state);
    });
}

/// Lays out the tree of both; none where it is not wanted any more.
async fn lay_out(before: &Workspace, after: &Workspace, job: &Job) -> Option<Comparison> {
    let pace = Pace::default();
    let mut builder = {
        let (a, b) = (before.dataset.borrow(), after.dataset.borrow());
        ComparisonBuilder::new([&side(&a), &side(&b)])
    };
    loop {
        let step = {
            let (a, b) = (before.dataset.borrow(), after.dataset.borrow());
            builder.step([&side(&a), &side(&b)], STEP)
        };
        match step {
            ControlFlow::Continue(further) => builder = further,
            ControlFlow::Break(comparison) => return Some(comparison),
        }
        pace.yield_if_due().await;
        if job.is_cancelled() {
            return None;
        }
    }
}

fn side(dataset: &Dataset) -> Side<'_> {
    Side { table: &dataset.table, parents: dataset.parents(), forest: dataset.forest() }
}

/// The rows of what is chosen, where they are held.
fn rows(state: AppState, chosen: Chosen) -> Option<Rc<Workspace>> {
    match chosen {
        Chosen::Nothing => None,
        Chosen::Sample(at) => state.samples.case()?.samples.get(at)?.rows.borrow().clone(),
        Chosen::Listing => state.differences.listing.with_untracked(|listing| Some(listing.as_ref()?.rows.clone())),
    }
}

/// What is said of what is chosen.
fn told(state: AppState, chosen: Chosen) -> Option<ComparedSide> {
    let short = |why: String| shortened(&why, LONGEST_REASON).into_owned();
    let counted = || rows(state, chosen).and_then(|rows| rows.dataset.borrow().completeness().words());
    match chosen {
        Chosen::Nothing => None,
        Chosen::Sample(at) => {
            let case = state.samples.case()?;
            let sample = case.samples.get(at)?;
            let SampleState::Loaded { missing, .. } = sample.standing() else { return None };
            // Of one that is not all there, how much there is says more than why.
            let missing = missing.map(|why| short(counted().unwrap_or(why)));
            Some(ComparedSide { name: sample.hash.as_str().get(..DIGITS)?.to_owned(), missing })
        }
        Chosen::Listing => {
            let name = state.differences.listing.with_untracked(|listing| Some(listing.as_ref()?.name.clone()))?;
            Some(ComparedSide { name, missing: counted().map(short) })
        }
    }
}

/// Whether the two that are chosen are those on screen, with the rows that they have now. Tracked.
pub fn is_shown(state: AppState) -> bool {
    state.samples.revision.track();
    state.differences.listing.track();
    let [first, second] = state.differences.chosen.get();
    let Some(compared) = state.differences.compared.get() else { return false };
    let is = |chosen: Chosen, shown: &Rc<Workspace>| rows(state, chosen).is_some_and(|rows| Rc::ptr_eq(&rows, shown));
    is(first, &compared.before) && is(second, &compared.after)
}

/// Whether the rows of the two that are chosen are there.
pub fn is_ready(state: AppState) -> bool {
    state.differences.chosen.get_untracked().into_iter().all(|chosen| rows(state, chosen).is_some())
}

/// Opens a saved listing, to be compared with a sample: it takes the first or the second place.
pub fn open_listing(state: AppState, file: File, place: usize) {
    let name = shortened(&file.name(), LONGEST_NAME).into_owned();
    let workspace = Workspace::new(None, state.connection.access.get_untracked());
    let job = state.jobs.start(JobKind::ReadFile, workspace.id);
    spawn_local(async move {
        saved::read_file(&workspace, &file, &job.signal()).await;
        if job.is_cancelled() {
            return;
        }
        if workspace.dataset.borrow().table.is_empty() {
            return state.alerts.tell(&opening::no_listing(&name, opening::NO_ENTRY), opening::WHAT_OPENS);
        }
        let built = build_tree::lay_out(&workspace).await;
        workspace.dataset.borrow_mut().set_tree(built);
        state.differences.listing.set(Some(OpenedListing { name, rows: workspace }));
        state.differences.chosen.update(|chosen| chosen[place] = Chosen::Listing);
    });
}

/// Asks in the filter for a kind of change, beside others or no longer.
pub fn toggle(state: AppState, kind: ChangeKind) {
    state.differences.filter.update(|text| *text = toggled(text, kind));
    filter(state);
}

/// Applies the filter.
pub fn filter(state: AppState) {
    let filter = match state.differences.filter.with_untracked(|text| DifferenceFilter::read(text)) {
        Ok(filter) => filter,
        Err(mistake) => return state.differences.mistake.set(Some(mistake)),
    };
    state.differences.mistake.set(None);
    let Some(compared) = state.differences.compared.get_untracked() else { return };
    for rows in [&compared.before, &compared.after] {
        rows.dataset.borrow_mut().hash_lists = state.hash_lists.all();
    }
    let (before, after) = (compared.before.dataset.borrow(), compared.after.dataset.borrow());
    state.differences.update(|comparison, shown| {
        let matches = || filter.matches(comparison, [&before.search(), &after.search()]);
        shown.set_matches(comparison, (!filter.is_empty()).then(matches));
    });
}

/// Goes to the next difference, or the one before.
pub fn go_to_next(state: AppState, forward: bool) {
    let from = state.differences.focused.get_untracked();
    let found = state.differences.update(|comparison, shown| shown.next(comparison, from, forward)).flatten();
    if found.is_some() {
        state.differences.focused.set(found);
    }
}
