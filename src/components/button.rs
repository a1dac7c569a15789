//! Buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A button with a sign instead of words; the words are its accessible name and its tooltip.
#[component]
pub fn IconButton(
    /// What is seen.
    sign: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What the tooltip says, where that is not the name.
    #[prop(optional, into)]
    title: Option<String>,
    /// Its class.
    #[prop(default = "")]
    class: &'static str,
    /// Whether it can be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether pressing it would do nothing; it keeps the focus all the same.
    #[prop(optional, into)]
    unavailable: Signal<bool>,
    /// What it does.
    on_press: impl FnMut(MouseEvent) + 'static,
) -> impl IntoView {
    let title = title.unwrap_or_else(|| label.clone());
    let class = Some(class).filter(|class| !class.is_empty());
    view! {
        <button
            type="button"
            class=class
            aria-label=label
            title=title
            disabled=disabled
            aria-disabled=move || unavailable.get().then_some("true")
            on:click=on_press
        >
            {sign}
        </button>
    }
}
