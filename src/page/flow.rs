//! From the address to rows on screen: what to ask for, and what to work out from what has come.

mod rows;

use super::desk::Desk;
use super::live::follow as keep;
use super::slot::worked_out;
use super::state::{Alert, Phase, Progress, Retry, State};
use super::words::alert as words;
use crate::address::{Address, View};
use crate::appliance::failure::{Failure, Words};
use crate::appliance::transfer::Page;
use crate::browser::intl;
use crate::browser::timing::{self, Detail};
use crate::case::Case;
use crate::hash::SampleHash;
use leptos::task::spawn_local;
use rows::{clamped_range, fetch, first_rows};
use std::rc::Rc;
use web_sys::AbortController;

/// Up to this many rows, all are loaded without asking when they are needed.
pub const UNASKED: u32 = 10_000;

/// While the start page is on screen, it stays for so many milliseconds: what comes as soon needs no shape of rows to come.
const SOON: i32 = 100;

/// Whether the view needs every row.
pub fn needs_all(address: &Address) -> bool {
    address.view != View::List || !address.filter.trim().is_empty() || address.sort.is_some() || address.unique
}

/// Follows the address for as long as the page lives.
pub fn follow(state: State) {
    let may_ask = worked_out(move || state.whom.with(|whom| whom.asking.may_ask()));
    keep(move || {
        let may_ask = may_ask.get();
        let address = state.address.get();
        let Some(sample) = address.sample.clone() else {
            if state.file.with_untracked(Option::is_some) {
                view(state);
            } else if state.phase.get_untracked() != Phase::Start || state.busy.get_untracked() {
                leave(state);
            }
            return;
        };
        if state.shown.get_untracked().as_ref() == Some(&sample) {
            if state.busy.get_untracked()
                || state.alert.with_untracked(|a| a.as_ref().is_some_and(|a| a.retry == Retry::Open))
            {
                // Back from one that is awaited or could not be opened.
                state.busy.set(false);
                state.alert.set(None);
                state.loading.set(None);
                abandon_opening();
            }
            view(state);
        } else if may_ask {
            open(state, sample, timing::now());
        }
    });
}

thread_local! {
    /// The sample that is being opened beside the one on screen.
    static OPENING: std::cell::Cell<Option<AbortController>> = const { std::cell::Cell::new(None) };
}

/// Gives up the sample that is being opened beside the one on screen.
pub fn abandon_opening() {
    OPENING.with(|opening| opening.take().inspect(AbortController::abort));
}

/// Stops opening a sample; the one on screen stays.
pub fn give_up(state: State) {
    abandon_opening();
    state.busy.set(false);
    back_to_start(state);
}

/// Shows the start page again, unless it never left or there is something else to show.
fn back_to_start(state: State) {
    let is_bare = state.shown.with_untracked(Option::is_none) && state.file.with_untracked(Option::is_none);
    if is_bare && state.phase.get_untracked() != Phase::Start {
        state.phase.set(Phase::Start);
    }
}

fn leave(state: State) {
    abandon_opening();
    state.set_desk(None);
    state.shown.set(None);
    state.busy.set(false);
    state.loading.set(None);
    state.download.set(None);
    state.phase.set(Phase::Start);
    state.redraw();
}

/// Opens a sample beside the one on screen, which stays until rows have come.
pub fn open(state: State, sample: SampleHash, since: f64) {
    let Some(desk) = Desk::new(Some(sample), state.client.get_untracked()) else { return };
    let leaving = desk.leaving.signal();
    OPENING.with(|opening| opening.replace(Some(desk.leaving.clone())).inspect(AbortController::abort));
    // What loads for the one on screen is overtaken.
    if let Some(old) = state.desk() {
        old.halt();
    }
    spawn_local(async move {
        let signal = desk.leaving.signal();
        let outcome = first_rows(state, &desk, &signal).await;
        if signal.aborted() {
            return;
        }
        state.busy.set(false);
        state.loading.set(None);
        match outcome {
            Ok(page) => {
                if state.alert.with_untracked(|alert| alert.as_ref().is_some_and(|alert| alert.retry != Retry::No)) {
                    state.alert.set(None);
                }
                OPENING.with(std::cell::Cell::take);
                let rows = desk.case.borrow().listing.len();
                state.set_desk(Some(desk.clone()));
                state.file.set(None);
                state.shown.set(desk.sample.clone());
                state.download.set(None);
                state.phase.set(if page == Page::Nothing { Phase::Nothing } else { Phase::Open });
                if let Some(sample) = &desk.sample {
                    super::recent::remember(sample);
                }
                if page != Page::Nothing {
                    view(state);
                }
                state.redraw();
                timing::after_paint(move || timing::measure("open-sample", since, Detail::Rows(rows)));
            }
            Err(failure) => {
                back_to_start(state);
                report(state, &failure, Retry::Open);
            }
        }
    });
    // Behind the request, which is under way while the page shows that it is.
    state.busy.set(true);
    state.loading.set(Some(Progress { came: 0.0, of: None, since }));
    spawn_local(async {
        timing::yield_now().await;
        intl::prepare();
    });
    spawn_local(async move {
        // Where the start page is on screen, rows that come at once take its place.
        if super::is_shown() {
            timing::sleep(SOON).await;
        }
        if !leaving.aborted() && state.busy.get_untracked() && state.phase.get_untracked() == Phase::Start {
            state.phase.set(Phase::Opening);
        }
    });
}

/// Says a failure, and asks for a token where one is missing.
pub fn report(state: State, failure: &Failure, retry: Retry) {
    if *failure == Failure::Aborted {
        return;
    }
    let words = if retry == Retry::Archive { failure.archive_words() } else { failure.words() };
    if failure.wants_token() {
        state.connection.set(Some(words.what.clone()));
    }
    state.alert.set(Some(Alert { words, retry }));
}

/// Brings the view of the open sample up to the address.
pub fn view(state: State) {
    let Some(desk) = state.desk() else { return };
    let address = state.address.get_untracked();
    if state.phase.get_untracked() == Phase::Nothing {
        return;
    }
    let (loaded, count) = {
        let case = desk.case.borrow();
        (case.is_loaded(), case.count())
    };
    if desk.is_from_file() {
        // All there is has come, or is being read.
    } else if needs_all(&address) {
        if !loaded && !desk.loading_all.get() && count <= UNASKED {
            super::load::all(state);
        }
    } else if !loaded {
        let reach = desk.case.borrow().reach();
        page_of_list(state, &desk, &address, reach);
    }
    super::arrange::arrange(state, &desk, &address);
}

fn page_of_list(state: State, desk: &Rc<Desk>, address: &Address, reach: u32) {
    let range = clamped_range(address.page, address.page_size, reach);
    if desk.case.borrow().came.covers(range.clone()) || desk.loading_all.get() {
        return;
    }
    let Some(signal) = desk.restart() else { return };
    let desk = desk.clone();
    let size = address.page_size;
    state.loading.set(Some(Progress { came: 0.0, of: Some(f64::from(range.end - range.start)), since: timing::now() }));
    spawn_local(async move {
        let client = desk.client(state.client.get_untracked());
        let way = desk.way(&client, &signal);
        let outcome = fetch(&desk, &way, range, size, &|| state.redraw()).await;
        if signal.aborted() || desk.leaving.signal().aborted() {
            return;
        }
        state.loading.set(None);
        match outcome {
            Ok(()) => {
                clear(state, Retry::View);
                remark(state, &desk.case.borrow());
            }
            Err(failure) => report(state, &failure, Retry::View),
        }
        state.redraw();
    });
}

/// Takes an alert back once what it was about has worked.
pub fn clear(state: State, retry: Retry) {
    if state.alert.with_untracked(|alert| alert.as_ref().is_some_and(|alert| alert.retry == retry)) {
        state.alert.set(None);
    }
}

/// Says that the appliance changed its mind about the number of files. Whether it did.
pub fn remark(state: State, case: &Case) -> bool {
    let Some((before, now)) = case.ways.changed else { return false };
    tell(state, &words::changed(before, now), words::ANALYSED_AGAIN);
    true
}

/// Says what is odd about a listing that has come whole.
pub fn remark_whole(state: State, case: &Case) {
    if remark(state, case) {
        return;
    }
    let doubled = case.parents().doubled();
    if let Some(first) = case.listing.first_odd() {
        tell(state, &words::odd(case.listing.odd().len(), first), words::ODD);
    } else if doubled > 0 {
        tell(state, &words::doubled(doubled), words::DOUBLED);
    }
}

/// Words for something that is no failure of the appliance.
pub fn tell(state: State, what: &str, next: &str) {
    let words = Words { what: what.to_owned(), why: Vec::new(), next: next.to_owned() };
    state.alert.set(Some(Alert { words, retry: Retry::No }));
}
