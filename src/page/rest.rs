//! The rest of the page's code: what most visits need late or never comes when it is first asked for.
//!
//! A release build puts all that can be reached from [`REST`] and from nowhere else into a WebAssembly of its own
//! (`xtask/src/parts/split.rs`), so what stands here decides what a first visit transfers: call something of it directly,
//! and it moves over into the first part. Other builds have everything in one, and nothing else differs.

use super::element::{El, button};
use super::flow;
use super::slot::{Slot, worked_out};
use super::state::{State, state};
use super::words::alert as words;
use super::{
    archive, connection, details, download, export, facets, filter, head, map, open_file, selection, shortcuts, views,
};
use crate::case::{self, Case, Firsts};
use crate::listing::Row;
use crate::listing::filter::{self as language, Completion, Expression, Mistake};
use crate::listing::search::Search;
use crate::listing::sort::{self, Sorter};
use leptos::prelude::Owner;
use leptos::task::spawn_local;
use std::cell::{Cell, OnceCell};
use web_sys::File;

/// What the rest can do.
pub struct Rest {
    /// The third view.
    pub map: fn() -> El,
    /// The drawer of the selected row.
    pub details: fn(State, Slot<Option<Row>>) -> El,
    /// The panel of what can be chosen from.
    pub facets: fn(State) -> El,
    /// What can be done with so many rows that were picked.
    pub selection: fn(State, Slot<u32>) -> El,
    /// What is in the menu of exports.
    pub exports: fn() -> Vec<El>,
    /// What is in the choice of columns.
    pub columns: fn() -> Vec<El>,
    /// What a filter can say.
    pub filter_help: fn() -> Vec<El>,
    /// Puts rows in the order of a column.
    pub sort: Sorter,
    /// Leaves the first row of each file.
    pub firsts: Firsts,
    /// Works out what takes time of what is said of all rows.
    pub digest: fn(&Case),
    /// At how many places the file of a row is, and whether they contradict one another; none while that is not known.
    pub places: fn(&Case, Row) -> Option<(u32, bool)>,
    /// A sample in words, once all of it has come.
    pub summary: fn(&Case) -> Option<String>,
    /// Reads a filter.
    pub parse: fn(&str) -> Result<Expression, Mistake>,
    /// A filter with a term more, or without it where it was there.
    pub with_term: fn(&str, &str) -> String,
    /// What can be put into a filter at a place.
    pub complete: fn(&str, usize, Option<&Search<'_>>) -> Vec<Completion>,
    /// Makes the dialog of the connection, which then opens by its signal.
    pub connection: fn(),
    /// Opens the sheet of keys.
    pub keys: fn(),
    /// Opens a file from disk.
    pub open_file: fn(State, File),
    /// Opens the dialog before a download.
    pub ask_download: fn(),
    /// Downloads once more.
    pub download_again: fn(State),
    /// The progress of a download.
    pub download_bar: fn() -> El,
    /// What can be done with the archive.
    pub archive_bar: fn() -> El,
    /// The progress of the workshop.
    pub working: fn() -> El,
}

static REST: Rest = Rest {
    map: map::map,
    details: details::details,
    facets: facets::panel,
    selection: selection::bar,
    exports: export::items,
    columns: views::columns,
    filter_help: filter::help,
    sort: sort::groups,
    firsts: case::firsts,
    digest: case::digest,
    places: Case::places,
    summary: head::summary,
    parse: language::parse,
    with_term: language::with_term,
    complete: language::complete,
    connection: connection::prepare,
    keys: shortcuts::sheet,
    open_file: open_file::open,
    ask_download: download::ask,
    download_again: download::again,
    download_bar: download::bar,
    archive_bar: archive::bar,
    working: archive::working,
};

/// Why the rest is not here.
#[cfg(matryoshka_split)]
use wasm_split_helpers::SplitLoaderError as NotLoaded;

/// Why the rest is not here.
#[cfg(not(matryoshka_split))]
#[derive(Debug)]
struct NotLoaded;

/// The one place at which the page's code is divided. Calling it loads the rest.
#[cfg(matryoshka_split)]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn fetch() -> Result<&'static Rest, NotLoaded> {
    Ok(&REST)
}

#[cfg(not(matryoshka_split))]
async fn fetch() -> Result<&'static Rest, NotLoaded> {
    std::future::ready(Ok(&REST)).await
}

thread_local! {
    static HERE: Cell<Option<&'static Rest>> = const { Cell::new(None) };
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static ROOT: OnceCell<Owner> = const { OnceCell::new() };
}

/// Takes note of the owner of the page: what is made by the rest outside of a part belongs to it.
pub fn begin() {
    if let Some(owner) = Owner::current() {
        // The page begins once.
        let _ = ROOT.with(|root| root.set(owner));
    }
}

/// The rest, if it is here already.
pub fn at_hand() -> Option<&'static Rest> {
    HERE.get()
}

/// The rest, as soon as it is here: whoever makes a part of the page with it makes it anew then.
pub fn now() -> Option<&'static Rest> {
    let state = state();
    state.rest.track();
    let here = at_hand();
    if here.is_none() {
        then(state, |_| {});
    }
    here
}

/// A button, and the place of what it opens: the rest makes that when it is first asked for, and is asked for once more where
/// it could not be had before.
pub fn opener(text: &str, attributes: &str, place: El, make: impl Fn(&'static Rest) -> Vec<El> + 'static) -> [El; 2] {
    let (state, asked) = (state(), Slot::new(false));
    let open = button(text, attributes, move || {
        if asked.get_untracked() && at_hand().is_none() {
            state.rest.set(false);
        }
        asked.set(true);
    });
    [open, place.part_rest(move || asked.get(), make)]
}

/// The rest, as soon as it is here, for what nobody asked for.
pub fn unasked() -> Option<&'static Rest> {
    let state = state();
    state.rest.track();
    fetch_quietly(state);
    at_hand()
}

/// Has the rest come, once, because it is soon wanted. Nothing is said if it cannot be had.
pub fn fetch_quietly(state: State) {
    if at_hand().is_none() && !ASKED.replace(true) {
        spawn_local(async move {
            if let Ok(rest) = fetch().await {
                arrived(state, rest);
            }
        });
    }
}

/// Does something with the rest, at once where it is here already.
pub fn then(state: State, act: impl FnOnce(&'static Rest) + 'static) {
    if let Some(rest) = at_hand() {
        within(|| act(rest));
        return;
    }
    spawn_local(async move {
        match fetch().await {
            Ok(rest) => {
                arrived(state, rest);
                within(|| act(rest));
            }
            Err(_) => flow::tell(state, words::PART_MISSING, words::RELOAD),
        }
    });
}

fn arrived(state: State, rest: &'static Rest) {
    if HERE.replace(Some(rest)).is_none() {
        state.rest.set(true);
        // It knows more of the rows that are on screen.
        state.redraw();
    }
}

/// Does something as the page, for as long as it lives.
pub fn within(act: impl FnOnce()) {
    match ROOT.with(|root| root.get().cloned()) {
        Some(root) => root.with(act),
        None => act(),
    }
}

impl El {
    /// With children that the rest makes, while something holds.
    pub fn part_rest(
        self,
        holds: impl FnMut() -> bool + 'static,
        make: impl Fn(&'static Rest) -> Vec<Self> + 'static,
    ) -> Self {
        let held = worked_out(holds);
        self.part(move || if held.get() { now().map(&make).unwrap_or_default() } else { Vec::new() })
    }

    /// The same with one child.
    pub fn when_rest(
        self,
        holds: impl FnMut() -> bool + 'static,
        make: impl Fn(&'static Rest) -> Self + 'static,
    ) -> Self {
        self.part_rest(holds, move |rest| vec![make(rest)])
    }
}
