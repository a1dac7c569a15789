//! The YARA rules of this tab, and the scan that was begun last. Rules are nowhere but here: they are gone with the tab.

use leptos::prelude::*;
use matryoshka_core::table::Row;
use matryoshka_core::yara::wire::{Compiled, RuleFile};

/// Rules and a scan.
#[derive(Clone, Copy, Debug)]
pub struct YaraState {
    /// The rules that were typed.
    pub typed: RwSignal<String>,
    /// The files with rules that were opened or dropped.
    pub files: RwSignal<Vec<RuleFile>>,
    /// What the names in the last scan's mistakes are about: the files as they were then.
    pub asked: RwSignal<Vec<RuleFile>>,
    /// How its rules were compiled.
    pub compiled: RwSignal<Compiled>,
    /// Whether the open sample was scanned, so that there is something to show of it.
    pub is_scanned: RwSignal<bool>,
    /// The rows whose files rules have matched, in the order of the archive.
    pub found: RwSignal<Vec<Row>>,
    /// How it ended, in words.
    pub outcome: RwSignal<String>,
    /// The members that were not scanned, with the reason.
    pub skipped: RwSignal<Vec<String>>,
    /// Why rules were not taken.
    pub refused: RwSignal<Option<String>>,
}

impl YaraState {
    /// No rules, and nothing was scanned.
    pub fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            files: RwSignal::new(Vec::new()),
            asked: RwSignal::new(Vec::new()),
            compiled: RwSignal::new(Compiled::default()),
            is_scanned: RwSignal::new(false),
            found: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(String::new()),
            skipped: RwSignal::new(Vec::new()),
            refused: RwSignal::new(None),
        }
    }

    /// Forgets the last scan. The rules stay.
    pub fn begin(&self) {
        self.asked.set(Vec::new());
        self.compiled.set(Compiled::default());
        self.is_scanned.set(false);
        self.found.set(Vec::new());
        self.outcome.set(String::new());
        self.skipped.set(Vec::new());
        self.refused.set(None);
    }

    /// All rules: those that were typed first.
    pub fn rules(&self) -> Vec<RuleFile> {
        let typed = RuleFile { name: String::new(), text: self.typed.get_untracked() };
        let files = self.files.get_untracked();
        std::iter::once(typed).filter(|typed| !typed.text.trim().is_empty()).chain(files).collect()
    }
}

impl Default for YaraState {
    fn default() -> Self {
        Self::new()
    }
}
