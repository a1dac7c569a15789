//! The table of samples.

use super::row::SampleRow;
use crate::state::use_app_state;
use crate::words::samples as words;
use leptos::prelude::*;

/// The table: a sample a row, in the order of the list.
#[component]
pub fn SamplesTable() -> impl IntoView {
    let state = use_app_state();
    // Of another case all rows are made anew; what comes of a sample changes its own row alone.
    let shown = Memo::new(move |_| {
        state.samples.revision.track();
        state.samples.case().map(|case| (case.id, case.samples.len()))
    });
    let rows = move || {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        shown.get();
        let case = state.samples.case()?;
        let row = |sample: &crate::state::samples::CaseSample| {
            view! { <SampleRow hash=sample.hash.clone() progress=sample.state.clone()/> }
        };
        Some(case.samples.iter().map(row).collect_view())
    };
    view! {
        <div class="samples-pane">
            <table class="samples" aria-label=words::SAMPLES>
                <thead>
                    <tr>{words::COLUMNS.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
