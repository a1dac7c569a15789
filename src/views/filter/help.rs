//! What a filter can say, by examples that can be pressed.

use crate::actions::filter;
use crate::components::popover::{Popover, PopoverContent};
use crate::state::use_app_state;
use crate::words::{filter as words, hash_lists};
use leptos::prelude::*;
use matryoshka_core::query::field::Field;
use matryoshka_core::query::filter::EXAMPLES;

/// The button, and what it opens.
#[component]
pub fn FilterHelp() -> impl IntoView {
    let state = use_app_state();
    let example = move |(text, says): &(&'static str, &'static str)| {
        let text = *text;
        view! {
            <li>
                <button
                    type="button"
                    class="link"
                    popovertarget="filter-help"
                    popovertargetaction="hide"
                    on:click=move |_| filter::set(state, text.to_owned())
                >
                    <code>{text}</code>
                </button>
                <span>{*says}</span>
            </li>
        }
    };
    let field = |field: Field| view! { <dt><code>{field.word()}":"</code></dt><dd>{field.says()}</dd> };
    view! {
        <Popover
            id="filter-help"
            label="?"
            name=words::HELP
            title=words::WHAT_IT_SAYS
            class="quiet"
            popover_class="popover wide"
            content=PopoverContent::Region
            popover_name=words::WHAT_IT_SAYS
        >
            <p>{words::ABOUT}" "{hash_lists::ABOUT}</p>
            <ul class="examples">{EXAMPLES.iter().map(example).collect_view()}</ul>
            <dl class="fields">{Field::ALL.into_iter().map(field).collect_view()}</dl>
        </Popover>
    }
}
