//! Saving a `Blob` as a file.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// How long the browser may take to begin to save before the address of the `Blob` is given up, in milliseconds.
const GRACE: i32 = 60_000;

/// Has the browser save a `Blob` under a name. The name must not come from a sample.
///
/// # Errors
/// What the browser gives when it makes no address for the `Blob`.
pub fn save(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = crate::platform::document();
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    wasm_bindgen_futures::spawn_local(async move {
        crate::platform::scheduler::sleep(GRACE).await;
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
