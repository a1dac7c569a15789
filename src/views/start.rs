//! What stands in the middle when there are no rows.

use super::loading::LoadingBar;
use crate::actions::navigate;
use crate::platform::intl;
use crate::services::connect;
use crate::services::recent::{self, Recent};
use crate::state::{AppState, use_app_state};
use crate::words::start as words;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;

/// How many lines the placeholder of rows has.
const PLACEHOLDER_LINES: usize = 12;

/// The start page.
#[component]
pub fn StartPage() -> impl IntoView {
    view! {
        <section class="start">
            <span class="mark big" aria-hidden="true"></span>
            <h1>{words::TITLE}</h1>
            <p>{words::ABOUT}</p>
            <ExampleSample/>
            <RecentSamples/>
        </section>
    }
}

/// A button for the sample to try, where an administrator has named one.
#[component]
fn ExampleSample() -> impl IntoView {
    let state = use_app_state();
    let example = move || state.connection.config.with(|config| config.example.clone());
    move || {
        example().map(|sample| {
            view! { <button type="button" class="primary" on:click=opens(state, sample)>{words::TRY}</button> }
        })
    }
}

/// The samples that were open in this tab.
#[component]
fn RecentSamples() -> impl IntoView {
    let state = use_app_state();
    let recent = recent::list();
    if recent.is_empty() {
        return None;
    }
    let line = |Recent { sample, opened }: Recent| {
        view! {
            <li>
                <button type="button" class="recent" on:click=opens(state, sample.clone())>
                    <span class="kind">{sample.kind().name()}</span>
                    <code>{sample.to_string()}</code>
                    <time>{intl::time(opened)}</time>
                </button>
            </li>
        }
    };
    Some(view! {
        <h2>{words::RECENT}</h2>
        <ul class="recents">{recent.into_iter().map(line).collect_view()}</ul>
    })
}

fn opens<E>(state: AppState, sample: SampleHash) -> impl Fn(E) + 'static {
    move |_| {
        let sample = sample.clone();
        connect::decide_by_open(state);
        navigate::go(state, |url| url.sample = Some(sample));
    }
}

/// While the first answer of the first sample is awaited and takes its time: the shape of rows to come.
#[component]
pub fn Opening() -> impl IntoView {
    let bones = (0..PLACEHOLDER_LINES).map(|_| view! { <div class="bone"></div> }).collect_view();
    view! {
        <LoadingBar/>
        <div class="skeleton" aria-hidden="true">{bones}</div>
        <h1 class="offscreen">{words::ASKING}</h1>
    }
}

/// A sample in which nothing was found.
#[component]
pub fn EmptySample() -> impl IntoView {
    view! {
        <section class="start">
            <span class="mark big hollow" aria-hidden="true"></span>
            <h1>{words::NOTHING}</h1>
            <p>{words::INNERMOST}</p>
        </section>
    }
}
