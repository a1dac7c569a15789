//! What stands in the middle when there are no rows.

use super::recent;
use super::state::{Phase, state};
use crate::page::live::act;
use leptos::prelude::*;

/// The start page; while the first sample is awaited, the shape of rows to come.
#[component]
pub fn Start() -> impl IntoView {
    let state = state();
    let opening = move || state.phase.get() == Phase::Opening;
    let recent = move || {
        state.phase.track();
        let samples = recent::list();
        (!samples.is_empty()).then(|| {
            let rows = samples.into_iter().map(|sample| {
                let kind = sample.kind().name();
                let text = sample.to_string();
                view! {
                    <li>
                        <button type="button" class="recent" on:click=act(move |_| {
                            let sample = sample.clone();
                            state.go(|address| address.sample = Some(sample));
                        })><span class="kind">{kind}</span><code>{text}</code></button>
                    </li>
                }
            });
            view! { <h2>"Open in this tab before"</h2><ul class="recents">{rows.collect_view()}</ul> }
        })
    };
    view! {
        <Show
            when=opening
            fallback=move || view! {
                <section class="start">
                    <span class="mark big" aria-hidden="true"></span>
                    <h1>"What is inside?"</h1>
                    <p>"Paste the hash of a sample that the appliance has analysed. You get every file that was extracted from it: as a list, as the tree of parents, and as an archive."</p>
                    {recent}
                </section>
            }
        >
            <div class="skeleton" aria-hidden="true">
                {(0..12).map(|_| view! { <div class="bone"></div> }).collect_view()}
            </div>
            <h1 class="offscreen">"Asking the appliance for the files of this sample"</h1>
        </Show>
    }
}

/// A sample in which nothing was found.
#[component]
pub fn Nothing() -> impl IntoView {
    view! {
        <section class="start">
            <span class="mark big hollow" aria-hidden="true"></span>
            <h1>"Nothing was extracted"</h1>
            <p>"The appliance knows this sample and found no files inside it: it is the innermost doll. There is no list and no archive to show."</p>
        </section>
    }
}
