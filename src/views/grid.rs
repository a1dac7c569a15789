//! List and tree: the component around the rows.
//!
//! The rows themselves are the one part of the page, with the map's canvas, that is not a Leptos view: up to a million of them
//! are scrolled, and each frame fills a fixed set of row elements anew. [`rows`] says how. Everything around them is ordinary.

mod cells;
mod header;
mod keys;
mod marks;
mod pointer;
mod pool;
mod rows;

use crate::services::arrange::list_range;
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::words::views as words;
use cells::FORMATS;
use header::HeaderRow;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::schema::Column;
use rows::{Nodes, Rows};
use std::rc::Rc;

/// List or tree.
#[component]
pub fn Grid(
    /// Whether it is the tree.
    tree: bool,
) -> impl IntoView {
    let state = use_app_state();
    let columns = state.shown_columns(tree);
    let compact = state.preferences.compact;
    let nodes = Nodes::default();
    let rows = StoredValue::new_local(None::<Rc<Rows>>);
    // The elements are there once the component is mounted.
    Effect::new(move || {
        if let (Some(elements), None) = (nodes.elements(), rows.get_value()) {
            let made = Rows::new(state, tree, elements, &columns.get_untracked());
            rows.set_value(Some(made.clone()));
            made.follow(columns);
        }
    });
    on_cleanup(move || {
        if let Some(rows) = rows.try_get_value().flatten() {
            rows.stop();
        }
    });
    let with = move |act: &dyn Fn(&Rows)| {
        if let Some(rows) = rows.get_value() {
            act(&rows);
        }
    };
    let count = Memo::new(move |_| {
        let count = state.dataset.with_rows(|dataset| {
            if tree { dataset.visible().len() } else { state.route.with(|url| list_range(dataset, url).len() as u32) }
        });
        count.unwrap_or(0)
    });
    let is_loading = move || {
        [JobKind::LoadAll, JobKind::LoadPage, JobKind::ReadFile, JobKind::Open]
            .into_iter()
            .filter(|kind| *kind != JobKind::LoadAll || !state.loads_quietly())
            .any(|kind| state.jobs.progress(kind).is_some())
    };
    let is_busy = Memo::new(move |_| is_loading());
    let widths = Memo::new(move |_| {
        let width = |dataset: &Dataset, column: &Column| column.width_in(&dataset.table, &FORMATS);
        let all = |dataset: &Dataset| {
            columns.with(|columns| columns.iter().map(|column| width(dataset, column)).collect::<Vec<_>>().join(" "))
        };
        state.dataset.with_rows(all).unwrap_or_default()
    });
    view! {
        <div
            class="grid"
            class:compact=compact
            class:paged=!tree
            node_ref=nodes.scroller
            on:scroll=move |_| with(&Rows::scrolled)
            on:keydown=move |event| with(&|rows| rows.press_key(&event))
            on:click=move |event| with(&|rows| rows.click(&event))
            on:focusin=move |event| with(&|rows| rows.focused(&event))
            on:pointerover=move |event| with(&|rows| rows.hover(&event))
        >
            <div
                class="sheet"
                role=if tree { "treegrid" } else { "table" }
                aria-label=if tree { words::TREEGRID } else { words::TABLE }
                aria-multiselectable=tree.then_some("true")
                aria-colcount=move || columns.with(|columns| columns.len().to_string())
                aria-rowcount=move || (count.get() + 1).to_string()
                aria-busy=move || is_busy.get().to_string()
                style=("--columns", move || widths.get())
            >
                <HeaderRow columns/>
                <div class="body" role="rowgroup" node_ref=nodes.body>
                    <div class="layer" role="presentation" node_ref=nodes.layer>
                        <div class="rows" role="presentation" node_ref=nodes.rows></div>
                    </div>
                </div>
            </div>
        </div>
    }
}
