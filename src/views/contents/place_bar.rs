//! Which bytes are selected, the way to others, and how they are copied.

use crate::components::copy_button::copy_for;
use crate::platform::streams::bytes;
use crate::services::contents::find::go_to;
use crate::state::contents::ContentsTab;
use crate::state::use_app_state;
use crate::words::{self, contents as own};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::copy::{CopyForm, MOST};
use matryoshka_core::contents::offset;

/// The bar; strings have none.
#[component]
pub fn PlaceBar() -> impl IntoView {
    let state = use_app_state();
    let contents = state.contents;
    let field = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(false);
    let size = move || contents.file.with(|file| file.as_ref().map_or(0, |file| file.size));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = field.get_untracked().and_then(|field| offset::read(&field.value()));
        let at = typed.filter(|at| *at < untrack(size));
        wrong.set(at.is_none());
        if let Some(at) = at {
            go_to(state, at, 1);
        }
    };
    let copy = move |form: CopyForm| {
        let Some(file) = contents.file.get_untracked() else { return };
        let range = contents.selection.get_untracked().range(file.size);
        if range.end - range.start > MOST {
            state.alerts.notify(own::TOO_MANY);
            return;
        }
        spawn_local(async move {
            if let Ok(bytes) = bytes(&file.blob, range.start as f64, range.end as f64).await {
                copy_for(state.alerts, form.write(&bytes), words::copied(own::SELECTED));
            }
        });
    };
    let place = move || {
        if wrong.get() {
            return own::NO_OFFSET.to_owned();
        }
        let range = contents.selection.get().range(size());
        if range.is_empty() {
            own::EMPTY.to_owned()
        } else {
            own::selected(range.start, range.end - range.start, size())
        }
    };
    view! {
        <div class="place-bar" hidden=move || contents.tab.get() == ContentsTab::Strings>
            <form on:submit=submit>
                <input
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=own::GO_TO
                    aria-describedby="bytes-selected"
                    placeholder=own::GO_TO
                    node_ref=field
                    on:input=move |_| wrong.set(false)
                />
                <button type="submit">{own::GO}</button>
            </form>
            <span id="bytes-selected" role="status">{place}</span>
            <div class="group" role="group" aria-label=own::COPY_AS>
                {CopyForm::ALL.into_iter().zip(own::COPIES).map(|(form, name)| view! {
                    <button type="button" class="quiet" on:click=move |_| copy(form)>{name}</button>
                }).collect_view()}
            </div>
        </div>
    }
}
