//! The dialog before a download: the warning, and in what form the archive is saved.

use crate::components::checkbox::Checkbox;
use crate::components::dialog::{Dialog, DialogHandle};
use crate::platform::file_picker;
use crate::services::archive_download::{self, ArchiveForm};
use crate::state::use_app_state;
use crate::words::{CLOSE, download as words};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::worker_job::archive::CONVENTION;

/// The forms to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Protected,
    AsServed,
    ToDisk,
}

/// The button that opens the dialog.
#[component]
pub fn DownloadButton() -> impl IntoView {
    let dialog = DialogHandle::new();
    view! {
        <button type="button" aria-haspopup="dialog" on:click=move |_| dialog.open()>{words::TITLE}</button>
        <Dialog handle=dialog labelled_by="download-title"><DownloadForm dialog/></Dialog>
    }
}

/// The warning and the choice.
#[component]
fn DownloadForm(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let choice = RwSignal::new(Choice::Protected);
    let only_selected = RwSignal::new(false);
    let disarms = RwSignal::new(true);
    let password = NodeRef::<html::Input>::new();
    let selected = Memo::new(move |_| state.dataset.with_marks(|dataset| dataset.selection.len()).unwrap_or(0));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        dialog.close();
        match choice.get_untracked() {
            Choice::AsServed => archive_download::start(state, ArchiveForm::AsServed),
            Choice::ToDisk => archive_download::start_to_disk(state),
            Choice::Protected => {
                let typed = password.get_untracked().map(|input| input.value()).filter(|text| !text.is_empty());
                archive_download::start(
                    state,
                    ArchiveForm::Protected {
                        password: typed.unwrap_or_else(|| CONVENTION.to_owned()),
                        only_selected: only_selected.get_untracked() && selected.get_untracked() > 0,
                        disarms: disarms.get_untracked(),
                    },
                );
            }
        }
    };
    view! {
        <form on:submit=submit>
            <h2 id="download-title">{words::TITLE}</h2>
            <p class="warning"><b>{words::LIVE}</b>{words::WHERE}</p>
            <fieldset class="forms">
                <legend class="offscreen">{words::FORM}</legend>
                <FormRadio value=Choice::Protected choice label=words::PROTECTED/>
                <div class="form-more">
                    <p class="hint">{words::PROTECTED_HINT}</p>
                    <p class="hint">{words::OPENED_BY}</p>
                    <label for="zip-password">{words::PASSWORD}</label>
                    <input
                        id="zip-password"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        value=CONVENTION
                        node_ref=password
                    />
                    <Checkbox
                        label=words::DISARM
                        checked=disarms
                        on_change=move |on| disarms.set(on)
                    />
                    <Checkbox
                        label=Signal::derive(move || words::only_selected(selected.get()))
                        checked=only_selected
                        on_change=move |on| only_selected.set(on)
                        hidden=Signal::derive(move || selected.get() == 0)
                    />
                </div>
                <FormRadio value=Choice::AsServed choice label=words::AS_SERVED/>
                <p class="hint form-more">{words::AS_SERVED_HINT}</p>
                {file_picker::is_possible().then(|| view! {
                    <FormRadio value=Choice::ToDisk choice label=words::TO_DISK/>
                    <p class="hint form-more">{words::TO_DISK_HINT}</p>
                })}
            </fieldset>
            <div class="actions">
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{CLOSE}</button>
                <button type="submit" class="primary">{words::SAVE}</button>
            </div>
        </form>
    }
}

#[component]
fn FormRadio(value: Choice, choice: RwSignal<Choice>, label: &'static str) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name="form"
                prop:checked=move || choice.get() == value
                on:change=move |_| choice.set(value)
            />
            {label}
        </label>
    }
}
