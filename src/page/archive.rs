//! The archive of the open listing, once it is here: checked against the listing, looked into, handed on. The workshop
//! does the work; here are its jobs, and what is seen of them.

mod bar;
mod member;

pub use bar::{bar, working};
pub use member::member;

use super::desk::{Archive, Desk};
use super::flow;
use super::load;
use super::state::{Progress, State};
use super::words::{archive as words, more, open, saved};
use crate::browser::workshop::{self, Job, Outcome};
use crate::browser::{save, timing};
use crate::case::Checked;
use crate::listing::escape::visible;
use crate::listing::measure;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, AbortSignal, Blob};

/// The password that the field has agreed on for malware.
pub const CONVENTION: &str = "infected";

/// How many odd members are named; the table that can be saved has all of them.
const ODD: usize = 100;

thread_local! {
    static UNDER_WAY: Cell<Option<AbortController>> = const { Cell::new(None) };
}

/// Ends the job that is under way.
pub fn stop() {
    UNDER_WAY.with(|slot| slot.take().inspect(AbortController::abort));
}

/// A signal for a job; the one before it is ended.
fn begin() -> Option<AbortSignal> {
    let controller = AbortController::new().ok()?;
    let signal = controller.signal();
    UNDER_WAY.with(|slot| slot.replace(Some(controller)).inspect(AbortController::abort));
    Some(signal)
}

/// Keeps an archive for what can be done with it; `around` says what stands before and behind it in its file.
pub fn keep(state: State, desk: &Desk, blob: Blob, served: bool, around: Option<String>) {
    *desk.archive.borrow_mut() = Some(Archive { blob, served, around, password: None, table: None });
    desk.case.borrow_mut().checked = Checked::default();
    state.locked.set(String::new());
    state.preview.set((0, String::new()));
    state.redraw();
}

/// Takes a zip from the analyst's disk for the archive of the listing on screen, and checks it.
pub fn opened(state: State, archive: Blob, name: &str) {
    let Some(desk) = state.desk() else {
        flow::tell(state, &open::no_listing_for(&visible(name)), open::LISTING_FIRST);
        return;
    };
    keep(state, &desk, archive, false, None);
    check(state);
}

/// A job about the archive and the listing on the desk.
fn job(kind: &str, desk: &Desk) -> Option<Job> {
    let archive = desk.archive.borrow().clone()?;
    let job = Job::new(kind).of(&desk.case.borrow(), &desk.bodies).with("archive", archive.blob);
    Some(match archive.password {
        Some(password) => job.with("password", password),
        None => job,
    })
}

/// Has a job done with progress; `None` when it failed, which has been said.
async fn work(state: State, job: &Job, signal: &AbortSignal) -> Option<Outcome> {
    let since = timing::now();
    state.working.set(Some(Progress { came: 0.0, of: Some(1.0), since }));
    let progress = move |done, of| state.working.set(Some(Progress { came: done, of: Some(of), since }));
    let outcome = workshop::run(job, signal, progress).await;
    if signal.aborted() {
        return None;
    }
    state.working.set(None);
    match outcome {
        Ok(outcome) if outcome.get("password").is_truthy() => {
            state.locked.set(outcome.text("words"));
            None
        }
        Ok(outcome) => Some(outcome),
        Err(words) => {
            flow::tell(state, words::FAILED, &words);
            None
        }
    }
}

/// Checks the archive against the listing.
pub fn check(state: State) {
    let Some(desk) = state.desk() else { return };
    let Some(signal) = begin() else { return };
    state.locked.set(String::new());
    spawn_local(async move {
        // What has not come yet would be missing on the side of the listing.
        load::settled(state).await;
        let Some(job) = job("check", &desk).filter(|_| !signal.aborted()) else { return };
        let Some(outcome) = work(state, &job, &signal).await else { return };
        if let Some(archive) = desk.archive.borrow_mut().as_mut() {
            archive.table = outcome.get("table").dyn_into().ok();
        }
        let checked = read(&desk, &outcome);
        state.say(&checked.words);
        desk.case.borrow_mut().checked = checked;
        state.redraw();
    });
}

/// What a check has found, for all rows.
fn read(desk: &Desk, outcome: &Outcome) -> Checked {
    let states = outcome.get("states").dyn_into::<js_sys::Uint8Array>().map(|states| states.to_vec());
    let number = |member: &Outcome, name: &str| member.get(name).as_f64().filter(|number| *number >= 0.0);
    let case = desk.case.borrow();
    let said = outcome.text("words");
    let mut checked = Checked { states: states.unwrap_or_default(), words: said, ..Checked::default() };
    let doubles = (!case.is_stale()).then(|| case.doubles());
    for member in outcome.list("members") {
        let (Some(position), Some(index)) = (number(&member, "row"), number(&member, "index")) else { continue };
        let (position, index) = (position as u32, index as u32);
        if checked.members.insert(position, index).is_some() {
            continue;
        }
        // A file that stands in many rows is in all of them the same member.
        let others = case.at_position(position).and_then(|row| doubles.map(|doubles| doubles.rows_of(row)));
        for other in others.unwrap_or_default() {
            checked.members.entry(case.listing.position(*other)).or_insert(index);
        }
    }
    let odd = outcome.list("odd");
    checked.odd.extend(odd.iter().take(ODD).map(|member| {
        let why = member.get("skipped").as_string().unwrap_or_else(|| words::NOT_LISTED.to_owned());
        format!("{}: {why}", visible(&member.text("name")))
    }));
    if odd.len() > ODD {
        checked.odd.push(more(odd.len() - ODD));
    }
    checked
}

/// The archive written anew: encrypted, its names made harmless; with `picked`, only the files that are selected.
pub async fn protect(state: State, desk: &Desk, password: &str, picked: bool) -> Option<Blob> {
    let mut job = job("protect", desk)?.with("new_password", password);
    if picked {
        let case = desk.case.borrow();
        job = job.chosen(&case, |row| case.picked.has(row));
    }
    let signal = begin()?;
    let outcome = work(state, &job, &signal).await?;
    state.say(&outcome.text("words"));
    outcome.blob()
}

/// One member of the archive, or its beginning: see the workshop's `take` for what comes.
async fn take(state: State, member: u32, limit: Option<u32>) -> Option<Outcome> {
    let desk = state.desk()?;
    let mut job = job("take", &desk)?.with("member", member);
    if let Some(limit) = limit {
        job = job.with("limit", limit);
    }
    let signal = begin()?;
    work(state, &job, &signal).await
}

/// Saves the outcome of the check as a table.
fn save_table(state: State, desk: &Rc<Desk>) {
    let table = desk.archive.borrow().as_ref().and_then(|archive| archive.table.clone());
    let Some(table) = table else { return };
    let name = format!("{}-archive-check.csv", desk.label());
    if save::save(&table, &name).is_ok() {
        state.say(&saved(&name, &measure::size(table.size() as u64)));
    }
}
