//! The registry of what is under way: which work, for which dataset, how far it is, and what ends it.
//!
//! Every progress bar and every Cancel lives from it. A job ends in one of three ways: its work is done and its [`Job`] is
//! dropped, somebody cancels it, or its dataset is left. Cancelling takes effect at once, also while the work sleeps: the
//! entry is gone, the signal is aborted, and nothing may be written for it any more ([`Job::is_cancelled`]).

use crate::platform::abort::Abort;
use crate::platform::scheduler;
use leptos::prelude::*;
use web_sys::AbortSignal;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Awaits the first rows of a sample.
    Open,
    /// Loads a page of the list.
    LoadPage,
    /// Loads every row.
    LoadAll,
    /// Loads the samples of a case.
    LoadSamples,
    /// Indexes the files of the samples of a case, or filters them.
    Index,
    /// Compares two samples.
    Compare,
    /// Reads a listing from a file.
    ReadFile,
    /// Downloads the archive.
    Download,
    /// Checks the archive, looks into it or writes it anew.
    Archive,
    /// Reads through the file whose contents are shown.
    Contents,
    /// Searches the contents of all files.
    Search,
    /// Runs YARA rules over all files.
    Scan,
    /// Examines all files for what may have been missed in them.
    Examine,
    /// Finds text or bytes in the file whose contents are shown.
    Find,
    /// Writes an export.
    Export,
}

/// The dataset that a job belongs to.
pub type DatasetId = u32;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What is done.
    pub done: f64,
    /// What there is to do, where that is known.
    pub total: Option<f64>,
    /// When the job began, in milliseconds since the page was opened.
    pub since: f64,
}

impl Progress {
    /// The share that is done, from 0 to 1, where that is known.
    pub fn share(&self) -> Option<f64> {
        self.total.map(|total| (self.done / total.max(1.0)).clamp(0.0, 1.0))
    }
}

#[derive(Clone, Debug)]
struct Entry {
    id: u32,
    kind: JobKind,
    dataset: DatasetId,
    progress: Progress,
    abort: Abort,
}

/// The registry.
#[derive(Clone, Copy, Debug)]
pub struct Jobs {
    entries: RwSignal<Vec<Entry>, LocalStorage>,
    next: StoredValue<u32>,
}

impl Jobs {
    /// Nothing is under way.
    pub fn new() -> Self {
        Self { entries: RwSignal::new_local(Vec::new()), next: StoredValue::new(0) }
    }

    /// Begins a job for a dataset. One of the same kind that is under way for it ends.
    pub fn start(&self, kind: JobKind, dataset: DatasetId) -> Job {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.end(|entry| entry.kind == kind && entry.dataset == dataset);
        let abort = Abort::new();
        let progress = Progress { done: 0.0, total: None, since: scheduler::now() };
        let entry = Entry { id, kind, dataset, progress, abort: abort.clone() };
        self.entries.update(|entries| entries.push(entry));
        Job { jobs: *self, id, abort, since: progress.since }
    }

    /// Cancels what is under way of a kind.
    pub fn cancel(&self, kind: JobKind) {
        self.end(|entry| entry.kind == kind);
    }

    /// Cancels what is under way of a kind for one dataset.
    pub fn cancel_for(&self, kind: JobKind, dataset: DatasetId) {
        self.end(|entry| entry.kind == kind && entry.dataset == dataset);
    }

    /// Cancels what is under way of a kind for every dataset but one.
    pub fn cancel_but_for(&self, kind: JobKind, dataset: Option<DatasetId>) {
        self.end(|entry| entry.kind == kind && Some(entry.dataset) != dataset);
    }

    /// Cancels everything that is under way for a dataset.
    pub fn leave(&self, dataset: DatasetId) {
        self.end(|entry| entry.dataset == dataset);
    }

    /// How far the job of a kind is, tracked; none while there is none.
    pub fn progress(&self, kind: JobKind) -> Option<Progress> {
        self.entries.with(|entries| find(entries, |entry| entry.kind == kind).map(|entry| entry.progress))
    }

    /// Whether a job of a kind is under way, as a value that changes only when that does.
    pub fn is_running(&self, kind: JobKind) -> Memo<bool> {
        let jobs = *self;
        Memo::new(move |_| jobs.progress(kind).is_some())
    }

    /// Whether a job of a kind is under way for a dataset, not tracked.
    pub fn is_running_for(&self, kind: JobKind, dataset: DatasetId) -> bool {
        let is_wanted = |entry: &Entry| entry.kind == kind && entry.dataset == dataset;
        self.entries.with_untracked(|entries| find(entries, is_wanted).is_some())
    }

    fn remove(&self, id: u32) {
        if self.entries.with_untracked(|entries| entries.iter().any(|entry| entry.id == id)) {
            self.entries.update(|entries| entries.retain(|entry| entry.id != id));
        }
    }

    fn end(&self, is_ended: impl Fn(&Entry) -> bool) {
        // An abort calls back at once, so the entries are gone before it.
        let ended: Vec<Entry> =
            self.entries.with_untracked(|entries| entries.iter().filter(|entry| is_ended(entry)).cloned().collect());
        if ended.is_empty() {
            return;
        }
        self.entries.update(|entries| entries.retain(|entry| !is_ended(entry)));
        ended.iter().for_each(|entry| entry.abort.abort());
    }
}

impl Default for Jobs {
    fn default() -> Self {
        Self::new()
    }
}

/// The last one wins: it is what the person began last.
fn find(entries: &[Entry], is_wanted: impl Fn(&Entry) -> bool) -> Option<&Entry> {
    entries.iter().rev().find(|entry| is_wanted(entry))
}

/// A job that is under way. It leaves the registry when it is dropped.
#[derive(Debug)]
pub struct Job {
    jobs: Jobs,
    id: u32,
    abort: Abort,
    /// When it began, in milliseconds since the page was opened.
    pub since: f64,
}

impl Job {
    /// The signal that ends its requests.
    pub fn signal(&self) -> AbortSignal {
        self.abort.signal()
    }

    /// Whether it was cancelled, or its dataset was left: nothing may be shown or written for it any more.
    pub fn is_cancelled(&self) -> bool {
        self.abort.is_aborted()
    }

    /// Its work is done: it leaves the registry now, before what waits for it goes on.
    pub fn finish(&self) {
        self.jobs.remove(self.id);
    }

    /// Shows how far it is.
    pub fn show(&self, done: f64, total: Option<f64>) {
        self.observer().show(done, total);
    }

    /// Shows how far it is from a callback that may outlive it.
    pub fn observer(&self) -> JobObserver {
        JobObserver { jobs: self.jobs, id: self.id, since: self.since }
    }
}

/// Shows how far a job is; once the job is over, nothing.
#[derive(Clone, Copy, Debug)]
pub struct JobObserver {
    jobs: Jobs,
    id: u32,
    since: f64,
}

impl JobObserver {
    /// Shows how far the job is.
    pub fn show(&self, done: f64, total: Option<f64>) {
        let progress = Progress { done, total, since: self.since };
        let is_here = self.jobs.entries.with_untracked(|entries| entries.iter().any(|entry| entry.id == self.id));
        if is_here {
            self.jobs.entries.update(|entries| {
                entries.iter_mut().filter(|entry| entry.id == self.id).for_each(|entry| entry.progress = progress);
            });
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.jobs.remove(self.id);
    }
}
