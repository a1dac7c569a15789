//! The files that rules have matched, as they come.

use crate::actions::filter::toggle_term;
use crate::actions::rows::select;
use crate::components::dialog::DialogHandle;
use crate::state::use_app_state;
use crate::words::{self, yara as own};
use leptos::prelude::*;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::shortened;

/// Most files that are listed: the filter shows all.
const MOST: usize = 200;

/// Letters of a name, and of the names of rules.
const NAME: usize = 120;
const RULES: usize = 300;

/// The files, each with the rules that match it; a press leads to its details.
#[component]
pub fn FoundFiles(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let found = state.yara.found;
    let rows = move || found.with(|found| found.iter().copied().take(MOST).collect::<Vec<Row>>());
    let left_out = move || found.with(|found| found.len().checked_sub(MOST + 1).map(|more| words::more(more + 1)));
    let show = move |_| {
        toggle_term(state, "yara:*");
        dialog.close();
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <div class="actions"><button type="button" on:click=show>{own::SHOW}</button></div>
            <div class="found-in" role="region" tabindex="0" aria-label=own::FOUND>
                <table aria-label=own::FOUND>
                    <thead><tr><th scope="col">{own::FILE}</th><th scope="col">{own::MATCHING}</th></tr></thead>
                    <tbody><For each=rows key=|row| *row let:row><FoundFile row dialog/></For></tbody>
                </table>
                <p>{left_out}</p>
            </div>
        </Show>
    }
}

#[component]
fn FoundFile(row: Row, dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let found = state.dataset.read(|dataset| {
        let rules = shortened(dataset.table.yara_rules(row), RULES).into_owned();
        (words::file_name(dataset.table.name(row), NAME), rules)
    });
    let (name, rules) = found.unwrap_or_default();
    let press = move |_| {
        select(state, row);
        dialog.close();
    };
    view! {
        <tr>
            <th scope="row"><button type="button" class="link" on:click=press><bdi>{name}</bdi></button></th>
            <td><bdi>{rules}</bdi></td>
        </tr>
    }
}
