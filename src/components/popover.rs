//! A button and what it opens beside itself: the browser's own popover.

use leptos::html;
use leptos::prelude::*;

/// What a popover contains, as assistive technology is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopoverContent {
    /// Items to choose from.
    Menu,
    /// Controls that belong together.
    Group,
    /// Something to read.
    Region,
}

/// A button that opens and closes a popover.
#[component]
pub fn Popover(
    /// The `id` of the popover.
    id: &'static str,
    /// What stands on the button.
    label: &'static str,
    /// The accessible name of the button, where it is not what stands on it.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The tooltip of the button.
    #[prop(optional)]
    title: Option<&'static str>,
    /// The class of the button.
    #[prop(optional)]
    class: Option<&'static str>,
    /// The class of the popover.
    #[prop(default = "popover")]
    popover_class: &'static str,
    /// What it contains.
    content: PopoverContent,
    /// The accessible name of the popover; a menu has its own.
    #[prop(optional)]
    popover_name: Option<&'static str>,
    /// What is in it; made when it is first opened.
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = RwSignal::new(false);
    let haspopup = (content == PopoverContent::Menu).then_some("menu");
    let role = match content {
        PopoverContent::Menu => None,
        PopoverContent::Group => Some("group"),
        PopoverContent::Region => Some("region"),
    };
    let node = NodeRef::<html::Div>::new();
    view! {
        <button
            type="button"
            class=class
            popovertarget=id
            aria-haspopup=haspopup
            aria-label=name
            title=title
            on:click=move |_| was_opened.set(true)
        >
            {label}
        </button>
        <div id=id class=popover_class popover="auto" role=role aria-label=popover_name node_ref=node>
            <Show when=move || was_opened.get()>{children()}</Show>
        </div>
    }
}
