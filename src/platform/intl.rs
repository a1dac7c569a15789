//! Numbers and times as the reader's browser writes them.

use js_sys::{Date, Function, Intl, Object};
use matryoshka_core::table::timestamp::Timestamp;
use serde::Serialize;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TimeOptions {
    year: &'static str,
    month: &'static str,
    day: &'static str,
    hour: &'static str,
    minute: &'static str,
    hour_cycle: &'static str,
}

thread_local! {
    static NUMBER: Function = Intl::NumberFormat::new(&js_sys::Array::new(), &Object::new()).format();
    static TIME: Function = {
        let options = TimeOptions { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour_cycle: "h23" };
        let options = serde_wasm_bindgen::to_value(&options).unwrap_or(JsValue::UNDEFINED);
        Intl::DateTimeFormat::new(&js_sys::Array::new(), &options.into()).format()
    };
}

/// A whole number with the reader's separators.
pub fn number(number: u64) -> String {
    if number < 1000 {
        return number.to_string();
    }
    NUMBER.with(|format| text(format, &JsValue::from_f64(number as f64))).unwrap_or_else(|| number.to_string())
}

/// Whether the reader's decimal sign is a comma.
pub fn has_decimal_comma() -> bool {
    NUMBER.with(|format| text(format, &JsValue::from_f64(1.5))).is_some_and(|number| number.contains(','))
}

/// A point in time in the reader's zone.
pub fn time(timestamp: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64((timestamp / 1000) as f64));
    TIME.with(|format| text(format, &date)).unwrap_or_default()
}

/// The time by this machine's clock.
pub fn now() -> Timestamp {
    (Date::now() * 1000.0) as Timestamp
}

/// Seconds from now until an HTTP date; `None` when it is none.
pub fn seconds_until(date: &str) -> Option<u32> {
    let at = Date::parse(date);
    at.is_finite().then(|| ((at - Date::now()) / 1000.0).ceil().max(0.0) as u32)
}

fn text(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
