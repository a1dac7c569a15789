//! The views as tabs, and what stands beside them.

use super::columns::{self, COLUMNS};
use super::filter::{Count, FilterBox};
use super::shortcuts;
use super::state::state;
use crate::address::View;
use crate::page::live::{act, live};
use crate::page::slot::worked_out;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The name of a view.
pub const fn name(view: View) -> &'static str {
    match view {
        View::List => "List",
        View::Tree => "Tree",
        View::Map => "Map",
    }
}

/// Tabs, filter, count, and the buttons of the views.
#[component]
pub fn Toolbar() -> impl IntoView {
    let state = state();
    let is_tree = move || state.address.with(|address| address.view == View::Tree);
    let filtered = move || state.address.with(|address| !address.filter.trim().is_empty());
    view! {
        <div class="toolbar">
            <Tabs/>
            <FilterBox/>
            <Count/>
            <Show when=filtered>
                <div class="group">
                    <button type="button" class="step" aria-label="Previous match" title="Previous match (Shift N)" on:click=act(move |_| shortcuts::next(state, false, false))>"↑"</button>
                    <button type="button" class="step" aria-label="Next match" title="Next match (N)" on:click=act(move |_| shortcuts::next(state, true, false))>"↓"</button>
                </div>
            </Show>
            <super::facets::FacetsButton/>
            <label class="check"><input type="checkbox" prop:checked=live(move || state.address.with(|address| address.unique)) on:change=act(move |_| shortcuts::unique(state))/>"Unique files"</label>
            <Columns/>
            <Show when=is_tree>
                <div class="group">
                    <button type="button" on:click=act(move |_| state.update_case(|case| case.set_all_open(true)))>"Expand all"</button>
                    <button type="button" on:click=act(move |_| state.update_case(|case| case.set_all_open(false)))>"Collapse all"</button>
                </div>
            </Show>
        </div>
        <super::selection::Selection/>
    }
}

/// Which columns are shown.
#[component]
fn Columns() -> impl IntoView {
    let state = state();
    let boxes = COLUMNS.iter().enumerate().skip(1).map(|(at, column)| {
        let shown = live(move || state.hidden.get() >> at & 1 == 0);
        view! {
            <label class="check"><input type="checkbox" prop:checked=shown on:change=act(move |_| {
                state.hidden.update(|hidden| *hidden ^= 1 << at);
                columns::remember(state.hidden.get_untracked());
            })/>{column.name}</label>
        }
    });
    view! {
        <button type="button" popovertarget="columns">"Columns"</button>
        <div id="columns" class="popover" popover="auto" role="group" aria-label="Columns">{boxes.collect_view()}</div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let state = state();
    let current = worked_out(move || state.address.with(|address| address.view));
    let show = move |view: View| state.go(|address| address.view = view);
    let key = move |event: web_sys::KeyboardEvent| {
        let at = View::ALL.iter().position(|view| *view == current.get_untracked()).unwrap_or(0);
        let count = View::ALL.len();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        show(View::ALL[to]);
        let tabs = event.current_target().and_then(|list| list.dyn_into::<web_sys::Element>().ok());
        if let Some(tab) = tabs.and_then(|list| list.children().item(to as u32)) {
            // Without the focus the view is shown all the same.
            let _ = tab.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label="View" on:keydown=key>
            {View::ALL.map(|view| view! {
                <button
                    type="button"
                    role="tab"
                    class="tab"
                    aria-controls="pane"
                    aria-selected=live(move || (current.get() == view).to_string())
                    tabindex=live(move || if current.get() == view { "0" } else { "-1" })
                    on:click=act(move |_| show(view))
                >{name(view)}</button>
            }).collect_view()}
        </div>
    }
}
