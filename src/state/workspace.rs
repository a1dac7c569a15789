//! The open dataset together with what only the browser holds of it: the bytes as they came, and its archive.

use super::jobs::DatasetId;
use crate::platform::bodies::Bodies;
use crate::platform::scheduler::Pace;
use matryoshka_core::api::credentials::Access;
use matryoshka_core::api::pacing::Pacing;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::worker_job::archive::ArchiveAccess;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::Blob;

thread_local! {
    static NEXT: Cell<DatasetId> = const { Cell::new(1) };
}

/// An id that no other dataset or case has.
pub fn next_id() -> DatasetId {
    NEXT.replace(NEXT.get().wrapping_add(1))
}

/// A dataset with all that works on it. Shared by what runs at the same time.
#[derive(Debug)]
pub struct Workspace {
    /// Tells its jobs from those of other datasets.
    pub id: DatasetId,
    /// The sample; none when the rows come from a file, which does not name it.
    pub sample: Option<SampleHash>,
    /// The appliance that it was opened from. Whatever continues it asks there, whatever is connected meanwhile.
    pub access: Access,
    /// Its rows.
    pub dataset: RefCell<Dataset>,
    /// The bytes as they came.
    pub bodies: Bodies,
    /// Keeps work on it in slices.
    pub pace: Pace,
    /// How fast the appliance answers.
    pub pacing: RefCell<Pacing>,
    /// What is missing is not loaded unasked any more: it failed, or was cancelled.
    pub is_held: Cell<bool>,
    /// All rows came without being asked for, and what is odd about them has not been said.
    pub is_unsaid: Cell<bool>,
    /// The text of the filter that is applied.
    pub filter: RefCell<String>,
    /// The archive that was downloaded or opened.
    pub archive: RefCell<Option<LoadedArchive>>,
    is_left: Cell<bool>,
}

/// An archive that can be worked with.
#[derive(Clone, Debug)]
pub struct LoadedArchive {
    /// Its bytes.
    pub blob: Blob,
    /// It is the appliance's answer for the sample, and not a file from disk.
    pub served: bool,
    /// What stands before and behind it in its file, in a sentence, as far as that is known.
    pub around: Option<String>,
    /// How it is read: the password that the person has given, and the code page of names that are in one, which the
    /// check has guessed or the person has chosen.
    pub access: ArchiveAccess,
    /// The outcome of its check as a table (CSV), once it was checked.
    pub table: Option<Blob>,
}

impl Workspace {
    /// For a sample, or for a file with a listing.
    pub fn new(sample: Option<SampleHash>, access: Access) -> Rc<Self> {
        Rc::new(Self {
            id: next_id(),
            sample,
            access,
            dataset: RefCell::default(),
            bodies: Bodies::default(),
            pace: Pace::default(),
            pacing: RefCell::default(),
            is_held: Cell::default(),
            is_unsaid: Cell::default(),
            filter: RefCell::default(),
            archive: RefCell::default(),
            is_left: Cell::default(),
        })
    }

    /// How files that are saved are called: after the sample, never after what is in it.
    pub fn label(&self) -> String {
        self.sample.as_ref().map_or_else(|| "listing".to_owned(), ToString::to_string)
    }

    /// Whether the rows come from a file and not from the appliance.
    pub const fn is_from_file(&self) -> bool {
        self.sample.is_none()
    }

    /// Whether another dataset has taken its place: nothing may be shown or written for it any more.
    pub const fn is_left(&self) -> bool {
        self.is_left.get()
    }

    /// Another dataset takes its place.
    pub fn leave(&self) {
        self.is_left.set(true);
    }
}
