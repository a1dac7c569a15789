//! A menu: arrow keys, Home and End go from item to item.

use crate::platform::document;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A menu of items, which are [`MenuItem`]s.
#[component]
pub fn Menu(
    /// What it is called.
    label: &'static str,
    /// The items.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let step = move |event: KeyboardEvent| {
        let Some(menu) = node.get_untracked() else { return };
        let Ok(found) = menu.query_selector_all("[role=menuitem]") else { return };
        let items: Vec<HtmlElement> = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
        let focused = document().active_element();
        let at = items.iter().position(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))));
        let (Some(last), at) = (items.len().checked_sub(1), at.unwrap_or(0)) else { return };
        let to = match event.key().as_str() {
            "ArrowDown" => (at + 1) % (last + 1),
            "ArrowUp" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        // Without the focus the menu works all the same.
        let _ = items[to].focus();
    };
    view! {
        <div class="menu" role="menu" aria-label=label node_ref=node on:keydown=step>
            {children()}
        </div>
    }
}

/// An item of a menu; choosing it closes the popover that the menu stands in.
#[component]
pub fn MenuItem(
    /// What it is called.
    label: &'static str,
    /// What it will do, beside its name.
    #[prop(into)]
    hint: Signal<String>,
    /// The `id` of the popover that it closes.
    closes: &'static str,
    /// What it does.
    on_choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            role="menuitem"
            popovertarget=closes
            popovertargetaction="hide"
            title=hint
            on:click=move |_| on_choose()
        >
            {label}
            <span class="hint" aria-hidden="true">{move || format!(" {}", hint.get())}</span>
        </button>
    }
}
