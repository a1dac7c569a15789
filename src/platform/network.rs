//! What the browser knows of the network.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::PerformanceEntry;

/// Whether the person wants as little as possible transferred. Not every browser says so.
pub fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let connection = get(&crate::platform::window().navigator(), "connection");
    connection.is_object() && get(&connection, "saveData").is_truthy()
}

/// How long the last request to this address since then took until its answer was here whole, in milliseconds, by the browser's
/// own clock. Browsers keep a limited number of these times.
pub fn time(url: &str, since: f64) -> Option<f64> {
    let entries = crate::platform::window().performance()?.get_entries_by_name_with_entry_type(url, "resource");
    let last: PerformanceEntry = entries.at(-1).dyn_into().ok()?;
    (last.start_time() >= since && last.duration() > 0.0).then(|| last.duration())
}
