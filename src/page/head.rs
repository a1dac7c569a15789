//! The head of an open sample: its hash, what is in it at a glance, and what can be done with it.

use super::element::{El, button, el};
use super::live::follow;
use super::slot::worked_out;
use super::state::{Phase, State, state};
use super::words::{self, head as own};
use super::{export, filter, loading, rest};
use crate::address::Address;
use crate::browser::{clipboard, intl, timing};
use crate::case::{Case, Summary};
use crate::listing::classification::Classification;
use crate::listing::completeness::Completeness;
use crate::listing::doubles::Doubles;
use crate::listing::escape::visible;
use crate::listing::measure;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;

/// The head, and in it what runs for the sample.
pub fn head() -> El {
    let state = state();
    let is_sample = worked_out(move || state.shown.with(Option::is_some));
    let has_archive = move || {
        state.revision.track();
        state.desk().is_some_and(|desk| desk.archive.borrow().is_some())
    };
    let downloads = move || state.download.with(Option::is_some);
    let works = move || state.working.with(Option::is_some);
    let title = el("h1", "class=sample-hash")
        .with(&[el("span", "class=kind").says(move || kind(state))])
        .says(move || label(state));
    let ask = move || {
        button(words::download::TITLE, "aria-haspopup=dialog", move || rest::then(|rest| (rest.ask_download)()))
    };
    el("section", "class=sample")
        .set("aria-label", own::SAMPLE)
        .with(&[title])
        .when(move || is_sample.get(), copy)
        .part(verdict_bar())
        .with(&export::menu())
        .when(move || is_sample.get(), ask)
        .with(&[el("div", "class=line").with(&[numbers(), loading::bar()])])
        .when_rest(downloads, |rest| (rest.download_bar)())
        .when_rest(has_archive, |rest| (rest.archive_bar)())
        .when_rest(works, |rest| (rest.working)())
}

/// What the rows are of: a sample by its hash, or a file by its name.
fn label(state: State) -> String {
    match state.file.get() {
        Some(name) => visible(&name).into_owned(),
        None => state.shown.with(|sample| sample.as_ref().map(ToString::to_string).unwrap_or_default()),
    }
}

fn kind(state: State) -> String {
    if state.file.with(Option::is_some) {
        return words::open::FROM_FILE.to_owned();
    }
    state.shown.with(|sample| sample.as_ref().map(|sample| sample.kind().name().to_owned()).unwrap_or_default())
}

fn copy() -> El {
    let state = state();
    let copy = button(words::COPY, "class=quiet", move || {
        let hash = state.shown.with_untracked(|sample| sample.as_ref().map(ToString::to_string).unwrap_or_default());
        spawn_local(async move {
            let copied = clipboard::copy(&hash).await;
            state.say(&if copied { words::copied(own::HASH) } else { words::NO_COPY.to_owned() });
        });
    });
    copy.set("aria-label", own::COPY_HASH)
}

/// Keeps the way to the sample: going back by the browser's own button goes back there as well.
pub fn keep_trail(state: State) {
    follow(move || {
        let shown = state.shown.get();
        if state.trail.with_untracked(|trail| trail.iter().any(|left| left.sample == shown)) {
            state.trail.update(|trail| {
                let at = trail.iter().position(|left| left.sample == shown);
                trail.truncate(at.unwrap_or(trail.len()));
            });
        }
    });
}

/// The samples through which this one was reached, each a way back to where it was left.
pub fn trail() -> Vec<El> {
    let state = state();
    let trail = state.trail.get();
    if trail.is_empty() || !matches!(state.phase.get(), Phase::Nothing | Phase::Open) {
        return Vec::new();
    }
    let mut steps: Vec<El> = trail.into_iter().map(|left| back(state, left)).collect();
    steps.push(el("li", "aria-current=true").text(own::HERE));
    vec![el("nav", "class=trail").set("aria-label", own::WAY).with(&[el("ol", "").with(&steps)])]
}

fn back(state: State, left: Address) -> El {
    let hash = left.sample.as_ref().map(ToString::to_string).unwrap_or_default();
    let go = button("", "class=link", move || {
        let left = left.clone();
        state.go(|address| *address = left);
    });
    let short = el("code", "").text(&format!("{}…", &hash[..hash.len().min(12)]));
    el("li", "").with(&[go.set("title", &hash).with(&[short])])
}

/// The sample in numbers, once all of it has come.
fn numbers() -> El {
    let state = state();
    let is_due = Rc::new(Cell::new(false));
    let text = worked_out(move || {
        state.revision.track();
        let rest = rest::at_hand();
        if state.with_case(Case::is_stale).unwrap_or(true) {
            return String::new();
        }
        if state.with_case(Case::is_digested).unwrap_or(true) {
            return state.with_case(rest.summary).flatten().unwrap_or_default();
        }
        // The rows are waited for more than what is said of them.
        if !is_due.replace(true) {
            let is_due = is_due.clone();
            timing::after_paint(move || {
                is_due.set(false);
                state.with_case(rest.digest);
                state.redraw();
            });
        }
        String::new()
    });
    el("p", "class=summary").says(move || text.get())
}

/// A sample in words, once all of it has come; of a file that is a part, why it is one.
pub fn summary(case: &Case) -> Option<String> {
    let part = || case.file.as_ref().and_then(Completeness::words).map(|why| own::part(&why));
    case.summary().map(|summary| in_words(summary, case.doubles_at_hand())).or_else(part)
}

fn in_words(summary: &Summary, doubles: Option<&Doubles>) -> String {
    let mut text = own::all(summary.files, doubles.map(Doubles::unique));
    text.push_str(&own::size(&measure::size(summary.bytes), summary.depth));
    for (at, (name, rows)) in summary.types.iter().enumerate() {
        text.push_str(if at == 0 { " · " } else { ", " });
        text.push_str(&format!("{} {}", intl::number((*rows).into()), visible(name)));
    }
    // Each entry says how many are below it, so the outermost ones say how many there should be.
    match summary.announced {
        Some(said) if said == u64::from(summary.files) => text.push_str(own::COMPLETE),
        Some(said) => text.push_str(&own::announced(said)),
        None => {}
    }
    text
}

/// How many files of each verdict, of those that have come; a press filters by it.
fn verdict_bar() -> impl FnMut() -> Vec<El> {
    let state = state();
    let counts = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.is_loaded().then(|| case.counts())).flatten()
    });
    move || {
        let Some(counts) = counts.get() else {
            // Its place, so that nothing moves when it comes.
            return vec![el("div", "class=verdicts;aria-hidden=true")];
        };
        let verdicts = Classification::ALL.into_iter().map(|verdict| (verdict, counts[verdict as usize]));
        let buttons: Vec<El> =
            verdicts.filter(|(_, count)| *count > 0).map(|(verdict, count)| only(state, verdict, count)).collect();
        vec![el("div", "class=verdicts;role=group").set("aria-label", own::VERDICTS).with(&buttons)]
    }
}

/// The part of the bar for a verdict.
fn only(state: State, verdict: Classification, count: u32) -> El {
    let word = verdict.word();
    let term = format!("class:{word}");
    let pressed = term.clone();
    let only = button("", "class=verdict-count", move || filter::add(state, &term))
        .set("data-verdict", word)
        .set("title", &own::only(word))
        .state("aria-pressed", move || state.address.with(|address| address.filter.contains(&pressed)))
        .text(&format!("{} {word}", intl::number(count.into())));
    // A policy without inline styles lets a script set a property, and nothing else.
    let _ = only.style().set_property("flex-grow", &count.to_string());
    only
}
