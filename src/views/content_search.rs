//! Search contents: the dialog, and what was found as it comes.

use crate::actions::filter::toggle_term;
use crate::components::dialog::{Dialog, DialogHandle};
use crate::components::progress::JobProgress;
use crate::services::content_search::start;
use crate::services::contents::view;
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::views::skipped::SkippedMembers;
use crate::words::{self, archive, contents, search as own};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::contents::hex_line;
use matryoshka_core::contents::notation::Notation;
use matryoshka_core::query::lexer::as_value;
use matryoshka_core::table::Row;
use matryoshka_core::worker_job::contents::Pattern;

/// Most files that are listed: the filter shows all.
const MOST: usize = 200;

/// Hits of a file that are offered.
const PLACES: usize = 6;

/// Letters of a name.
const NAME: usize = 120;

/// The button that opens the dialog.
#[component]
pub fn SearchButton() -> impl IntoView {
    let dialog = DialogHandle::new();
    view! {
        <button type="button" aria-haspopup="dialog" on:click=move |_| dialog.open()>{own::SEARCH}</button>
        <Dialog handle=dialog labelled_by="search-title"><SearchForm dialog/></Dialog>
    }
}

#[component]
fn SearchForm(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let field = NodeRef::<html::Input>::new();
    let notation = RwSignal::new(Notation::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            start(state, Pattern { notation: notation.get_untracked(), words: field.value() });
        }
    };
    let radio = move |each: Notation| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="notation"
                    prop:checked=move || notation.get() == each
                    on:change=move |_| notation.set(each)
                />
                {contents::notation(each)}
            </label>
        }
    };
    let show = move |_| {
        if let Some(asked) = state.search.words.get_untracked() {
            toggle_term(state, &format!("content:{}", as_value(&asked)));
            dialog.close();
        }
    };
    let any = move || state.search.found.with(|found| !found.is_empty());
    view! {
        <form class="search-contents" on:submit=submit>
            <h2 id="search-title">{own::SEARCH}</h2>
            <p class="hint">{own::ABOUT}</p>
            <label for="search-for">{own::FOR}</label>
            <input id="search-for" type="text" autocomplete="off" spellcheck="false" required node_ref=field/>
            <fieldset class="forms notations">
                <legend class="offscreen">{own::AS}</legend>
                {Notation::ALL.map(radio).collect_view()}
            </fieldset>
            {move || state.search.refused.get().map(|why| view! { <p class="why" role="alert">{why}</p> })}
            <div class="actions">
                <button type="submit" class="primary">{own::START}</button>
                <button type="button" hidden=move || !any() on:click=show>{own::SHOW}</button>
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{words::CLOSE}</button>
            </div>
        </form>
        <JobProgress kind=JobKind::Archive label=archive::WORKING cancelled=archive::STOPPED/>
        <JobProgress kind=JobKind::Search label=own::PROGRESS cancelled=own::STOPPED/>
        <p role="status">{move || state.search.outcome.get()}</p>
        <Show when=any><FoundFiles/></Show>
        <SkippedMembers skipped=state.search.skipped summary=own::SKIPPED/>
    }
}

/// The files in which something was found, each with its first hits.
#[component]
fn FoundFiles() -> impl IntoView {
    let search = use_app_state().search;
    let rows = move || search.found.with(|found| found.iter().copied().take(MOST).collect::<Vec<Row>>());
    let left_out =
        move || search.found.with(|found| found.len().checked_sub(MOST + 1).map(|more| words::more(more + 1)));
    view! {
        <div class="found-in" role="region" tabindex="0" aria-label=own::FOUND>
            <table aria-label=own::FOUND>
                <thead><tr><th scope="col">{own::FILE}</th><th scope="col">{own::HITS}</th><th scope="col">{own::FIRST}</th></tr></thead>
                <tbody><For each=rows key=|row| *row let:row><FoundFile row/></For></tbody>
            </table>
            <p>{left_out}</p>
        </div>
    }
}

#[component]
fn FoundFile(row: Row) -> impl IntoView {
    let state = use_app_state();
    let asked = state.search.words.get_untracked().unwrap_or_default();
    let found = state.dataset.read(|dataset| {
        let hits = dataset.content_hits.of(&asked, dataset.table.position(row)).cloned().unwrap_or_default();
        (words::file_name(dataset.table.name(row), NAME), hits)
    });
    let (name, hits) = found.unwrap_or_default();
    let place = |(offset, length): (u64, u32)| {
        let at = hex_line::offset(offset);
        let label = own::open(&name, &at);
        view! {
            <button
                type="button"
                class="quiet"
                aria-haspopup="dialog"
                aria-label=label
                on:click=move |_| view(state, row, Some((offset, length.into())))
            >
                <code>{at}</code>
            </button>
        }
    };
    let places = hits.places.iter().copied().take(PLACES).map(place).collect_view();
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td class="number">{crate::platform::intl::number(hits.count)}</td>
            <td>{places}</td>
        </tr>
    }
}
