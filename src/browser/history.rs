//! The address bar.

use crate::appliance::endpoint::Origin;
use wasm_bindgen::JsValue;

/// The query string of the present address, with its `?`.
pub fn query() -> String {
    super::window().location().search().unwrap_or_default()
}

/// The page's own origin.
pub fn origin() -> Origin {
    Origin::of_page(&super::window().location().origin().unwrap_or_default())
}

/// Shows another query string; `step` makes it one that Back leaves.
pub fn show(query: &str, step: bool) {
    let Ok(history) = super::window().history() else { return };
    // An empty address would mean the present one, query and all.
    let path = super::window().location().pathname().unwrap_or_default();
    let url = format!("{path}{query}");
    // Browsers refuse when there are too many in a short time; the next one is then the first to be seen.
    let _ = if step {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}
