//! The rows that are loaded, in the order that the address asks for.

use crate::platform::scheduler::{self, Detail};
use crate::state::AppState;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::alert as words;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::parser::parse;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::url_state::{UrlState, View};
use std::ops::Range;
use std::rc::Rc;

/// Up to this many rows, all are loaded without asking when they are needed.
pub const UNASKED: u32 = 10_000;

/// Puts the rows that are loaded in the order that the address asks for.
pub fn arrange(state: AppState, workspace: &Rc<Workspace>, url: &UrlState) {
    let changed = {
        let mut dataset = workspace.dataset.borrow_mut();
        let is_loading = state.jobs.is_running_for(JobKind::LoadAll, workspace.id);
        let mut changed = build_tree(&mut dataset, url, is_loading);
        changed |= sort(&mut dataset, url);
        changed | filter(state, workspace, &mut dataset, url)
    };
    if changed {
        state.dataset.rows_changed();
    }
    if url.view == View::List {
        explain_page(state, &workspace.dataset.borrow(), url);
    }
}

/// Applies the filter again: what it asks about has changed.
pub fn filter_again(state: AppState, workspace: &Rc<Workspace>) {
    workspace.filter.borrow_mut().clear();
    arrange(state, workspace, &state.route.get_untracked());
}

/// Shows what was found in the files and stands in a column: in the rows, in their order, and in what the filter leaves.
pub fn show_found(state: AppState, workspace: &Rc<Workspace>, key: ColumnKey) {
    if workspace.is_left() {
        return;
    }
    {
        let mut dataset = workspace.dataset.borrow_mut();
        let sort = dataset.sort();
        if sort.is_some_and(|sort| sort.key == key) {
            dataset.set_sort(sort);
        }
    }
    filter_again(state, workspace);
    state.dataset.rows_changed();
    state.dataset.marks_changed();
}

/// Builds the tree where it is of fewer rows than are loaded. While all rows are loaded, that is done in slices at the end.
fn build_tree(dataset: &mut Dataset, url: &UrlState, is_loading: bool) -> bool {
    let rows = dataset.table.len();
    if !url.needs_all_rows() || !dataset.is_stale() || is_loading && rows > UNASKED {
        return false;
    }
    let since = scheduler::now();
    dataset.build_tree();
    scheduler::measure("build-tree", since, Detail::Rows(rows));
    true
}

fn sort(dataset: &mut Dataset, url: &UrlState) -> bool {
    if dataset.sort() == url.sort {
        return false;
    }
    let since = scheduler::now();
    dataset.set_sort(url.sort);
    if url.view == View::List {
        dataset.list_order();
    }
    scheduler::measure("sort", since, Detail::Rows(dataset.table.len()));
    true
}

fn filter(state: AppState, workspace: &Workspace, dataset: &mut Dataset, url: &UrlState) -> bool {
    dataset.hash_lists = state.hash_lists.all();
    let expression = match parse(&url.filter) {
        Ok(expression) => expression,
        Err(mistake) => {
            state.dataset.filter_mistake.set(Some(mistake));
            return false;
        }
    };
    if state.dataset.filter_mistake.with_untracked(Option::is_some) {
        state.dataset.filter_mistake.set(None);
    }
    let is_same = *workspace.filter.borrow() == url.filter && dataset.is_unique() == url.unique;
    if is_same || dataset.is_stale() {
        return false;
    }
    let since = scheduler::now();
    dataset.set_unique(url.unique);
    dataset.set_filter(Some(expression));
    scheduler::measure("filter", since, Detail::Rows(dataset.table.len()));
    workspace.filter.borrow_mut().clone_from(&url.filter);
    true
}

/// The page of the list that is shown: the one asked for, or the last.
pub fn shown_page(url: &UrlState, rows: u32) -> u32 {
    url.page.min(last_page(url, rows))
}

/// The last page of the list.
pub fn last_page(url: &UrlState, rows: u32) -> u32 {
    rows.div_ceil(url.page_size).max(1)
}

/// The indices in the list of the page that is shown.
pub fn list_range(dataset: &Dataset, url: &UrlState) -> Range<u32> {
    let rows = dataset.list_len();
    let start = (shown_page(url, rows) - 1) * url.page_size;
    start.min(rows)..start.saturating_add(url.page_size).min(rows)
}

/// Says that the address asks for a page beyond the last.
fn explain_page(state: AppState, dataset: &Dataset, url: &UrlState) {
    let is_filtered = dataset.matching().is_some();
    let rows = dataset.list_len();
    let last = last_page(url, rows);
    if url.page > last && rows > 0 {
        state.alerts.tell(&words::beyond(url.page, is_filtered, last), words::LAST_PAGE);
    }
}
