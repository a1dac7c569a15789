//! The column headers: buttons that sort.

use crate::listing::sort::{Key, Sort};
use crate::page::columns::Column;
use crate::page::live::live;
use crate::page::slot::worked_out;
use crate::page::state::state;
use leptos::prelude::*;

/// The row of column headers.
#[component]
pub fn Header(
    /// The columns that are shown.
    columns: Vec<Column>,
) -> impl IntoView {
    view! {
        <div class="head" role="rowgroup">
            <div class="head-row" role="row" aria-rowindex="1">
                {columns.into_iter().map(|column| view! { <Head column=column/> }).collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let state = state();
    let direction = worked_out(move || {
        state.address.with(|address| address.sort.filter(|sort| sort.key == column.key).map(|sort| sort.descending))
    });
    let sort = move |_| {
        let descending = match direction.get_untracked() {
            Some(descending) => !descending,
            // What one looks for first: the large, the bad, the new.
            None => matches!(column.key, Key::Classification | Key::Risk),
        };
        state.go(|address| {
            address.sort = Some(Sort { key: column.key, descending });
            address.page = 1;
        });
    };
    view! {
        <div
            class=format!("{} head-cell", column.class)
            role="columnheader"
            aria-sort=live(move || match direction.get() {
                Some(false) => "ascending",
                Some(true) => "descending",
                None => "none",
            })
        >
            <button type="button" class="sort" title=column.says on:click=sort>{column.name}</button>
        </div>
    }
}
