//! What the browser knows of the network.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether the person wants as little as possible transferred. Not every browser says so.
pub fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let connection = get(&crate::platform::window().navigator(), "connection");
    connection.is_object() && get(&connection, "saveData").is_truthy()
}
