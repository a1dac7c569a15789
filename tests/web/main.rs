//! Tests that need a browser but no server: the small functions around what only a browser has.
//!
//! One module for each file of `src/platform/` that can be tried without a page. What goes through a file picker, a permission or the network is left to the
//! tests of the whole page.
#![cfg(target_arch = "wasm32")]

mod history;
mod intl;
mod panic;
mod scheduler;
mod storage;
mod streams;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
