//! The address bar.

use matryoshka_core::api::endpoint::Origin;
use wasm_bindgen::JsValue;

/// The query string of the present address, with its `?`.
pub fn query() -> String {
    super::window().location().search().unwrap_or_default()
}

/// The page's own origin.
pub fn page_origin() -> Origin {
    Origin::of_page(&super::window().location().origin().unwrap_or_default())
}

/// Shows another query string, as a step that Back leaves.
pub fn push(query: &str) {
    show(query, |history, url| history.push_state_with_url(&JsValue::NULL, "", Some(url)));
}

/// Shows another query string in the place of the present one.
pub fn replace(query: &str) {
    show(query, |history, url| history.replace_state_with_url(&JsValue::NULL, "", Some(url)));
}

fn show(query: &str, write: impl Fn(&web_sys::History, &str) -> Result<(), JsValue>) {
    let Ok(history) = super::window().history() else { return };
    // An empty address would mean the present one, query and all.
    let path = super::window().location().pathname().unwrap_or_default();
    // Browsers refuse when there are too many in a short time; the next one is then the first to be seen.
    let _ = write(&history, &format!("{path}{query}"));
}
