//! What the samples of a case share: indexing their files, and filtering them.

use crate::platform::scheduler::{self, Detail, Pace};
use crate::state::AppState;
use crate::state::jobs::{Job, JobKind};
use crate::state::samples::SampleState;
use crate::state::shared_files::{HeldSample, SharedFiles, Stage};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::search::Search;
use matryoshka_core::samples::contents::{ContentNumber, ContentsBuilder};
use matryoshka_core::samples::digest::SampleDigest;
use matryoshka_core::samples::likeness::LikenessBuilder;
use matryoshka_core::samples::matrix::{MatrixFilter, MatrixSample, MatrixSearch};
use matryoshka_core::samples::order::OrderBuilder;
use matryoshka_core::table::Table;
use std::cell::Ref;
use std::rc::Rc;

/// Rows or files that are worked on before the clock is looked at: some milliseconds' worth.
const STEP: u32 = 16_384;

/// Steps of working out how alike samples are that are done before the clock is looked at.
const LIKENESS_STEP: u32 = 1_000_000;

/// Links of the chain that orders samples, likewise: each looks at all samples.
const ORDER_STEP: u32 = 256;

/// Indexes the files of all samples whose rows are held, in slices that leave the browser free. What is indexed already is left as it
/// is.
pub fn index(state: AppState) {
    let Some(case) = state.samples.case() else { return };
    let revision = state.samples.revision.get_untracked();
    if state.shared.indexed.get_value() == Some(revision) {
        return;
    }
    state.shared.indexed.set_value(Some(revision));
    let worst = |sample: &SampleState| match sample {
        SampleState::Loaded { digest, .. } => SampleDigest::worst(digest),
        _ => None,
    };
    let held = case.samples.iter().filter_map(|sample| {
        let rows = sample.rows.borrow().clone()?;
        Some(HeldSample { hash: sample.hash.clone(), rows, worst: sample.state.with_untracked(worst) })
    });
    let samples: Vec<HeldSample> = held.collect();
    state.shared.chosen.set(None);
    state.shared.index.set(None);
    state.shared.stage.set(Stage::Files(0));
    // Of another case it ends, and of the same one this takes its place.
    state.jobs.cancel(JobKind::Index);
    let job = state.jobs.start(JobKind::Index, case.id);
    spawn_local(async move {
        let since = scheduler::now();
        let Some(index) = make(state, samples, &job).await else { return };
        scheduler::measure("index-shared-files", since, Detail::Rows(index.contents.len()));
        let index = Rc::new(index);
        let files = search(state, &index, &job).await;
        if job.is_cancelled() {
            return;
        }
        // With a mistake in the filter there is no file, and the mistake is said.
        state.shared.files.set(files.unwrap_or_default());
        state.shared.index.set(Some(index));
    });
}

/// Makes the index; none where it is not wanted any more.
async fn make(state: AppState, samples: Vec<HeldSample>, job: &Job) -> Option<SharedFiles> {
    let mut contents = {
        let datasets = datasets(&samples);
        ContentsBuilder::new(&tables(&datasets))
    };
    in_slices(job, || {
        let goes_on = contents.step(&tables(&datasets(&samples)), STEP);
        state.shared.stage.set(Stage::Files(contents.met()));
        goes_on
    })
    .await?;
    let contents = contents.done();
    state.shared.stage.set(Stage::Likeness);
    let mut likeness = LikenessBuilder::new(&contents);
    in_slices(job, || likeness.step(&contents, LIKENESS_STEP)).await?;
    let likeness = likeness.done();
    let mut order = OrderBuilder::new(&likeness);
    in_slices(job, || order.step(ORDER_STEP)).await?;
    Some(SharedFiles { samples, contents, likeness, order: order.done() })
}

/// Takes steps until there are no more, leaving the browser free between them; none where it is not wanted any more.
async fn in_slices(job: &Job, mut step: impl FnMut() -> bool) -> Option<()> {
    let pace = Pace::default();
    while step() {
        pace.yield_if_due().await;
        if job.is_cancelled() {
            return None;
        }
    }
    Some(())
}

/// Applies the filter.
pub fn filter(state: AppState) {
    let (Some(case), Some(shared)) = (state.samples.case(), state.shared.index.get_untracked()) else { return };
    let job = state.jobs.start(JobKind::Index, case.id);
    spawn_local(async move {
        if let Some(files) = search(state, &shared, &job).await {
            state.shared.chosen.set(None);
            state.shared.files.set(files);
        }
    });
}

/// The files that the filter leaves; none where it is a mistake, or another one is wanted by now.
async fn search(state: AppState, shared: &SharedFiles, job: &Job) -> Option<Vec<ContentNumber>> {
    let filter = match state.shared.filter.with_untracked(|text| MatrixFilter::read(text)) {
        Ok(filter) => filter,
        Err(mistake) => {
            state.shared.mistake.set(Some(mistake));
            return None;
        }
    };
    state.shared.mistake.set(None);
    for sample in &shared.samples {
        sample.rows.dataset.borrow_mut().hash_lists = state.hash_lists.all();
    }
    let mut search = with_samples(shared, |samples| MatrixSearch::new(filter, &shared.contents, samples));
    in_slices(job, || with_samples(shared, |samples| search.step(&shared.contents, samples, STEP))).await?;
    Some(search.done())
}

/// Looks at the samples as a filter does.
fn with_samples<T>(shared: &SharedFiles, look: impl FnOnce(&[MatrixSample<'_>]) -> T) -> T {
    let datasets = datasets(&shared.samples);
    let samples: Vec<MatrixSample<'_>> = datasets
        .iter()
        .zip(&shared.samples)
        .map(|(dataset, sample)| {
            let search: Search<'_> = dataset.search();
            MatrixSample { hash: sample.hash.as_str(), worst: sample.worst, search }
        })
        .collect();
    look(&samples)
}

/// Adds a word to the filter, or takes it out.
pub fn toggle_word(state: AppState, word: &str) {
    state.shared.filter.update(|text| {
        let others: Vec<&str> = text.split_whitespace().filter(|other| *other != word).collect();
        let is_there = others.len() < text.split_whitespace().count();
        *text = if is_there { others.join(" ") } else { format!("{} {word}", text.trim()).trim().to_owned() };
    });
    filter(state);
}

/// The rows of samples.
pub fn datasets(samples: &[HeldSample]) -> Vec<Ref<'_, Dataset>> {
    samples.iter().map(|sample| sample.rows.dataset.borrow()).collect()
}

fn tables<'a>(datasets: &'a [Ref<'_, Dataset>]) -> Vec<&'a Table> {
    datasets.iter().map(|dataset| &dataset.table).collect()
}
