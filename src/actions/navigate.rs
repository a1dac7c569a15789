//! Going somewhere else.

use crate::platform::scheduler;
use crate::services::{connect, open_sample, samples};
use crate::state::AppState;
use crate::state::alerts::Retry;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::hash::list::HashList;
use matryoshka_core::url_state::{UrlState, View};

/// Goes to another address, as a step that Back leaves.
pub fn go(state: AppState, change: impl FnOnce(&mut UrlState)) {
    let url = changed(state, change);
    if url != state.route.get_untracked() {
        // What was wrong with the address that is left has been said.
        state.alerts.clear_if(|retry| retry == Retry::None);
        state.route.push(url);
    }
}

/// Changes the address in place, for what follows each key.
pub fn adjust(state: AppState, change: impl FnOnce(&mut UrlState)) {
    let url = changed(state, change);
    if url != state.route.get_untracked() {
        state.route.replace_debounced(url);
    }
}

/// The address with a change. When the last sample could not be opened, what is on screen is what is acted on: another sample,
/// or a file, which no address names.
fn changed(state: AppState, change: impl FnOnce(&mut UrlState)) -> UrlState {
    let mut url = state.route.get_untracked();
    if !state.dataset.is_opening.get_untracked() {
        let shown = state.dataset.sample.get_untracked();
        if shown.is_some() || state.dataset.file_name.with_untracked(Option::is_some) {
            url.sample = shown;
        }
    }
    change(&mut url);
    url
}

/// Goes to the start page.
pub fn go_home(state: AppState) {
    state.dataset.file_name.set(None);
    go(state, |url| *url = UrlState::default());
}

/// Shows another view.
pub fn show_view(state: AppState, view: View) {
    go(state, |url| url.view = view);
}

/// Shows another page of the list.
pub fn show_page(state: AppState, page: u32) {
    go(state, |url| url.page = page);
}

/// Opens a sample that the person named. The one that the address names already is asked for again, perhaps after a failure
/// or with another token. `since` is when the person pressed, in milliseconds since the page was opened.
pub fn open_sample(state: AppState, sample: SampleHash, since: f64) {
    let could_ask = state.connection.may_ask();
    connect::decide_by_open(state);
    // Whoever names it does not come from another one.
    state.dataset.next_trail.set_value(None);
    // What could not be asked before follows by itself.
    go_to(state, sample, could_ask.then_some(since));
}

/// Goes to a sample. Where the address names it already, it is asked for again, if there is a time that this is measured from.
fn go_to(state: AppState, sample: SampleHash, since: Option<f64>) {
    let url = state.route.get_untracked();
    if url.sample.as_ref() == Some(&sample) {
        state.alerts.clear();
        if let Some(since) = since {
            open_sample::open(state, sample, since);
        }
    } else {
        let UrlState { view, page_size, .. } = url;
        go(state, |url| *url = UrlState { sample: Some(sample), view, page_size, ..UrlState::default() });
    }
}

/// Opens the samples of a list together.
pub fn open_samples(state: AppState, list: HashList) {
    connect::decide_by_open(state);
    samples::open_list(state, list);
}

/// Shows the listing of an extracted file as of a sample; the head of the page keeps the way back.
pub fn open_as_sample(state: AppState, sample: SampleHash) {
    // From what is on screen, whatever is awaited or has failed.
    let from = UrlState { sample: state.dataset.sample.get_untracked(), ..state.route.get_untracked() };
    if from.sample.as_ref() == Some(&sample) {
        return;
    }
    let trail = state.dataset.trail.get_untracked().into_iter().chain(from.sample.is_some().then_some(from)).collect();
    state.dataset.next_trail.set_value(Some((sample.clone(), trail)));
    go_to(state, sample, state.connection.may_ask().then(scheduler::now));
}
