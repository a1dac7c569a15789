//! Tests that need a browser but no server: the small functions around what only a browser has.
//!
//! One module per file of `src/browser/`. What goes through a file picker, a permission or the network is left to the
//! tests of the whole page.
#![cfg(target_arch = "wasm32")]

mod history;
mod intl;
mod panic;
mod storage;
mod stream;
mod timing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
