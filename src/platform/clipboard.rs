//! The clipboard, also where browsers give no access to it: internal hosts are often plain http.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts a text on the clipboard; whether that worked.
pub async fn copy(text: &str) -> bool {
    let navigator = crate::platform::window().navigator();
    let has = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|value| value.is_object());
    if has && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The old way: a text that is selected can be copied in any context.
fn copy_by_selection(text: &str) -> Result<bool, JsValue> {
    let document = crate::platform::document();
    // Inside an open dialog everything outside is inert and can't be selected.
    let host = document.query_selector("dialog[open]")?.or_else(|| document.body().map(Into::into));
    let Some(host) = host else { return Ok(false) };
    let before = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    area.set_value(text);
    area.set_class_name("offscreen");
    area.set_attribute("aria-hidden", "true")?;
    host.append_child(&area)?;
    area.select();
    let copied = document.unchecked_into::<HtmlDocument>().exec_command("copy");
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        before.focus()?;
    }
    copied
}
