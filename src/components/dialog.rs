//! A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back.

use leptos::html;
use leptos::prelude::*;

/// Opens and closes a [`Dialog`].
#[derive(Clone, Copy, Debug)]
pub struct DialogHandle {
    node: NodeRef<html::Dialog>,
    /// Whether it was opened yet: its content is made only then.
    was_opened: RwSignal<bool>,
}

impl DialogHandle {
    /// A dialog that is closed.
    pub fn new() -> Self {
        Self { node: NodeRef::new(), was_opened: RwSignal::new(false) }
    }

    /// Opens the dialog.
    pub fn open(&self) {
        self.was_opened.set(true);
        let node = self.node;
        // The content has to be there before the focus can go into it.
        request_animation_frame(move || {
            if let Some(dialog) = node.get_untracked()
                && !dialog.open()
            {
                // Refused only when it is open already.
                let _ = dialog.show_modal();
            }
        });
    }

    /// Closes the dialog; the focus goes back to where it was.
    pub fn close(&self) {
        if let Some(dialog) = self.node.get_untracked() {
            dialog.close();
        }
    }

    /// Whether it is open now.
    pub fn is_open(&self) -> bool {
        self.node.get_untracked().is_some_and(|dialog| dialog.open())
    }
}

impl Default for DialogHandle {
    fn default() -> Self {
        Self::new()
    }
}

/// A modal dialog. Its content is made when it is first opened, and stays.
#[component]
pub fn Dialog(
    /// Opens and closes it.
    handle: DialogHandle,
    /// The `id` of the heading inside that names it.
    labelled_by: &'static str,
    /// Hears that it was closed.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let closed = move |_| {
        // The event comes a moment later, when the dialog may have been opened again.
        if let Some(on_close) = on_close
            && !handle.is_open()
        {
            on_close.run(());
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby=labelled_by node_ref=handle.node on:close=closed>
            <Show when=move || handle.was_opened.get()>{children()}</Show>
        </dialog>
    }
}
