//! The file whose contents are shown, and what was read of it.

use js_sys::{Float64Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::kind::StringKind;
use matryoshka_core::contents::selection::Selection;
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

/// Where its lines begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The encoding in which it was read.
    pub encoding: Encoding,
    /// How many lines it has.
    pub lines: u64,
    /// The offset of each block of lines.
    pub blocks: Float64Array,
}

/// Its strings, as columns.
#[derive(Clone, Debug)]
pub struct StringTable {
    /// Where each begins.
    pub offsets: Float64Array,
    /// How many letters each has.
    pub letters: Float64Array,
    /// The number of its kind, with 128 added where a letter takes two bytes.
    pub kinds: Uint8Array,
    /// Where in `texts` its text ends.
    pub ends: Uint32Array,
    /// The texts.
    pub texts: Uint8Array,
    /// How many there are, of which the first were kept.
    pub count: u64,
    /// Those that are shown, where not all are.
    pub shown: Option<Vec<u32>>,
}

impl StringTable {
    /// How many are shown.
    pub fn len(&self) -> u32 {
        self.shown.as_ref().map_or_else(|| self.offsets.length(), |shown| shown.len() as u32)
    }

    /// Whether none is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the one that is shown in that place.
    pub fn number(&self, place: u32) -> u32 {
        self.shown.as_ref().map_or(place, |shown| shown.get(place as usize).copied().unwrap_or_default())
    }

    /// Leaves those of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: Option<StringKind>) -> Self {
        let fits =
            |number: &u32| StringKind::ALL.get(usize::from(self.kinds.get_index(*number) & 127)).copied() == kind;
        let shown = kind.map(|_| (0..self.offsets.length()).filter(fits).collect());
        Self { shown, ..self.clone() }
    }

    /// Where one is in the file: its offset and its length in bytes.
    pub fn place(&self, number: u32) -> (u64, u64) {
        let bytes = if self.kinds.get_index(number) & 128 == 0 { 1.0 } else { 2.0 };
        (self.offsets.get_index(number) as u64, (self.letters.get_index(number) * bytes) as u64)
    }
}

/// What was found in it.
#[derive(Clone, Debug)]
pub struct FileHits {
    /// How it was asked for: the notation and the words.
    pub asked: (String, String),
    /// Where the first hits are.
    pub offsets: Float64Array,
    /// How long they are.
    pub lengths: Uint32Array,
    /// How many there are.
    pub count: u64,
    /// The one that is shown.
    pub at: u32,
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
    pub strings: RwSignal<Option<Rc<StringTable>>, LocalStorage>,
    /// The fewest letters of the strings.
    pub least: RwSignal<u32>,
    /// The kind of strings that are shown; none: all.
    pub kind: RwSignal<Option<StringKind>>,
    /// The string that keys have come to, by its place among those that are shown.
    pub string: RwSignal<u32>,
    /// What was found in it.
    pub hits: RwSignal<Option<Rc<FileHits>>, LocalStorage>,
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
            hits: RwSignal::new_local(None),
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
        self.hits.set(None);
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
