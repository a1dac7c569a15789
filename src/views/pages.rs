//! Pages of the list.

use crate::actions::navigate;
use crate::components::pager::Pager;
use crate::services::arrange::{last_page, shown_page};
use crate::state::use_app_state;
use crate::words::pages as words;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::url_state::PAGE_SIZES;

/// The navigation below the list.
#[component]
pub fn Pages() -> impl IntoView {
    let state = use_app_state();
    let place = Memo::new(move |_| {
        let rows = state.dataset.with_rows(Dataset::list_len).unwrap_or(0);
        state.route.with(|url| (shown_page(url, rows), last_page(url, rows)))
    });
    let index = Signal::derive(move || place.get().0 - 1);
    view! { <Pager place on_turn=move |to| navigate::show_page(state, to)><PageSize index/></Pager> }
}

/// The choice of how many rows a page has.
#[component]
fn PageSize(
    /// The index of the page that is shown, from 0.
    index: Signal<u32>,
) -> impl IntoView {
    let state = use_app_state();
    let size = Memo::new(move |_| state.route.with(|url| url.page_size));
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let Ok(chosen) = event.target().value().parse::<u32>() else { return };
        // The first row that is seen stays in view.
        let row = index.get_untracked().saturating_mul(size.get_untracked());
        navigate::go(state, |url| {
            url.page_size = chosen;
            url.page = row / chosen + 1;
        });
    };
    let option = move |choice: u32| {
        view! { <option value=choice.to_string() selected=move || size.get() == choice>{choice.to_string()}</option> }
    };
    view! {
        <label class="sizes">
            <span>{words::ROWS}</span>
            <select aria-label=words::ROWS on:change:target=choose>
                {move || sizes(size.get()).into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// The sizes to choose from; one that stands in the address is among them.
fn sizes(present: u32) -> Vec<u32> {
    let mut sizes = PAGE_SIZES.to_vec();
    if !sizes.contains(&present) {
        sizes.insert(sizes.partition_point(|size| *size < present), present);
    }
    sizes
}
