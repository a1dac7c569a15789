//! Matryoshka shows what was inside a malware sample: the page, in a browser.
//!
//! What needs no browser is in [`matryoshka_core`], where a reader begins. Here, from the ground up:
//!
//! - `words`: all texts.
//! - `platform`: small functions around what only a browser has, one file a browser API.
//! - `state`: signals by concern, and the registry of what is under way.
//! - `services`: asynchronous work without views.
//! - `actions`: what a press does; they write the address and hand work to services.
//! - `components`: the shared components, each once.
//! - `views`: what is seen, a folder or file a feature; `app` puts them together.
//!
//! Data runs platform → services → core → state → views; a press runs views → actions → address → services.
#![cfg(target_arch = "wasm32")]

pub mod actions;
pub mod app;
pub mod components;
pub mod platform;
pub mod services;
pub mod state;
pub mod views;
pub mod words;

use any_spawner::Executor;
use leptos::prelude::Owner;
use leptos::task::spawn_local;
use platform::{document, ready, scheduler};

/// Begins with what the address asks for, and puts the page in the place of the shell that the document came with as soon as
/// the document can hold it. The appliance is asked meanwhile.
pub fn start() {
    platform::panic::install();
    // Leptos does the same once it mounts something; what runs before that needs it too.
    let _ = Executor::init_wasm_bindgen();
    let page = Owner::new();
    page.with(app::begin);
    spawn_local(async move {
        ready::document().await;
        // Behind the request, where there is one.
        scheduler::yield_now().await;
        if let Some(shell) = document().get_element_by_id("shell") {
            shell.remove();
        }
        page.with(|| leptos::mount::mount_to_body(app::App));
        // It lives as long as the document.
        std::mem::forget(page);
    });
}
