//! Keys that work everywhere on the page, and the sheet that lists them.
//!
//! Single letters act only where no field has the focus, and can be switched off: people who speak to their computer
//! would press them by accident.

use crate::actions::rows::{Target, go_to_next};
use crate::actions::{filter, navigate};
use crate::components::checkbox::Checkbox;
use crate::components::dialog::{Dialog, DialogHandle};
use crate::platform::document;
use crate::state::dataset::Phase;
use crate::state::{AppState, use_app_state};
use crate::words::{CLOSE, keys as words};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use matryoshka_core::url_state::View;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The sheet, from anywhere on the page.
#[derive(Clone, Copy, Debug)]
struct KeysSheet(DialogHandle);

/// Listens for keys as long as the page lives.
pub fn listen_for_keys(state: AppState) {
    let sheet = KeysSheet(DialogHandle::new());
    provide_context(sheet);
    let handle = window_event_listener(ev::keydown, move |event| press(state, sheet.0, &event));
    on_cleanup(move || handle.remove());
}

fn press(state: AppState, sheet: DialogHandle, event: &KeyboardEvent) {
    let is_modified = crate::platform::is_modified(event);
    let are_off = !state.preferences.letter_keys.get_untracked();
    if is_modified || event.default_prevented() || are_off || is_typing() {
        return;
    }
    // Of several samples there are no rows to go through.
    let is_case = state.dataset.phase.get_untracked() == Phase::Samples;
    if is_case && !matches!(event.key().as_str(), "/" | "?") {
        return;
    }
    let forward = !event.shift_key();
    match event.key().as_str() {
        "/" => focus("[type=search]"),
        "m" | "M" => go_to_next(state, Target::Malicious, forward),
        "n" | "N" => go_to_next(state, Target::Match, forward),
        "1" => navigate::show_view(state, View::List),
        "2" => navigate::show_view(state, View::Tree),
        "3" => navigate::show_view(state, View::Map),
        "u" => filter::toggle_unique(state),
        "f" => state.preferences.toggle_facets(),
        "?" => {
            // The focus comes back to the button.
            focus("#keys-button");
            sheet.open();
        }
        _ => return,
    }
    event.prevent_default();
}

/// Whether a field or an open dialog has the focus.
fn is_typing() -> bool {
    let takes_letters = |element: Element| {
        let is_checkbox = element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox");
        !is_checkbox && element.matches("input, textarea, select, [role=menuitem]").unwrap_or(false)
    };
    let has_dialog = || document().query_selector("dialog[open]").ok().flatten().is_some();
    document().active_element().is_some_and(takes_letters) || has_dialog()
}

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Without the focus nothing is lost.
        let _ = element.focus();
    }
}

/// The button in the header.
#[component]
pub fn KeysButton() -> impl IntoView {
    let KeysSheet(sheet) = expect_context();
    view! {
        <button
            type="button"
            id="keys-button"
            class="quiet"
            aria-haspopup="dialog"
            title=words::HINT
            on:click=move |_| sheet.open()
        >
            {words::KEYS}
        </button>
    }
}

/// The sheet.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let KeysSheet(sheet) = expect_context();
    let preferences = use_app_state().preferences;
    let line = |(key, does): (&'static str, &'static str)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> };
    view! {
        <Dialog handle=sheet labelled_by="keys-title">
            <form method="dialog">
                <h2 id="keys-title">{words::KEYS}</h2>
                <dl class="fields keys">{words::ALL.into_iter().map(line).collect_view()}</dl>
                <Checkbox
                    label=words::LETTERS
                    checked=preferences.letter_keys
                    on_change=move |on| preferences.set_letter_keys(on)
                />
                <div class="actions">
                    <span class="spring"></span>
                    <button class="primary">{CLOSE}</button>
                </div>
            </form>
        </Dialog>
    }
}
