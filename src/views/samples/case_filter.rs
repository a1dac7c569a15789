//! The field for a filter over several samples.

use crate::services::hash_lists;
use crate::state::use_app_state;
use crate::words::shared as words;
use leptos::prelude::*;
use leptos::{ev, html};
use matryoshka_core::query::filter::Mistake;

/// The field, and what is wrong with what stands in it. A list of hashes that is pasted becomes a word.
#[component]
pub fn CaseFilter(
    /// What stands in it.
    text: RwSignal<String>,
    /// What is wrong with that.
    mistake: RwSignal<Option<Mistake>>,
    /// What can be asked for.
    hint: &'static str,
    /// Called when something else stands in it.
    on_change: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let state = use_app_state();
    let field = NodeRef::<html::Input>::new();
    let typed = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        text.set(event.target().value());
        on_change();
    };
    let pasted = move |event: ev::ClipboardEvent| {
        if let Some(with_list) = field.get_untracked().and_then(|field| hash_lists::paste(state, &event, &field)) {
            text.set(with_list);
            on_change();
        }
    };
    view! {
        <div class="filter">
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=words::FILTER
                placeholder=hint
                aria-invalid=move || mistake.with(Option::is_some).to_string()
                prop:value=text
                on:input:target=typed
                on:paste=pasted
                node_ref=field
            />
            {move || mistake.get().map(|mistake| view! { <p class="mistake" role="alert">{mistake.to_string()}</p> })}
        </div>
    }
}
