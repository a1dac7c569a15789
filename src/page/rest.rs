//! The functions behind the parts of the page that are made when they are first asked for.

use super::element::{El, button};
use super::slot::{Slot, worked_out};
use super::state::State;
use super::{
    archive, connection, details, download, export, facets, filter, head, map, open_file, selection, shortcuts, views,
};
use crate::case::{self, Case, Firsts};
use crate::listing::Row;
use crate::listing::filter::{self as language, Completion, Expression, Mistake};
use crate::listing::search::Search;
use crate::listing::sort::{self, Sorter};
use leptos::prelude::Owner;
use std::cell::OnceCell;
use web_sys::File;

/// One function for each.
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

thread_local! {
    static ROOT: OnceCell<Owner> = const { OnceCell::new() };
}

/// Takes note of the owner of the page: what is made outside of a part belongs to it.
pub fn begin() {
    if let Some(owner) = Owner::current() {
        // The page begins once.
        let _ = ROOT.with(|root| root.set(owner));
    }
}

/// The functions.
pub const fn at_hand() -> &'static Rest {
    &REST
}

/// A button, and the place of what it opens, which is made when it is first asked for.
pub fn opener(text: &str, attributes: &str, place: El, make: impl Fn(&'static Rest) -> Vec<El> + 'static) -> [El; 2] {
    let asked = Slot::new(false);
    let open = button(text, attributes, move || asked.set(true));
    [open, place.part_rest(move || asked.get(), make)]
}

/// Does something with them, as the page.
pub fn then(act: impl FnOnce(&'static Rest)) {
    within(|| act(at_hand()));
}

/// Does something as the page, for as long as it lives.
pub fn within(act: impl FnOnce()) {
    match ROOT.with(|root| root.get().cloned()) {
        Some(root) => root.with(act),
        None => act(),
    }
}

impl El {
    /// With children, while something holds.
    pub fn part_rest(
        self,
        holds: impl FnMut() -> bool + 'static,
        make: impl Fn(&'static Rest) -> Vec<Self> + 'static,
    ) -> Self {
        let held = worked_out(holds);
        self.part(move || if held.get() { make(at_hand()) } else { Vec::new() })
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
