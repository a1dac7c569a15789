//! Connection: which appliance, and what opens it.
//!
//! A token is held in memory, for the origin it was entered for. Only when asked is it kept in `sessionStorage`, for this
//! tab; it is never written anywhere else.

mod form;

use crate::components::dialog::{Dialog, DialogHandle};
use crate::state::use_app_state;
use crate::words::connection as words;
use form::ConnectionForm;
use leptos::prelude::*;
use matryoshka_core::api::credentials::Access;

/// The button that opens the dialog.
#[component]
pub fn ConnectionButton() -> impl IntoView {
    let connection = use_app_state().connection;
    view! {
        <button
            type="button"
            class="connection"
            class:on=move || connection.access.with(Access::has_token)
            aria-haspopup="dialog"
            on:click=move |_| connection.dialog.set(Some(String::new()))
        >
            {words::TITLE}
        </button>
    }
}

/// The dialog. It opens by its signal: the person asks for it, or an appliance refuses access.
#[component]
pub fn ConnectionDialog() -> impl IntoView {
    let connection = use_app_state().connection;
    let dialog = DialogHandle::new();
    // Each opening begins with what is in use.
    let opened = RwSignal::new(0_u32);
    Effect::new(move || {
        if connection.dialog.with(Option::is_some) && !dialog.is_open() {
            opened.update(|opened| *opened += 1);
            dialog.open();
        }
    });
    let closed = Callback::new(move |()| connection.dialog.set(None));
    view! {
        <Dialog handle=dialog labelled_by="connection-title" on_close=closed>
            <ConnectionForm dialog opened/>
        </Dialog>
    }
}
