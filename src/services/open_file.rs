//! Opening files from disk: a listing that was saved before or sent by somebody, and an archive, which is taken for that of the
//! listing on screen.

mod hash_list;
mod page;

use self::page::Page;
use super::build_tree;
use super::present::present;
use super::read_listing::ListingFile;
use super::samples::case_file;
use super::{archive_jobs, leave, report};
use crate::platform::scheduler::{self, Detail};
use crate::platform::streams;
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::Workspace;
use crate::words::open as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::wire::{Answer, Reader, WireFault};
use matryoshka_core::opened_files::{Content, Encoding, HEAD, by_name, recognise};
use matryoshka_core::table::completeness::{Completeness, Reason};
use matryoshka_core::table::escape::{shortened, visible};
use matryoshka_core::url_state::UrlState;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Blob, File, FileList};

/// Files that are named where they are not taken, and letters of each name.
const MOST_NAMED: usize = 10;
const LONGEST_NAME: usize = 100;

/// Letters of the message of an answer that is no listing.
const LONGEST_MESSAGE: usize = 500;

/// Opens files that were chosen or dropped together: the pages of one listing, and the archive that goes with it. What is not
/// taken is said.
pub fn open(state: AppState, files: &FileList) {
    let mut files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    files.sort_by(|one, other| by_name(&one.name(), &other.name()));
    spawn_local(async move {
        let (mut pages, mut archive, mut case, mut others) = (Vec::new(), None, None, Vec::new());
        for file in files {
            let head = streams::bytes(&file, 0.0, HEAD as f64).await.unwrap_or_default();
            match recognise(&head) {
                Content::Json(encoding) => pages.push(Page { file, encoding }),
                Content::Archive if archive.is_none() => archive = Some(file),
                Content::Case if case.is_none() => case = Some(file),
                Content::Archive | Content::Case | Content::Other => others.push(file),
            }
        }
        if let Some(case) = case {
            case_file::open(state, &case).await;
            others.extend(pages.drain(..).map(|page: Page| page.file).chain(archive.take()));
        } else if pages.is_empty() && archive.is_none() && hash_list::open(state, &others).await {
            others.remove(0);
        } else if pages.is_empty() && archive.is_none() && !others.is_empty() {
            // Of a file alone it is said what is wrong with it.
            pages.push(Page { file: others.remove(0), encoding: Encoding::default() });
        }
        let is_archive_alone = pages.is_empty() && archive.is_some();
        let is_open = !pages.is_empty() && open_listing(state, &pages).await;
        match archive {
            Some(archive) if is_open || is_archive_alone => {
                archive_jobs::open(state, archive.clone().into(), &archive.name());
            }
            // It belongs to the listing beside it, and not to what was open before.
            archive => others.extend(archive),
        }
        if !others.is_empty() {
            let names: Vec<String> =
                others.iter().take(MOST_NAMED).map(|file| shortened(&file.name(), LONGEST_NAME).into_owned()).collect();
            state.alerts.tell(&words::left_out(&names, others.len() - names.len()), words::ONE_AT_A_TIME);
        }
    });
}

/// Opens the pages of a listing, one behind the other. Whether there is a listing now.
async fn open_listing(state: AppState, pages: &[Page]) -> bool {
    let Some(first) = pages.first() else { return false };
    let name = &words::name_of(&first.file.name(), pages.len() - 1);
    // What was opened before and has no rows yet would take the place of this one.
    let current = state.dataset.workspace().map(|workspace| workspace.id);
    state.jobs.cancel_but_for(JobKind::ReadFile, current);
    let workspace = Workspace::new(None, state.connection.access.get_untracked());
    let job = state.jobs.start(JobKind::ReadFile, workspace.id);
    let mut reader = Reader::for_file();
    let outcome = match page::joined(pages, &workspace, &job).await {
        Some(file) => read(state, &workspace, &mut reader, &file, &job, name).await,
        None => Err(WireFault::NotAListing(words::UNREADABLE.to_owned())),
    };
    let is_cancelled = job.is_cancelled();
    let since = job.since;
    let rows = workspace.dataset.borrow().table.len();
    if rows == 0 {
        drop(job);
        let why = match outcome {
            Ok(Answer::Message(message)) => words::says(&shortened(&message, LONGEST_MESSAGE)),
            Ok(_) => words::NO_ENTRY.to_owned(),
            Err(fault) => fault.to_string(),
        };
        if !is_cancelled {
            state.alerts.tell(&words::no_listing(&visible(name), &why), words::WHAT_OPENS);
        }
        return false;
    }
    let head = match &outcome {
        Ok(Answer::Rows(head, _)) => head,
        _ => reader.head(),
    };
    let part = Completeness::of_file(rows, head, outcome.is_err(), is_cancelled);
    {
        let mut dataset = workspace.dataset.borrow_mut();
        dataset.received.add(0..rows);
        dataset.file = Some(part.clone());
    }
    if workspace.is_left() || !build_tree::build(state, &workspace).await {
        return false;
    }
    scheduler::measure("load-all", since, Detail::Rows(rows));
    drop(job);
    present(state);
    state.dataset.rows_changed();
    if is_cancelled {
        state.alerts.tell(&words::stopped(rows), words::AGAIN_FOR_ALL);
    } else if let Err(fault) = outcome {
        state.alerts.tell(&words::damaged(&visible(name), &fault.to_string()), &words::shown_before(rows));
    } else if let [Reason::Count(count)] = part.reasons()[..] {
        state.alerts.tell(&words::a_part(rows, count), words::REST_NOT_SAVED);
    } else if let Some(why) = part.words() {
        state.alerts.tell(&words::a_part_because(&why), words::REST_NOT_SAVED);
    } else {
        report::oddities(state, &workspace.dataset.borrow());
    }
    state.dataset.is_current(&workspace)
}

/// Reads the rows, and puts the file in the place of what is on screen as soon as there is one.
async fn read(
    state: AppState,
    workspace: &Rc<Workspace>,
    reader: &mut Reader,
    file: &Blob,
    job: &Job,
    name: &str,
) -> Result<Answer, WireFault> {
    let is_placed = Cell::new(false);
    let seen = |entries: u32| {
        if entries > 0 && !is_placed.replace(true) {
            place(state, workspace, name);
        }
    };
    let received = |bytes, entries| {
        seen(entries);
        job.show(bytes, Some(file.size()));
    };
    let (body, signal) = (workspace.bodies.keep(file), job.signal());
    let listing = ListingFile { workspace, file, body, start: 0, signal: &signal };
    let answer = listing.read(reader, received).await?;
    if !job.is_cancelled() {
        seen(reader.entries());
    }
    Ok(answer)
}

/// Puts the file in the place of what is on screen.
fn place(state: AppState, workspace: &Rc<Workspace>, name: &str) {
    state.jobs.cancel(JobKind::Open);
    leave::replace(state, Some(workspace.clone()));
    state.dataset.is_opening.set(false);
    state.alerts.clear();
    state.dataset.trail.set(Vec::new());
    state.dataset.sample.set(None);
    state.dataset.file_name.set(Some(name.to_owned()));
    state.dataset.phase.set(Phase::Open);
    let UrlState { view, page_size, .. } = state.route.get_untracked();
    let url = UrlState { view, page_size, ..UrlState::default() };
    if state.route.get_untracked() != url {
        state.route.push(url);
    }
    state.dataset.rows_changed();
}
