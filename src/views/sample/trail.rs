//! The samples through which this one was reached.

use crate::actions::navigate;
use crate::state::dataset::Phase;
use crate::state::use_app_state;
use crate::words::head as words;
use leptos::prelude::*;
use matryoshka_core::url_state::UrlState;

/// The samples through which this one was reached, each a way back to where it was left.
#[component]
pub fn Trail() -> impl IntoView {
    let dataset = use_app_state().dataset;
    let is_shown = Memo::new(move |_| {
        dataset.trail.with(|trail| !trail.is_empty()) && matches!(dataset.phase.get(), Phase::Empty | Phase::Open)
    });
    view! {
        <Show when=move || is_shown.get()>
            <nav class="trail" aria-label=words::WAY>
                <ol>
                    {move || dataset.trail.get().into_iter().map(|left| view! { <Step left/> }).collect_view()}
                    <li aria-current="true">{words::HERE}</li>
                </ol>
            </nav>
        </Show>
    }
}

#[component]
fn Step(left: UrlState) -> impl IntoView {
    let state = use_app_state();
    let hash = left.sample.as_ref().map(ToString::to_string).unwrap_or_default();
    let short = format!("{}…", hash.get(..12).unwrap_or(&hash));
    let back = move |_| {
        let left = left.clone();
        navigate::go(state, |url| *url = left);
    };
    view! { <li><button type="button" class="link" title=hash on:click=back><code>{short}</code></button></li> }
}
