//! Export: the listing as a file, for a ticket, a block list or another tool. The workshop writes it.

use super::flow;
use super::state::{State, state};
use crate::browser::workshop::{self, Job};
use crate::browser::{intl, save, timing};
use crate::page::live::{act, live};
use crate::page::selection::KINDS;
use crate::page::state::Progress;
use leptos::html::{Input, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Blob, KeyboardEvent};

/// What can be written: the name in the menu, and the workshop's word for it.
const KINDS_OF_FILE: [(&str, &str); 5] =
    [("CSV", "csv"), ("JSON", "json"), ("Hashes", "hashes"), ("STIX 2.1", "stix"), ("Report", "report")];

/// The button and its menu.
#[component]
pub fn ExportMenu() -> impl IntoView {
    let state = state();
    let (scope, hash, defang) = (NodeRef::<Select>::new(), NodeRef::<Select>::new(), NodeRef::<Input>::new());
    let key = move |event: KeyboardEvent| {
        let by: i32 = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        let menu = event.current_target().and_then(|menu| menu.dyn_into::<web_sys::Element>().ok());
        let Some(items) = menu.map(|menu| menu.children()) else { return };
        let focused = crate::browser::document().active_element();
        let at = (0..items.length()).find(|at| items.item(*at) == focused).map_or(-1, u32::cast_signed);
        let to = (at + by).rem_euclid(items.length().cast_signed()).cast_unsigned();
        if let Some(item) = items.item(to) {
            // Without the focus the menu works all the same.
            let _ = item.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    let chosen = move |select: NodeRef<Select>| select.get_untracked().map_or(0, |select| select.selected_index());
    let words = move || {
        state.revision.track();
        state.with_case(|case| {
            let matching = case.matching().map(|count| format!("Filtered ({})", intl::number(count.into())));
            let picked = case.picked.len();
            let picked = (picked > 0).then(|| format!("Selected ({})", intl::number(picked.into())));
            (matching, picked)
        })
    };
    let option = move |at: usize| {
        live(move || {
            let (matching, picked) = words().unwrap_or_default();
            [matching, picked][at].clone().unwrap_or_default()
        })
    };
    let hidden = move |at: usize| {
        live(move || {
            let (matching, picked) = words().unwrap_or_default();
            [matching.is_none(), picked.is_none()][at]
        })
    };
    view! {
        <button type="button" popovertarget="export" aria-haspopup="menu">"Export"</button>
        <div id="export" class="popover" popover="auto">
            <label for="export-rows">"Rows"</label>
            <select node_ref=scope id="export-rows">
                <option>"All"</option>
                <option hidden=hidden(0)>{option(0)}</option>
                <option hidden=hidden(1)>{option(1)}</option>
            </select>
            <label for="export-hash">"Kind of hash for Hashes"</label>
            <select node_ref=hash id="export-hash">
                {KINDS.map(|kind| view! { <option>{kind.name()}</option> }).collect_view()}
            </select>
            <label class="check"><input node_ref=defang type="checkbox"/>"Defanged names"</label>
            <div class="menu" role="menu" aria-label="Export" on:keydown=act(key)>
                {KINDS_OF_FILE.map(|(name, word)| view! {
                    <button type="button" role="menuitem" popovertarget="export" popovertargetaction="hide" on:click=act(move |_| {
                        let defanged = defang.get_untracked().is_some_and(|input| input.checked());
                        start(state, word, chosen(scope), chosen(hash), defanged);
                    })>{name}</button>
                }).collect_view()}
            </div>
        </div>
    }
}

/// Writes the file and has it saved. `scope`: all, filtered or selected rows.
fn start(state: State, kind: &'static str, scope: i32, hash: i32, defanged: bool) {
    spawn_local(async move {
        if let Some(desk) = state.desk() {
            // An export of a listing that is soon complete is complete.
            let (complete, count) = {
                let case = desk.case.borrow();
                (case.is_complete(), case.count())
            };
            if !complete && count <= flow::UNASKED && !desk.is_from_file() {
                super::load::all(state);
            }
            while desk.loading_all.get() && !desk.leaving.signal().aborted() {
                timing::sleep(50).await;
            }
        }
        let Some(desk) = state.desk() else { return };
        let job = {
            let case = desk.case.borrow();
            let job = Job::new("export")
                .of(&case, &desk.bodies)
                .with("kind", kind)
                .with("hash", hash)
                .with("defanged", defanged)
                .with("sample", desk.label())
                .with("title", state.file.get_untracked().unwrap_or_else(|| desk.label()))
                .with("date", intl::time(js_sys::Date::now() as i64));
            match (scope, case.matches()) {
                (1, Some(matches)) => {
                    job.chosen(&case, |row| matches.has(row)).with("filter", desk.filter.borrow().as_str())
                }
                (2, _) => job.chosen(&case, |row| case.picked.has(row)).with("selected", true),
                _ => job,
            }
        };
        let signal = desk.leaving.signal();
        let since = timing::now();
        let progress = move |done, of| state.working.set(Some(Progress { came: done, of: Some(of), since }));
        state.say("Writing the file…");
        let outcome = workshop::run(&job, &signal, progress).await;
        state.working.set(None);
        match outcome {
            Ok(outcome) => {
                let name =
                    format!("{}-{}", desk.label(), if kind == "hashes" { "hashes." } else { "extracted-files." });
                let name = name + &outcome.text("ending");
                let saved = outcome.get("blob").dyn_into::<Blob>().is_ok_and(|blob| save::save(&blob, &name).is_ok());
                if saved {
                    state.say(&format!("Saved as {name}. {}", outcome.text("words")));
                } else {
                    flow::tell(
                        state,
                        "The browser does not save the file.",
                        "Check its settings for downloads, then try again.",
                    );
                }
            }
            Err(words) if words.is_empty() => {}
            Err(words) => flow::tell(state, "The export failed.", &words),
        }
    });
}
