//! The filter, and how many files it leaves.

mod complete;
mod help;

pub use help::help;

use super::element::{El, button, el};
use super::flow::needs_all;
use super::rest;
use super::slot::worked_out;
use super::state::{State, state};
use super::words::{files, filter as words};
use crate::listing::escape::visible;
use crate::listing::filter::Mistake;
use complete::Completing;

/// How many letters before a mistake are shown.
const BEFORE: usize = 20;

/// The search box, and the button for help beside it.
pub fn search() -> [El; 3] {
    let state = state();
    let text = worked_out(move || state.address.with(|address| address.filter.clone()));
    let is_wrong = move || state.mistake.with(Option::is_some);
    let input = el("input", "type=search;autocomplete=off;spellcheck=false;aria-autocomplete=list;aria-describedby=filter-mistake;aria-keyshortcuts=/")
        .set("aria-label", words::FILTER)
        .set("placeholder", words::HINT)
        .value(move || text.get());
    let completing = Completing::new(state, &input);
    let own = input.clone();
    let [active, listed, look, key, close] = [(); 5].map(|()| completing.clone());
    let input = input
        .follows("aria-controls", move || listed.is_open().then(|| "filter-offers".to_owned()))
        .follows("aria-activedescendant", move || active.active())
        .state("aria-invalid", is_wrong)
        .on("input", move |_| {
            set(state, own.entry());
            look.look();
        })
        .on_key(move |event| key.key(&event))
        .on("blur", move |_| close.close());
    let mistake = el("p", "id=filter-mistake;class=mistake;role=status")
        .flag("hidden", move || !is_wrong())
        .part(move || state.mistake.get().map(|mistake| words_of(&text.get(), &mistake)).unwrap_or_default());
    let field = el("div", "class=filter").class("wrong", is_wrong).with(&[input]).part(move || completing.offers());
    let [help, place] = help::button_and_place();
    [field.with(&[mistake]), help, place]
}

/// Where a mistake is in the text, and what was expected there.
fn words_of(text: &str, mistake: &Mistake) -> Vec<El> {
    let before = text.get(..mistake.at.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let wrong = text.get(mistake.at.clone()).filter(|wrong| !wrong.is_empty()).unwrap_or("▸");
    let place = el("code", "").text(&visible(&before[from..])).with(&[el("b", "").text(&visible(wrong))]);
    vec![place, el("span", "").text(&format!(" {}", mistake.expected))]
}

/// Puts a text into the filter.
pub fn set(state: State, text: String) {
    state.adjust(|address| {
        address.filter = text;
        address.page = 1;
    });
}

/// Adds a term to the filter, as a step that Back leaves.
pub fn add(state: State, term: &str) {
    let term = term.to_owned();
    rest::then(move |rest| {
        state.go(|address| {
            address.filter = (rest.with_term)(&address.filter, &term);
            address.page = 1;
        });
    });
}

/// How many files there are, and how many the filter leaves.
pub fn count() -> El {
    let state = state();
    el("p", "class=count;role=status").set("aria-label", words::COUNT).says(move || {
        state.revision.track();
        state.loading.track();
        let part = state.address.with(needs_all);
        let count = state.with_case(|case| {
            let (complete, loaded) = (case.is_complete(), case.listing.len());
            let all = match case.completeness().count() {
                Some(count) => files(count),
                None => words::more_than(case.count()),
            };
            match case.matching() {
                Some(matching) if complete => words::left(matching, case.is_unique(), &all),
                Some(matching) => words::left_of_part(matching, loaded, &all),
                None if part && !complete => words::loaded(loaded, &all),
                // What a file holds can all be seen; of how many it is a part is said beside it.
                None if case.file.as_ref().is_some_and(|file| file.total.is_some()) => files(loaded.into()),
                None => all,
            }
        });
        count.unwrap_or_default()
    })
}

/// What stands in the place of rows when the filter leaves none.
pub fn empty() -> Vec<El> {
    let state = state();
    state.revision.track();
    let none = state.with_case(|case| (case.matching() == Some(0)).then(|| case.is_complete()));
    let Some(complete) = none.flatten() else { return Vec::new() };
    let mut empty = el("div", "class=empty").with(&[el("p", "class=empty-title").text(words::NONE)]);
    if !complete {
        empty = empty.with(&[el("p", "").text(words::NOT_ALL)]);
    }
    vec![empty.with(&[button(words::CLEAR, "", move || state.go(|address| address.filter.clear()))])]
}
