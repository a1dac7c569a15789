//! Work on the archive of the open dataset: checking it, looking into it, writing it anew. The worker does it.

use super::arrange::filter_again;
use super::load_all;
use crate::platform::save;
use crate::platform::worker_client::{self, Job as WorkerJob, Outcome};
use crate::state::AppState;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::{LoadedArchive, Workspace};
use crate::words::{archive as words, more, open as open_words, saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::hits::ContentHits;
use matryoshka_core::dataset::check_results::CheckResults;
use matryoshka_core::table::escape::{shortened, visible};
use matryoshka_core::table::{Row, format_size, hex};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Blob;

/// The password that the field has agreed on for malware.
pub const CONVENTION: &str = "infected";

/// How many odd members are named; the table that can be saved has all of them.
const MOST_ODD: usize = 100;

/// Letters of the name of an odd member that are shown.
const LONGEST_NAME: usize = 300;

/// Keeps an archive for what can be done with it; `around` says what stands before and behind it in its file.
pub fn keep(state: AppState, workspace: &Rc<Workspace>, blob: Blob, served: bool, around: Option<String>) {
    *workspace.archive.borrow_mut() =
        Some(LoadedArchive { blob, served, around, password: None, code_page: None, table: None });
    {
        let mut dataset = workspace.dataset.borrow_mut();
        dataset.check_results = CheckResults::default();
        // What was found in another archive says nothing of this one.
        dataset.content_hits = ContentHits::default();
    }
    state.search.begin(None);
    state.dataset.archive_locked.set(None);
    state.dataset.marks_changed();
    let expression = workspace.dataset.borrow().expression().cloned();
    if expression.is_some_and(|expression| !expression.content_words().is_empty()) {
        filter_again(state, workspace);
    }
}

/// Takes a zip from the analyst's disk for the archive of the dataset on screen, and checks it.
pub fn open(state: AppState, archive: Blob, name: &str) {
    let Some(workspace) = state.dataset.workspace() else {
        state.alerts.tell(&open_words::no_listing_for(&visible(name)), open_words::LISTING_FIRST);
        return;
    };
    keep(state, &workspace, archive, false, None);
    check(state);
}

/// A job about the archive and the rows of a dataset.
fn listing_job(kind: &str, workspace: &Workspace) -> Option<WorkerJob> {
    let job = worker_job(kind, workspace)?;
    Some(job.of(&workspace.dataset.borrow(), &workspace.bodies))
}

/// A job about the archive of a dataset.
pub fn worker_job(kind: &str, workspace: &Workspace) -> Option<WorkerJob> {
    let archive = workspace.archive.borrow().clone()?;
    let job = WorkerJob::new(kind).with("archive", archive.blob);
    let job = match archive.code_page {
        Some(code_page) => job.with("code_page", code_page),
        None => job,
    };
    Some(match archive.password {
        Some(password) => job.with("password", password),
        None => job,
    })
}

/// Has a job done with progress; `None` when it was cancelled or failed, which has been said.
pub async fn run(state: AppState, worker_job: &WorkerJob, job: &Job) -> Option<Outcome> {
    job.show(0.0, Some(1.0));
    let observer = job.observer();
    let progress = move |done, of| observer.show(done, Some(of));
    let outcome = worker_client::run(worker_job, &job.signal(), progress).await;
    if job.is_cancelled() {
        return None;
    }
    match outcome {
        Ok(outcome) if outcome.get("password").is_truthy() => {
            state.dataset.archive_locked.set(Some(outcome.text("words")));
            None
        }
        Ok(outcome) => Some(outcome),
        Err(words) => {
            state.alerts.tell(words::FAILED, &words);
            None
        }
    }
}

/// Checks the archive against the listing.
pub fn check(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    spawn_local(async move { check_now(state, &workspace).await });
}

/// The same for who waits for what comes of it.
pub async fn check_now(state: AppState, workspace: &Rc<Workspace>) {
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    state.dataset.archive_locked.set(None);
    job.show(0.0, Some(1.0));
    // What is not loaded yet would be missing on the side of the listing.
    load_all::wait_until_loaded(state, workspace).await;
    if job.is_cancelled() {
        return;
    }
    let Some(worker_job) = listing_job("check", workspace) else { return };
    let Some(outcome) = run(state, &worker_job, &job).await else { return };
    if let Some(archive) = workspace.archive.borrow_mut().as_mut() {
        archive.table = outcome.get("table").dyn_into().ok();
        archive.code_page = outcome.get("code_page").as_string();
    }
    let results = read_results(workspace, &outcome);
    state.alerts.notify(&results.words);
    workspace.dataset.borrow_mut().check_results = results;
    state.dataset.marks_changed();
}

/// What a check has found, for all rows.
fn read_results(workspace: &Workspace, outcome: &Outcome) -> CheckResults {
    let states = outcome.get("states").dyn_into::<js_sys::Uint8Array>().map(|states| states.to_vec());
    let number = |member: &Outcome, name: &str| member.get(name).as_f64().filter(|number| *number >= 0.0);
    let dataset = workspace.dataset.borrow();
    let states = states.unwrap_or_default();
    let mut results = CheckResults { states, words: outcome.text("words"), ..CheckResults::default() };
    let duplicates = (!dataset.is_stale()).then(|| dataset.duplicates());
    for member in outcome.list("members") {
        let (Some(position), Some(index)) = (number(&member, "row"), number(&member, "index")) else { continue };
        let (position, index) = (position as u32, index as u32);
        if results.members.insert(position, index).is_some() {
            continue;
        }
        // A file that stands in many rows is in all of them the same member.
        let row = dataset.at_position(position);
        let others = row.and_then(|row| duplicates.map(|duplicates| duplicates.rows_of(row)));
        for other in others.unwrap_or_default() {
            results.members.entry(dataset.table.position(*other)).or_insert(index);
        }
    }
    let odd = outcome.list("odd");
    results.odd.extend(
        odd.iter()
            .take(MOST_ODD)
            .map(|member| format!("{}: {}", shortened(&member.text("name"), LONGEST_NAME), member.text("why"))),
    );
    if odd.len() > MOST_ODD {
        results.odd.push(more(odd.len() - MOST_ODD));
    }
    results
}

/// How the archive is written anew.
#[derive(Clone, Copy, Debug)]
pub struct Protected<'a> {
    /// The password that opens it.
    pub password: &'a str,
    /// Only the files that are selected.
    pub only_selected: bool,
    /// Names of programs get an ending that nothing is started by.
    pub disarms: bool,
}

/// The archive written anew: encrypted, its names made harmless; of the files that are selected, or of all.
pub async fn protect(state: AppState, workspace: &Rc<Workspace>, form: &Protected<'_>) -> Option<Blob> {
    let worker_job = listing_job("protect", workspace)?;
    let mut worker_job = worker_job.with("new_password", form.password).with("disarms", form.disarms);
    if form.only_selected {
        let dataset = workspace.dataset.borrow();
        worker_job = worker_job.chosen(&dataset, |row| dataset.selection.has(row));
    }
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    let outcome = run(state, &worker_job, &job).await?;
    state.alerts.notify(&outcome.text("words"));
    outcome.blob()
}

/// Saves one member as it is. Its name is the hash of what came out, with an ending that nothing is started by; where that
/// is not the hash of the row, it is said.
pub fn save_member(state: AppState, row: Row, member: u32) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    spawn_local(async move {
        let listed = workspace.dataset.borrow().table.sha1(row).map(|hash| hex(hash));
        let Some(worker_job) = worker_job("take", &workspace).map(|job| job.with("member", member)) else { return };
        let Some(outcome) = run(state, &worker_job, &job).await else { return };
        let Some(blob) = outcome.blob() else { return };
        let hash = outcome.text("sha1");
        let name = format!("{hash}.bin");
        if save::save(&blob, &name).is_err() {
            return;
        }
        state.alerts.notify(&saved(&name, &format_size::size(blob.size() as u64)));
        if listed.is_some_and(|listed| listed != hash) {
            state.alerts.tell(&words::other_file(&hash), words::OTHER_FILE);
        }
    });
}

/// Reads the names of the archive that are in a code page in another one, and checks it again.
pub fn choose_code_page(state: AppState, label: &str) {
    if let Some(workspace) = state.dataset.workspace()
        && let Some(archive) = workspace.archive.borrow_mut().as_mut()
    {
        archive.code_page = Some(label.to_owned());
    }
    check(state);
}

/// Saves the outcome of the check as a table.
pub fn save_table(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let table = workspace.archive.borrow().as_ref().and_then(|archive| archive.table.clone());
    let Some(table) = table else { return };
    let name = format!("{}-archive-check.csv", workspace.label());
    if save::save(&table, &name).is_ok() {
        state.alerts.notify(&saved(&name, &format_size::size(table.size() as u64)));
    }
}
