//! Find in the file: a text, bytes in hex, or a regular expression.

use crate::components::button::IconButton;
use crate::services::contents::find::{find, step};
use crate::state::use_app_state;
use crate::words::contents as words;
use leptos::ev::{Event, SubmitEvent, Targeted};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::contents::notation::Notation;
use matryoshka_core::worker_job::contents::Pattern;
use web_sys::HtmlSelectElement;

/// The field, and the way from hit to hit.
#[component]
pub fn FindBar() -> impl IntoView {
    let state = use_app_state();
    let field = NodeRef::<html::Input>::new();
    let notation = RwSignal::new(Notation::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            find(state, Pattern { notation: notation.get_untracked(), words: field.value() });
        }
    };
    let choose = move |event: Targeted<Event, HtmlSelectElement>| {
        let chosen = Notation::ALL.get(event.target().selected_index() as usize);
        notation.set(chosen.copied().unwrap_or_default());
    };
    let outcome = move || {
        if let Some(why) = state.contents.refused.get() {
            return why;
        }
        state.contents.found.with(|found| match found.as_ref() {
            None => String::new(),
            Some(found) if found.hits.count == 0 => words::NO_HIT.to_owned(),
            Some(found) => words::hit(found.at as u64 + 1, found.hits.offsets.len() as u64, found.hits.count),
        })
    };
    let none = move || state.contents.found.with(|found| found.as_ref().is_none_or(|found| found.hits.count == 0));
    view! {
        <form class="find" on:submit=submit>
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=words::FIND
                aria-describedby="find-outcome"
                placeholder=words::FIND
                node_ref=field
            />
            <select aria-label=words::FIND_AS on:change:target=choose>
                {Notation::ALL.map(|own| view! { <option>{words::notation(own)}</option> })}
            </select>
            <IconButton sign="↑" label=words::PREVIOUS disabled=Signal::derive(none) on_press=move |_| step(state, false)/>
            <IconButton sign="↓" label=words::NEXT disabled=Signal::derive(none) on_press=move |_| step(state, true)/>
            <span id="find-outcome" role="status">{outcome}</span>
        </form>
    }
}
