//! Work on the archive of the open dataset: checking it, looking into it, writing it anew. The worker does it.

use super::arrange::filter_again;
use super::load_all;
use crate::platform::save;
use crate::platform::worker_client::{self, Done, Files};
use crate::state::AppState;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::{LoadedArchive, Workspace};
use crate::words::{archive as words, more, open as open_words, saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_core::contents::hits::ContentHits;
use matryoshka_core::dataset::check_results::{CheckResults, Unnamed};
use matryoshka_core::query::filter::Expression;
use matryoshka_core::table::escape::{shortened, visible};
use matryoshka_core::table::gaps::Gaps;
use matryoshka_core::table::seed::Map;
use matryoshka_core::table::yara::YaraHits;
use matryoshka_core::table::{Row, format_size, hex};
use matryoshka_core::worker_job::archive::{ArchiveAccess, Check, Checked, OddMember, Protect, Take};
use matryoshka_core::worker_job::listing::{Listing, chosen};
use matryoshka_core::worker_job::{Ask, JobFailure};
use std::rc::Rc;
use web_sys::Blob;

/// Most members that are named as left out by a job.
const MOST_SKIPPED: usize = 100;

/// Letters of the name of an odd member that are shown.
const LONGEST_NAME: usize = 300;

/// Keeps an archive for what can be done with it; `around` says what stands before and behind it in its file.
pub fn keep(state: AppState, workspace: &Rc<Workspace>, blob: Blob, served: bool, around: Option<String>) {
    // What is under way reads the archive before, and would be taken for an outcome of this one.
    for kind in [JobKind::Archive, JobKind::Search, JobKind::Scan, JobKind::Examine] {
        state.jobs.cancel_for(kind, workspace.id);
    }
    *workspace.archive.borrow_mut() =
        Some(LoadedArchive { blob, served, around, access: ArchiveAccess::default(), table: None });
    {
        let mut dataset = workspace.dataset.borrow_mut();
        dataset.check_results = CheckResults::default();
        // What was found in another archive says nothing of this one.
        dataset.content_hits = ContentHits::default();
        dataset.table.yara = YaraHits::default();
        dataset.table.gaps = Gaps::default();
    }
    state.search.begin(None);
    state.yara.begin();
    state.gaps.begin();
    state.dataset.archive_locked.set(None);
    state.dataset.marks_changed();
    let asks = |expression: &Expression| {
        !expression.content_words().is_empty() || expression.asks_yara() || expression.asks_gaps()
    };
    if workspace.dataset.borrow().expression().is_some_and(asks) {
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

/// The archive of a dataset as a file for a job, and how it is read.
pub fn archive_of(workspace: &Workspace) -> Option<(Files, ArchiveAccess)> {
    let archive = workspace.archive.borrow();
    let archive = archive.as_ref()?;
    Some((Files::of(archive.blob.clone()), archive.access.clone()))
}

/// Has a job done with progress; `None` when it was cancelled or failed, which has been said.
pub async fn run<J: Ask>(state: AppState, ask: J, files: &Files, job: &Job) -> Option<Done<J::Answer>> {
    run_hearing(ask, files, job, |_| {}).await?.map_err(|failure| tell(state, failure)).ok()
}

/// Has a job done with progress, and hands on what it tells of before it is done; `None` when it was cancelled.
pub async fn run_hearing<J: Ask>(
    ask: J,
    files: &Files,
    job: &Job,
    found: impl Fn(Vec<J::Finding>) + 'static,
) -> Option<Result<Done<J::Answer>, JobFailure>> {
    job.show(0.0, Some(1.0));
    let observer = job.observer();
    let progress = move |done, of| observer.show(done, Some(of));
    let outcome = worker_client::run_hearing(ask, files, &job.signal(), progress, found).await;
    (!job.is_cancelled()).then_some(outcome)
}

/// Says why a job about the archive came to nothing; one that needs a password asks for it.
pub fn tell(state: AppState, failure: JobFailure) {
    match failure {
        JobFailure::Password(why) => state.dataset.archive_locked.set(Some(why)),
        JobFailure::Pattern(why) | JobFailure::Other(why) => state.alerts.tell(words::FAILED, &why),
        JobFailure::Cancelled => {}
    }
}

/// The first members that a job has left out, with the reason.
pub fn skipped_members(skipped: &[String]) -> Vec<String> {
    let mut names: Vec<String> = skipped.iter().take(MOST_SKIPPED).map(|name| visible(name).into_owned()).collect();
    if skipped.len() > MOST_SKIPPED {
        names.push(more(skipped.len() - MOST_SKIPPED));
    }
    names
}

/// The positions of the rows with the content of each member, as the check has found them.
pub fn rows_by_member(workspace: &Workspace) -> Map<u32, Vec<u32>> {
    let mut members = Map::<u32, Vec<u32>>::default();
    for (position, member) in &workspace.dataset.borrow().check_results.members {
        members.entry(*member).or_default().push(*position);
    }
    members.values_mut().for_each(|positions| positions.sort_unstable());
    members
}

/// Checks the archive against the listing.
pub fn check(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    spawn_local(async move { check_now(state, &workspace).await });
}

/// Checks an archive that was not checked yet: only then it is known which member has the content of which row. False when
/// that came to nothing.
pub async fn check_first(state: AppState, workspace: &Rc<Workspace>) -> bool {
    let is_unchecked = || workspace.dataset.borrow().check_results.is_empty();
    if is_unchecked() {
        check_now(state, workspace).await;
    }
    !workspace.is_left() && !is_unchecked()
}

/// Checks the archive against the listing, and waits for what comes of it.
async fn check_now(state: AppState, workspace: &Rc<Workspace>) {
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    state.dataset.archive_locked.set(None);
    job.show(0.0, Some(1.0));
    // What is not loaded yet would be missing on the side of the listing.
    load_all::wait_until_loaded(state, workspace).await;
    if job.is_cancelled() {
        return;
    }
    let Some((files, archive)) = archive_of(workspace) else { return };
    let ask = Check { archive, listing: Listing::of(&workspace.dataset.borrow()) };
    let Some(done) = run(state, ask, &files.with(&workspace.bodies), &job).await else { return };
    if let Some(archive) = workspace.archive.borrow_mut().as_mut() {
        archive.table = done.file;
        archive.access.code_page = done.answer.code_page;
    }
    let results = read_results(workspace, done.answer);
    state.alerts.notify(&results.words);
    workspace.dataset.borrow_mut().check_results = results;
    if workspace.dataset.borrow().expression().is_some_and(Expression::asks_gaps) {
        filter_again(state, workspace);
    }
    state.dataset.marks_changed();
}

/// What a check has found, for all rows.
fn read_results(workspace: &Workspace, checked: Checked) -> CheckResults {
    let dataset = workspace.dataset.borrow();
    let mut results =
        CheckResults { states: checked.states.into_vec(), words: checked.words, ..CheckResults::default() };
    let duplicates = (!dataset.is_stale()).then(|| dataset.duplicates());
    for (position, index) in checked.positions.iter().zip(&*checked.members) {
        if results.members.insert(*position, *index).is_some() {
            continue;
        }
        // A file that stands in many rows is in all of them the same member.
        let row = dataset.at_position(*position);
        let others = row.and_then(|row| duplicates.map(|duplicates| duplicates.rows_of(row)));
        for other in others.unwrap_or_default() {
            results.members.entry(dataset.table.position(*other)).or_insert(*index);
        }
    }
    let alone = |member: &&OddMember| !member.is_own;
    results.unnamed_count = checked.odd_count - checked.odd.iter().filter(|member| member.is_own).count();
    let unnamed =
        |member: &OddMember| Unnamed { member: member.member, name: member.name.clone(), why: member.why.clone() };
    results.unnamed = checked.odd.iter().filter(alone).map(unnamed).collect();
    let odd = checked.odd.iter();
    results.odd = odd.map(|member| format!("{}: {}", shortened(&member.name, LONGEST_NAME), member.why)).collect();
    if checked.odd_count > checked.odd.len() {
        results.odd.push(more(checked.odd_count - checked.odd.len()));
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
    let (files, archive) = archive_of(workspace)?;
    let ask = {
        let dataset = workspace.dataset.borrow();
        Protect {
            archive,
            listing: Listing::of(&dataset),
            chosen: form.only_selected.then(|| chosen(&dataset, |row| dataset.selection.has(row))),
            new_password: form.password.to_owned(),
            disarms: form.disarms,
        }
    };
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    let done = run(state, ask, &files.with(&workspace.bodies), &job).await?;
    state.alerts.notify(&done.answer.words);
    done.file
}

/// Saves one member as it is. Its name is the hash of what came out, with an ending that nothing is started by; where that
/// is not the hash of the row that names it, it is said.
pub fn save_member(state: AppState, row: Option<Row>, member: u32) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let job = state.jobs.start(JobKind::Archive, workspace.id);
    spawn_local(async move {
        let listed = row.and_then(|row| workspace.dataset.borrow().table.sha1(row).map(|hash| hex(hash)));
        let Some((files, archive)) = archive_of(&workspace) else { return };
        let Some(done) = run(state, Take { archive, member }, &files, &job).await else { return };
        let Some(blob) = done.file else { return };
        let hash = done.answer.sha1;
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
pub fn choose_code_page(state: AppState, code_page: CodePage) {
    if let Some(workspace) = state.dataset.workspace()
        && let Some(archive) = workspace.archive.borrow_mut().as_mut()
    {
        archive.access.code_page = Some(code_page);
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
