//! Two samples of a case as one tree.

use super::workspace::Workspace;
use leptos::prelude::*;
use matryoshka_core::compare::shown::ShownNodes;
use matryoshka_core::compare::tree::Comparison;
use matryoshka_core::query::filter::Mistake;
use matryoshka_core::table::Row;
use std::cell::RefCell;
use std::rc::Rc;

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// It is not chosen yet.
    #[default]
    Nothing,
    /// The sample at a place of the list of the case.
    Sample(usize),
    /// The saved listing that was opened for it.
    Listing,
}

/// A saved listing that was opened to be compared.
#[derive(Clone, Debug)]
pub struct OpenedListing {
    /// The name of its file.
    pub name: String,
    /// Its rows.
    pub rows: Rc<Workspace>,
}

/// What is said of a listing that was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedSide {
    /// How it is called.
    pub name: String,
    /// Why it is not all there, where it is not.
    pub missing: Option<String>,
}

/// Two listings that were compared.
#[derive(Debug)]
pub struct Compared {
    /// What is said of the first and the second.
    pub sides: [ComparedSide; 2],
    /// The rows of the first.
    pub before: Rc<Workspace>,
    /// The rows of the second.
    pub after: Rc<Workspace>,
    /// The tree of both.
    pub comparison: Comparison,
    /// What of it is visible.
    pub shown: RefCell<ShownNodes>,
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DifferencesView {
    /// As a tree.
    #[default]
    Tree,
    /// As a map of how sizes differ.
    Map,
}

/// The comparison on screen.
#[derive(Clone, Copy, Debug)]
pub struct DifferencesState {
    /// The two that are chosen.
    pub chosen: RwSignal<[Chosen; 2]>,
    /// The saved listing that can be chosen beside the samples.
    pub listing: RwSignal<Option<OpenedListing>, LocalStorage>,
    /// The two that are chosen are compared as soon as their rows are there.
    pub is_awaited: RwSignal<bool>,
    /// The two that were compared.
    pub compared: RwSignal<Option<Rc<Compared>>, LocalStorage>,
    /// How it is shown.
    pub view: RwSignal<DifferencesView>,
    /// The filter as it is typed.
    pub filter: RwSignal<String>,
    /// What is wrong with it; then the last good one holds.
    pub mistake: RwSignal<Option<Mistake>>,
    /// Grows whenever what is visible changes.
    pub revision: RwSignal<u32>,
    /// The node that has the focus, or had it last.
    pub focused: RwSignal<Option<Row>>,
}

impl DifferencesState {
    /// Nothing is compared.
    pub fn new() -> Self {
        Self {
            chosen: RwSignal::new([Chosen::Nothing; 2]),
            listing: RwSignal::new_local(None),
            is_awaited: RwSignal::new(false),
            compared: RwSignal::new_local(None),
            view: RwSignal::new(DifferencesView::default()),
            filter: RwSignal::new(String::new()),
            mistake: RwSignal::new(None),
            revision: RwSignal::new(0),
            focused: RwSignal::new(None),
        }
    }

    /// Nothing is chosen or compared any more.
    pub fn forget(&self) {
        self.chosen.set([Chosen::Nothing; 2]);
        self.listing.set(None);
        self.compared.set(None);
        self.is_awaited.set(false);
        self.filter.set(String::new());
        self.mistake.set(None);
    }

    /// Changes what is visible, and shows it.
    pub fn update<T>(&self, change: impl FnOnce(&Comparison, &mut ShownNodes) -> T) -> Option<T> {
        let compared = self.compared.get_untracked()?;
        let changed = change(&compared.comparison, &mut compared.shown.borrow_mut());
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        Some(changed)
    }

    /// Looks at what is visible, and again whenever that changes.
    pub fn with<T>(&self, look: impl FnOnce(&Compared, &ShownNodes) -> T) -> Option<T> {
        self.revision.track();
        let compared = self.compared.get()?;
        Some(look(&compared, &compared.shown.borrow()))
    }
}

impl Default for DifferencesState {
    fn default() -> Self {
        Self::new()
    }
}
