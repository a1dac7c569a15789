//! Pages of the list.

use super::arrange::{last_page, shown_page};
use super::state::state;
use crate::address::PAGE_SIZES;
use crate::browser::intl;
use crate::page::live::{act, live};
use crate::page::slot::worked_out;
use leptos::prelude::*;

/// The navigation below the list.
#[component]
pub fn Pages() -> impl IntoView {
    let state = state();
    let place = worked_out(move || {
        state.revision.track();
        let rows = state.with_case(crate::case::Case::list_len).unwrap_or(0);
        state.address.with(|address| (shown_page(address, rows), last_page(address, rows)))
    });
    let size = worked_out(move || state.address.with(|address| address.page_size));
    let turn = move |page: u32| state.go(|address| address.page = page);
    let first = move || place.get().0 <= 1;
    let last = move || place.get().0 >= place.get().1;
    let resize = move |event: web_sys::Event| {
        if let Ok(size) = event_target_value(&event).parse::<u32>() {
            state.go(|address| {
                // The first row that is seen stays in view.
                let row = (place.get_untracked().0 - 1) * address.page_size;
                address.page_size = size;
                address.page = row / size + 1;
            });
        }
    };
    let sizes = move || {
        let mut sizes = PAGE_SIZES.to_vec();
        if !sizes.contains(&size.get()) {
            let at = sizes.partition_point(|choice| *choice < size.get());
            sizes.insert(at, size.get());
        }
        sizes
            .into_iter()
            .map(|choice| view! { <option value=choice.to_string() selected=choice == size.get()>{choice.to_string()}</option> })
            .collect_view()
    };
    view! {
        <nav class="pages" aria-label="Pages">
            <div class="group">
                <button type="button" aria-label="First page" title="First page" disabled=first on:click=act(move |_| turn(1))>"«"</button>
                <button type="button" aria-label="Previous page" title="Previous page" disabled=first on:click=act(move |_| turn(place.get_untracked().0 - 1))>"‹"</button>
            </div>
            <span class="place" aria-live="polite">
                {live(move || format!("Page {} of {}", intl::number(place.get().0.into()), intl::number(place.get().1.into())))}
            </span>
            <div class="group">
                <button type="button" aria-label="Next page" title="Next page" disabled=last on:click=act(move |_| turn(place.get_untracked().0 + 1))>"›"</button>
                <button type="button" aria-label="Last page" title="Last page" disabled=last on:click=act(move |_| turn(place.get_untracked().1))>"»"</button>
            </div>
            <label class="sizes"><span>"Rows per page"</span>
                <select aria-label="Rows per page" on:change=resize prop:value=live(move || size.get().to_string())>{sizes}</select>
            </label>
        </nav>
    }
}
