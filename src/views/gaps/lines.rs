//! The table of open questions: of each file what is asked, where, and ways to see it.

use crate::actions::rows::select;
use crate::components::dialog::DialogHandle;
use crate::services::archive_jobs::save_member;
use crate::services::contents::{view, view_member};
use crate::state::{AppState, use_app_state};
use crate::words::{file_name, gaps as own, more};
use leptos::prelude::*;
use matryoshka_core::contents::hex_line;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::gaps::reason::Reason;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;

/// Most questions of each reason that are listed: the filter shows all.
const MOST: usize = 100;

/// Letters of a name.
const NAME: usize = 120;

/// Bytes that are selected where a question is about a place.
const SELECTED: u64 = 16;

/// Most members that no row names.
const MOST_UNNAMED: usize = 100;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row that it is about; none for a member that no row names.
    row: Option<Row>,
    /// The member of the archive with its content.
    member: Option<u32>,
    name: String,
    sentence: String,
    offset: Option<u64>,
}

/// The questions there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct All {
    /// The first of them.
    pub lines: Vec<Line>,
    /// How many there are.
    pub count: usize,
    /// Whether the listing is whole.
    pub is_whole: bool,
}

/// The questions about the open sample, tracked.
pub fn all(state: AppState) -> Option<All> {
    state.dataset.marks.track();
    state.dataset.with_rows(|dataset| {
        let questions = dataset.questions();
        let found = questions.find(MOST);
        let row = |(row, reason): &(Row, Reason)| line(dataset, *row, *reason);
        let unnamed = &dataset.check_results.unnamed;
        let member = |one: &matryoshka_core::dataset::check_results::Unnamed| Line {
            row: None,
            member: Some(one.member),
            name: file_name(&one.name, NAME),
            sentence: own::unnamed(&visible(&one.why)),
            offset: None,
        };
        let lines = found.first.iter().map(row).chain(unnamed.iter().take(MOST_UNNAMED).map(member)).collect();
        All { lines, count: found.count + dataset.check_results.unnamed_count, is_whole: questions.is_whole }
    })
}

fn line(dataset: &Dataset, row: Row, reason: Reason) -> Line {
    let table = &dataset.table;
    Line {
        row: Some(row),
        member: dataset.check_results.members.get(&table.position(row)).copied().filter(|_| reason != Reason::Missing),
        name: file_name(table.name(row), NAME),
        sentence: dataset.questions().sentence(row, reason),
        offset: table.gaps.facts(row).and_then(|facts| reason.offset(facts)),
    }
}

/// The table.
#[component]
pub fn Lines(
    /// The questions.
    all: Memo<Option<All>>,
    /// The dialog that the table is in.
    dialog: DialogHandle,
) -> impl IntoView {
    let lines = move || all.with(|all| all.as_ref().map(|all| all.lines.clone()).unwrap_or_default());
    let left_out = move || {
        let left_out = all.with(|all| all.as_ref().map_or(0, |all| all.count - all.lines.len()));
        (left_out > 0).then(|| more(left_out))
    };
    view! {
        <Show when=move || all.with(|all| all.as_ref().is_some_and(|all| !all.lines.is_empty()))>
            <div class="found-in" role="region" tabindex="0" aria-label=own::QUESTIONS>
                <table aria-label=own::QUESTIONS>
                    <thead>
                        <tr>
                            <th scope="col">{own::FILE}</th>
                            <th scope="col">{own::QUESTION}</th>
                            <th scope="col">{own::OFFSET}</th>
                            <th scope="col">{own::DO}</th>
                        </tr>
                    </thead>
                    <tbody>{move || lines().into_iter().map(|line| view! { <LineView line dialog/> }).collect_view()}</tbody>
                </table>
                <p>{left_out}</p>
            </div>
        </Show>
    }
}

#[component]
fn LineView(line: Line, dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let Line { row, member, name, sentence, offset } = line;
    let (see, save) = (own::view(&name), own::save(&name));
    let shown = name.clone();
    let bytes = offset.map(|offset| (offset, SELECTED));
    let press_view = move |member: u32| match row {
        Some(row) => view(state, row, bytes),
        None => view_member(state, member, name.clone(), bytes),
    };
    let press_name = move |row: Row| {
        select(state, row);
        dialog.close();
    };
    let buttons = member.map(|member| {
        view! {
            <button
                type="button"
                class="quiet"
                aria-haspopup="dialog"
                aria-label=see
                on:click=move |_| press_view(member)
            >
                {own::VIEW}
            </button>
            <button type="button" class="quiet" aria-label=save on:click=move |_| save_member(state, row, member)>
                {own::SAVE}
            </button>
        }
    });
    let name = match row {
        Some(row) => {
            view! { <button type="button" class="link" on:click=move |_| press_name(row)><bdi>{shown}</bdi></button> }
                .into_any()
        }
        None => view! { <bdi>{shown}</bdi> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td><bdi>{sentence}</bdi></td>
            <td class="number">{offset.map(|offset| view! { <code>{hex_line::offset(offset)}</code> })}</td>
            <td><div class="chips">{buttons}</div></td>
        </tr>
    }
}
