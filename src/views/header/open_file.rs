//! Open file: a listing or an archive from disk. A file that is dropped anywhere on the page does the same.

use crate::components::file_button::FileButton;
use crate::services::open_file;
use crate::state::use_app_state;
use crate::words::open as words;
use leptos::ev;
use leptos::prelude::*;

/// The button, and what is dropped on the page.
#[component]
pub fn OpenFileButton() -> impl IntoView {
    let state = use_app_state();
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
    view! {
        <FileButton
            label=words::FILE
            name=words::FILE_TO_OPEN
            accept=".json,.zip,.case,.txt,.csv,application/json,application/zip"
            multiple=true
            title=words::FILE_HINT
            class="quiet"
            on_chosen=move |files| open_file::open(state, files)
        />
    }
}
