//! The samples of a case: showing those that the address asks for, and loading what is missing of them.

pub mod case_file;
pub mod describe;
pub mod differences;
pub mod export;
mod keep;
mod load_one;
pub mod remarks;
mod saved;
pub mod shared;

use super::client::Client;
use super::{leave, open_sample, report};
use crate::platform::save;
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::samples::{Case, CaseSample, SampleState};
use crate::state::workspace::Workspace;
use crate::words::download::CHECK_SETTINGS;
use crate::words::{samples as words, saved_as};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::hash::list::HashList;
use matryoshka_core::url_state::{SampleList, UrlState};
use std::rc::Rc;
use web_sys::Blob;

/// Most requests that are under way at once, for all samples together.
const AT_ONCE: usize = 8;

/// Shows the samples that the address asks for, and loads them where the appliance `may` be asked.
pub fn show(state: AppState, list: &SampleList, may_ask: bool) {
    let current = state.samples.case();
    let case = match list {
        SampleList::None => return,
        SampleList::InCase => current,
        SampleList::Named(hashes) => Some(match current {
            Some(case) if case.hashes() == *hashes => case,
            _ => replace(state, Case::new(hashes.iter().cloned().map(CaseSample::new).collect(), None)),
        }),
    };
    let Some(case) = case else {
        leave::leave(state);
        state.alerts.tell(words::NO_LIST, words::NO_LIST_NEXT);
        return;
    };
    if state.dataset.phase.get_untracked() != Phase::Samples || state.dataset.is_opening.get_untracked() {
        leave::leave(state);
        state.dataset.file_name.set(None);
        state.alerts.clear_if(|retry| retry == Retry::Open);
        state.dataset.phase.set(Phase::Samples);
    }
    if case.is_held.get() {
        return;
    }
    if case.file_name.is_some() {
        case_file::read(state, &case, false);
    } else if may_ask {
        load(state, &case, |sample| *sample == SampleState::Waiting);
    }
}

/// Puts another case in the place of the open one; nothing of that one stays chosen or compared.
fn replace(state: AppState, case: Case) -> Rc<Case> {
    state.jobs.cancel(JobKind::Index);
    state.jobs.cancel(JobKind::Compare);
    // A listing that is read to be compared; what is on screen ends when it is left.
    state.jobs.cancel_but_for(JobKind::ReadFile, state.dataset.workspace().map(|workspace| workspace.id));
    state.shared.index.set(None);
    state.shared.chosen.set(None);
    state.differences.forget();
    state.samples.replace(case)
}

/// Opens the samples of a list together, and says what of it was no hash.
pub fn open_list(state: AppState, list: HashList) {
    state.samples.refused.set((list.refused, list.more_refused));
    if state.samples.case().is_none_or(|case| case.hashes() != list.hashes) {
        state.jobs.cancel(JobKind::LoadSamples);
        replace(state, Case::new(list.hashes.iter().cloned().map(CaseSample::new).collect(), None));
    }
    let samples = SampleList::of(list.hashes);
    let before = state.route.get_untracked();
    let UrlState { view, page_size, .. } = before;
    let url = UrlState { samples: samples.clone(), view, page_size, ..UrlState::default() };
    if url == before {
        show(state, &samples, state.connection.may_ask());
    } else {
        state.alerts.clear_if(|retry| retry == Retry::None);
        state.route.push(url);
    }
    if list.doubles > 0 || list.beyond > 0 {
        state.alerts.notify(&words::doubles(list.doubles, list.beyond));
    }
}

/// Loads what is missing, also what could not be had before. What stands in the file of the case is not asked for.
pub fn load_rest(state: AppState) {
    let Some(case) = state.samples.case() else { return };
    case.is_held.set(false);
    if case.samples.iter().any(case_file::is_unread) {
        case_file::read(state, &case, true);
    } else {
        load(state, &case, SampleState::is_missing);
    }
}

/// Stops loading; what has come stays.
pub fn cancel(state: AppState) {
    if let Some(case) = state.samples.case() {
        case.is_held.set(true);
    }
    state.jobs.cancel(JobKind::LoadSamples);
}

/// Loads the samples of a case that `wanted` holds for, some at once.
fn load(state: AppState, case: &Rc<Case>, wanted: impl Fn(&SampleState) -> bool) {
    if state.jobs.is_running_for(JobKind::LoadSamples, case.id) {
        return;
    }
    case.give_up_waiting();
    let missing: Vec<usize> =
        (0..case.samples.len()).filter(|at| case.samples[*at].state.with_untracked(|state| wanted(state))).collect();
    if missing.is_empty() {
        return;
    }
    state.jobs.cancel(JobKind::LoadSamples);
    let job = state.jobs.start(JobKind::LoadSamples, case.id);
    let case = case.clone();
    spawn_local(async move {
        let client = Client { access: state.connection.access.get_untracked() };
        let (signal, count) = (job.signal(), missing.len());
        let samples = count.min(AT_ONCE);
        let load = |at: usize| load_one::load(&case, at, &client, &signal, AT_ONCE / samples);
        let mut waiting = missing.iter().copied();
        let mut flying: FuturesUnordered<_> = waiting.by_ref().take(samples).map(load).collect();
        let (mut done, mut ended_by) = (0_u32, None);
        job.show(0.0, Some(count as f64));
        while let Some(failure) = flying.next().await {
            if job.is_cancelled() {
                break;
            }
            done += 1;
            job.show(f64::from(done), Some(count as f64));
            state.samples.changed();
            ended_by = failure.filter(ends_all);
            if ended_by.is_some() {
                break;
            }
            flying.extend(waiting.next().map(load));
        }
        drop(flying);
        if ended_by.is_some() {
            case.is_held.set(true);
            // What is under way is given up.
            state.jobs.cancel_for(JobKind::LoadSamples, case.id);
        }
        drop(job);
        if !state.jobs.is_running_for(JobKind::LoadSamples, case.id) {
            case.give_up_waiting();
        }
        state.samples.changed();
        if let Some(failure) = ended_by {
            report::failure(state, &failure, Retry::None);
        }
    });
}

/// Whether every other sample would fail in the same way.
fn ends_all(failure: &Failure) -> bool {
    failure.wants_token()
        || matches!(
            failure,
            Failure::Network(_)
                | Failure::Offline
                | Failure::Policy(_)
                | Failure::MixedContent(_)
                | Failure::Redirected
        )
}

/// Opens a sample that a saved case holds, without an appliance, where somebody comes from the table of that case: whoever names
/// its hash elsewhere asks the appliance, if there is one to ask. Whether there is such a sample.
pub fn open_saved(state: AppState, hash: &SampleHash) -> bool {
    let is_elsewhere = state.dataset.phase.get_untracked() != Phase::Samples;
    if is_elsewhere && state.connection.may_ask() {
        return false;
    }
    let kept = state.samples.case().and_then(|case| case.find(hash).and_then(|sample| sample.kept.borrow().clone()));
    let Some(listing) = kept.filter(|kept| kept.is_from_file) else { return false };
    state.jobs.cancel(JobKind::Open);
    state.dataset.awaited.set_value(Some(hash.clone()));
    state.dataset.is_opening.set(true);
    let workspace = Workspace::new(Some(hash.clone()), state.connection.access.get_untracked());
    let job = state.jobs.start(JobKind::Open, workspace.id);
    spawn_local(async move {
        saved::read(&workspace, &listing.answers, &job.signal()).await;
        if !job.is_cancelled() {
            drop(job);
            open_sample::place(state, &workspace, false);
        }
    });
    true
}

/// Has a file saved that consists of these parts, and says so with `remarks` on it, or that the browser does not.
fn save_parts(state: AppState, parts: &Array, name: &str, not_saved: &str, remarks: &[String]) {
    if Blob::new_with_blob_sequence(parts).and_then(|blob| save::save(&blob, name)).is_ok() {
        let said: Vec<String> = std::iter::once(saved_as(name)).chain(remarks.iter().cloned()).collect();
        state.alerts.notify(&said.join(" "));
    } else {
        state.alerts.tell(not_saved, CHECK_SETTINGS);
    }
}
