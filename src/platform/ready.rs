//! Whether the document can hold the page, as `boot.js` knows.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Waits until the document is read and has its styles, or the browser goes on without them.
pub async fn document() {
    let ready = super::kept().and_then(|kept| Reflect::get(&kept, &"ready".into()).ok()?.dyn_into::<Promise>().ok());
    if let Some(ready) = ready {
        // It is always kept.
        let _ = JsFuture::from(ready).await;
    }
}
