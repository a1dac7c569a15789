//! Tabs: one tab stop, arrow keys move.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A list of tabs.
#[component]
pub fn Tabs<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What the list is called.
    label: &'static str,
    /// The tabs and their names.
    tabs: Vec<(T, &'static str)>,
    /// The `id` of the panel that they control.
    controls: &'static str,
    /// The tab that is shown.
    #[prop(into)]
    current: Signal<T>,
    /// Shows another tab.
    on_select: impl Fn(T) + Copy + 'static,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let values: Vec<T> = tabs.iter().map(|(value, _)| *value).collect();
    let step = move |event: KeyboardEvent| {
        if crate::platform::is_modified(&event) {
            return;
        }
        let count = values.len();
        let at = values.iter().position(|value| *value == current.get_untracked()).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        on_select(values[to]);
        let tab = node.get_untracked().and_then(|list| list.children().item(to as u32));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            // Without the focus the tab is shown all the same.
            let _ = tab.focus();
        }
    };
    let tab = move |(value, name): (T, &'static str)| {
        let is_current = move || current.get() == value;
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                aria-controls=controls
                aria-selected=move || is_current().to_string()
                tabindex=move || if is_current() { "0" } else { "-1" }
                on:click=move |_| on_select(value)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=node on:keydown=step>
            {tabs.into_iter().map(tab).collect_view()}
        </div>
    }
}
