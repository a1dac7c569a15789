//! A button that has the person choose files.

use leptos::prelude::*;
use leptos::{ev, html};
use web_sys::{FileList, HtmlInputElement};

/// Has files chosen when it is pressed.
#[component]
pub fn FileButton(
    /// What is seen.
    label: &'static str,
    /// The accessible name of the field behind the button.
    name: &'static str,
    /// The kinds of files that are offered.
    accept: &'static str,
    /// Several files can be chosen.
    #[prop(optional)]
    multiple: bool,
    /// The tooltip.
    #[prop(optional)]
    title: Option<&'static str>,
    /// Its class.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Takes what was chosen.
    on_chosen: impl Fn(&FileList) + 'static,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        let input = event.target();
        if let Some(files) = input.files() {
            on_chosen(&files);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let press = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button type="button" class=class title=title on:click=press>{label}</button>
        <input
            type="file"
            hidden
            multiple=multiple
            accept=accept
            aria-label=name
            node_ref=input
            on:change:target=chosen
        />
    }
}
