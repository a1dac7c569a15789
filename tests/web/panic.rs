//! `src/platform/panic.rs`.

use js_sys::{Object, Reflect};
use matryoshka::platform::panic;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_panic_is_left_for_the_page_that_says_so() {
    let (global, kept) = (js_sys::global(), Object::new());
    Reflect::set(&global, &"matryoshka".into(), &kept).expect("set");
    panic::tell("panicked at src/a.rs:1:2:\nwhy");
    let said = Reflect::get(&kept, &"panic".into()).expect("read");
    Reflect::delete_property(&global, &"matryoshka".into()).expect("removed");
    assert_eq!(said.as_string().as_deref(), Some("panicked at src/a.rs:1:2:\nwhy"));
    // Where boot.js has not started the page, the console alone hears of it.
    panic::tell("and nobody keeps it");
}
