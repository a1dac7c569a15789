//! The column headers: buttons that sort.

use crate::actions::rows::sort_by;
use crate::state::use_app_state;
use leptos::prelude::*;
use matryoshka_core::table::schema::Column;

/// The row of column headers.
#[component]
pub fn HeaderRow(columns: Memo<Vec<&'static Column>>) -> impl IntoView {
    view! {
        <div class="head" role="row" aria-rowindex="1">
            <For each=move || columns.get() key=|column| column.key children=|column| view! { <HeaderCell column/> }/>
        </div>
    }
}

#[component]
fn HeaderCell(column: &'static Column) -> impl IntoView {
    let state = use_app_state();
    let key = column.key;
    let direction =
        Memo::new(move |_| state.route.with(|url| url.sort.filter(|sort| sort.key == key).map(|sort| sort.descending)));
    let aria_sort = move || match direction.get() {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    };
    view! {
        <div role="columnheader" class=format!("{} head-cell", column.class) aria-sort=aria_sort>
            <button type="button" class="sort" title=column.description on:click=move |_| sort_by(state, key)>
                {column.header}
            </button>
        </div>
    }
}
