//! The headers: each sorts by its column, is dragged to another place, and has an edge that makes the column wider.

mod drag;
mod edge;
mod measure;
mod shared;

use crate::actions::rows::sort_by;
use crate::platform::resize::ResizeWatch;
use crate::state::use_app_state;
use drag::Drag;
use edge::Edge;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::table::schema::Column;
use shared::Headers;

/// The row of column headers.
#[component]
pub fn HeaderRow(columns: Memo<Vec<&'static Column>>) -> impl IntoView {
    let state = use_app_state();
    let drag = Drag::new(columns);
    let headers = Headers { columns, drag, edge: RwSignal::new(None) };
    view! {
        <div
            class="head"
            role="row"
            aria-rowindex="1"
            on:pointerdown=move |event| drag.press(&event)
            on:pointermove=move |event| drag.follow(&event)
            on:pointerup=move |_| drag.drop_in(state)
            on:pointercancel=move |_| drag.cancel()
            on:pointerleave=move |_| drag.cancel()
        >
            <For
                each=move || columns.get()
                key=|column| column.key
                children=move |column| view! { <HeaderCell column headers/> }
            />
        </div>
    }
}

#[component]
fn HeaderCell(column: &'static Column, headers: Headers) -> impl IntoView {
    let state = use_app_state();
    let (key, drag) = (column.key, headers.drag);
    let cell = NodeRef::<html::Div>::new();
    let width = measured_width(cell);
    let direction =
        Memo::new(move |_| state.route.with(|url| url.sort.filter(|sort| sort.key == key).map(|sort| sort.descending)));
    let aria_sort = move || match direction.get() {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    };
    let press = move |_| {
        if !drag.was_dragged() {
            sort_by(state, key);
        }
    };
    view! {
        <div
            role="columnheader"
            aria-label=column.header
            class=format!("{} head-cell", column.class)
            class:dragged=move || drag.is_of(key)
            class:drop-before=move || drag.is_before(key)
            class:drop-behind=move || drag.is_behind(key)
            aria-sort=aria_sort
            node_ref=cell
        >
            <button type="button" class="sort" title=column.description on:click=press>
                {column.header}
            </button>
            <Edge column headers cell width/>
        </div>
    }
}

/// The width of a header in CSS pixels, as it is on the screen.
fn measured_width(cell: NodeRef<html::Div>) -> RwSignal<u32> {
    let width = RwSignal::new(0);
    let kept = StoredValue::new_local(None::<ResizeWatch>);
    Effect::new(move || {
        let Some(cell) = cell.get() else { return };
        let measured = cell.clone();
        let measure = move || {
            let now = measured.offset_width().unsigned_abs();
            // The header may be gone by then.
            if width.try_get_untracked().is_some_and(|width| width != now) {
                width.set(now);
            }
        };
        kept.set_value(ResizeWatch::new(&cell, measure));
    });
    on_cleanup(move || {
        // The watch ends with the value.
        kept.try_update_value(Option::take);
    });
    width
}
