//! Export: the listing as a file, for a ticket, a block list or another tool. The workshop writes it.

use super::desk::Desk;
use super::element::{El, button, checkbox, choices, el};
use super::flow;
use super::live::follow;
use super::load;
use super::rest;
use super::selection::KINDS;
use super::slot::{Slot, worked_out};
use super::state::{Progress, State, state};
use super::words::{export as words, files};
use crate::browser::workshop::{self, Job};
use crate::browser::{intl, save, timing};
use crate::hash::HashKind;
use crate::listing::export::scope::{Scope, default_scope};
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

/// What can be written: the name in the menu, and the workshop's word for it.
const KINDS_OF_FILE: [(&str, &str); 5] =
    [("CSV", "csv"), ("JSON", "json"), ("Hashes", "hashes"), ("STIX 2.1", "stix"), ("Report", "report")];

/// The button and the place of its menu.
pub fn menu() -> [El; 2] {
    let popover = el("div", "id=export;class=popover;popover=auto");
    rest::opener(words::EXPORT, "popovertarget=export;aria-haspopup=menu", popover, |rest| (rest.exports)())
}

/// The menu, and what can be chosen for it.
pub fn items() -> Vec<El> {
    let state = state();
    let counts = worked_out(move || {
        state.revision.track();
        let counts = state.with_case(|case| (case.matching(), case.picked.len(), case.listing.len()));
        counts.unwrap_or_default()
    });
    let everything = el("option", "").says(move || words::all(counts.get().2));
    let filtered = el("option", "")
        .says(move || counts.get().0.map(words::filtered).unwrap_or_default())
        .flag("hidden", move || counts.get().0.is_none())
        .flag("disabled", move || counts.get().0.is_none());
    let selected = el("option", "")
        .says(move || words::selected(counts.get().1))
        .flag("hidden", move || counts.get().1 == 0)
        .flag("disabled", move || counts.get().1 == 0);
    let scope = el("select", "id=export-rows").with(&[everything, filtered, selected]);
    // What is on screen is what is written, until something else is chosen.
    let chosen = Slot::new(Scope::All);
    let own = scope.clone();
    follow(move || {
        let (matching, picked, _) = counts.get();
        let default = default_scope(picked, matching);
        own.choose(default as usize);
        chosen.set(default);
    });
    let own = scope.clone();
    let scope = scope.on("change", move |_| chosen.set(Scope::ALL[own.choice().min(2)]));
    let rows = move || {
        let (matching, picked, loaded) = counts.get();
        let rows = match chosen.get() {
            Scope::All => loaded,
            Scope::Filtered => matching.unwrap_or(loaded),
            Scope::Selected => picked,
        };
        files(rows.into())
    };
    let hash = choices(KINDS.map(HashKind::name), "id=export-hash");
    let defanged = checkbox(words::DEFANGED, || false, |_| {});
    let defang = defanged.first_box();
    let item = |(name, kind): (&'static str, &'static str)| {
        let (hash, defang) = (hash.clone(), defang.clone());
        let asked = move || {
            let (scope, hash) = (chosen.get_untracked(), hash.choice());
            start(state, &Asked { kind, scope, hash, defanged: defang.is_checked() });
        };
        let count = el("span", "class=hint;aria-hidden=true").says(move || format!(" {}", rows()));
        let item = button(name, "role=menuitem;popovertarget=export;popovertargetaction=hide", asked);
        item.with(&[count]).follows("title", move || Some(rows()))
    };
    let items: Vec<El> = KINDS_OF_FILE.map(item).into();
    let menu = el("div", "class=menu;role=menu").set("aria-label", words::EXPORT).with(&items);
    let menu = menu.on_key(move |event| step(&items, &event));
    vec![
        el("label", "for=export-rows").text(words::ROWS),
        scope,
        el("label", "for=export-hash").text(words::HASH),
        hash,
        defanged,
        menu,
    ]
}

/// Arrow keys, Home and End go from item to item.
fn step(items: &[El], event: &KeyboardEvent) {
    let focused = crate::browser::document().active_element();
    let at = items.iter().position(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))));
    let (last, at) = (items.len() - 1, at.unwrap_or(0));
    let to = match event.key().as_str() {
        "ArrowDown" => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        "ArrowUp" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    // Without the focus the menu works all the same.
    let _ = items[to].focus();
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
struct Asked {
    /// The workshop's word for the kind of file.
    kind: &'static str,
    scope: Scope,
    /// The index of the kind of hash.
    hash: usize,
    defanged: bool,
}

/// The job of writing the rows of the desk.
fn job(state: State, desk: &Desk, asked: &Asked) -> Job {
    let case = desk.case.borrow();
    let job = Job::new("export")
        .of(&case, &desk.bodies)
        .with("kind", asked.kind)
        .with("hash", asked.hash as u32)
        .with("defanged", asked.defanged)
        .with("sample", desk.label())
        .with("title", state.file.get_untracked().unwrap_or_else(|| desk.label()))
        .with("date", intl::time((js_sys::Date::now() * 1000.0) as i64));
    match (asked.scope, case.matches()) {
        (Scope::Filtered, Some(matches)) => {
            let job = job.chosen(&case, |row| matches.has(row)).with("unique", case.is_unique());
            job.with("filter", desk.filter.borrow().as_str())
        }
        (Scope::Selected, _) => job.chosen(&case, |row| case.picked.has(row)).with("selected", true),
        _ => job,
    }
}

/// Writes the file and has it saved.
fn start(state: State, asked: &Asked) {
    let asked = *asked;
    spawn_local(async move {
        // Of a listing that is soon complete all rows are written.
        load::settled(state).await;
        let Some(desk) = state.desk() else { return };
        let job = job(state, &desk, &asked);
        let signal = desk.leaving.signal();
        let since = timing::now();
        let progress = move |done, of| state.working.set(Some(Progress { came: done, of: Some(of), since }));
        state.say(words::WRITING);
        let outcome = workshop::run(&job, &signal, progress).await;
        state.working.set(None);
        match outcome {
            Ok(outcome) => {
                let name = if asked.kind == "hashes" { "hashes" } else { "extracted-files" };
                let name = format!("{}-{name}.{}", desk.label(), outcome.text("ending"));
                let saved = outcome.blob().is_some_and(|blob| save::save(&blob, &name).is_ok());
                if saved {
                    state.say(&words::saved(&name, &outcome.text("words")));
                } else {
                    flow::tell(state, words::NOT_SAVED, super::words::download::CHECK_SETTINGS);
                }
            }
            Err(why) if why.is_empty() => {}
            Err(why) => flow::tell(state, words::FAILED, &why),
        }
    });
}
