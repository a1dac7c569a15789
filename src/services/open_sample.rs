//! Opening a sample beside the one on screen, which stays until rows are there.

use super::page_fetcher::FetchedPage;
use super::present::present;
use super::{leave, load_page, recent, report};
use crate::platform::scheduler::{self, Detail};
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::hash::SampleHash;
use std::rc::Rc;

/// While the start page is on screen, it stays for so many milliseconds: what comes as soon needs no shape of rows to come.
const SOON: i32 = 100;

/// Opens a sample. `since` is when the person asked for it, in milliseconds since the page was opened.
pub fn open(state: AppState, sample: SampleHash, since: f64) {
    // Of two that are opened one after the other only the later one is wanted.
    state.jobs.cancel(JobKind::Open);
    let access = state.connection.access.get_untracked();
    state.dataset.awaited.set_value(Some(sample.clone()));
    let workspace = Workspace::new(Some(sample), access);
    // What is loaded for the one on screen is overtaken.
    if let Some(old) = state.dataset.workspace() {
        state.jobs.cancel_for(JobKind::LoadAll, old.id);
        state.jobs.cancel_for(JobKind::LoadPage, old.id);
    }
    // A file whose first rows have not come would take the place of the sample.
    state.jobs.cancel(JobKind::ReadFile);
    let job = state.jobs.start(JobKind::Open, workspace.id);
    spawn_local(async move {
        let signal = job.signal();
        let outcome = load_page::first_rows(state, &workspace, &signal).await;
        if job.is_cancelled() {
            return;
        }
        drop(job);
        state.dataset.is_opening.set(false);
        match outcome {
            Ok(page) => {
                let rows = workspace.dataset.borrow().table.len();
                place(state, &workspace, page == FetchedPage::Nothing);
                scheduler::after_paint(move || scheduler::measure("open-sample", since, Detail::Rows(rows)));
            }
            Err(failure) => {
                leave::back_to_start(state);
                report::failure(state, &failure, Retry::Open);
            }
        }
    });
    // Behind the request, which is under way while the page shows that it is.
    state.dataset.is_opening.set(true);
    spawn_local(async move {
        // Where the start page is on screen, rows that come at once take its place.
        scheduler::sleep(SOON).await;
        let is_awaited = state.dataset.is_opening.get_untracked();
        if is_awaited && state.dataset.phase.get_untracked() == Phase::Start {
            state.dataset.phase.set(Phase::Opening);
        }
    });
}

/// Puts a sample whose rows have come in the place of what is on screen.
pub fn place(state: AppState, workspace: &Rc<Workspace>, is_empty: bool) {
    state.dataset.is_opening.set(false);
    state.alerts.clear_if(|retry| retry != Retry::None);
    leave::replace(state, Some(workspace.clone()));
    state.dataset.file_name.set(None);
    let before = state.dataset.sample.get_untracked();
    state.dataset.sample.set(workspace.sample.clone());
    // One that is asked for again was reached as before.
    if before != workspace.sample {
        state.dataset.follow_trail();
    }
    state.dataset.phase.set(if is_empty { Phase::Empty } else { Phase::Open });
    if let Some(sample) = &workspace.sample {
        recent::remember(sample);
    }
    if !is_empty {
        present(state);
    }
    state.dataset.rows_changed();
}

/// Stops opening a sample; the one on screen stays.
pub fn cancel(state: AppState) {
    state.jobs.cancel(JobKind::Open);
    state.dataset.is_opening.set(false);
    leave::back_to_start(state);
}
