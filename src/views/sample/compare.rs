//! Compare: asks for what the open sample is compared with.

use crate::actions::compare;
use crate::components::dialog::{Dialog, DialogHandle};
use crate::components::file_button::FileButton;
use crate::state::use_app_state;
use crate::words::{self, differences as own, open as opening};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use web_sys::FileList;

/// The button that opens the dialog.
#[component]
pub fn CompareButton() -> impl IntoView {
    let dialog = DialogHandle::new();
    view! {
        <button type="button" aria-haspopup="dialog" title=own::COMPARE_HINT on:click=move |_| dialog.open()>
            {own::COMPARE}
        </button>
        <Dialog handle=dialog labelled_by="compare-title"><CompareForm dialog/></Dialog>
    }
}

#[component]
fn CompareForm(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let input = NodeRef::<html::Input>::new();
    let open = move || state.dataset.sample.get_untracked();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(open) = open() else { return };
        let other = match text.with_untracked(|text| SampleHash::parse(text)) {
            Ok(other) if other == open => Err(own::ITSELF.to_owned()),
            other => other.map_err(|fault| fault.to_string()),
        };
        match other {
            Ok(other) => {
                dialog.close();
                compare::with_sample(state, open, other);
            }
            Err(why) => {
                refused.set(Some(why));
                if let Some(input) = input.get_untracked() {
                    // Without the focus the words are still there.
                    let _ = input.focus();
                }
            }
        }
    };
    let chosen = move |files: &FileList| {
        if let (Some(open), Some(file)) = (open(), files.get(0)) {
            dialog.close();
            compare::with_listing(state, open, file);
        }
    };
    let typed = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        text.set(event.target().value());
        refused.set(None);
    };
    view! {
        <form on:submit=submit>
            <h2 id="compare-title">{own::COMPARE_WITH}</h2>
            <p class="hint">{own::ABOUT}</p>
            <label for="compare-other">{own::OTHER}</label>
            <input
                id="compare-other"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=opening::HASH_HINT
                aria-invalid=move || refused.with(Option::is_some).to_string()
                node_ref=input
                prop:value=text
                on:input:target=typed
            />
            {move || refused.get().map(|why| view! { <p class="why" role="alert">{why}</p> })}
            <div class="actions">
                <button type="submit" class="primary">{own::COMPARE}</button>
                <FileButton
                    label=own::OPEN
                    name=own::LISTING_TO_OPEN
                    accept=".json,application/json"
                    title=own::OPEN_HINT
                    on_chosen=chosen
                />
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{words::CLOSE}</button>
            </div>
        </form>
    }
}
