//! `config.json` beside the page, which `boot.js` asks for.

use js_sys::Array;
use matryoshka_core::api::config::Arrival;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// How the request for `config.json` ended, once it has.
pub async fn arrival() -> Arrival {
    let Some(asked) = super::kept_promise("config") else { return Arrival::NotAsked };
    let answer = JsFuture::from(asked).await.ok().and_then(|answer| answer.dyn_into::<Array>().ok());
    let Some(answer) = answer else { return Arrival::NoAnswer };
    match (answer.get(0).as_f64(), answer.get(1).as_string()) {
        (Some(status), Some(text)) => Arrival::Answer(status as u16, text),
        _ => Arrival::NoAnswer,
    }
}
