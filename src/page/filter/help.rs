//! What a filter can say, by examples that can be pressed.

use crate::listing::filter::{EXAMPLES, Field};
use crate::page::live::act;
use crate::page::state::state;
use leptos::prelude::*;

/// The button and what it opens.
#[component]
pub fn Help() -> impl IntoView {
    let state = state();
    view! {
        <button type="button" class="quiet" popovertarget="filter-help" aria-label="Filter help" title="What a filter can say">"?"</button>
        <div id="filter-help" class="popover wide" popover="auto" role="region" aria-label="What a filter can say">
            <p>"Words are looked for in name, path, type, threat name and hashes; all of them must be found. A field narrows that down, "<code>"-"</code>" is not, "<code>"or"</code>" and brackets are what they say."</p>
            <ul class="examples">
                {EXAMPLES.iter().map(|(text, says)| view! {
                    <li><button type="button" class="link" popovertarget="filter-help" popovertargetaction="hide" on:click=act(move |_| {
                        super::set(state, (*text).to_owned());
                    })><code>{*text}</code></button><span>{*says}</span></li>
                }).collect_view()}
            </ul>
            <dl class="fields">
                {Field::ALL.map(|field| view! { <dt><code>{field.word()}":"</code></dt><dd>{field.says()}</dd> }).collect_view()}
            </dl>
        </div>
    }
}
