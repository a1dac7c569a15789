//! What stands in the middle when there are no rows.

use super::element::{El, button, el};
use super::loading;
use super::recent;
use super::state::{Phase, state};
use super::whom;
use super::words::start as words;
use crate::browser::intl;
use crate::hash::SampleHash;

/// How many rows the shape of rows to come has.
const BONES: usize = 12;

/// The start page; while the first sample is awaited, the shape of rows to come.
pub fn start() -> Vec<El> {
    match state().phase.get() {
        Phase::Start => {
            let section = el("section", "class=start").with(&[
                el("span", "class=mark big;aria-hidden=true"),
                el("h1", "").text(words::TITLE),
                el("p", "").text(words::ABOUT),
            ]);
            vec![section.part(example).with(&recents())]
        }
        Phase::Opening => {
            let bones: Vec<El> = (0..BONES).map(|_| el("div", "class=bone")).collect();
            let skeleton = el("div", "class=skeleton;aria-hidden=true").with(&bones);
            vec![loading::bar(), skeleton, el("h1", "class=offscreen").text(words::ASKING)]
        }
        _ => Vec::new(),
    }
}

/// A button for the sample to try, where an administrator has named one.
fn example() -> Vec<El> {
    let state = state();
    let sample = state.whom.with(|whom| whom.config.example.clone());
    sample.into_iter().map(|sample| button(words::TRY, "class=primary", open(&sample))).collect()
}

/// The samples of this tab.
fn recents() -> Vec<El> {
    let row = |(sample, opened): recent::Recent| {
        let button = button("", "class=recent", open(&sample)).with(&[
            el("span", "class=kind").text(sample.kind().name()),
            el("code", "").text(sample.as_str()),
            el("time", "").text(&intl::time(opened)),
        ]);
        el("li", "").with(&[button])
    };
    let rows: Vec<El> = recent::list().into_iter().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![el("h2", "").text(words::RECENT), el("ul", "class=recents").with(&rows)]
}

fn open(sample: &SampleHash) -> impl FnMut() + use<> {
    let (state, sample) = (state(), sample.clone());
    move || {
        let sample = sample.clone();
        whom::press_open(state);
        state.go(|address| address.sample = Some(sample));
    }
}

/// A sample in which nothing was found.
pub fn nothing() -> El {
    el("section", "class=start").with(&[
        el("span", "class=mark big hollow;aria-hidden=true"),
        el("h1", "").text(words::NOTHING),
        el("p", "").text(words::INNERMOST),
    ])
}
