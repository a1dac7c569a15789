//! The samples of a case: their list, and what has come of each.

use super::jobs::DatasetId;
use super::workspace::{Workspace, next_id};
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::hash::list::Refused;
use matryoshka_core::samples::digest::SampleDigest;
use matryoshka_core::samples::sort::SampleSort;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::Blob;

/// Rows that are held of all samples together.
pub const MOST_ROWS: u32 = 500_000;

/// What has come of a sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SampleState {
    /// It is not asked for yet.
    #[default]
    Waiting,
    /// So many rows have come, of so many where that is known.
    Loading(u32, Option<u32>),
    /// Rows have come.
    Loaded {
        /// The rows in numbers.
        digest: SampleDigest,
        /// Why they are not all, where they are not.
        missing: Option<String>,
        /// Whether they are held: there may be too many of all samples together.
        is_held: bool,
    },
    /// Nothing was extracted from it.
    Nothing,
    /// The appliance does not know it.
    Unknown,
    /// It could not be had, and why.
    Failed(String),
}

impl SampleState {
    /// Whether it has to be asked for, perhaps again.
    pub const fn is_missing(&self) -> bool {
        !matches!(self, Self::Loaded { missing: None, .. } | Self::Nothing)
    }
}

/// The listing of a sample as the appliance sent it, without its rows.
#[derive(Clone, Debug, Default)]
pub struct KeptListing {
    /// Its answers, each with the position of its first row.
    pub answers: Vec<(u32, Blob)>,
    /// How many rows it has, as far as that is known.
    pub count: Option<u32>,
    /// Why it is not all there, where it is not.
    pub missing: Option<String>,
    /// It stands in the file that the case comes from.
    pub is_from_file: bool,
}

/// A sample of a case.
#[derive(Debug)]
pub struct CaseSample {
    /// Its hash.
    pub hash: SampleHash,
    /// What has come of it.
    pub state: ArcRwSignal<SampleState>,
    /// Its rows, as long as they are held.
    pub rows: RefCell<Option<Rc<Workspace>>>,
    /// Its listing where that stands in a saved case, or where there are too many rows to be held.
    pub kept: RefCell<Option<KeptListing>>,
    /// What had come of it before it was asked for again.
    before: RefCell<SampleState>,
}

impl CaseSample {
    /// One that is not asked for yet.
    pub fn new(hash: SampleHash) -> Self {
        Self {
            hash,
            state: ArcRwSignal::new(SampleState::Waiting),
            rows: RefCell::default(),
            kept: RefCell::default(),
            before: RefCell::default(),
        }
    }

    /// It is asked for, perhaps again.
    pub fn ask(&self) {
        let before = match self.standing() {
            loaded @ SampleState::Loaded { .. } => loaded,
            _ => SampleState::Waiting,
        };
        *self.before.borrow_mut() = before;
        self.state.set(SampleState::Loading(0, None));
    }

    /// What has come of it; while it is asked for again, what had come before. Not tracked.
    pub fn standing(&self) -> SampleState {
        match self.state.get_untracked() {
            SampleState::Loading(..) => self.before.borrow().clone(),
            state => state,
        }
    }
}

/// Several samples.
#[derive(Debug)]
pub struct Case {
    /// Tells its jobs from those of datasets.
    pub id: DatasetId,
    /// The samples, in the order of their list.
    pub samples: Vec<CaseSample>,
    /// The name of the file that they come from.
    pub file_name: Option<String>,
    /// What is missing is not loaded unasked any more: it was cancelled, or the appliance wants a token.
    pub is_held: Cell<bool>,
    rows: Cell<u32>,
}

impl Case {
    /// Of these samples.
    pub fn new(samples: Vec<CaseSample>, file_name: Option<String>) -> Self {
        Self { id: next_id(), samples, file_name, is_held: Cell::default(), rows: Cell::default() }
    }

    /// Their hashes.
    pub fn hashes(&self) -> Vec<SampleHash> {
        self.samples.iter().map(|sample| sample.hash.clone()).collect()
    }

    /// What was under way when loading ended is waited for no longer.
    pub fn give_up_waiting(&self) {
        for sample in &self.samples {
            if sample.state.with_untracked(|state| matches!(state, SampleState::Loading(..))) {
                sample.state.set(sample.standing());
            }
        }
    }

    /// Holds the rows of a sample in the place of those that were held of it, unless there are too many of all together. Whether
    /// they are held.
    pub fn hold(&self, sample: &CaseSample, rows: Rc<Workspace>) -> bool {
        self.release(sample);
        let together = self.rows.get().saturating_add(rows.dataset.borrow().table.len());
        let is_held = together <= MOST_ROWS;
        if is_held {
            self.rows.set(together);
            *sample.rows.borrow_mut() = Some(rows);
        }
        is_held
    }

    /// Holds the rows of a sample no longer.
    pub fn release(&self, sample: &CaseSample) {
        let own = sample.rows.take().map_or(0, |rows| rows.dataset.borrow().table.len());
        self.rows.set(self.rows.get().saturating_sub(own));
    }

    /// How many samples are in a state. Not tracked.
    pub fn count(&self, is_so: impl Fn(&SampleState) -> bool) -> usize {
        self.samples.iter().filter(|sample| sample.state.with_untracked(&is_so)).count()
    }

    /// The sample with a hash.
    pub fn find(&self, hash: &SampleHash) -> Option<&CaseSample> {
        self.samples.iter().find(|sample| sample.hash == *hash)
    }
}

/// The case that is open.
#[derive(Clone, Copy, Debug)]
pub struct SamplesState {
    current: StoredValue<Option<Rc<Case>>, LocalStorage>,
    /// Grows whenever another case is opened, or one of its samples has come.
    pub revision: RwSignal<u32>,
    /// By what their table is sorted; by nothing it has the order of the list.
    pub sort: RwSignal<Option<SampleSort>>,
    /// The page of the table, from 1.
    pub page: RwSignal<u32>,
    /// What of the list was no hash, and how many more lines.
    pub refused: RwSignal<(Vec<Refused>, u32)>,
}

impl SamplesState {
    /// There is none.
    pub fn new() -> Self {
        Self {
            current: StoredValue::new_local(None),
            revision: RwSignal::new(0),
            sort: RwSignal::new(None),
            page: RwSignal::new(1),
            refused: RwSignal::new((Vec::new(), 0)),
        }
    }

    /// The case. Not tracked: the caller tracks [`revision`](Self::revision).
    pub fn case(&self) -> Option<Rc<Case>> {
        self.current.get_value()
    }

    /// Whether a case is the open one.
    pub fn is_current(&self, case: &Rc<Case>) -> bool {
        self.case().is_some_and(|current| Rc::ptr_eq(&current, case))
    }

    /// Puts another case in the place of the open one.
    pub fn replace(&self, case: Case) -> Rc<Case> {
        let case = Rc::new(case);
        self.current.set_value(Some(case.clone()));
        self.page.set(1);
        self.changed();
        case
    }

    /// Has everything that shows the case look again.
    pub fn changed(&self) {
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
    }
}

impl Default for SamplesState {
    fn default() -> Self {
        Self::new()
    }
}
