//! `src/platform/abort.rs`.

use matryoshka::platform::abort::{Abort, sleep_until_aborted};
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

/// Longer than any test may take: a sleep that is not ended fails by that.
const FOR_EVER: i32 = 600_000;

#[wasm_bindgen_test]
async fn a_sleep_is_ended_at_once() {
    let abort = Abort::new();
    let ending = abort.clone();
    spawn_local(async move { ending.abort() });
    assert!(!sleep_until_aborted(FOR_EVER, &abort.signal()).await);
    assert!(abort.is_aborted());
    assert!(!sleep_until_aborted(FOR_EVER, &abort.signal()).await, "nor does another one begin");
}

#[wasm_bindgen_test]
async fn a_sleep_that_nobody_ends_is_slept() {
    assert!(sleep_until_aborted(1, &Abort::new().signal()).await);
}
