//! The file whose contents are shown, and what was read of it.

use leptos::prelude::*;
use matryoshka_core::contents::kind::StringKind;
use matryoshka_core::contents::selection::Selection;
use matryoshka_core::worker_job::contents::{Hits, LineIndex, Pattern, StringTable};
use std::rc::Rc;
use web_sys::Blob;

/// The fewest letters of a string, unless the person chooses others.
const LEAST: u32 = 5;

/// How the file is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ContentsTab {
    #[default]
    Hex,
    Text,
    Strings,
}

/// A file that was taken out of the archive to be looked at.
#[derive(Clone, Debug)]
pub struct ShownFile {
    /// Its name, made visible.
    pub name: String,
    /// Its bytes, kept by the browser.
    pub blob: Blob,
    /// How many they are.
    pub size: u64,
    /// Why they are not all, in words.
    pub cut: Option<String>,
    /// The media type of the picture that it is.
    pub image: Option<String>,
}

/// Its strings, and which of them are shown.
#[derive(Clone, Debug)]
pub struct ShownStrings {
    /// All that were kept.
    pub table: Rc<StringTable>,
    /// The numbers of those that are shown, where not all are.
    pub shown: Option<Vec<u32>>,
}

impl ShownStrings {
    /// Those of a kind; all without one.
    pub fn of_kind(table: Rc<StringTable>, kind: Option<StringKind>) -> Self {
        let all = 0..table.offsets.len() as u32;
        let shown = kind.map(|kind| all.filter(|number| table.kind(*number) == kind).collect());
        Self { table, shown }
    }

    /// How many are shown.
    pub fn len(&self) -> u32 {
        self.shown.as_ref().map_or(self.table.offsets.len(), Vec::len) as u32
    }

    /// Whether none is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the one that is shown in that place.
    pub fn number(&self, place: u32) -> u32 {
        self.shown.as_ref().map_or(place, |shown| shown.get(place as usize).copied().unwrap_or_default())
    }
}

/// What was found in it.
#[derive(Clone, Debug)]
pub struct FoundInFile {
    /// What was searched for.
    pub pattern: Pattern,
    /// Where it was found.
    pub hits: Rc<Hits>,
    /// The hit that is shown.
    pub at: usize,
}

/// The file whose contents are shown.
#[derive(Clone, Copy, Debug)]
pub struct ContentsState {
    /// The file.
    pub file: RwSignal<Option<Rc<ShownFile>>, LocalStorage>,
    /// How it is shown.
    pub tab: RwSignal<ContentsTab>,
    /// The bytes that are selected.
    pub selection: RwSignal<Selection>,
    /// Where its lines begin, once it is shown as text.
    pub lines: RwSignal<Option<Rc<LineIndex>>, LocalStorage>,
    /// Its strings, once they are shown.
    pub strings: RwSignal<Option<Rc<ShownStrings>>, LocalStorage>,
    /// The fewest letters of the strings.
    pub least: RwSignal<u32>,
    /// The kind of strings that are shown; none: all.
    pub kind: RwSignal<Option<StringKind>>,
    /// The string that keys have come to, by its place among those that are shown.
    pub string: RwSignal<u32>,
    /// What was found in it.
    pub found: RwSignal<Option<Rc<FoundInFile>>, LocalStorage>,
    /// Why what was asked for could not be searched for.
    pub refused: RwSignal<Option<String>>,
}

impl ContentsState {
    /// Nothing is shown.
    pub fn new() -> Self {
        Self {
            file: RwSignal::new_local(None),
            tab: RwSignal::new(ContentsTab::Hex),
            selection: RwSignal::new(Selection::default()),
            lines: RwSignal::new_local(None),
            strings: RwSignal::new_local(None),
            least: RwSignal::new(LEAST),
            kind: RwSignal::new(None),
            string: RwSignal::new(0),
            found: RwSignal::new_local(None),
            refused: RwSignal::new(None),
        }
    }

    /// Shows another file, or none.
    pub fn show(&self, file: Option<ShownFile>) {
        self.lines.set(None);
        self.strings.set(None);
        self.string.set(0);
        self.least.set(LEAST);
        self.kind.set(None);
        self.found.set(None);
        self.refused.set(None);
        self.tab.set(ContentsTab::Hex);
        self.selection.set(Selection::default());
        self.file.set(file.map(Rc::new));
    }

    /// Whether a file is the one that is shown.
    pub fn is_current(&self, file: &Rc<ShownFile>) -> bool {
        self.file.with_untracked(|current| current.as_ref().is_some_and(|current| Rc::ptr_eq(current, file)))
    }
}

impl Default for ContentsState {
    fn default() -> Self {
        Self::new()
    }
}
