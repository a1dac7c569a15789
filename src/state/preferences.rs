//! What the person chose on this machine.

use crate::platform::storage::{self, StorageArea};
use leptos::prelude::*;
use matryoshka_core::table::arrangement::Arrangement;
use matryoshka_core::table::schema::ColumnKey;

const HIDDEN: &str = "matryoshka.hidden-columns";
const ARRANGEMENT: &str = "matryoshka.columns";
const SHOWN: &str = "matryoshka.shown-columns";
const COMPACT: &str = "matryoshka.compact";
const LETTERS: &str = "matryoshka.letters";
const PATH_IN_TREE: &str = "matryoshka.path-in-tree";

/// Choices that are kept on this machine, but for the facets, which are closed on each visit.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The columns that are hidden, in the order of the schema.
    pub hidden_columns: RwSignal<Vec<ColumnKey>>,
    /// The order of all columns, and the widths that were chosen.
    pub columns: RwSignal<Arrangement>,
    /// Rows stand close together.
    pub compact: RwSignal<bool>,
    /// Single letters act as keys.
    pub letter_keys: RwSignal<bool>,
    /// The path is shown in the tree too, which says where a file is by itself.
    pub path_in_tree: RwSignal<bool>,
    /// The panel of facets is open.
    pub facets: RwSignal<bool>,
}

impl Preferences {
    /// What was kept on this machine.
    pub fn load() -> Self {
        let kept = |key| storage::get(StorageArea::Machine, key);
        let (hidden, shown) = (kept(HIDDEN).unwrap_or_default(), kept(SHOWN).unwrap_or_default());
        let is_in = |words: &str, key: ColumnKey| words.split(' ').any(|word| word == key.word());
        let is_hidden = |key: &ColumnKey| match *key {
            key if key.is_hidden_at_first() => !is_in(&shown, key),
            key => key.can_be_hidden() && is_in(&hidden, key),
        };
        Self {
            hidden_columns: RwSignal::new(ColumnKey::ALL.into_iter().filter(is_hidden).collect()),
            columns: RwSignal::new(Arrangement::read(&kept(ARRANGEMENT).unwrap_or_default())),
            compact: RwSignal::new(kept(COMPACT).is_some()),
            letter_keys: RwSignal::new(kept(LETTERS).is_none_or(|kept| kept != "off")),
            path_in_tree: RwSignal::new(kept(PATH_IN_TREE).is_some()),
            facets: RwSignal::new(false),
        }
    }

    /// Whether list or tree show a column. Tracked.
    pub fn shows(&self, key: ColumnKey, tree: bool) -> bool {
        if tree && key == ColumnKey::Path {
            return self.path_in_tree.get();
        }
        self.hidden_columns.with(|hidden| !hidden.contains(&key))
    }

    /// Hides a column of list or tree, or shows it again.
    pub fn toggle_column(&self, key: ColumnKey, tree: bool) {
        if tree && key == ColumnKey::Path {
            self.path_in_tree.update(|shown| *shown = !*shown);
            set_flag(PATH_IN_TREE, self.path_in_tree.get_untracked());
            return;
        }
        self.hidden_columns.update(|hidden| match hidden.iter().position(|other| *other == key) {
            Some(at) => drop(hidden.remove(at)),
            None => hidden.push(key),
        });
        // Kept is what the person has changed.
        let keep = |place, at_first: bool| {
            let is_changed = |key: &ColumnKey, hidden: &[ColumnKey]| hidden.contains(key) != at_first;
            let words: Vec<_> = self.hidden_columns.with_untracked(|hidden| {
                let changed = ColumnKey::ALL.into_iter().filter(|key| key.is_hidden_at_first() == at_first);
                changed.filter(|key| is_changed(key, hidden)).map(ColumnKey::word).collect()
            });
            storage::set(StorageArea::Machine, place, &words.join(" "));
        };
        keep(HIDDEN, false);
        keep(SHOWN, true);
    }

    /// Keeps on this machine how the columns are arranged.
    pub fn keep_arrangement(&self) {
        let words = self.columns.with_untracked(Arrangement::words);
        if words == Arrangement::default().words() {
            storage::remove(StorageArea::Machine, ARRANGEMENT);
        } else {
            storage::set(StorageArea::Machine, ARRANGEMENT, &words);
        }
    }

    /// Shows the columns as on a first visit: which of them, in which order, and how wide.
    pub fn reset_columns(&self) {
        self.columns.set(Arrangement::default());
        self.hidden_columns.set(ColumnKey::ALL.into_iter().filter(|key| key.is_hidden_at_first()).collect());
        self.path_in_tree.set(false);
        for key in [ARRANGEMENT, HIDDEN, SHOWN, PATH_IN_TREE] {
            storage::remove(StorageArea::Machine, key);
        }
    }

    /// Sets how close rows stand.
    pub fn set_compact(&self, compact: bool) {
        self.compact.set(compact);
        set_flag(COMPACT, compact);
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

/// Keeps on this machine that something is on, or keeps nothing of it.
fn set_flag(key: &str, on: bool) {
    if on {
        storage::set(StorageArea::Machine, key, "on");
    } else {
        storage::remove(StorageArea::Machine, key);
    }
}
