//! Save case and Open case.

use super::load_one::hold;
use super::{keep, saved};
use crate::platform::streams;
use crate::services::leave;
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::samples::{Case, CaseSample, KeptListing, SampleState};
use crate::state::workspace::Workspace;
use crate::words::samples as words;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::samples::case_file::{CaseFault, CaseFile, LONGEST_HEAD, SavedAnswer, SavedSample, SavedState};
use matryoshka_core::table::escape::shortened;
use matryoshka_core::url_state::{SampleList, UrlState};
use std::rc::Rc;
use web_sys::{Blob, File};

/// Letters of a file's name that are shown.
const LONGEST_NAME: usize = 100;

/// Saves the case as a file, and says how many listings are not in it.
pub fn save(state: AppState) {
    let Some(case) = state.samples.case() else { return };
    let parts = Array::of1(&"".into());
    let samples: Vec<SavedSample> = case.samples.iter().map(|sample| saved_sample(sample, &parts)).collect();
    let is_unsaved = |(sample, saved): &(&CaseSample, &SavedSample)| {
        saved.answers.is_empty() && matches!(sample.standing(), SampleState::Loaded { .. })
    };
    let unsaved = case.samples.iter().zip(&samples).filter(is_unsaved).count();
    let remarks: Vec<String> = (unsaved > 0).then(|| words::unsaved(unsaved)).into_iter().collect();
    parts.set(0, CaseFile { samples }.head().into());
    super::save_parts(state, &parts, &words::file_name(case.samples.len()), words::NOT_SAVED, &remarks);
}

/// What is saved of a sample; its answers are added to the parts of the file.
fn saved_sample(sample: &CaseSample, parts: &Array) -> SavedSample {
    let KeptListing { answers, count, missing, .. } = keep::of_sample(sample);
    let (state, why) = match sample.standing() {
        SampleState::Nothing => (SavedState::Nothing, None),
        SampleState::Unknown => (SavedState::Failed, Some(words::UNKNOWN.to_owned())),
        SampleState::Failed(why) => (SavedState::Failed, Some(why)),
        _ if answers.is_empty() => (SavedState::Waiting, None),
        SampleState::Loaded { missing, .. } => (SavedState::Loaded, missing),
        // What stands in a saved case and has not been read.
        SampleState::Waiting | SampleState::Loading(..) => (SavedState::Loaded, missing),
    };
    let saved = |(first, answer): &(u32, Blob)| {
        parts.push(answer);
        SavedAnswer { first: *first, bytes: answer.size() as u64 }
    };
    let answers = if state == SavedState::Loaded { answers.iter().map(saved).collect() } else { Vec::new() };
    SavedSample { hash: sample.hash.to_string(), state, why: why.unwrap_or_default(), count, answers }
}

/// Opens a saved case.
pub async fn open(state: AppState, file: &File) {
    let name = shortened(&file.name(), LONGEST_NAME).into_owned();
    let head = streams::bytes(file, 0.0, file.size().min(LONGEST_HEAD as f64)).await.unwrap_or_default();
    let samples = CaseFile::read(&head, file.size() as u64).and_then(|(case, start)| samples_of(case, start, file));
    let samples = match samples {
        Ok(samples) => samples,
        Err(fault) => return state.alerts.tell(&words::no_case(&name, &fault.to_string()), words::OPEN_AGAIN),
    };
    state.jobs.cancel(JobKind::LoadSamples);
    let case = super::replace(state, Case::new(samples, Some(name)));
    state.samples.refused.set((Vec::new(), 0));
    state.alerts.clear();
    leave::leave(state);
    state.dataset.file_name.set(None);
    state.dataset.phase.set(Phase::Samples);
    let UrlState { view, page_size, .. } = state.route.get_untracked();
    let url = UrlState { samples: SampleList::of(case.hashes()), view, page_size, ..UrlState::default() };
    if state.route.get_untracked() != url {
        state.route.push(url);
    }
    read(state, &case, false);
}

/// The samples of a file whose answers begin at `start`.
fn samples_of(case: CaseFile, start: u64, file: &Blob) -> Result<Vec<CaseSample>, CaseFault> {
    let mut from = start as f64;
    let mut samples = Vec::with_capacity(case.samples.len());
    for SavedSample { hash, state, why, count, answers } in case.samples {
        let hash = SampleHash::parse(&hash).map_err(|fault| CaseFault::Head(fault.to_string()))?;
        let sample = CaseSample::new(hash);
        let mut blobs = Vec::with_capacity(answers.len());
        for SavedAnswer { first, bytes } in answers {
            let to = from + bytes as f64;
            // A slice of a file can always be named; whether it can be read is seen then.
            blobs.extend(file.slice_with_f64_and_f64(from, to).ok().map(|blob| (first, blob)));
            from = to;
        }
        if !blobs.is_empty() {
            let missing = Some(why.clone()).filter(|why| !why.is_empty());
            *sample.kept.borrow_mut() = Some(KeptListing { answers: blobs, count, missing, is_from_file: true });
        }
        sample.state.set(match state {
            SavedState::Nothing => SampleState::Nothing,
            SavedState::Failed if why == words::UNKNOWN => SampleState::Unknown,
            SavedState::Failed => SampleState::Failed(why),
            SavedState::Waiting | SavedState::Loaded => SampleState::Waiting,
        });
        samples.push(sample);
    }
    Ok(samples)
}

/// Whether a saved case holds rows of a sample that have not been read.
pub fn is_unread(sample: &CaseSample) -> bool {
    sample.kept.borrow().is_some() && sample.state.with_untracked(|state| *state == SampleState::Waiting)
}

/// Reads the rows of a saved case that have not been read. `and_load` says that the appliance is asked then for what is missing.
pub fn read(state: AppState, case: &Rc<Case>, and_load: bool) {
    if state.jobs.is_running_for(JobKind::LoadSamples, case.id) || !case.samples.iter().any(is_unread) {
        return;
    }
    let job = state.jobs.start(JobKind::LoadSamples, case.id);
    let case = case.clone();
    spawn_local(async move {
        let signal = job.signal();
        let access = state.connection.access.get_untracked();
        let count = case.samples.len() as f64;
        for (done, sample) in case.samples.iter().enumerate().filter(|(_, sample)| is_unread(sample)) {
            let Some(listing) = sample.kept.borrow().clone() else { continue };
            job.show(done as f64, Some(count));
            let workspace = Workspace::new(Some(sample.hash.clone()), access.clone());
            saved::read(&workspace, &listing.answers, &signal).await;
            if job.is_cancelled() {
                break;
            }
            let why = listing.missing.or_else(|| workspace.dataset.borrow().completeness().words());
            if let Some(kept) = sample.kept.borrow_mut().as_mut() {
                kept.missing.clone_from(&why);
            }
            hold(&case, sample, workspace, why).await;
            state.samples.changed();
        }
        let is_cancelled = job.is_cancelled();
        drop(job);
        state.samples.changed();
        if and_load && !is_cancelled {
            super::load(state, &case, SampleState::is_missing);
        }
    });
}
