//! Keys that work everywhere on the page, and the sheet that lists them.
//!
//! Single letters act only where no field has the focus, and can be switched off: people who speak to their computer
//! would press them by accident.

use super::state::State;
use crate::address::View;
use crate::browser::document;
use crate::browser::storage::{self, Shelf};
use crate::listing::classification::Classification;
use crate::page::live::{act, follow, live};
use crate::page::state::state;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

const LETTERS: &str = "matryoshka.letters";

/// Each key and what it does.
const KEYS: [(&str, &str); 16] = [
    ("/", "to the filter"),
    ("m, Shift M", "next, previous malicious file"),
    ("n, Shift N", "next, previous match of the filter"),
    ("l, t", "list, tree"),
    ("u", "unique files only, and back"),
    ("f", "facets"),
    ("?", "this sheet"),
    ("↑ ↓ Page Up Page Down", "through the rows"),
    ("Home End", "first row, last row"),
    ("→", "opens a branch; on an open one, to its first file"),
    ("←", "closes a branch; on a closed one, to what it is in"),
    ("Enter", "details of the row"),
    ("Space", "selects the row, or no longer"),
    ("Shift ↑ ↓", "selects a stretch of rows"),
    ("Ctrl A", "selects all rows in view or out of it"),
    ("Escape", "closes; in the rows, selects none"),
];

/// Whether letters act, as chosen on this machine.
pub fn letters() -> bool {
    storage::get(Shelf::Machine, LETTERS).is_none_or(|kept| kept != "off")
}

/// Listens for as long as the page lives.
pub fn listen(state: State) {
    let heard = window_event_listener(leptos::ev::keydown, move |event| key(state, &event));
    on_cleanup(move || heard.remove());
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
        "l" => state.go(|address| address.view = View::List),
        "t" => state.go(|address| address.view = View::Tree),
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
        None => state.say(if malicious { "No malicious file here." } else { "No file here." }),
    }
}

fn open_sheet() {
    let dialog = document().get_element_by_id("keys");
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok())
        && !dialog.open()
    {
        // Refused only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// The button in the head of the page.
#[component]
pub fn KeysButton() -> impl IntoView {
    view! {
        <button type="button" id="keys-button" class="quiet" aria-haspopup="dialog" title="Keys (?)" on:click=act(move |_| open_sheet())>"Keys"</button>
    }
}

/// The sheet.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let state = state();
    let dialog = NodeRef::<Dialog>::new();
    follow(move || {
        storage::set(Shelf::Machine, LETTERS, if state.letters.get() { "on" } else { "off" });
    });
    view! {
        <dialog node_ref=dialog id="keys" class="dialog" aria-labelledby="keys-title">
            <form method="dialog">
                <h2 id="keys-title">"Keys"</h2>
                <dl class="fields keys">
                    {KEYS.map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> }).collect_view()}
                </dl>
                <label class="check"><input type="checkbox" prop:checked=live(move || state.letters.get()) on:change=act(move |event| {
                    state.letters.set(event_target_checked(&event));
                })/>"Single letters act as keys"</label>
                <div class="actions"><span class="spring"></span><button class="primary">"Close"</button></div>
            </form>
        </dialog>
    }
}
