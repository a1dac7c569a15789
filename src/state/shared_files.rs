//! What the samples of a case share.

use super::workspace::Workspace;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::query::filter::Mistake;
use matryoshka_core::samples::contents::{ContentNumber, Contents, SampleNumber};
use matryoshka_core::samples::likeness::Likeness;
use matryoshka_core::table::classification::Classification;
use std::rc::Rc;

/// Which of the tables of a case is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SamplesTab {
    /// The samples.
    #[default]
    Samples,
    /// Files against samples.
    Shared,
    /// Two samples as one tree.
    Differences,
}

/// A sample whose rows are held.
#[derive(Clone, Debug)]
pub struct HeldSample {
    /// Its hash.
    pub hash: SampleHash,
    /// Its rows.
    pub rows: Rc<Workspace>,
    /// The worst verdict in it.
    pub worst: Option<Classification>,
}

/// The files of all samples whose rows are held.
#[derive(Debug, Default)]
pub struct SharedFiles {
    /// The samples, by their numbers.
    pub samples: Vec<HeldSample>,
    /// Which file is in which of them.
    pub contents: Contents,
    /// How alike they are.
    pub likeness: Likeness,
    /// The samples in an order in which those that are alike stand together.
    pub order: Vec<SampleNumber>,
}

/// How far indexing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// So many rows have been looked at.
    Files(u32),
    /// It is worked out how alike the samples are.
    Likeness,
}

/// The table of shared files.
#[derive(Clone, Copy, Debug)]
pub struct SharedState {
    /// Which table is shown.
    pub tab: RwSignal<SamplesTab>,
    /// The files; none before they were indexed.
    pub index: RwSignal<Option<Rc<SharedFiles>>, LocalStorage>,
    /// The revision of the samples that was indexed, or is being indexed.
    pub indexed: StoredValue<Option<u32>>,
    /// How far that is.
    pub stage: RwSignal<Stage>,
    /// The text of the filter.
    pub filter: RwSignal<String>,
    /// What is wrong with it.
    pub mistake: RwSignal<Option<Mistake>>,
    /// The files that it leaves, those in most samples first.
    pub files: RwSignal<Vec<ContentNumber>>,
    /// The file and the sample whose places are shown.
    pub chosen: RwSignal<Option<(ContentNumber, SampleNumber)>>,
}

impl SharedState {
    /// Nothing is indexed.
    pub fn new() -> Self {
        Self {
            tab: RwSignal::new(SamplesTab::Samples),
            index: RwSignal::new_local(None),
            indexed: StoredValue::new(None),
            stage: RwSignal::new(Stage::Files(0)),
            filter: RwSignal::new(String::new()),
            mistake: RwSignal::new(None),
            files: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
        }
    }
}

impl Default for SharedState {
    fn default() -> Self {
        Self::new()
    }
}
