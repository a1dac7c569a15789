//! The filter, and how many files it leaves.

mod completions;
mod help;
mod not_found;

pub use help::FilterHelp;
pub use not_found::NotFound;

use crate::actions::filter;
use crate::services::hash_lists;
use crate::state::{AppState, use_app_state};
use crate::words::{files, filter as words, gaps, hash_lists as lists, search, yara};
use completions::{CompletionList, Completions};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::query::filter::Mistake;
use matryoshka_core::table::escape::{visible, visible_part};
use matryoshka_core::url_state::UrlState;
use web_sys::HtmlInputElement;

/// How many letters before a mistake are shown.
const LETTERS_BEFORE: usize = 20;

/// The search box.
#[component]
pub fn Filter() -> impl IntoView {
    let state = use_app_state();
    let text = Memo::new(move |_| state.route.with(|url| url.filter.clone()));
    let mistake = state.dataset.filter_mistake;
    let is_wrong = move || mistake.with(Option::is_some);
    let input = NodeRef::<html::Input>::new();
    let completions = Completions::new(state, input);
    let typed = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        filter::set(state, event.target().value());
        completions.update();
    };
    let pasted = move |event: ev::ClipboardEvent| {
        if let Some(text) = input.get_untracked().and_then(|input| hash_lists::paste(state, &event, &input)) {
            filter::set(state, text);
        }
    };
    view! {
        <div class="filter" class:wrong=is_wrong>
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-describedby="filter-mistake"
                aria-keyshortcuts="/"
                aria-label=words::FILTER
                placeholder=words::HINT
                aria-controls=move || completions.is_open().then_some("filter-offers")
                aria-activedescendant=move || completions.active()
                aria-invalid=move || is_wrong().to_string()
                node_ref=input
                prop:value=text
                on:input:target=typed
                on:paste=pasted
                on:keydown=move |event| completions.press(&event)
                on:blur=move |_| completions.close()
            />
            <CompletionList completions/>
            <p id="filter-mistake" class="mistake" role="status" hidden=move || !is_wrong()>
                {move || mistake.get().map(|mistake| text.with(|text| view! { <MistakeText text=text.clone() mistake/> }))}
            </p>
        </div>
    }
}

/// Where a mistake is in the text, and what was expected there.
#[component]
fn MistakeText(text: String, mistake: Mistake) -> impl IntoView {
    let before = text.get(..mistake.at.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(LETTERS_BEFORE - 1).map_or(0, |(at, _)| at);
    let wrong = text.get(mistake.at.clone()).filter(|wrong| !wrong.is_empty()).unwrap_or("▸");
    view! {
        <code>{visible(&before[from..]).into_owned()}<b>{visible(wrong).into_owned()}</b></code>
        <span>{format!(" {}", mistake.expected)}</span>
    }
}

/// What the filter asks of the contents of files that nobody has searched, scanned or examined them for, or of a list that is
/// not here.
fn unsearched(state: AppState) -> Option<String> {
    state.dataset.read(|dataset| {
        let expression = dataset.expression()?;
        if expression.asks_yara() && !dataset.table.yara.is_scanned() {
            return Some(yara::NOT_SCANNED.to_owned());
        }
        if expression.asks_gaps() && !dataset.table.gaps.is_examined() {
            return Some(gaps::NOT_EXAMINED.to_owned());
        }
        if let Some(name) = expression.list_names().into_iter().find(|name| dataset.hash_lists.get(name).is_none()) {
            return Some(lists::not_there(&visible_part(name, 40).0));
        }
        let words = expression.content_words().into_iter().find(|words| !dataset.content_hits.has(words))?;
        Some(search::not_searched(&visible_part(words, 40).0))
    })?
}

/// How many files there are, and how many the filter leaves.
#[component]
pub fn FileCount() -> impl IntoView {
    let state = use_app_state();
    let count = move || {
        let needs_all = state.route.with(UrlState::needs_all_rows);
        let count = state.dataset.with_rows(|dataset| {
            let (complete, loaded) = (dataset.is_complete(), dataset.table.len());
            let all = match dataset.completeness().count() {
                Some(count) => files(count),
                None => words::more_than(dataset.count()),
            };
            match dataset.matching() {
                Some(matching) if complete => words::left(matching, dataset.is_unique(), &all),
                Some(matching) => words::left_of_part(matching, loaded, &all),
                None if needs_all && !complete => words::loaded(loaded, &all),
                // What a file holds can all be seen; of how many it is a part is said beside it.
                None if dataset.file.as_ref().is_some_and(|file| file.total.is_some()) => files(loaded.into()),
                None => all,
            }
        });
        count.unwrap_or_default() + &unsearched(state).unwrap_or_default()
    };
    view! { <p class="count" role="status" aria-label=words::COUNT>{count}</p> }
}

/// What stands in the place of rows when the filter leaves none.
#[component]
pub fn NoMatch() -> impl IntoView {
    let state = use_app_state();
    let none = Memo::new(move |_| {
        state.dataset.with_rows(|dataset| (dataset.matching() == Some(0)).then(|| dataset.is_complete())).flatten()
    });
    move || {
        none.get().map(|complete| {
            view! {
                <div class="empty">
                    <p class="empty-title">{words::NONE}</p>
                    {(!complete).then(|| view! { <p>{words::NOT_ALL}</p> })}
                    <button type="button" on:click=move |_| filter::clear(state)>{words::CLEAR}</button>
                </div>
            }
        })
    }
}
