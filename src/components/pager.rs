//! From page to page.

use crate::components::button::IconButton;
use crate::words::pages as words;
use leptos::prelude::*;

/// The page that is shown, and buttons to others.
#[component]
pub fn Pager(
    /// The page, and the last one, from 1.
    #[prop(into)]
    place: Signal<(u32, u32)>,
    /// Shows another page.
    on_turn: impl Fn(u32) + Copy + 'static,
    /// What stands behind the buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let page = move || place.get().0;
    let last = move || place.get().1;
    let at_first = Signal::derive(move || page() == 1);
    let at_last = Signal::derive(move || page() == last());
    view! {
        <nav class="pages" aria-label=words::PAGES>
            <div class="group">
                <IconButton sign="«" label=words::FIRST disabled=at_first on_press=move |_| on_turn(1)/>
                <IconButton sign="‹" label=words::PREVIOUS disabled=at_first on_press=move |_| on_turn(page() - 1)/>
            </div>
            <span class="place" aria-live="polite">{move || words::place(page(), last())}</span>
            <div class="group">
                <IconButton sign="›" label=words::NEXT disabled=at_last on_press=move |_| on_turn(page() + 1)/>
                <IconButton sign="»" label=words::LAST disabled=at_last on_press=move |_| on_turn(last())/>
            </div>
            {children.map(|children| children())}
        </nav>
    }
}
