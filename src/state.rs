//! What the page knows: signals by concern.
//!
//! Services and actions write them, views read them. Everything here is `Copy` and is passed down as one context,
//! [`AppState`].

pub mod alerts;
pub mod connection;
pub mod content_search;
pub mod contents;
pub mod dataset;
pub mod differences;
pub mod gaps;
pub mod hash_lists;
pub mod jobs;
pub mod preferences;
pub mod route;
pub mod samples;
pub mod shared_files;
pub mod workspace;
pub mod yara;

use alerts::Alerts;
use connection::ConnectionState;
use content_search::ContentSearch;
use contents::ContentsState;
use dataset::DatasetState;
use differences::DifferencesState;
use gaps::GapsState;
use hash_lists::HashListsState;
use jobs::Jobs;
use leptos::prelude::{Get, Memo, With, expect_context};
use matryoshka_core::table::schema::{Column, ColumnKey};
use matryoshka_core::url_state::UrlState;
use preferences::Preferences;
use route::Route;
use samples::SamplesState;
use shared_files::SharedState;
use std::ops::Deref;
use yara::YaraState;

/// All signals of the page, from anywhere: one pointer, so that the closures that hold it stay small. They live as long as the
/// page does.
#[derive(Clone, Copy, Debug)]
pub struct AppState(&'static Signals);

impl Deref for AppState {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// All signals of the page.
#[derive(Debug)]
pub struct Signals {
    /// The address.
    pub route: Route,
    /// The open dataset and what is shown of it.
    pub dataset: DatasetState,
    /// The samples that are shown together.
    pub samples: SamplesState,
    /// What they share.
    pub shared: SharedState,
    /// Two of them as one tree.
    pub differences: DifferencesState,
    /// The lists of hashes that a filter can ask for by name.
    pub hash_lists: HashListsState,
    /// The search through all files that was begun last.
    pub search: ContentSearch,
    /// The YARA rules of this tab, and the scan that was begun last.
    pub yara: YaraState,
    /// The open questions, and what came of examining the files.
    pub gaps: GapsState,
    /// The file whose contents are shown.
    pub contents: ContentsState,
    /// What is under way.
    pub jobs: Jobs,
    /// What went wrong last, and what was done last.
    pub alerts: Alerts,
    /// The appliance and its token.
    pub connection: ConnectionState,
    /// What the person chose on this machine.
    pub preferences: Preferences,
}

impl AppState {
    /// The state of a page that was just opened.
    pub fn new() -> Self {
        Self(Box::leak(Box::new(Signals {
            route: Route::new(),
            dataset: DatasetState::new(),
            samples: SamplesState::new(),
            shared: SharedState::new(),
            differences: DifferencesState::new(),
            hash_lists: HashListsState::new(),
            search: ContentSearch::new(),
            yara: YaraState::new(),
            gaps: GapsState::new(),
            contents: ContentsState::new(),
            jobs: Jobs::new(),
            alerts: Alerts::new(),
            connection: ConnectionState::new(),
            preferences: Preferences::load(),
        })))
    }

    /// The columns that there are, in the order that was chosen, tracked: one of what is found in files only once that was looked for.
    pub fn columns(&self) -> Vec<ColumnKey> {
        let (is_scanned, is_examined) = (self.yara.is_scanned.get(), self.gaps.is_examined.get());
        let is_there = |key: &ColumnKey| match key {
            ColumnKey::Yara => is_scanned,
            ColumnKey::Entropy => is_examined,
            _ => true,
        };
        self.preferences.columns.with(|columns| columns.order().iter().copied().filter(is_there).collect())
    }

    /// Those of them that are shown in list or tree, tracked.
    pub fn columns_shown_in(&self, tree: bool) -> impl Iterator<Item = ColumnKey> {
        self.columns().into_iter().filter(move |key| self.preferences.shows(*key, tree))
    }

    /// The same, as a value that changes only when they do.
    pub fn shown_columns(&self, tree: bool) -> Memo<Vec<&'static Column>> {
        let state = *self;
        Memo::new(move |_| state.columns_shown_in(tree).map(ColumnKey::column).collect())
    }

    /// Whether rows are being loaded that nothing on screen needs. Tracked.
    pub fn loads_quietly(&self) -> bool {
        self.dataset.is_quiet.get() && !self.route.with(UrlState::needs_all_rows)
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self::new()
    }
}

/// The state, from any component.
pub fn use_app_state() -> AppState {
    expect_context()
}
