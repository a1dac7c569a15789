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

/// Puts the page in the place of the shell that the document came with.
pub fn mount() {
    platform::panic::install();
    if let Some(shell) = platform::document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
