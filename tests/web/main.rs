//! Tests that need a browser but no server: the small functions around what only a browser has.
//!
//! One module for each file of `src/platform/` that can be tried without a page, for the registry of jobs, and for the words
//! that count. What goes through a file picker (`file_picker`, `save`), a permission (`clipboard`), the network (`xhr`) or the
//! worker's own files (what `worker_client` loads) is left to the tests of the whole page.
#![cfg(target_arch = "wasm32")]

mod abort;
mod bodies;
mod config;
mod fault_page;
mod highlight;
mod history;
mod intl;
mod jobs;
mod panic;
mod policy;
mod scheduler;
mod storage;
mod streams;
mod words;
mod worker_client;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
