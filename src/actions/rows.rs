//! What is done with rows.

use super::navigate::go;
use crate::state::AppState;
use crate::words::views as words;
use leptos::prelude::*;
use matryoshka_core::query::sort::Sort;
use matryoshka_core::table::Row;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::url_state::View;

/// Opens the details of a row. The address names its `id`, where it has one; the row itself is remembered, since other
/// rows can have the same `id`.
pub fn select(state: AppState, row: Row) {
    let id = state.dataset.read(|dataset| dataset.table.id(row)).filter(|id| !id.is_empty());
    state.dataset.pressed.set(Some(row));
    go(state, |url| url.row = id);
}

/// Closes the details.
pub fn close_details(state: AppState) {
    state.dataset.pressed.set(None);
    go(state, |url| url.row = None);
}

/// Sorts by a column, or the other way round. What people look for first, the bad, comes first.
pub fn sort_by(state: AppState, key: ColumnKey) {
    let bad_first = matches!(key, ColumnKey::Classification | ColumnKey::Risk);
    go(state, |url| {
        let descending = url.sort.filter(|sort| sort.key == key).map_or(bad_first, |sort| !sort.descending);
        url.sort = Some(Sort { key, descending });
        url.page = 1;
    });
}

/// What [`go_to_next`] looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A malicious file.
    Malicious,
    /// A file that the filter has found.
    Match,
}

/// Goes to the next row of a kind; opens the branches around it, or the page of the list on which it is.
pub fn go_to_next(state: AppState, target: Target, forward: bool) {
    let url = state.route.get_untracked();
    let from = state.dataset.selected(&url);
    let found = state.dataset.read(|dataset| {
        let is_wanted = |row| match target {
            Target::Malicious => dataset.table.classification(row) == Classification::Malicious,
            Target::Match => dataset.matches().is_none_or(|matches| matches.has(row)),
        };
        let row = if url.view == View::List {
            let rows = dataset.listed_rows();
            let count = rows.len();
            let at = from.and_then(|from| rows.iter().position(|row| *row == from));
            let start = at.unwrap_or(if forward { count.wrapping_sub(1) } else { 0 });
            let turn =
                |step: usize| if forward { start.wrapping_add(step) % count } else { (start + count - step) % count };
            (1..=count).map(|step| rows[turn(step)]).find(|row| is_wanted(*row))
        } else {
            dataset.find_next(from, forward, is_wanted)
        };
        row.map(|row| (row, dataset.table.id(row), dataset.list_index(row).unwrap_or(0)))
    });
    match found.flatten() {
        Some((row, id, index)) => {
            state.dataset.pressed.set(Some(row));
            go(state, |url| {
                if url.view == View::List {
                    url.page = index / url.page_size + 1;
                }
                url.row = Some(id).filter(|id| !id.is_empty());
            });
        }
        None => state.alerts.notify(match target {
            Target::Malicious => words::NO_MALICIOUS,
            Target::Match => words::NO_FILE,
        }),
    }
}
