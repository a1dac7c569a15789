//! The archive of the open listing, once it is here: checked against the listing, looked into, handed on.

use super::flow;
use super::state::{Desk, Progress, State, state};
use crate::browser::workshop::{self, Job, Outcome};
use crate::browser::{save, stream, timing};
use crate::case::Checked;
use crate::listing::escape::visible;
use crate::listing::{Row, measure};
use crate::page::live::{act, flag, live, part};
use crate::page::slot::Slot;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, AbortSignal, Blob};

/// The password that the field has agreed on for malware.
pub const CONVENTION: &str = "infected";

/// Bytes of a preview.
const PREVIEW: u32 = 65_536;

/// Bytes in a line of a preview.
const LINE: usize = 16;

thread_local! {
    static UNDER_WAY: std::cell::Cell<Option<AbortController>> = const { std::cell::Cell::new(None) };
    static PASSWORD: std::cell::RefCell<Option<String>> = const { std::cell::RefCell::new(None) };
}

/// Keeps an archive for what can be done with it.
pub fn keep(state: State, desk: &Rc<Desk>, archive: Blob) {
    *desk.archive.borrow_mut() = Some(archive);
    desk.case.borrow_mut().checked = Checked::default();
    state.archive.update(|archive| *archive += 1);
}

/// Takes a zip from the analyst's disk for the archive of the listing on screen.
pub fn opened(state: State, archive: Blob, name: &str) {
    let Some(desk) = state.desk() else {
        flow::tell(
            state,
            &format!("“{}” is an archive, and there is no listing to check it against.", visible(name)),
            "Open the sample or a saved listing first, then the archive.",
        );
        return;
    };
    keep(state, &desk, archive);
    check(state);
}

/// A job about the archive and the listing on the desk.
fn job(kind: &str, desk: &Desk) -> Option<Job> {
    let archive = desk.archive.borrow().clone()?;
    let job = Job::new(kind).of(&desk.case.borrow(), &desk.bodies).with("archive", archive);
    Some(PASSWORD.with_borrow(|password| match password {
        Some(password) => job.clone().with("password", password.as_str()),
        None => job.clone(),
    }))
}

/// Has a job done with progress; `None` when it failed, which has been said.
async fn work(state: State, job: &Job, signal: &AbortSignal) -> Option<Outcome> {
    let since = timing::now();
    state.working.set(Some(Progress { came: 0.0, of: Some(1.0), since }));
    let progress = move |done, of| state.working.set(Some(Progress { came: done, of: Some(of), since }));
    let outcome = workshop::run(job, signal, progress).await;
    state.working.set(None);
    match outcome {
        Ok(outcome) if outcome.get("password").is_truthy() => {
            WRONG.with(|wrong| wrong.set(outcome.text("words")));
            None
        }
        Ok(outcome) => Some(outcome),
        Err(words) => {
            if !words.is_empty() {
                flow::tell(state, "The archive could not be worked with.", &words);
            }
            None
        }
    }
}

thread_local! {
    /// Why a password is asked for.
    static WRONG: Slot<String> = Slot::new(String::new());
    /// What came of the last check: the sentence, and the odd members.
    static RESULT: Slot<(String, Vec<String>)> = Slot::new((String::new(), Vec::new()));
    /// The beginning of a member.
    static SEEN: Slot<(u32, String)> = Slot::new((0, String::new()));
}

/// Checks the archive against the listing.
fn check(state: State) {
    let Some(desk) = state.desk() else { return };
    let Some((job, controller)) = job("check", &desk).zip(AbortController::new().ok()) else { return };
    let signal = controller.signal();
    UNDER_WAY.with(|slot| slot.replace(Some(controller)).inspect(AbortController::abort));
    WRONG.with(|wrong| wrong.set(String::new()));
    spawn_local(async move {
        let Some(outcome) = work(state, &job, &signal).await else { return };
        let states = outcome.get("states").dyn_into::<js_sys::Uint8Array>().map(|states| states.to_vec());
        let number = |member: &Outcome, name: &str| member.get(name).as_f64().filter(|number| *number >= 0.0);
        let mut members = rustc_hash::FxHashMap::default();
        for member in outcome.list("members") {
            if let (Some(row), Some(index)) = (number(&member, "row"), number(&member, "index")) {
                members.entry(row as u32).or_insert(index as u32);
            }
        }
        let odd: Vec<String> = outcome
            .list("odd")
            .iter()
            .take(100)
            .map(|member| {
                let why = member.get("skipped").as_string().unwrap_or_else(|| "not in the listing".to_owned());
                format!("{}: {why}", visible(&member.text("name")))
            })
            .collect();
        let words = outcome.text("words");
        state.say(&words);
        RESULT.with(|result| result.set((words, odd)));
        {
            // A file that stands in many rows is in all of them the same member.
            let mut case = desk.case.borrow_mut();
            let mut all = members.clone();
            if !case.is_stale() {
                let doubles = case.doubles();
                for (position, index) in &members {
                    let Some(row) = case.at_position(*position) else { continue };
                    for other in doubles.rows_of(row) {
                        all.insert(case.listing.position(*other), *index);
                    }
                }
            }
            case.checked = Checked { states: states.unwrap_or_default(), members: all };
        }
        state.redraw();
    });
}

/// The archive written anew: encrypted, its names made harmless. With rows picked, only those.
pub async fn protect(state: State, desk: &Rc<Desk>, password: &str, signal: &AbortSignal) -> Option<Blob> {
    let mut job = job("protect", desk)?.with("new_password", password);
    {
        let case = desk.case.borrow();
        if !case.picked.is_empty() {
            job = job.chosen(&case, |row| case.picked.has(row));
        }
    }
    let outcome = work(state, &job, signal).await?;
    state.say(&outcome.text("words"));
    outcome.get("blob").dyn_into().ok()
}

async fn take(state: State, member: u32, limit: Option<u32>) -> Option<Blob> {
    let desk = state.desk()?;
    let mut job = job("take", &desk)?.with("member", member);
    if let Some(limit) = limit {
        job = job.with("limit", limit);
    }
    let outcome = work(state, &job, &desk.leaving.signal()).await?;
    outcome.get("blob").dyn_into().ok()
}

/// Saves one member as it is, under a name that says what it is and cannot be started by a press.
pub fn save_member(state: State, member: u32) {
    spawn_local(async move {
        let Some(blob) = take(state, member, None).await else { return };
        let label = state.desk().map(|desk| desk.label()).unwrap_or_default();
        let name = format!("{label}-member-{member}.bin");
        if save::save(&blob, &name).is_ok() {
            state.say(&format!("Saved as {name}, {}.", measure::size(blob.size() as u64)));
        }
    });
}

/// Shows the beginning of a member as hex, with its text beside it.
pub fn preview(state: State, member: u32) {
    spawn_local(async move {
        let Some(blob) = take(state, member, Some(PREVIEW)).await else { return };
        let bytes = stream::bytes(&blob, 0.0, blob.size()).await.unwrap_or_default();
        let mut out = String::new();
        for (at, line) in bytes.chunks(LINE).enumerate() {
            out.push_str(&format!("{:08x}  ", at * LINE));
            for byte in line {
                out.push_str(&format!("{byte:02x} "));
            }
            out.extend(std::iter::repeat_n(' ', (LINE - line.len()) * 3 + 1));
            out.extend(
                line.iter().map(|byte| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' }),
            );
            out.push('\n');
        }
        SEEN.with(|seen| seen.set((member, out)));
    });
}

/// The preview in the details.
#[component]
pub fn Preview(
    /// The row.
    row: Row,
) -> impl IntoView {
    let state = state();
    let member = state.with_case(|case| case.checked.members.get(&case.listing.position(row)).copied()).flatten();
    let seen = SEEN.with(|seen| *seen);
    let text = move || seen.with(|(shown, text)| (Some(*shown) == member && !text.is_empty()).then(|| text.clone()));
    view! {
        {part(move || text().map(|text| view! {
            <pre class="hex" role="region" aria-label="Preview, first 64 KiB" tabindex="0">{text}</pre>
        }))}
    }
}

/// What can be done with the archive, and what came of it.
#[component]
pub fn ArchiveBar() -> impl IntoView {
    let state = state();
    let password = NodeRef::<Input>::new();
    let (wrong, result) = (WRONG.with(|wrong| *wrong), RESULT.with(|result| *result));
    let has = move || {
        state.archive.track();
        state.revision.track();
        state.desk().is_some_and(|desk| desk.archive.borrow().is_some())
    };
    let checked = move || {
        state.revision.track();
        state.with_case(|case| !case.checked.states.is_empty()).unwrap_or(false)
    };
    let again = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked().map(|input| input.value()).filter(|text| !text.is_empty());
        PASSWORD.with(|slot| *slot.borrow_mut() = typed);
        check(state);
    };
    view! {
        <Show when=flag(has)>
            <section class="loading archive" aria-label="Archive">
                <span>"The archive is here."</span>
                <button type="button" on:click=act(move |_| check(state))>"Check against the listing"</button>
                <Show when=flag(checked)>
                    <p role="status">{live(move || result.with(|(words, _)| words.clone()))}</p>
                    <Show when=flag(move || result.with(|(_, odd)| !odd.is_empty()))>
                        <details><summary>"Members"</summary><ul>
                            {part(move || result.with(|(_, odd)| odd.clone()).into_iter().map(|line| view! { <li><bdi>{line}</bdi></li> }).collect_view())}
                        </ul></details>
                    </Show>
                </Show>
                <Show when=flag(move || wrong.with(|words| !words.is_empty()))>
                    <form on:submit=again>
                        <p role="alert">{live(move || wrong.get())}</p>
                        <input node_ref=password type="text" aria-label="Password of the archive" autocomplete="off" spellcheck="false"/>
                        <button type="submit">"Try"</button>
                    </form>
                </Show>
            </section>
        </Show>
        <Show when=flag(move || state.working.with(Option::is_some))>
            <div class="loading download">
                <progress aria-label="Working on it" max="1" prop:value=live(move || state.working.with(|p| p.map_or(0.0, |p| p.came / p.of.unwrap_or(1.0).max(1.0))))></progress>
                <button type="button" on:click=act(move |_| {
                    UNDER_WAY.with(|slot| slot.take().inspect(AbortController::abort));
                    state.working.set(None);
                })>"Cancel"</button>
            </div>
        </Show>
    }
}
