//! Two samples of a case as one tree.

use super::shared_files::HeldSample;
use leptos::prelude::*;
use matryoshka_core::compare::change::{Change, ChangeKind};
use matryoshka_core::compare::shown::ShownNodes;
use matryoshka_core::compare::tree::Comparison;
use matryoshka_core::table::Row;
use std::cell::RefCell;
use std::rc::Rc;

/// Two samples that were compared.
#[derive(Debug)]
pub struct Compared {
    /// The first sample.
    pub before: HeldSample,
    /// The second sample.
    pub after: HeldSample,
    /// The tree of both.
    pub comparison: Comparison,
    /// What of it is visible.
    pub shown: RefCell<ShownNodes>,
}

/// The comparison on screen.
#[derive(Clone, Copy, Debug)]
pub struct DifferencesState {
    /// The two samples that are chosen, by their places in the list of the case.
    pub chosen: RwSignal<[Option<usize>; 2]>,
    /// The two that were compared.
    pub compared: RwSignal<Option<Rc<Compared>>, LocalStorage>,
    /// The kinds of changes that are left; all where it is empty.
    pub kinds: RwSignal<Change>,
    /// Grows whenever what is visible changes.
    pub revision: RwSignal<u32>,
    /// The node that has the focus, or had it last.
    pub focused: RwSignal<Option<Row>>,
}

impl DifferencesState {
    /// Nothing is compared.
    pub fn new() -> Self {
        Self {
            chosen: RwSignal::new([None; 2]),
            compared: RwSignal::new_local(None),
            kinds: RwSignal::new(Change::default()),
            revision: RwSignal::new(0),
            focused: RwSignal::new(None),
        }
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

    /// Whether the kind is left.
    pub fn is_left(&self, kind: ChangeKind) -> bool {
        self.kinds.with(|kinds| kinds.has(kind))
    }
}

impl Default for DifferencesState {
    fn default() -> Self {
        Self::new()
    }
}
