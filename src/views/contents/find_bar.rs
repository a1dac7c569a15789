//! Find in the file: a text, bytes in hex, or a regular expression.

use crate::components::button::IconButton;
use crate::services::contents::find::{find, step};
use crate::state::use_app_state;
use crate::words::contents as words;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// The ways in which words can be meant: as the worker knows them, and as people do.
pub const NOTATIONS: [(&str, &str); 3] = [("text", words::AS_TEXT), ("hex", words::AS_HEX), ("regex", words::AS_REGEX)];

/// The field, and the way from hit to hit.
#[component]
pub fn FindBar() -> impl IntoView {
    let state = use_app_state();
    let (field, notation) = (NodeRef::<html::Input>::new(), NodeRef::<html::Select>::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(field), Some(notation)) = (field.get_untracked(), notation.get_untracked()) {
            find(state, &notation.value(), &field.value());
        }
    };
    let outcome = move || {
        if let Some(why) = state.contents.refused.get() {
            return why;
        }
        state.contents.hits.with(|hits| match hits.as_ref() {
            None => String::new(),
            Some(hits) if hits.count == 0 => words::NO_HIT.to_owned(),
            Some(hits) => words::hit(u64::from(hits.at) + 1, hits.count),
        })
    };
    let none = move || state.contents.hits.with(|hits| hits.as_ref().is_none_or(|hits| hits.count == 0));
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
            <select aria-label=words::FIND_AS node_ref=notation>
                {NOTATIONS.map(|(value, name)| view! { <option value=value>{name}</option> })}
            </select>
            <IconButton sign="↑" label=words::PREVIOUS disabled=Signal::derive(none) on_press=move |_| step(state, false)/>
            <IconButton sign="↓" label=words::NEXT disabled=Signal::derive(none) on_press=move |_| step(state, true)/>
            <span id="find-outcome" role="status">{outcome}</span>
        </form>
    }
}
