//! The views as tabs, and what stands beside them.

use super::columns::{self, COLUMNS};
use super::element::{El, button, checkbox, el};
use super::slot::worked_out;
use super::state::state;
use super::words::views as words;
use super::{facets, filter, rest, selection, shortcuts};
use crate::address::View;
use web_sys::KeyboardEvent;

/// The name of a view.
pub const fn name(view: View) -> &'static str {
    match view {
        View::List => words::LIST,
        View::Tree => words::TREE,
        View::Map => words::MAP,
    }
}

/// Tabs, filter, count, and the buttons of the views; below them what can be done with rows that are picked.
pub fn toolbar() -> El {
    let state = state();
    let is_tree = move || state.address.with(|address| address.view == View::Tree);
    let is_filtered = move || state.address.with(|address| !address.filter.trim().is_empty());
    let is_unique = move || state.address.with(|address| address.unique);
    let unique = checkbox(words::UNIQUE, is_unique, move |_| shortcuts::unique(state));
    let bar = el("div", "class=toolbar")
        .with(&[tabs()])
        .with(&filter::search())
        .with(&[filter::count()])
        .when(is_filtered, steps)
        .with(&[facets::button(), unique])
        .with(&choose_columns())
        .when(is_tree, branches);
    selection::beside(bar)
}

/// From one match to the next.
fn steps() -> El {
    let state = state();
    let step = |sign: &str, name: &str, hint: &str, forward: bool| {
        let step = button(sign, "class=step", move || shortcuts::next(state, forward, false));
        step.set("aria-label", name).set("title", hint)
    };
    el("div", "class=group").with(&[
        step("↑", words::PREVIOUS, words::PREVIOUS_HINT, false),
        step("↓", words::NEXT, words::NEXT_HINT, true),
    ])
}

/// All branches at once.
fn branches() -> El {
    let state = state();
    let all = |name: &str, open: bool| button(name, "", move || state.update_case(|case| case.set_all_open(open)));
    el("div", "class=group").with(&[all(words::EXPAND, true), all(words::COLLAPSE, false)])
}

/// The button for which columns are shown, and the place of what it opens.
fn choose_columns() -> [El; 2] {
    let popover = el("div", "id=columns;class=popover;popover=auto;role=group").set("aria-label", words::COLUMNS);
    rest::opener(words::COLUMNS, "popovertarget=columns", popover, |rest| (rest.columns)())
}

/// Which columns are shown, and how close rows stand.
pub fn columns() -> Vec<El> {
    let state = state();
    let choice = |at: usize, name: &str| {
        checkbox(
            name,
            move || state.hidden.get() >> at & 1 == 0,
            move |_| {
                state.hidden.update(|hidden| *hidden ^= 1 << at);
                columns::remember(state.hidden.get_untracked());
            },
        )
    };
    // The name is always shown: it is what a row is known by.
    let mut choices: Vec<El> = COLUMNS.iter().enumerate().skip(1).map(|(at, column)| choice(at, column.name)).collect();
    let compact = checkbox(
        words::COMPACT,
        move || state.compact.get(),
        move |compact| {
            state.compact.set(compact);
            columns::remember_compact(compact);
        },
    );
    choices.extend([el("hr", ""), compact]);
    choices
}

fn tabs() -> El {
    let state = state();
    let current = worked_out(move || state.address.with(|address| address.view));
    let show = move |view: View| state.go(|address| address.view = view);
    let tab = |view: View| {
        button(name(view), "role=tab;class=tab;aria-controls=pane", move || show(view))
            .state("aria-selected", move || current.get() == view)
            .follows("tabindex", move || Some(if current.get() == view { "0" } else { "-1" }.to_owned()))
    };
    let tabs = View::ALL.map(tab);
    let list = el("div", "class=tabs;role=tablist").set("aria-label", words::VIEW).with(&tabs);
    list.on_key(move |event: KeyboardEvent| {
        let at = View::ALL.iter().position(|view| *view == current.get_untracked()).unwrap_or(0);
        let count = View::ALL.len();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        show(View::ALL[to]);
        // Without the focus the view is shown all the same.
        let _ = tabs[to].focus();
    })
}
