//! The bar at the top: a sample to open, a file to open, the keys, the connection.

pub mod open_file;
pub mod open_sample;

use super::connection::ConnectionButton;
use super::keys::KeysButton;
use crate::actions::navigate;
use crate::state::use_app_state;
use crate::words;
use leptos::prelude::*;
use open_file::OpenFileButton;
use open_sample::OpenSampleForm;

/// The bar.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_app_state();
    let go_home = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        navigate::go_home(state);
    };
    view! {
        <header class="top">
            // Where there is little room its word is not shown.
            <a class="brand" href="./" aria-label=words::BRAND on:click=go_home>{words::BRAND}</a>
            <OpenSampleForm/>
            <OpenFileButton/>
            <KeysButton/>
            <ConnectionButton/>
        </header>
    }
}
