//! How many files of each verdict there are; a press filters by it.

use crate::actions::filter;
use crate::platform::intl;
use crate::state::use_app_state;
use crate::words::head as words;
use leptos::prelude::*;
use matryoshka_core::query::edit::has_term;
use matryoshka_core::table::classification::Classification;

/// The bar, once all rows are loaded. It comes where the progress was until then, so that no button moves.
#[component]
pub fn VerdictBar() -> impl IntoView {
    let state = use_app_state();
    let counts =
        Memo::new(move |_| state.dataset.with_rows(|dataset| dataset.is_loaded().then(|| dataset.counts())).flatten());
    let is_known = Memo::new(move |_| counts.with(Option::is_some));
    let count_of =
        move |verdict: Classification| counts.with(|counts| counts.map_or(0, |counts| counts[verdict as usize]));
    let button = move |verdict: Classification| {
        view! {
            <Show when=move || { count_of(verdict) > 0 }>
                <VerdictButton verdict count=Signal::derive(move || count_of(verdict))/>
            </Show>
        }
    };
    view! {
        <Show when=move || is_known.get()>
            <div class="verdicts" role="group" aria-label=words::VERDICTS>
                {Classification::ALL.map(button).collect_view()}
            </div>
        </Show>
    }
}

#[component]
fn VerdictButton(verdict: Classification, count: Signal<u32>) -> impl IntoView {
    let state = use_app_state();
    let word = verdict.word();
    let term = format!("class:{word}");
    let asked = term.clone();
    let is_pressed = Memo::new(move |_| state.route.with(|url| has_term(&url.filter, &asked)));
    view! {
        <button
            type="button"
            class="verdict-count"
            data-verdict=word
            title=words::only(word)
            aria-pressed=move || is_pressed.get().to_string()
            style:flex-grow=move || count.get().to_string()
            on:click=move |_| filter::toggle_term(state, &term)
        >
            {move || format!("{} {word}", intl::number(count.get().into()))}
        </button>
    }
}
