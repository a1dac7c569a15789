//! The head of an open sample: its hash, what is in it at a glance, and what can be done with it.

use super::state::state;
use crate::browser::{clipboard, intl};
use crate::listing::classification::Classification;
use crate::listing::verdicts;
use crate::page::live::{act, flag, live, part};
use crate::page::slot::worked_out;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The head.
#[component]
pub fn Head() -> impl IntoView {
    let state = state();
    let sample = move || state.shown.get();
    let hash = move || sample().map(|sample| sample.to_string()).unwrap_or_default();
    let kind = move || sample().map_or("", |sample| sample.kind().name());
    let copy = move |_| {
        let hash = hash();
        spawn_local(async move {
            let copied = clipboard::copy(&hash).await;
            state.say(if copied { "Hash copied." } else { "The browser does not let this page copy." });
        });
    };
    view! {
        <section class="sample" aria-label="Sample">
            <h1 class="sample-hash"><span class="kind">{kind}</span><code>{hash}</code></h1>
            <button type="button" class="quiet" on:click=copy aria-label="Copy the sample hash">"Copy"</button>
            <VerdictBar/>
            <span class="spring"></span>
            <button type="button" aria-haspopup="dialog" on:click=act(move |_| super::download::ask(state))>"Download archive"</button>
        </section>
        <super::download::DownloadBar/>
    }
}

/// How many files of each verdict, of those that have come; a press filters by it.
#[component]
fn VerdictBar() -> impl IntoView {
    let state = state();
    let counts = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.is_complete().then(|| verdicts::total(&case.listing, None))).flatten()
    });
    view! {
        <Show when=flag(move || counts.get().is_some())>
            <div class="verdicts" role="group" aria-label="Verdicts">
                {part(move || counts.get().map(|counts| {
                    Classification::ALL.map(|verdict| {
                        let count = counts[verdict as usize];
                        let term = format!("class:{}", verdict.word());
                        let term_pressed = term.clone();
                        (count > 0).then(|| view! {
                            <button
                                type="button"
                                class="verdict-count"
                                data-verdict=verdict.word()
                                style:flex-grow=count.to_string()
                                title=format!("Show only {} files", verdict.word())
                                aria-pressed=live(move || state.address.with(|address| address.filter.contains(&term_pressed)).to_string())
                                on:click=act(move |_| state.go(|address| {
                                    address.filter = crate::listing::filter::with_term(&address.filter, &term);
                                    address.page = 1;
                                }))
                            >
                                {intl::number(count.into())}" "<span>{verdict.word()}</span>
                            </button>
                        })
                    })
                }))}
            </div>
        </Show>
    }
}
