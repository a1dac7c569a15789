//! What the person chose on this machine.

use crate::platform::storage::{self, StorageArea};
use leptos::prelude::*;
use matryoshka_core::table::schema::ColumnKey;

const HIDDEN: &str = "matryoshka.hidden-columns";
const COMPACT: &str = "matryoshka.compact";
const LETTERS: &str = "matryoshka.letters";
const PATH_IN_TREE: &str = "matryoshka.path-in-tree";

/// Choices that are kept on this machine, but for the facets, which are closed on each visit.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The columns that are hidden, in the order of the schema.
    pub hidden_columns: RwSignal<Vec<ColumnKey>>,
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
        let hidden = kept(HIDDEN).unwrap_or_default();
        let is_hidden = |key: &ColumnKey| key.can_be_hidden() && hidden.split(' ').any(|word| word == key.word());
        Self {
            hidden_columns: RwSignal::new(ColumnKey::ALL.into_iter().filter(is_hidden).collect()),
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
        let words: Vec<_> = self.hidden_columns.with_untracked(|hidden| hidden.iter().map(|key| key.word()).collect());
        storage::set(StorageArea::Machine, HIDDEN, &words.join(" "));
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
