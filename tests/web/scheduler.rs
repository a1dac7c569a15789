//! Marks for the profiler, and turns for the browser.

use js_sys::{Array, Reflect};
use matryoshka::platform::scheduler::{Detail, Pace, measure, now};
use matryoshka::platform::window;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn get(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).expect("an object")
}

fn number(of: &JsValue, key: &str) -> f64 {
    get(of, key).as_f64().unwrap_or(f64::NAN)
}

/// The only User Timing entry of this name.
fn entry(name: &str) -> JsValue {
    let entries: Array = window().performance().expect("a browser has it").get_entries_by_name(name);
    assert_eq!(entries.length(), 1, "one entry for {name}");
    entries.get(0)
}

/// Works without a pause.
fn work(milliseconds: f64) {
    let end = now() + milliseconds;
    while now() < end {}
}

#[wasm_bindgen_test]
fn a_measure_can_be_seen_in_the_profiler() {
    let start = now();
    work(5.0);
    measure("test-rows", start, Detail::Rows(4_000_000_000));
    let entry = entry("test-rows");
    assert_eq!(get(&entry, "entryType").as_string().as_deref(), Some("measure"));
    assert!((number(&entry, "startTime") - start).abs() < 0.2, "it begins where the work began");
    let duration = number(&entry, "duration");
    assert!((4.8..1000.0).contains(&duration), "it ends when it is left: {duration} ms");
    assert!((number(&get(&entry, "detail"), "rows") - 4e9).abs() < 1.0);
    assert!(get(&get(&entry, "detail"), "bytes").is_undefined());
}

#[wasm_bindgen_test]
fn a_measure_of_bytes_may_be_larger_than_32_bits() {
    measure("test-bytes", now(), Detail::Bytes(5e12));
    let detail = get(&entry("test-bytes"), "detail");
    assert!((number(&detail, "bytes") - 5e12).abs() < 1.0);
    assert!(get(&detail, "rows").is_undefined());
}

/// A task of the browser's that tells whether it has had its turn.
fn task() -> Rc<Cell<bool>> {
    let turn = Rc::new(Cell::new(false));
    let told = Rc::clone(&turn);
    let channel = web_sys::MessageChannel::new().expect("a browser has it");
    let tell = Closure::once_into_js(move |_: JsValue| told.set(true));
    channel.port1().set_onmessage(Some(tell.unchecked_ref()));
    channel.port2().post_message(&JsValue::NULL).expect("an open channel");
    turn
}

/// Work that breathes between slices lets a task in before long; a promise alone would not.
#[wasm_bindgen_test]
async fn others_have_a_turn_when_a_slice_is_used_up() {
    let pace = Pace::default();
    let turn = task();
    let mut slices = 0;
    while !turn.get() && slices < 50 {
        work(12.0);
        pace.yield_if_due().await;
        slices += 1;
    }
    assert!(turn.get(), "no turn in {slices} slices");
}

#[wasm_bindgen_test]
async fn work_within_a_slice_is_not_held_up() {
    let pace = Pace::default();
    work(12.0);
    pace.yield_if_due().await;
    let turn = task();
    let start = now();
    for _ in 0..100 {
        pace.yield_if_due().await;
    }
    // A machine that stood still for a slice proves nothing.
    assert!(!turn.get() || now() - start > 10.0, "a task came in although the slice was not used up");
}
