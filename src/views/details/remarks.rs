//! What stands behind the name in the row, in full.

use crate::state::use_app_state;
use crate::views::remarks::{inside, worst_inside};
use crate::words::details as words;
use crate::words::row;
use leptos::prelude::*;
use matryoshka_core::table::Row;

/// What is odd about where the file sits, and how bad what is in it is.
#[component]
pub fn Remarks(row: Row) -> impl IntoView {
    let state = use_app_state();
    let remarks = Memo::new(move |_| {
        let of = state.dataset.with_rows(|dataset| {
            let is_in_tree = !dataset.is_stale();
            let mark = is_in_tree.then(|| row::mark(dataset.parents().mark(row)).to_owned());
            let worst = is_in_tree.then(|| worst_inside(dataset, row)).flatten();
            let inside = worst.map(|worst| inside(dataset, row, worst));
            [mark, inside].into_iter().flatten().filter(|words| !words.is_empty()).collect::<Vec<_>>()
        });
        of.unwrap_or_default()
    });
    let list = move || remarks.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <Show when=move || remarks.with(|remarks| !remarks.is_empty())>
            <ul class="remarks" aria-label=words::REMARKS>{list}</ul>
        </Show>
    }
}
