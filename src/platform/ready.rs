//! Whether the document can hold the page, as `boot.js` knows.

use wasm_bindgen_futures::JsFuture;

/// Waits until the document is read and has its styles, or the browser goes on without them.
pub async fn document() {
    if let Some(ready) = super::kept_promise("ready") {
        // It is always kept.
        let _ = JsFuture::from(ready).await;
    }
}
