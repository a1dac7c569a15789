//! A panic says its message and place: in the console, and on the page that `boot.js` shows.
//!
//! WebAssembly ends at a panic with an error that says "unreachable" and nothing else.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Has every panic say what it is, from now on.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| tell(&panic.to_string())));
}

/// Writes a panic's message and place into the console, and leaves it for the page that `boot.js` shows.
pub fn tell(words: &str) {
    web_sys::console::error_1(&words.into());
    if let Some(kept) = crate::platform::kept() {
        // An object of boot.js' own takes any value.
        let _: Result<bool, JsValue> = Reflect::set(&kept, &"panic".into(), &words.into());
    }
}
