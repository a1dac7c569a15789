//! The rows that have come, in the order that the address asks for.

use super::desk::Desk;
use super::flow::{UNASKED, needs_all, tell};
use super::rest::{self, Rest};
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
    let rest = rest_for(state, desk, address);
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
    let by = address.sort.zip(rest).map(|(sort, rest)| (sort, rest.sort));
    if case.sort() != address.sort && by.is_some() == address.sort.is_some() {
        let since = timing::now();
        case.set_sort(by);
        if address.view == View::List {
            case.list_order();
        }
        timing::measure("sort", since, Detail::Rows(rows));
        changed = true;
    }
    let is_blank = address.filter.trim().is_empty();
    let parsed =
        if is_blank { Some(Ok(Expression::default())) } else { rest.map(|rest| (rest.parse)(&address.filter)) };
    match parsed {
        // It is arranged again once the filter can be read.
        None => {}
        // Nor is it without what knows the first of each file.
        Some(Ok(_)) if address.unique && rest.is_none() => {}
        Some(Ok(expression)) => {
            state.mistake.set(None);
            let is_other = *desk.filter.borrow() != address.filter || case.is_unique() != address.unique;
            if is_other && !case.is_stale() {
                let since = timing::now();
                case.set_unique(rest.map(|rest| rest.firsts).filter(|_| address.unique));
                case.set_filter(Some(expression));
                timing::measure("filter", since, Detail::Rows(rows));
                desk.filter.borrow_mut().clone_from(&address.filter);
                changed = true;
            }
        }
        Some(Err(mistake)) => state.mistake.set(Some(mistake)),
    }
    drop(case);
    if changed {
        state.redraw();
    }
    if address.view == View::List {
        check_page(state, &desk.case.borrow(), address);
    }
}

/// What sorts, reads filters and tells files apart, if the address asks for any of it and it is here; if it is not, the rows are put in order
/// again once it is.
fn rest_for(state: State, desk: &Rc<Desk>, address: &Address) -> Option<&'static Rest> {
    if address.filter.trim().is_empty() && address.sort.is_none() && !address.unique {
        return None;
    }
    let here = rest::at_hand();
    if here.is_none() {
        let desk = desk.clone();
        rest::then(state, move |_| {
            if state.desk().is_some_and(|now| Rc::ptr_eq(&now, &desk)) {
                arrange(state, &desk, &state.address.get_untracked());
            }
        });
    }
    here
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
