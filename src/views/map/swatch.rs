//! A verdict as a colour with a pattern, and its word.

use leptos::prelude::*;
use matryoshka_core::table::classification::Classification;

/// A verdict as a swatch and a word.
#[component]
pub fn Swatch(verdict: Classification) -> impl IntoView {
    let word = verdict.word();
    view! {
        <span class="swatch" data-verdict=word></span>
        <span>{word}</span>
    }
}
