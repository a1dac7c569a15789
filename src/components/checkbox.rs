//! A checkbox with its words behind it.

use leptos::prelude::*;

/// A checkbox. The state belongs to the caller, who hears what it should be.
#[component]
pub fn Checkbox(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Hears whether it should be checked.
    on_change: impl Fn(bool) + 'static,
    /// Whether it is left out.
    #[prop(optional, into)]
    hidden: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="check" hidden=hidden>
            <input type="checkbox" prop:checked=checked on:change:target=move |event| on_change(event.target().checked())/>
            {label}
        </label>
    }
}
