//! Keys that work everywhere on the page, and the sheet that lists them.
//!
//! Single letters act only where no field has the focus, and can be switched off: people who speak to their computer
//! would press them by accident.

use super::element::{self, El, el};
use super::rest;
use super::state::State;
use super::words::{CLOSE, keys as words, views};
use crate::address::View;
use crate::browser::storage::{self, Shelf};
use crate::browser::{document, window};
use crate::listing::classification::Classification;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

const LETTERS: &str = "matryoshka.letters";

thread_local! {
    static SHEET: RefCell<Option<El>> = const { RefCell::new(None) };
}

/// Whether letters act, as chosen on this machine.
pub fn letters() -> bool {
    storage::get(Shelf::Machine, LETTERS).is_none_or(|kept| kept != "off")
}

/// Listens for as long as the page lives.
pub fn listen(state: State) {
    element::listen(&window(), "keydown", move |event: KeyboardEvent| key(state, &event));
}

fn key(state: State, event: &KeyboardEvent) {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    if modified || event.default_prevented() || !state.letters.get_untracked() || is_typing() {
        return;
    }
    let forward = !event.shift_key();
    match event.key().as_str() {
        "/" => focus("[type=search]"),
        "m" | "M" => next(state, forward, true),
        "n" | "N" => next(state, forward, false),
        "1" | "2" | "3" => {
            let at = usize::from(event.key().as_bytes()[0] - b'1');
            state.go(|address| address.view = View::ALL[at]);
        }
        "u" => unique(state),
        "f" => state.facets.update(|open| *open = !*open),
        "?" => focus("#keys-button"),
        _ => return,
    }
    event.prevent_default();
    if event.key() == "?" {
        open_sheet();
    }
}

/// A field or an open dialog has the focus.
fn is_typing() -> bool {
    let busy = |element: Element| {
        let checkbox = element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox");
        !checkbox && element.matches("input, textarea, select, [role=menuitem]").unwrap_or(false)
    };
    document().active_element().is_some_and(busy) || document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Without the focus nothing is lost.
        let _ = element.focus();
    }
}

/// Only the first row of each file, or all again.
pub fn unique(state: State) {
    state.go(|address| {
        address.unique = !address.unique;
        address.page = 1;
    });
}

/// Goes to the next row that is malicious, or that the filter has found; opens the branches around it, or the page of the
/// list on which it is.
pub fn next(state: State, forward: bool, malicious: bool) {
    let from = state.selected();
    let found = state.with_case(|case| {
        let wanted = |row| {
            if malicious {
                case.listing.classification(row) == Classification::Malicious
            } else {
                case.matches().is_none_or(|matches| matches.has(row))
            }
        };
        let is_list = state.address.with_untracked(|address| address.view == View::List);
        let row = if is_list {
            let rows = case.list_rows(0..u32::MAX);
            let at = from.and_then(|from| rows.iter().position(|row| *row == from));
            let count = rows.len();
            let start = at.unwrap_or(if forward { count.wrapping_sub(1) } else { 0 });
            let turn = |step: usize| if forward { (start + step) % count } else { (start + count - step) % count };
            (1..=count).map(|step| rows[turn(step)]).find(|row| wanted(*row))
        } else {
            case.find_next(from, forward, wanted)
        };
        row.map(|row| (case.listing.id(row), case.list_index(row).unwrap_or(0)))
    });
    match found.flatten() {
        Some((id, index)) => state.go(|address| {
            if address.view == View::List {
                address.page = index / address.page_size + 1;
            }
            address.row = Some(id);
        }),
        None => state.say(if malicious { views::NO_MALICIOUS } else { views::NO_FILE }),
    }
}

fn open_sheet() {
    rest::then(|rest| (rest.keys)());
}

/// The button in the head of the page.
pub fn button() -> El {
    element::button(words::KEYS, "id=keys-button;class=quiet;aria-haspopup=dialog", open_sheet)
        .set("title", words::HINT)
}

/// Opens the sheet, which is made when it is first opened.
pub fn sheet() {
    element::open_dialog(&super::once(&SHEET, dialog));
}

fn dialog(state: State) -> El {
    let line = |(key, does): (&str, &str)| [el("dt", "").with(&[el("kbd", "").text(key)]), el("dd", "").text(does)];
    let lines: Vec<El> = words::ALL.into_iter().flat_map(line).collect();
    let letters = element::checkbox(
        words::LETTERS,
        move || state.letters.get(),
        move |on| {
            state.letters.set(on);
            storage::set(Shelf::Machine, LETTERS, if on { "on" } else { "off" });
        },
    );
    let close = el("button", "class=primary").text(CLOSE);
    let form = el("form", "method=dialog").with(&[
        el("h2", "id=keys-title").text(words::KEYS),
        el("dl", "class=fields keys").with(&lines),
        letters,
        el("div", "class=actions").with(&[el("span", "class=spring"), close]),
    ]);
    el("dialog", "id=keys;class=dialog;aria-labelledby=keys-title").with(&[form])
}
