//! The open questions of the open sample: whether they are looked at, and what came of examining its files.

use leptos::prelude::*;

/// Open questions.
#[derive(Clone, Copy, Debug)]
pub struct GapsState {
    /// Whether they are on screen.
    pub is_open: RwSignal<bool>,
    /// Whether the files were examined, so that there is something to show of them.
    pub is_examined: RwSignal<bool>,
    /// How that ended, in words.
    pub outcome: RwSignal<String>,
    /// The members that were not examined, with the reason.
    pub skipped: RwSignal<Vec<String>>,
}

impl GapsState {
    /// Nothing was examined.
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            is_examined: RwSignal::new(false),
            outcome: RwSignal::new(String::new()),
            skipped: RwSignal::new(Vec::new()),
        }
    }

    /// Forgets what was seen.
    pub fn begin(&self) {
        self.is_examined.set(false);
        self.outcome.set(String::new());
        self.skipped.set(Vec::new());
    }
}

impl Default for GapsState {
    fn default() -> Self {
        Self::new()
    }
}
