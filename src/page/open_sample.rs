//! Open a sample: the hash, its kind as it is typed, and what is wrong with it.

use super::element::{El, el};
use super::flow;
use super::live::follow;
use super::rest;
use super::slot::Slot;
use super::state::{Retry, State, state};
use super::whom;
use super::words::open as words;
use crate::address::Address;
use crate::browser::timing;
use crate::hash::{HashFault, SampleHash};

/// The search at the head of the page.
pub fn search() -> El {
    let state = state();
    let text = Slot::new(String::new());
    let refused = Slot::new(None::<HashFault>);
    follow(move || {
        let sample = state.address.with(|address| address.sample.as_ref().map(ToString::to_string));
        text.set(sample.unwrap_or_default());
        refused.set(None);
    });
    let is_refused = move || refused.with(Option::is_some);
    let input = el("input", "type=text;autocomplete=off;spellcheck=false;aria-describedby=hash-kind")
        .set("aria-label", words::HASH)
        .set("placeholder", words::HASH_HINT)
        .state("aria-invalid", is_refused)
        .value(move || text.get());
    let own = input.clone();
    let input = input.on("input", move |_| {
        text.set(own.entry());
        refused.set(None);
    });
    let own = input.clone();
    let kind = el("span", "id=hash-kind;class=kind;aria-live=polite").says(move || kind(&text.get()));
    let field = el("div", "class=field").class("wrong", is_refused).with(&[input, kind]);
    let submit = el("button", "type=submit;class=primary").text(words::OPEN);
    el("form", "class=open;role=search")
        .set("aria-label", words::SAMPLE)
        .with(&[field, submit])
        .part(move || {
            let why = refused.with(|fault| fault.as_ref().map(ToString::to_string));
            why.into_iter().map(|why| el("p", "class=refused;role=alert").text(&why)).collect()
        })
        .on("submit", move |event| {
            event.prevent_default();
            if let Err(fault) = open(state, text) {
                refused.set(Some(fault));
                // Without the focus the words are still there.
                let _ = own.focus();
            }
        })
}

/// What is known of a text so far.
fn kind(text: &str) -> String {
    match SampleHash::parse(text) {
        Ok(hash) => hash.kind().name().to_owned(),
        Err(HashFault::Empty) => String::new(),
        Err(HashFault::Length(digits)) => words::digits(digits),
        Err(HashFault::NotHex(_)) => words::NO_HASH.to_owned(),
        Err(HashFault::Several(_)) => words::SEVERAL.to_owned(),
    }
}

/// Opens the sample that a text names, and writes the text as the page writes hashes.
fn open(state: State, text: Slot<String>) -> Result<(), HashFault> {
    let since = timing::now();
    let sample = SampleHash::parse(&text.get_untracked())?;
    text.set(sample.to_string());
    let address = state.address.get_untracked();
    let could_ask = state.whom.with_untracked(|whom| whom.asking.may_ask());
    whom::press_open(state);
    if address.sample.as_ref() == Some(&sample) {
        // Asked for again, perhaps after a failure or with another token; what could not be asked before follows by itself.
        state.alert.set(None);
        if could_ask {
            flow::open(state, sample, since);
        }
    } else {
        let Address { view, page_size, .. } = address;
        state.go(|address| *address = Address { sample: Some(sample), view, page_size, ..Address::default() });
    }
    Ok(())
}

/// Does again what went wrong.
pub fn again(state: State, retry: Retry) {
    let sample = state.address.with_untracked(|address| address.sample.clone());
    state.alert.set(None);
    match (retry, sample) {
        (Retry::Open, Some(sample)) => flow::open(state, sample, timing::now()),
        (Retry::View, _) => flow::view(state),
        (Retry::Load, _) => super::load::all(state),
        (Retry::Archive, _) => rest::then(move |rest| (rest.download_again)(state)),
        _ => {}
    }
}
