//! Save case and Open case.

use super::load_one::hold;
use super::saved;
use crate::platform::streams;
use crate::services::leave;
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::samples::{Case, CaseSample, SampleState};
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

/// Saves the case as a file.
pub fn save(state: AppState) {
    let Some(case) = state.samples.case() else { return };
    let parts = Array::of1(&"".into());
    let samples = case.samples.iter().map(|sample| saved_sample(sample, &parts)).collect();
    parts.set(0, CaseFile { samples }.head().into());
    super::save_parts(state, &parts, &words::file_name(case.samples.len()), words::NOT_SAVED);
}

/// What is saved of a sample; its answers are added to the parts of the file.
fn saved_sample(sample: &CaseSample, parts: &Array) -> SavedSample {
    let answers: Vec<(u32, Blob)> = match &*sample.rows.borrow() {
        Some(rows) => rows
            .bodies
            .pages()
            .iter()
            .filter_map(|page| {
                let page: Array = page.into();
                let (body, first) = (page.get(0).as_f64()?, page.get(1).as_f64()?);
                Some((first as u32, rows.bodies.get(body as u16)?))
            })
            .collect(),
        None => sample.saved.clone(),
    };
    let count = sample.rows.borrow().as_ref().map(|rows| rows.dataset.borrow().count());
    let (state, why) = match sample.state.get_untracked() {
        SampleState::Loaded(_, missing) if !answers.is_empty() => (SavedState::Loaded, missing.unwrap_or_default()),
        SampleState::Nothing => (SavedState::Nothing, String::new()),
        SampleState::Unknown => (SavedState::Failed, words::UNKNOWN.to_owned()),
        SampleState::Failed(why) => (SavedState::Failed, why),
        SampleState::Waiting | SampleState::Loading(..) | SampleState::Loaded(..) => {
            (SavedState::Waiting, String::new())
        }
    };
    let saved = |(first, answer): &(u32, Blob)| {
        parts.push(answer);
        SavedAnswer { first: *first, bytes: answer.size() as u64 }
    };
    let answers = if state == SavedState::Loaded { answers.iter().map(saved).collect() } else { Vec::new() };
    SavedSample { hash: sample.hash.to_string(), state, why, count, answers }
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
    read(state, &case);
}

/// The samples of a file whose answers begin at `start`.
fn samples_of(case: CaseFile, start: u64, file: &Blob) -> Result<Vec<CaseSample>, CaseFault> {
    let mut from = start as f64;
    let mut samples = Vec::with_capacity(case.samples.len());
    for SavedSample { hash, state, why, answers, .. } in case.samples {
        let hash = SampleHash::parse(&hash).map_err(|fault| CaseFault::Head(fault.to_string()))?;
        let mut sample = CaseSample::new(hash);
        for SavedAnswer { first, bytes } in answers {
            let to = from + bytes as f64;
            // A slice of a file can always be named; whether it can be read is seen then.
            sample.saved.extend(file.slice_with_f64_and_f64(from, to).ok().map(|blob| (first, blob)));
            from = to;
        }
        sample.state.set(match state {
            SavedState::Nothing => SampleState::Nothing,
            SavedState::Failed if why == words::UNKNOWN => SampleState::Unknown,
            SavedState::Failed => SampleState::Failed(why.clone()),
            SavedState::Waiting | SavedState::Loaded => SampleState::Waiting,
        });
        sample.saved_missing = Some(why).filter(|why| !why.is_empty());
        samples.push(sample);
    }
    Ok(samples)
}

/// Reads the rows of a saved case that have not been read.
pub fn read(state: AppState, case: &Rc<Case>) {
    let is_unread = |sample: &CaseSample| {
        !sample.saved.is_empty() && sample.state.with_untracked(|state| *state == SampleState::Waiting)
    };
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
            job.show(done as f64, Some(count));
            let workspace = Workspace::new(Some(sample.hash.clone()), access.clone());
            saved::read(&workspace, &sample.saved, &signal).await;
            if job.is_cancelled() {
                break;
            }
            let why = sample.saved_missing.clone();
            let why = why.or_else(|| workspace.dataset.borrow().completeness().words());
            hold(&case, sample, workspace, why).await;
            state.samples.changed();
        }
        drop(job);
        state.samples.changed();
    });
}
