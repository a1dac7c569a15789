//! The open dataset as signals.
//!
//! The rows themselves are too many for a signal: they are behind [`Workspace`], and the revisions say when to look again.

use super::workspace::Workspace;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::query::filter::Mistake;
use matryoshka_core::table::Row;
use matryoshka_core::url_state::UrlState;
use std::rc::Rc;

/// What stands in the middle of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No sample, or none yet: the start page.
    Start,
    /// The first answer of the first sample is awaited, and takes its time.
    Opening,
    /// The sample has no extracted files.
    Empty,
    /// Rows.
    Open,
    /// Several samples.
    Samples,
}

/// The open dataset.
#[derive(Clone, Copy, Debug)]
pub struct DatasetState {
    current: StoredValue<Option<Rc<Workspace>>, LocalStorage>,
    /// What stands in the middle of the page.
    pub phase: RwSignal<Phase>,
    /// The sample whose rows are on screen; none for a file.
    pub sample: RwSignal<Option<SampleHash>>,
    /// The name of the file that the rows come from, as it is on the analyst's disk.
    pub file_name: RwSignal<Option<String>>,
    /// The address asks for a sample whose answer is awaited.
    pub is_opening: RwSignal<bool>,
    /// What is missing is loaded without being asked for, or will be in a moment.
    pub is_quiet: RwSignal<bool>,
    /// Grows whenever rows, their order or the open branches change.
    pub rows: RwSignal<u32>,
    /// Grows whenever the selection, the archive or the outcome of its check changes.
    pub marks: RwSignal<u32>,
    /// What is wrong with the filter text.
    pub filter_mistake: RwSignal<Option<Mistake>>,
    /// The row that was pressed last. The address names only its `id`, which other rows can have as well, or none.
    pub pressed: RwSignal<Option<Row>>,
    /// The sample that is awaited, or was last.
    pub awaited: StoredValue<Option<SampleHash>>,
    /// The samples through which this one was reached, the outermost first.
    pub trail: RwSignal<Vec<UrlState>>,
    /// The trail of a sample, for when it is opened.
    pub next_trail: StoredValue<Option<(SampleHash, Vec<UrlState>)>>,
    /// Why a password for the archive is asked for.
    pub archive_locked: RwSignal<Option<String>>,
}

impl DatasetState {
    /// No dataset is open.
    pub fn new() -> Self {
        Self {
            current: StoredValue::new_local(None),
            phase: RwSignal::new(Phase::Start),
            sample: RwSignal::new(None),
            file_name: RwSignal::new(None),
            is_opening: RwSignal::new(false),
            is_quiet: RwSignal::new(false),
            rows: RwSignal::new(0),
            marks: RwSignal::new(0),
            filter_mistake: RwSignal::new(None),
            pressed: RwSignal::new(None),
            awaited: StoredValue::new(None),
            trail: RwSignal::new(Vec::new()),
            next_trail: StoredValue::new(None),
            archive_locked: RwSignal::new(None),
        }
    }

    /// The open dataset with all that works on it.
    pub fn workspace(&self) -> Option<Rc<Workspace>> {
        self.current.get_value()
    }

    /// Whether a workspace is the open one.
    pub fn is_current(&self, workspace: &Rc<Workspace>) -> bool {
        self.current.with_value(|current| current.as_ref().is_some_and(|current| Rc::ptr_eq(current, workspace)))
    }

    /// Puts another dataset in the place of the open one, which is left. Gives the one that was left.
    pub fn replace(&self, workspace: Option<Rc<Workspace>>) -> Option<Rc<Workspace>> {
        let old = self.current.get_value();
        if let Some(old) = &old {
            old.leave();
        }
        self.archive_locked.set(None);
        self.is_quiet.set(false);
        self.pressed.set(None);
        self.current.set_value(workspace);
        old
    }

    /// Looks at the open dataset. Not tracked: the caller tracks [`rows`](Self::rows) or [`marks`](Self::marks).
    pub fn read<T>(&self, look: impl FnOnce(&Dataset) -> T) -> Option<T> {
        self.workspace().map(|workspace| look(&workspace.dataset.borrow()))
    }

    /// Looks at the open dataset, and again whenever its rows, their order or the open branches change.
    pub fn with_rows<T>(&self, look: impl FnOnce(&Dataset) -> T) -> Option<T> {
        self.rows.track();
        self.read(look)
    }

    /// Looks at the open dataset, and again whenever the selection or the outcome of the check changes.
    pub fn with_marks<T>(&self, look: impl FnOnce(&Dataset) -> T) -> Option<T> {
        self.marks.track();
        self.read(look)
    }

    /// Changes rows, their order or the open branches, and shows it.
    pub fn update_rows(&self, change: impl FnOnce(&mut Dataset)) {
        if let Some(workspace) = self.workspace() {
            change(&mut workspace.dataset.borrow_mut());
            self.rows_changed();
        }
    }

    /// Changes the selection, and shows it.
    pub fn update_marks(&self, change: impl FnOnce(&mut Dataset)) {
        if let Some(workspace) = self.workspace() {
            change(&mut workspace.dataset.borrow_mut());
            self.marks_changed();
        }
    }

    /// The trail of the sample that has just been put on screen: the one that was made for it, or, where the browser's own Back
    /// goes back along the last one, what remains of that.
    pub fn follow_trail(&self) {
        let shown = self.sample.get_untracked();
        let made = self.next_trail.get_value().filter(|(sample, _)| shown.as_ref() == Some(sample));
        let last = || {
            let mut last = self.trail.get_untracked();
            last.truncate(last.iter().position(|left| left.sample == shown).unwrap_or_default());
            last
        };
        self.trail.set(made.map_or_else(last, |(_, trail)| trail));
        self.next_trail.set_value(None);
    }

    /// Has everything that shows rows look again.
    pub fn rows_changed(&self) {
        self.rows.update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Has everything that shows the selection or the archive look again.
    pub fn marks_changed(&self) {
        self.marks.update(|revision| *revision = revision.wrapping_add(1));
    }

    /// The row that the address selects: the one that was pressed, where the address names its `id`, else the first row
    /// with that `id`. A row without an `id` can only be the pressed one. Not tracked.
    pub fn selected(&self, url: &UrlState) -> Option<Row> {
        let pressed = self.pressed.get_untracked();
        self.read(|dataset| {
            let id_of = |row: Row| Some(dataset.table.id(row)).filter(|id| !id.is_empty());
            if let Some(row) = pressed.filter(|row| *row < dataset.table.len() && id_of(*row) == url.row) {
                return Some(row);
            }
            let ids = dataset.table.ids();
            ids.find(url.row.as_ref()?).and_then(|code| ids.row(code))
        })?
    }
}

impl Default for DatasetState {
    fn default() -> Self {
        Self::new()
    }
}
