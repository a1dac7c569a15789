//! Opening files from disk: a listing that was saved before or sent by somebody, and an archive, which is taken for that of the
//! listing on screen.

mod read_listing;

use super::build_tree;
use super::present::present;
use super::{archive_jobs, leave, report};
use crate::platform::scheduler::{self, Detail};
use crate::platform::streams;
use crate::state::AppState;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use crate::words::open as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::wire::{Answer, Reader};
use matryoshka_core::table::completeness::{Completeness, Reason};
use matryoshka_core::table::escape::visible;
use matryoshka_core::url_state::UrlState;
use std::rc::Rc;
use web_sys::{Blob, File, FileList};

/// Opens files: the first listing, and the first archive after it. What is not taken is said.
pub fn open(state: AppState, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let (mut listing, mut archive, mut left_out) = (None, None, Vec::new());
        for file in files {
            let head = streams::bytes(&file, 0.0, 4.0).await.unwrap_or_default();
            let place = if head.starts_with(b"PK") { &mut archive } else { &mut listing };
            if place.is_none() {
                *place = Some(file);
            } else {
                left_out.push(visible(&file.name()).into_owned());
            }
        }
        if let Some(file) = listing {
            open_listing(state, file.clone().into(), &file.name()).await;
        }
        if let Some(file) = archive {
            archive_jobs::open(state, file.clone().into(), &file.name());
        }
        if !left_out.is_empty() {
            state.alerts.tell(&words::left_out(&left_out), words::ONE_AT_A_TIME);
        }
    });
}

async fn open_listing(state: AppState, file: Blob, name: &str) {
    let workspace = Workspace::new(None, state.connection.access.get_untracked());
    let job = state.jobs.start(JobKind::ReadFile, workspace.id);
    let mut reader = Reader::for_file();
    let outcome = read_listing::read(&workspace, &mut reader, &file, &job, &|| place(state, &workspace, name)).await;
    let is_cancelled = job.is_cancelled();
    let since = job.since;
    let rows = workspace.dataset.borrow().table.len();
    if rows == 0 {
        drop(job);
        let why = match outcome {
            Ok(Answer::Message(message)) => words::says(&visible(&message)),
            Ok(_) => words::NO_ENTRY.to_owned(),
            Err(fault) => fault.to_string(),
        };
        if !is_cancelled {
            state.alerts.tell(&words::no_listing(&visible(name), &why), words::WHAT_OPENS);
        }
        return;
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
        return;
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
