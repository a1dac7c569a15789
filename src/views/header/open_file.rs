//! Open file: a listing or an archive from disk. A file that is dropped anywhere on the page does the same.

use crate::services::open_file;
use crate::state::use_app_state;
use crate::words::open as words;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The button, and what is dropped on the page.
#[component]
pub fn OpenFileButton() -> impl IntoView {
    let state = use_app_state();
    let input = NodeRef::<html::Input>::new();
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            open_file::open(state, &files);
        }
    });
    on_cleanup(move || {
        over.remove();
        dropped.remove();
    });
    let chosen = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        if let Some(files) = input.files() {
            open_file::open(state, &files);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let press = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button type="button" class="quiet" title=words::FILE_HINT on:click=press>{words::FILE}</button>
        <input
            type="file"
            hidden
            multiple
            accept=".json,.zip,.case,.txt,.csv,application/json,application/zip"
            aria-label=words::FILE_TO_OPEN
            node_ref=input
            on:change:target=chosen
        />
    }
}
