//! Tabs, filter, count, and the buttons of the views.

use super::columns::ColumnsButton;
use super::facets::FacetsButton;
use super::filter::{FileCount, Filter, FilterHelp, NotFound};
use crate::actions::rows::{Target, go_to_next};
use crate::actions::{filter, navigate};
use crate::components::button::IconButton;
use crate::components::checkbox::Checkbox;
use crate::components::tabs::Tabs;
use crate::state::use_app_state;
use crate::words::views as words;
use leptos::prelude::*;
use matryoshka_core::url_state::View;

/// The `id` of the panel with the view.
pub const PANEL: &str = "pane";

/// The name of a view.
pub const fn view_name(view: View) -> &'static str {
    match view {
        View::List => words::LIST,
        View::Tree => words::TREE,
        View::Map => words::MAP,
    }
}

/// The toolbar.
#[component]
pub fn Toolbar() -> impl IntoView {
    let state = use_app_state();
    let view = state.route.view();
    let is_filtered = Memo::new(move |_| state.route.with(|url| !url.filter.trim().is_empty()));
    let is_unique = Memo::new(move |_| state.route.with(|url| url.unique));
    let tabs = View::ALL.map(|view| (view, view_name(view))).to_vec();
    view! {
        <div class="toolbar">
            <Tabs
                label=words::VIEW
                tabs
                controls=PANEL
                current=view
                on_select=move |view| navigate::show_view(state, view)
            />
            <Filter/>
            // One line where there is little room, scrolled sideways.
            <div class="tools">
                <FilterHelp/>
                <FileCount/>
                <Show when=move || is_filtered.get()><MatchSteps/></Show>
                <FacetsButton/>
                <Checkbox label=words::UNIQUE checked=is_unique on_change=move |_| filter::toggle_unique(state)/>
                <ColumnsButton/>
                <Show when=move || view.get() == View::Tree><Branches/></Show>
            </div>
            <NotFound/>
        </div>
    }
}

/// From one match to the next.
#[component]
fn MatchSteps() -> impl IntoView {
    let state = use_app_state();
    view! {
        <div class="group">
            <IconButton
                sign="↑"
                label=words::PREVIOUS
                title=words::PREVIOUS_HINT
                class="step"
                on_press=move |_| go_to_next(state, Target::Match, false)
            />
            <IconButton
                sign="↓"
                label=words::NEXT
                title=words::NEXT_HINT
                class="step"
                on_press=move |_| go_to_next(state, Target::Match, true)
            />
        </div>
    }
}

/// All branches at once.
#[component]
fn Branches() -> impl IntoView {
    let dataset = use_app_state().dataset;
    let set_all = move |open: bool| dataset.update_rows(|dataset| dataset.set_all_open(open));
    view! {
        <div class="group">
            <button type="button" on:click=move |_| set_all(true)>{words::EXPAND}</button>
            <button type="button" on:click=move |_| set_all(false)>{words::COLLAPSE}</button>
        </div>
    }
}
