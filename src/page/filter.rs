//! The filter, and how many files it leaves.

mod complete;
mod help;

use super::flow::needs_all;
use super::state::{State, state};
use crate::browser::intl;
use crate::page::live::{act, flag, live, part};
use crate::page::slot::worked_out;
use complete::Completing;
use leptos::html::Input;
use leptos::prelude::*;

/// The search box.
#[component]
pub fn FilterBox() -> impl IntoView {
    let state = state();
    let input = NodeRef::<Input>::new();
    let completing = Completing::new(state, input);
    let text = worked_out(move || state.address.with(|address| address.filter.clone()));
    let mistake = move || state.mistake.get();
    view! {
        <div class="filter" class:wrong=live(move || mistake().is_some())>
            <input
                node_ref=input
                type="search"
                aria-label="Filter"
                placeholder="Filter: name, path, type, threat, hash"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls="filter-offers"
                aria-activedescendant=live(move || completing.active())
                aria-invalid=live(move || mistake().is_some().to_string())
                aria-describedby="filter-mistake"
                aria-keyshortcuts="/"
                prop:value=live(move || text.get())
                on:input=act(move |event| {
                    set(state, event_target_value(&event));
                    completing.look();
                })
                on:keydown=act(move |event| completing.key(&event))
                on:blur=act(move |_| completing.close())
            />
            <complete::Offers completing=completing/>
            <p id="filter-mistake" class="mistake" role="status" hidden=live(move || mistake().is_none())>
                {part(move || mistake().map(|mistake| {
                    let text = text.get();
                    let before: String = text.get(..mistake.at.start).unwrap_or_default().chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
                    let wrong = text.get(mistake.at.clone()).unwrap_or_default().to_owned();
                    let wrong = if wrong.is_empty() { "▸".to_owned() } else { crate::listing::escape::visible(&wrong).into_owned() };
                    view! { <code>{crate::listing::escape::visible(&before).into_owned()}<b>{wrong}</b></code>" "{mistake.expected} }
                }))}
            </p>
        </div>
        <help::Help/>
    }
}

/// Puts a text into the filter.
pub fn set(state: State, text: String) {
    state.adjust(|address| {
        address.filter = text;
        address.page = 1;
    });
}

/// Adds a term to the filter, as a step that Back leaves.
pub fn add(state: State, term: &str) {
    state.go(|address| {
        address.filter = crate::listing::filter::with_term(&address.filter, term);
        address.page = 1;
    });
}

/// How many files there are, and how many the filter leaves.
#[component]
pub fn Count() -> impl IntoView {
    let state = state();
    let words = move || {
        state.revision.track();
        state.loading.track();
        let part = state.address.with(needs_all);
        state
            .with_case(|case| {
                let files = |count: u32| {
                    format!("{} {}", intl::number(count.into()), if count == 1 { "file" } else { "files" })
                };
                let complete = case.is_complete();
                let all = case.count();
                let unique = if case.is_unique() { " unique" } else { "" };
                match case.matching() {
                    Some(matching) if complete => {
                        format!("{}{unique} of {}", intl::number(matching.into()), files(all))
                    }
                    Some(matching) => format!(
                        "{} of {} loaded, of {}",
                        intl::number(matching.into()),
                        intl::number(case.listing.len().into()),
                        files(all)
                    ),
                    None if part && !complete => {
                        format!("{} of {} loaded", intl::number(case.listing.len().into()), files(all))
                    }
                    None => files(all),
                }
            })
            .unwrap_or_default()
    };
    view! { <p class="count" role="status" aria-label="File count">{words}</p> }
}

/// What stands in the place of rows when the filter leaves none.
#[component]
pub fn Empty() -> impl IntoView {
    let state = state();
    let empty = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.matching() == Some(0)).unwrap_or(false)
    });
    let partial = move || {
        state.revision.track();
        state.with_case(|case| !case.is_complete()).unwrap_or(false)
    };
    view! {
        <Show when=flag(move || empty.get())>
            <div class="empty">
                <p class="empty-title">"No file matches the filter."</p>
                <Show when=partial><p>"Not all files are loaded yet: others may match."</p></Show>
                <button type="button" on:click=act(move |_| state.go(|address| address.filter.clear()))>"Clear the filter"</button>
            </div>
        </Show>
    }
}
