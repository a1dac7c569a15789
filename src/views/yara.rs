//! Scan with YARA: the dialog, the rules, and what they have found as it comes.

mod found;
pub mod matches;
mod mistakes;

use crate::components::dialog::{Dialog, DialogHandle};
use crate::components::file_button::FileButton;
use crate::components::progress::JobProgress;
use crate::services::yara_scan::{add_rules, start};
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::views::skipped::SkippedMembers;
use crate::words::{self, archive, yara as own};
use found::FoundFiles;
use leptos::ev::{self, SubmitEvent};
use leptos::prelude::*;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::table::format_size;
use mistakes::Mistakes;

/// Letters of the name of a file with rules.
const NAME: usize = 120;

/// The button that opens the dialog.
#[component]
pub fn ScanButton() -> impl IntoView {
    let dialog = DialogHandle::new();
    view! {
        <button type="button" aria-haspopup="dialog" on:click=move |_| dialog.open()>{own::SCAN}</button>
        <Dialog handle=dialog labelled_by="yara-title"><ScanForm dialog/></Dialog>
    }
}

#[component]
fn ScanForm(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let yara = state.yara;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        start(state);
    };
    let over = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
    };
    // What is dropped here are rules, and no listing.
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            add_rules(state, &files);
        }
    };
    view! {
        <form class="search-contents" on:submit=submit on:dragover=over on:drop=dropped>
            <h2 id="yara-title">{own::SCAN}</h2>
            <p class="hint">{own::ABOUT}</p>
            <label for="yara-rules">{own::RULES}</label>
            <textarea
                id="yara-rules"
                class="rules"
                rows="8"
                autocomplete="off"
                spellcheck="false"
                placeholder=own::HINT
                prop:value=yara.typed
                on:input:target=move |event| yara.typed.set(event.target().value())
            ></textarea>
            <OpenedRules/>
            {move || yara.refused.get().map(|why| view! { <p class="why" role="alert">{why}</p> })}
            <Mistakes/>
            <div class="actions">
                <button type="submit" class="primary">{own::START}</button>
                <FileButton
                    label=own::OPEN
                    name=own::FILES_TO_OPEN
                    accept=".yar,.yara,.rule,.rules,.txt"
                    multiple=true
                    on_chosen=move |files| add_rules(state, files)
                />
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{words::CLOSE}</button>
            </div>
        </form>
        <JobProgress kind=JobKind::Archive label=archive::WORKING cancelled=archive::STOPPED/>
        <JobProgress kind=JobKind::Scan label=own::PROGRESS cancelled=own::STOPPED/>
        <p role="status">{move || yara.outcome.get()}</p>
        <FoundFiles dialog/>
        <SkippedMembers skipped=yara.skipped summary=own::SKIPPED/>
    }
}

/// The files with rules, each with a way to take it out again.
#[component]
fn OpenedRules() -> impl IntoView {
    let files = use_app_state().yara.files;
    let remove = move |at: usize| {
        files.update(|files| {
            if at < files.len() {
                files.remove(at);
            }
        });
    };
    let line = move |at: usize, name: &str, bytes: usize| {
        let name = shortened(name, NAME).into_owned();
        let label = own::remove(&name);
        view! {
            <li>
                <bdi>{name}</bdi>
                <span class="hint">{format_size::size(bytes as u64)}</span>
                <button type="button" class="quiet" aria-label=label on:click=move |_| remove(at)>{own::REMOVE}</button>
            </li>
        }
    };
    move || {
        files.with(|files| {
            let lines = files.iter().enumerate().map(|(at, file)| line(at, &file.name, file.text.len())).collect_view();
            (!files.is_empty()).then(|| view! { <ul class="rule-files" aria-label=own::OPENED>{lines}</ul> })
        })
    }
}
