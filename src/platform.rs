//! Small functions around what only a browser has, one file a browser API.

pub mod abort;
pub mod bodies;
pub mod clipboard;
pub mod config;
pub mod decode;
pub mod fault_page;
pub mod file_picker;
pub mod highlight;
pub mod history;
pub mod intl;
pub mod network;
pub mod panic;
pub mod picture;
pub mod policy;
pub mod ready;
pub mod resize;
pub mod save;
pub mod scheduler;
pub mod storage;
pub mod streams;
pub mod worker_client;
pub mod xhr;

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What `boot.js` keeps for the page and of it; `None` where something else has started the page.
pub fn kept() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"matryoshka".into()).ok().filter(JsValue::is_object)
}

/// What `boot.js` has under way for the page under that name; `None` as for [`kept`].
pub fn kept_promise(name: &str) -> Option<Promise> {
    Reflect::get(&kept()?, &name.into()).ok()?.dyn_into().ok()
}

/// Whether a key is pressed with another one that makes it the browser's own: Alt and an arrow go back.
pub fn is_modified(event: &web_sys::KeyboardEvent) -> bool {
    event.alt_key() || event.ctrl_key() || event.meta_key()
}

/// The window. There is one wherever this page runs.
///
/// # Panics
/// In a worker, where this page never runs.
#[expect(clippy::expect_used, reason = "a page without a window is no page")]
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the page runs in a window")
}

/// The document.
///
/// # Panics
/// In a worker, where this page never runs.
#[expect(clippy::expect_used, reason = "a page without a document is no page")]
pub fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}
