//! A button that puts a text on the clipboard, and says so.

use crate::platform::clipboard;
use crate::state::use_app_state;
use crate::words;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Copies a text, and tells people whether that worked.
pub fn copy(text: String, copied: String) {
    let alerts = use_app_state().alerts;
    copy_for(alerts, text, copied);
}

/// The same outside of a component.
pub fn copy_for(alerts: crate::state::alerts::Alerts, text: String, copied: String) {
    spawn_local(async move {
        let worked = clipboard::copy(&text).await;
        alerts.notify(if worked { &copied } else { words::NO_COPY });
    });
}

/// Copies `text` when it is pressed.
#[component]
pub fn CopyButton(
    /// What is seen.
    #[prop(default = words::COPY)]
    label: &'static str,
    /// The accessible name, where it is not what is seen.
    #[prop(optional, into)]
    name: Option<String>,
    /// The tooltip.
    #[prop(optional)]
    title: Option<&'static str>,
    /// Its class.
    #[prop(default = "")]
    class: &'static str,
    /// The text that is copied, as of when the button is pressed.
    text: impl Fn() -> String + 'static,
    /// What is said when it was copied.
    #[prop(into)]
    copied: String,
) -> impl IntoView {
    let alerts = use_app_state().alerts;
    let class = Some(class).filter(|class| !class.is_empty());
    view! {
        <button
            type="button"
            class=class
            aria-label=name
            title=title
            on:click=move |_| copy_for(alerts, text(), copied.clone())
        >
            {label}
        </button>
    }
}
