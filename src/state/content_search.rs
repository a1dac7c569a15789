//! The search through the contents of all files that was begun last.

use leptos::prelude::*;
use matryoshka_core::table::Row;

/// The search.
#[derive(Clone, Copy, Debug)]
pub struct ContentSearch {
    /// What was searched for; none before anything was.
    pub words: RwSignal<Option<String>>,
    /// The rows whose files it was found in, in the order of the archive.
    pub found: RwSignal<Vec<Row>>,
    /// How it ended, in words, and what was left out.
    pub outcome: RwSignal<String>,
    /// The members that could not be searched, with the reason.
    pub skipped: RwSignal<Vec<String>>,
    /// Why it was not begun.
    pub refused: RwSignal<Option<String>>,
}

impl ContentSearch {
    /// Nothing was searched for.
    pub fn new() -> Self {
        Self {
            words: RwSignal::new(None),
            found: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(String::new()),
            skipped: RwSignal::new(Vec::new()),
            refused: RwSignal::new(None),
        }
    }

    /// Begins another search, or forgets the last one.
    pub fn begin(&self, words: Option<&str>) {
        self.found.set(Vec::new());
        self.outcome.set(String::new());
        self.skipped.set(Vec::new());
        self.refused.set(None);
        self.words.set(words.map(str::to_owned));
    }
}

impl Default for ContentSearch {
    fn default() -> Self {
        Self::new()
    }
}
