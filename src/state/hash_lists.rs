//! The lists of hashes that can be asked for in a filter.

use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::query::hash_lists::HashLists;
use std::rc::Rc;

/// The lists, for as long as the tab is open.
#[derive(Clone, Copy, Debug)]
pub struct HashListsState {
    lists: StoredValue<Rc<HashLists>, LocalStorage>,
}

impl HashListsState {
    /// There are none.
    pub fn new() -> Self {
        Self { lists: StoredValue::new_local(Rc::default()) }
    }

    /// All of them, as they are given to a dataset.
    pub fn all(&self) -> Rc<HashLists> {
        self.lists.get_value()
    }

    /// Takes in a list, and gives its name.
    pub fn add(&self, hashes: Vec<SampleHash>) -> String {
        let mut name = String::new();
        self.lists.update_value(|lists| name = Rc::make_mut(lists).add(hashes));
        name
    }
}

impl Default for HashListsState {
    fn default() -> Self {
        Self::new()
    }
}
