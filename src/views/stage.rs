//! The rows, with what stands beside them.

use super::details::Details;
use super::facets::Facets;
use super::filter::NoMatch;
use super::grid::Grid;
use super::map::MapView;
use super::pages::Pages;
use super::selection::SelectionBar;
use super::toolbar::{PANEL, view_name};
use crate::state::use_app_state;
use leptos::prelude::*;
use matryoshka_core::url_state::View;

/// The facets, the view, and the details of the selected row.
#[component]
pub fn Stage() -> impl IntoView {
    let state = use_app_state();
    let view = state.route.view();
    let facets = state.preferences.facets;
    let selected = Memo::new(move |_| {
        state.dataset.rows.track();
        state.dataset.pressed.track();
        state.route.with(|url| state.dataset.selected(url))
    });
    let is_selecting =
        Memo::new(move |_| state.dataset.with_marks(|dataset| !dataset.selection.is_empty()).unwrap_or(false));
    view! {
        <div class="stage">
            <Show when=move || facets.get()><Facets/></Show>
            <section
                class="pane"
                class:selecting=move || is_selecting.get()
                role="tabpanel"
                id=PANEL
                aria-label=move || view_name(view.get())
            >
                // Each of its own: what a view has put into its elements must not be left in those of another.
                <Show when=move || view.get() == View::List><Grid tree=false/></Show>
                <Show when=move || view.get() == View::Tree><Grid tree=true/></Show>
                <Show when=move || view.get() == View::Map><MapView/></Show>
                <SelectionBar/>
                <Show when=move || view.get() == View::List><Pages/></Show>
                <NoMatch/>
            </section>
            <Show when=move || selected.get().is_some()><Details selected/></Show>
        </div>
    }
}
