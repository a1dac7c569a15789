//! The edge of a header: dragged, or moved by arrow keys, it makes its column wider or narrower.

use super::measure::{children, content_width, shared_before, width as width_of};
use super::shared::Headers;
use crate::state::{AppState, use_app_state};
use crate::words::columns as words;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::table::arrangement::{NARROWEST, WIDEST};
use matryoshka_core::table::schema::{Column, ColumnKey};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How far an arrow key moves it, in CSS pixels; and with Shift.
const STEP: f64 = 16.0;
const SMALL_STEP: f64 = 1.0;

/// The edge of a header.
#[component]
pub fn Edge(
    /// The column.
    column: &'static Column,
    /// What the headers share.
    headers: Headers,
    /// The header.
    cell: NodeRef<html::Div>,
    /// The width as it is on the screen, in CSS pixels.
    width: RwSignal<u32>,
) -> impl IntoView {
    let state = use_app_state();
    let key = column.key;
    // Where the pointer has pressed, and the width at that moment.
    let pressed = StoredValue::new(None::<(f64, f64)>);
    let set = move |to: f64| {
        if let Some(cell) = cell.get_untracked() {
            set_width(state, headers, key, &cell, to);
        }
    };
    let fit = move || {
        let at = headers.columns.with_untracked(|columns| columns.iter().position(|column| column.key == key));
        let content = cell.get_untracked().zip(at).and_then(|(cell, at)| content_width(&cell, at));
        if let Some(content) = content {
            set(content);
            state.preferences.keep_arrangement();
        }
    };
    let press = move |event: PointerEvent| {
        // Neither is it dragged to another place.
        event.stop_propagation();
        let (Some(cell), 0) = (cell.get_untracked(), event.button()) else { return };
        pressed.set_value(Some((f64::from(event.client_x()), width_of(&cell))));
        // Without it, the edge follows as long as the pointer is on it.
        let _ = event_target::<HtmlElement>(&event).set_pointer_capture(event.pointer_id());
    };
    let follow = move |event: PointerEvent| {
        if let Some((from, width)) = pressed.get_value() {
            event.stop_propagation();
            set(width + f64::from(event.client_x()) - from);
        }
    };
    let release = move |_| {
        if let Some(Some(_)) = pressed.try_update_value(Option::take) {
            state.preferences.keep_arrangement();
        }
    };
    let key_pressed = move |event: KeyboardEvent| {
        if crate::platform::is_modified(&event) {
            return;
        }
        let Some(cell) = cell.get_untracked() else { return };
        let step = if event.shift_key() { SMALL_STEP } else { STEP };
        match event.key().as_str() {
            "ArrowLeft" => set(width_of(&cell) - step),
            "ArrowRight" => set(width_of(&cell) + step),
            "Home" => set(NARROWEST.into()),
            "End" => set(WIDEST.into()),
            "Enter" => fit(),
            "ArrowUp" => focus_edge(&cell, false),
            "ArrowDown" => focus_edge(&cell, true),
            _ => return,
        }
        state.preferences.keep_arrangement();
        event.prevent_default();
        event.stop_propagation();
    };
    let is_stop = move || {
        headers.columns.with(|columns| {
            let used = headers.edge.get().filter(|key| columns.iter().any(|column| column.key == *key));
            used.or_else(|| columns.first().map(|column| column.key)) == Some(key)
        })
    };
    view! {
        <div
            class="edge"
            role="separator"
            aria-orientation="vertical"
            aria-label=words::width_of(column.header)
            aria-valuemin=NARROWEST.to_string()
            aria-valuemax=WIDEST.to_string()
            aria-valuenow=move || width.get().clamp(NARROWEST, WIDEST).to_string()
            aria-valuetext=move || words::pixels(width.get())
            title=words::EDGE_HINT
            tabindex=move || if is_stop() { "0" } else { "-1" }
            on:pointerdown=press
            on:pointermove=follow
            on:pointerup=release
            on:pointercancel=release
            on:dblclick=move |_| fit()
            on:keydown=key_pressed
            on:focus=move |_| headers.edge.set(Some(key))
        ></div>
    }
}

/// Makes a column so wide. What is in front of it stays where it is.
fn set_width(state: AppState, headers: Headers, key: ColumnKey, cell: &Element, width: f64) {
    let before = headers.columns.with_untracked(|columns| shared_before(cell, columns));
    state.preferences.columns.update(|arrangement| {
        for (column, width) in before {
            if arrangement.width(column.key).is_none() {
                arrangement.set_width(column.key, Some(width));
            }
        }
        arrangement.set_width(key, Some(width));
    });
}

/// Gives the focus to the edge of the next column, or of the one before.
fn focus_edge(cell: &Element, forward: bool) {
    let Some(row) = cell.parent_element() else { return };
    let cells: Vec<Element> = children(&row).collect();
    let Some(at) = cells.iter().position(|other| other.is_same_node(Some(cell))) else { return };
    let to = if forward { Some(at + 1) } else { at.checked_sub(1) };
    let edge = to.and_then(|to| cells.get(to)?.query_selector("[role=separator]").ok()?);
    if let Some(edge) = edge.and_then(|edge| edge.dyn_into::<HtmlElement>().ok()) {
        // It works without the focus.
        let _ = edge.focus();
    }
}
