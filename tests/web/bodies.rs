//! `src/platform/bodies.rs`.

use js_sys::{Array, Uint8Array};
use matryoshka::platform::bodies::Bodies;
use matryoshka::platform::streams::{Gathering, bytes};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

async fn text(bodies: &Bodies, number: u16) -> Option<Vec<u8>> {
    let blob = bodies.get(number)?;
    Some(bytes(&blob, 0.0, blob.size()).await.expect("in memory"))
}

fn gathered(text: &str) -> Gathering {
    let mut gathering = Gathering::default();
    gathering.push(&Uint8Array::from(text.as_bytes()));
    gathering
}

#[wasm_bindgen_test]
async fn bodies_keep_their_numbers_in_whatever_order_they_end() {
    let bodies = Bodies::default();
    let (first, second) = (bodies.begin(), bodies.begin());
    bodies.end(second, gathered("second"));
    assert_eq!(text(&bodies, first).await, None, "it has not come");
    bodies.end(first, gathered("first"));
    let kept = bodies.keep(&Blob::new().expect("a Blob"));
    assert_eq!(text(&bodies, first).await.as_deref(), Some(&b"first"[..]));
    assert_eq!(text(&bodies, second).await.as_deref(), Some(&b"second"[..]));
    assert_eq!(text(&bodies, kept).await.as_deref(), Some(&b""[..]));
    assert_eq!(bodies.all().length(), 3);
    assert_eq!(text(&bodies, 9).await, None);
}

#[wasm_bindgen_test]
fn which_rows_are_in_one_that_has_come_whole_is_known() {
    let bodies = Bodies::default();
    bodies.is_whole(1, &(50..100));
    let page: Array = bodies.pages().get(0).unchecked_into();
    assert_eq!([0, 1, 2].map(|at| page.get(at).as_f64()), [Some(1.0), Some(50.0), Some(100.0)]);
}
