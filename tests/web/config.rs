//! `src/platform/config.rs`.

use js_sys::{Array, Object, Promise, Reflect};
use matryoshka::platform::config::arrival;
use matryoshka_core::api::config::Arrival;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What is made of an answer that `boot.js` has waited for.
async fn made_of(answer: Promise) -> Arrival {
    let (global, kept) = (js_sys::global(), Object::new());
    Reflect::set(&kept, &"config".into(), &answer).expect("set");
    Reflect::set(&global, &"matryoshka".into(), &kept).expect("set");
    let arrival = arrival().await;
    Reflect::delete_property(&global, &"matryoshka".into()).expect("removed");
    arrival
}

#[wasm_bindgen_test]
async fn each_end_of_the_request_is_known() {
    assert_eq!(arrival().await, Arrival::NotAsked);
    let answer = Promise::resolve(&JsValue::from(Array::of2(&200.into(), &"{}".into())));
    assert_eq!(made_of(answer).await, Arrival::Answer(200, "{}".to_owned()));
    assert_eq!(made_of(Promise::resolve(&JsValue::NULL)).await, Arrival::NoAnswer);
    assert_eq!(made_of(Promise::resolve(&JsValue::from(Array::of1(&200.into())))).await, Arrival::NoAnswer);
    assert_eq!(made_of(Promise::reject(&"broken".into())).await, Arrival::NoAnswer);
}
