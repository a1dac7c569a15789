//! What can be done with the archive, and what came of it.

use super::{check, save_table, stop};
use crate::listing::measure;
use crate::page::element::{El, button, el};
use crate::page::slot::worked_out;
use crate::page::state::{State, state};
use crate::page::words::{CANCEL, archive as words};

/// The bar in the head of the sample, while there is an archive.
pub fn bar() -> El {
    let state = state();
    let here = worked_out(move || {
        state.revision.track();
        let desk = state.desk()?;
        let archive = desk.archive.borrow();
        let archive = archive.as_ref()?;
        let here = words::here(archive.served, &measure::size(archive.blob.size() as u64));
        Some([Some(here), archive.around.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "))
    });
    let result = worked_out(move || {
        state.revision.track();
        let checked = state.with_case(|case| (case.checked.words.clone(), case.checked.odd.clone()))?;
        (!checked.0.is_empty()).then_some(checked)
    });
    el("section", "class=loading archive")
        .set("aria-label", words::ARCHIVE)
        .with(&[
            el("span", "class=part").says(move || here.get().unwrap_or_default()),
            button(words::CHECK, "", move || check(state)),
        ])
        .part(move || result.get().map(|(said, odd)| outcome(state, &said, &odd)).unwrap_or_default())
        .part(move || locked(state))
}

/// What a check has found.
fn outcome(state: State, said: &str, odd: &[String]) -> Vec<El> {
    let save = button(words::SAVE_RESULT, "class=quiet", move || {
        if let Some(desk) = state.desk() {
            save_table(state, &desk);
        }
    });
    let mut parts = vec![el("p", "role=status").text(said), save];
    if !odd.is_empty() {
        let line = |line: &String| el("li", "").with(&[el("bdi", "").text(line)]);
        let lines: Vec<El> = odd.iter().map(line).collect();
        parts.push(el("details", "").with(&[el("summary", "").text(words::ODD), el("ul", "").with(&lines)]));
    }
    parts
}

/// Asks for the password of the archive, while one is needed.
fn locked(state: State) -> Vec<El> {
    let why = state.locked.get();
    if why.is_empty() {
        return Vec::new();
    }
    let password = el("input", "type=text;autocomplete=off;spellcheck=false").set("aria-label", words::PASSWORD);
    let typed = password.clone();
    let form = el("form", "")
        .with(&[el("p", "role=alert").text(&why), password, el("button", "type=submit").text(words::TRY)])
        .on("submit", move |event| {
            event.prevent_default();
            if let Some(desk) = state.desk()
                && let Some(archive) = desk.archive.borrow_mut().as_mut()
            {
                archive.password = Some(typed.entry()).filter(|text| !text.is_empty());
            }
            check(state);
        });
    vec![form]
}

/// How far the workshop is with its job, while it has one.
pub fn working() -> El {
    let state = state();
    let share = move || state.working.with(|p| p.as_ref().map(|p| p.came / p.of.unwrap_or(1.0).max(1.0)));
    // In thousandths, so that no floating-point text is needed.
    let progress = el("progress", "max=1000")
        .set("aria-label", words::WORKING)
        .follows("value", move || share().map(|share| ((share * 1000.0) as u32).to_string()));
    let cancel = button(CANCEL, "", move || {
        stop();
        state.working.set(None);
        state.say(words::STOPPED);
    });
    el("div", "class=loading download").with(&[progress, cancel])
}
