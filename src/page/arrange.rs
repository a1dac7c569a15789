//! The rows that have come, in the order that the address asks for.

use super::desk::Desk;
use super::flow::{UNASKED, needs_all, tell};
use super::rest;
use super::state::State;
use super::words::alert as words;
use crate::address::{Address, View};
use crate::browser::timing::{self, Detail};
use crate::case::Case;
use crate::listing::filter::Expression;
use std::rc::Rc;

/// Puts the rows that have come in the order that the address asks for.
pub fn arrange(state: State, desk: &Rc<Desk>, address: &Address) {
    let mut case = desk.case.borrow_mut();
    let rows = case.listing.len();
    let rest = rest::at_hand();
    let mut changed = false;
    if needs_all(address) && case.is_stale() {
        // All of them are laid out by the loader, in slices.
        if !desk.loading_all.get() || rows <= UNASKED {
            let since = timing::now();
            case.build_tree();
            timing::measure("build-tree", since, Detail::Rows(rows));
            changed = true;
        }
    }
    if case.sort() != address.sort {
        let since = timing::now();
        case.set_sort(address.sort.map(|sort| (sort, rest.sort)));
        if address.view == View::List {
            case.list_order();
        }
        timing::measure("sort", since, Detail::Rows(rows));
        changed = true;
    }
    let is_blank = address.filter.trim().is_empty();
    let parsed = if is_blank { Ok(Expression::default()) } else { (rest.parse)(&address.filter) };
    match parsed {
        Ok(expression) => {
            state.mistake.set(None);
            let is_other = *desk.filter.borrow() != address.filter || case.is_unique() != address.unique;
            if is_other && !case.is_stale() {
                let since = timing::now();
                case.set_unique(address.unique.then_some(rest.firsts));
                case.set_filter(Some(expression));
                timing::measure("filter", since, Detail::Rows(rows));
                desk.filter.borrow_mut().clone_from(&address.filter);
                changed = true;
            }
        }
        Err(mistake) => state.mistake.set(Some(mistake)),
    }
    drop(case);
    if changed {
        state.redraw();
    }
    if address.view == View::List {
        check_page(state, &desk.case.borrow(), address);
    }
}

/// The page of the list that is shown: the one asked for, or the last.
pub fn shown_page(address: &Address, rows: u32) -> u32 {
    address.page.min(last_page(address, rows))
}

/// The last page of the list.
pub fn last_page(address: &Address, rows: u32) -> u32 {
    rows.div_ceil(address.page_size).max(1)
}

fn check_page(state: State, case: &Case, address: &Address) {
    let filtered = case.matching().is_some();
    let rows = case.list_len();
    let last = last_page(address, rows);
    if address.page > last && rows > 0 {
        tell(state, &words::beyond(address.page, filtered, last), words::LAST_PAGE);
    }
}
