//! The table of samples.

use super::row::SampleRow;
use crate::components::pager::Pager;
use crate::services::samples::describe::describe;
use crate::state::samples::{Case, SampleState};
use crate::state::use_app_state;
use crate::words::samples as words;
use leptos::prelude::*;
use matryoshka_core::samples::sort::{SampleColumn, SampleSort, SortedSample, sorted};

/// Rows of a page: few enough to be made anew whenever the order changes.
const ROWS: usize = 100;

/// The table: a sample a row, in the order of the list or of a column.
#[component]
pub fn SamplesTable() -> impl IntoView {
    let state = use_app_state();
    // What comes of a sample changes its own row; of the order more only where there is one.
    let order = Memo::new(move |_| {
        state.samples.revision.track();
        let sort = state.samples.sort.get();
        state.samples.case().map(|case| (case.id, in_order(&case, sort))).unwrap_or_default()
    });
    let place = Memo::new(move |_| {
        let last = order.with(|(_, order)| order.len().div_ceil(ROWS).max(1)) as u32;
        (state.samples.page.get().clamp(1, last), last)
    });
    let shown = move || {
        let from = (place.get().0 as usize - 1) * ROWS;
        order
            .with(|(case, order)| order.iter().skip(from).take(ROWS).map(|sample| (*case, *sample)).collect::<Vec<_>>())
    };
    let row = move |(_, at): (u32, usize)| {
        state.samples.case().and_then(|case| {
            let sample = case.samples.get(at)?;
            Some(view! { <SampleRow hash=sample.hash.clone() progress=sample.state.clone()/> })
        })
    };
    let is_long = move || place.get().1 > 1;
    view! {
        <div class="samples-pane">
            <table class="samples" aria-label=words::SAMPLES>
                <thead>
                    <tr>
                        {SampleColumn::ALL.map(|column| view! { <Header column/> }).collect_view()}
                    </tr>
                </thead>
                <tbody><For each=shown key=|row| *row children=row/></tbody>
            </table>
        </div>
        <Show when=is_long>
            <Pager place on_turn=move |to| state.samples.page.set(to)/>
        </Show>
    }
}

/// A header, which sorts.
#[component]
fn Header(column: SampleColumn) -> impl IntoView {
    let samples = use_app_state().samples;
    let direction = move || samples.sort.get().filter(|sort| sort.column == column).map(|sort| sort.descending);
    let aria_sort = move || match direction() {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    };
    let press = move |_| {
        samples.sort.set(Some(SampleSort { column, descending: direction() == Some(false) }));
        samples.page.set(1);
    };
    view! {
        <th scope="col" aria-sort=aria_sort>
            <button type="button" class="sort" on:click=press>{words::column(column)}</button>
        </th>
    }
}

/// The samples of a case by their places in its list.
fn in_order(case: &Case, sort: Option<SampleSort>) -> Vec<usize> {
    let Some(sort) = sort else { return (0..case.samples.len()).collect() };
    let known: Vec<SortedSample<'_>> = case
        .samples
        .iter()
        .map(|sample| {
            sample.state.with_untracked(|state| SortedSample {
                hash: &sample.hash,
                digest: if let SampleState::Loaded { digest, .. } = state { Some(digest.clone()) } else { None },
                state: describe(state),
            })
        })
        .collect();
    sorted(&known, Some(sort))
}
