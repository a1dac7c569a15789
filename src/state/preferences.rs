//! What the person chose on this machine.

use crate::platform::storage::{self, StorageArea};
use leptos::prelude::*;
use matryoshka_core::table::schema::{COLUMNS, Column, ColumnKey};

const HIDDEN: &str = "matryoshka.hidden-columns";
const COMPACT: &str = "matryoshka.compact";
const LETTERS: &str = "matryoshka.letters";

/// Choices that are kept on this machine, but for the facets, which are closed on each visit.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The columns that are hidden, in the order of the schema.
    pub hidden_columns: RwSignal<Vec<ColumnKey>>,
    /// Rows stand close together.
    pub compact: RwSignal<bool>,
    /// Single letters act as keys.
    pub letter_keys: RwSignal<bool>,
    /// The panel of facets is open.
    pub facets: RwSignal<bool>,
}

impl Preferences {
    /// What was kept on this machine.
    pub fn load() -> Self {
        let kept = |key| storage::get(StorageArea::Machine, key);
        let hidden = kept(HIDDEN).unwrap_or_default();
        let is_hidden = |key: &ColumnKey| key.can_be_hidden() && hidden.split(' ').any(|word| word == key.word());
        Self {
            hidden_columns: RwSignal::new(ColumnKey::ALL.into_iter().filter(is_hidden).collect()),
            compact: RwSignal::new(kept(COMPACT).is_some()),
            letter_keys: RwSignal::new(kept(LETTERS).is_none_or(|kept| kept != "off")),
            facets: RwSignal::new(false),
        }
    }

    /// The columns that are shown, as a value that changes only when they do.
    pub fn shown_columns(&self) -> Memo<Vec<&'static Column>> {
        let hidden = self.hidden_columns;
        Memo::new(move |_| {
            hidden.with(|hidden| COLUMNS.iter().filter(|column| !hidden.contains(&column.key)).collect())
        })
    }

    /// Hides a column, or shows it again.
    pub fn toggle_column(&self, key: ColumnKey) {
        self.hidden_columns.update(|hidden| match hidden.iter().position(|other| *other == key) {
            Some(at) => drop(hidden.remove(at)),
            None => hidden.push(key),
        });
        let words: Vec<_> = self.hidden_columns.with_untracked(|hidden| hidden.iter().map(|key| key.word()).collect());
        storage::set(StorageArea::Machine, HIDDEN, &words.join(" "));
    }

    /// Sets how close rows stand.
    pub fn set_compact(&self, compact: bool) {
        self.compact.set(compact);
        if compact {
            storage::set(StorageArea::Machine, COMPACT, "on");
        } else {
            storage::remove(StorageArea::Machine, COMPACT);
        }
    }

    /// Sets whether single letters act as keys.
    pub fn set_letter_keys(&self, on: bool) {
        self.letter_keys.set(on);
        storage::set(StorageArea::Machine, LETTERS, if on { "on" } else { "off" });
    }

    /// Opens or closes the facets.
    pub fn toggle_facets(&self) {
        self.facets.update(|open| *open = !*open);
    }
}
