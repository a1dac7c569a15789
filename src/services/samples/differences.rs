//! Comparing two samples of a case.

use crate::platform::scheduler::{self, Detail};
use crate::state::AppState;
use crate::state::differences::Compared;
use crate::state::samples::SampleState;
use crate::state::shared_files::HeldSample;
use leptos::prelude::*;
use matryoshka_core::compare::Side;
use matryoshka_core::compare::change::{Change, ChangeKind};
use matryoshka_core::compare::shown::ShownNodes;
use matryoshka_core::compare::tree::Comparison;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::samples::digest::SampleDigest;
use std::cell::RefCell;
use std::rc::Rc;

/// Compares the two samples that are chosen.
pub fn compare(state: AppState) {
    let [Some(before), Some(after)] = state.differences.chosen.get_untracked().map(|at| held(state, at?)) else {
        return;
    };
    let since = scheduler::now();
    let comparison = {
        let (a, b) = (before.rows.dataset.borrow(), after.rows.dataset.borrow());
        Comparison::new(&side(&a), &side(&b))
    };
    scheduler::measure("compare", since, Detail::Rows(comparison.len()));
    let shown = RefCell::new(ShownNodes::new(&comparison));
    state.differences.kinds.set(Change::default());
    state.differences.focused.set(None);
    state.differences.compared.set(Some(Rc::new(Compared { before, after, comparison, shown })));
}

fn side(dataset: &Dataset) -> Side<'_> {
    Side { table: &dataset.table, parents: dataset.parents(), forest: dataset.forest() }
}

/// The sample at a place of the case, where its rows are held.
fn held(state: AppState, at: usize) -> Option<HeldSample> {
    let case = state.samples.case()?;
    let sample = case.samples.get(at)?;
    let rows = sample.rows.borrow().clone()?;
    let worst = sample.state.with_untracked(|state| match state {
        SampleState::Loaded(digest, _) => SampleDigest::worst(digest),
        _ => None,
    });
    Some(HeldSample { hash: sample.hash.clone(), rows, worst })
}

/// Leaves a kind of change, beside others or no longer.
pub fn toggle(state: AppState, kind: ChangeKind) {
    let kinds = ChangeKind::ALL.into_iter().filter(|other| state.differences.is_left(*other) != (*other == kind));
    let kinds = kinds.fold(Change::default(), Change::with);
    state.differences.kinds.set(kinds);
    state.differences.update(|comparison, shown| {
        let matches = (kinds != Change::default()).then(|| comparison.matches(|node| node.change.has_any(kinds)));
        shown.set_matches(comparison, matches);
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
