//! Which columns are shown and in which order, and how close rows stand.

use crate::components::button::IconButton;
use crate::components::checkbox::Checkbox;
use crate::components::popover::{Popover, PopoverContent};
use crate::state::use_app_state;
use crate::words::columns as words;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::url_state::View;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The button that opens the choice of columns.
#[component]
pub fn ColumnsButton() -> impl IntoView {
    let state = use_app_state();
    let preferences = state.preferences;
    let columns = Memo::new(move |_| state.columns());
    view! {
        <Popover id="columns" label=words::COLUMNS content=PopoverContent::Group popover_name=words::COLUMNS>
            <ul class="column-choice">
                <For each=move || columns.get() key=|column| *column children=|column| view! { <ColumnLine column/> }/>
            </ul>
            <hr/>
            <Checkbox
                label=words::COMPACT
                checked=preferences.compact
                on_change=move |compact| preferences.set_compact(compact)
            />
            <button type="button" title=words::RESET_HINT on:click=move |_| preferences.reset_columns()>
                {words::RESET}
            </button>
        </Popover>
    }
}

/// A column: whether it is shown, and its way to the left and to the right.
#[component]
fn ColumnLine(column: ColumnKey) -> impl IntoView {
    let state = use_app_state();
    let (preferences, view, header) = (state.preferences, state.route.view(), column.column().header);
    let is_tree = move || view.get() == View::Tree;
    let is_shown = Signal::derive(move || preferences.shows(column, is_tree()));
    let toggle = move |_| preferences.toggle_column(column, view.get_untracked() == View::Tree);
    let shown = Memo::new(move |_| state.columns_shown_in(is_tree()).collect::<Vec<_>>());
    // A column that is not shown has its place as well.
    let has_way = move |left: bool| {
        let is_shown = |key| shown.with(|shown| shown.contains(&key));
        preferences.columns.with(|columns| columns.clone().step(column, left, is_shown))
    };
    let step = move |event: &MouseEvent, left: bool| {
        let before = shown.get_untracked();
        let moved = preferences.columns.try_update(|columns| columns.step(column, left, |key| before.contains(&key)));
        if moved != Some(true) {
            return;
        }
        preferences.keep_arrangement();
        let shown = shown.get_untracked();
        if let Some(at) = shown.iter().position(|key| *key == column) {
            state.alerts.notify(&words::moved(header, at + 1, shown.len()));
        }
        keep_focus(event);
    };
    view! {
        <li>
            // The name is always shown: it is what a row is known by.
            {if column.can_be_hidden() {
                view! { <Checkbox label=header checked=is_shown on_change=toggle/> }.into_any()
            } else {
                view! { <span>{header}</span> }.into_any()
            }}
            <IconButton
                sign="←"
                label=words::move_left(header)
                class="quiet step"
                unavailable=Signal::derive(move || !has_way(true))
                on_press=move |event| step(&event, true)
            />
            <IconButton
                sign="→"
                label=words::move_right(header)
                class="quiet step"
                unavailable=Signal::derive(move || !has_way(false))
                on_press=move |event| step(&event, false)
            />
        </li>
    }
}

/// The line of the button has moved, and with that the button has lost the focus.
fn keep_focus(event: &MouseEvent) {
    let Some(button) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    request_animation_frame(move || {
        // Without the focus the button works all the same.
        let _ = button.focus();
    });
}
