//! `src/platform/fault_page.rs`.

use js_sys::{Array, Object, Reflect};
use matryoshka::platform::fault_page;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_boot_js_saves_is_handed_to_it() {
    let (global, kept) = (js_sys::global(), Object::new());
    // Where boot.js has not started the page, nobody hears of it.
    fault_page::keep(&Array::new(), &Array::new(), "nobody");
    Reflect::set(&global, &"matryoshka".into(), &kept).expect("set");
    let (bodies, pages) = (Array::new(), Array::new());
    fault_page::keep(&bodies, &pages, "label");
    Reflect::delete_property(&global, &"matryoshka".into()).expect("removed");
    let get = |name: &str| Reflect::get(&kept, &name.into()).expect("read");
    assert_eq!(get("sample").as_string().as_deref(), Some("label"));
    // The very ones: what comes later is in them.
    assert!(Object::is(&get("bodies"), &bodies) && Object::is(&get("pages"), &pages));
}
