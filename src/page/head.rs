//! The head of an open sample: its hash, what is in it at a glance, and what can be done with it.

use super::state::state;
use crate::browser::{clipboard, intl};
use crate::listing::classification::Classification;
use crate::listing::{measure, verdicts};
use crate::page::live::{act, flag, live, part};
use crate::page::slot::worked_out;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The head.
#[component]
pub fn Head() -> impl IntoView {
    let state = state();
    let sample = move || state.shown.get();
    let hash = move || {
        let file = state.file.get().map(|name| crate::listing::escape::visible(&name).into_owned());
        file.or_else(|| sample().map(|sample| sample.to_string())).unwrap_or_default()
    };
    let is_sample = move || state.shown.with(Option::is_some);
    let kind = move || match (sample(), state.file.with(Option::is_some)) {
        (_, true) => "From a file",
        (Some(sample), _) => sample.kind().name(),
        _ => "",
    };
    let copy = move |_| {
        let hash = hash();
        spawn_local(async move {
            let copied = clipboard::copy(&hash).await;
            state.say(if copied { "Hash copied." } else { "The browser does not let this page copy." });
        });
    };
    view! {
        <Trail/>
        <section class="sample" aria-label="Sample">
            <h1 class="sample-hash"><span class="kind">{kind}</span><code>{hash}</code></h1>
            <Show when=is_sample>
                <button type="button" class="quiet" on:click=act(copy) aria-label="Copy the sample hash">"Copy"</button>
            </Show>
            <VerdictBar/>
            <span class="spring"></span>
            <super::export::ExportMenu/>
            <Show when=is_sample>
                <button type="button" aria-haspopup="dialog" on:click=act(move |_| super::download::ask(state))>"Download archive"</button>
            </Show>
            <Summary/>
        </section>
        <super::download::DownloadBar/>
        <super::archive::ArchiveBar/>
    }
}

/// The samples through which this one was reached, each a way back to where it was left.
#[component]
fn Trail() -> impl IntoView {
    let state = state();
    // Going back by the browser's own button goes back here as well.
    crate::page::live::follow(move || {
        let shown = state.shown.get();
        state.trail.update(|trail| {
            if let Some(at) = trail.iter().position(|left| left.sample == shown) {
                trail.truncate(at);
            }
        });
    });
    view! {
        <Show when=flag(move || state.trail.with(|trail| !trail.is_empty()))>
            <nav class="trail" aria-label="Way to this sample">
                <ol>
                    {part(move || state.trail.get().into_iter().map(|left| {
                        let hash = left.sample.as_ref().map(ToString::to_string).unwrap_or_default();
                        view! {
                            <li><button type="button" class="link" title=hash.clone() on:click=act(move |_| {
                                let left = left.clone();
                                state.go(|address| *address = left);
                            })><code>{format!("{}…", &hash[..hash.len().min(12)])}</code></button></li>
                        }
                    }).collect_view())}
                    <li aria-current="true">"this sample"</li>
                </ol>
            </nav>
        </Show>
    }
}

/// The sample in numbers, once all of it has come.
#[component]
fn Summary() -> impl IntoView {
    let state = state();
    let words = worked_out(move || {
        state.revision.track();
        state
            .with_case(|case| {
                if case.is_stale() || !case.is_complete() {
                    return String::new();
                }
                let listing = &case.listing;
                let rows = listing.len();
                let bytes: u64 = (0..rows).filter_map(|row| listing.size(row)).fold(0, u64::saturating_add);
                let mut words = format!("{} {}", intl::number(rows.into()), if rows == 1 { "file" } else { "files" });
                if let Some(doubles) = case.doubles_at_hand() {
                    words.push_str(&format!(", {} unique", intl::number(doubles.unique().into())));
                }
                words.push_str(&format!(" · {} in all · {} deep", measure::size(bytes), case.forest().max_depth()));
                // Each entry says how many are below it, so the outermost ones say how many there should be.
                let forest = case.forest();
                let said = forest
                    .children(None)
                    .try_fold(0_u64, |sum, place| Some(sum + 1 + u64::from(listing.files(forest.row(place))?)));
                if let Some(said) = said.filter(|said| *said != u64::from(rows)) {
                    words.push_str(&format!(" · the outermost entries speak of {}", intl::number(said)));
                }
                words
            })
            .unwrap_or_default()
    });
    view! { <p class="summary">{live(move || words.get())}</p> }
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
                                on:click=act(move |_| super::filter::add(state, &term))
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
