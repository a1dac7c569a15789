//! Bodies piece by piece, and the `Blob` that is gathered of them.

use js_sys::Uint8Array;
use matryoshka::platform::streams::{Gathering, Pieces, bytes};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, Response};

/// Bytes whose pattern shows a piece that is lost, doubled or out of place: its period divides no size used here.
fn pattern(from: usize, length: usize) -> Vec<u8> {
    (from..from + length).map(|at| (at % 251) as u8).collect()
}

/// Gathers the pattern in pieces of these sizes.
fn gather(sizes: &[usize]) -> Blob {
    let mut gathering = Gathering::default();
    let mut at = 0;
    for &size in sizes {
        gathering.push(&Uint8Array::from(pattern(at, size).as_slice()));
        at += size;
    }
    gathering.finish().expect("a browser has room for some megabytes")
}

async fn whole(blob: &Blob) -> Vec<u8> {
    bytes(blob, 0.0, blob.size()).await.expect("a Blob in memory can be read")
}

#[wasm_bindgen_test]
async fn pieces_become_one_blob_byte_for_byte() {
    let blob = gather(&[1, 0, 1000, 65_536, 7]);
    assert!(whole(&blob).await == pattern(0, 66_544));
}

#[wasm_bindgen_test]
async fn nothing_gathered_is_an_empty_blob() {
    let blob = gather(&[]);
    assert!(whole(&blob).await.is_empty());
}

/// Pieces that end on the border, cross it and follow it, with a rest that is handed over only at the end.
#[wasm_bindgen_test]
async fn a_blob_of_several_parts_is_whole() {
    const PART: usize = 4 << 20;
    let blob = gather(&[PART - 1, 1, PART / 2 + 3, PART / 2, 5, 2 * PART + 1, 11]);
    let length = 4 * PART + 20;
    assert_eq!(blob.size() as usize, length);
    assert!(whole(&blob).await == pattern(0, length));
}

#[wasm_bindgen_test]
async fn a_piece_may_be_a_view_into_a_larger_buffer() {
    let buffer = Uint8Array::from(pattern(0, 100).as_slice());
    let mut gathering = Gathering::default();
    gathering.push(&buffer.subarray(10, 20));
    let blob = gathering.finish().expect("a browser has room for ten bytes");
    assert_eq!(whole(&blob).await, pattern(10, 10));
}

#[wasm_bindgen_test]
async fn a_part_of_a_blob_is_read_without_the_rest() {
    let blob = gather(&[300, 300]);
    assert_eq!(bytes(&blob, 295.0, 305.0).await.expect("in memory"), pattern(295, 10));
    let beyond = bytes(&blob, 590.0, 10_000.0).await.expect("in memory");
    assert_eq!(beyond, pattern(590, 10), "what lies behind the end is not there, and no error");
}

#[wasm_bindgen_test]
async fn a_body_is_read_to_its_end() {
    let body = gather(&[1_000_000, 1]).stream();
    let pieces = Pieces::of(&body).expect("nobody else reads it");
    let mut read = Vec::new();
    while let Some(piece) = pieces.next().await.expect("a body in memory does not break") {
        read.extend(piece.to_vec());
    }
    assert!(read == pattern(0, 1_000_001));
    assert!(pieces.next().await.expect("the end is no error").is_none(), "the end stays the end");
}

#[wasm_bindgen_test]
async fn the_rest_of_a_body_can_be_given_up() {
    let response = Response::new_with_opt_str(Some("a body")).expect("a response of a text");
    let pieces = Pieces::of(&response.body().expect("it has a body")).expect("nobody else reads it");
    pieces.cancel();
    assert!(pieces.next().await.expect("given up is no error").is_none());
}

/// A body that breaks in the middle is an error: never a short body that looks whole.
#[wasm_bindgen_test]
async fn a_body_that_breaks_says_so() {
    let broken: Response = js_sys::Function::new_no_args(
        "let n = 0;
         return new Response(new ReadableStream({
             pull(c) { if (n++) c.error(new TypeError('cut off')); else c.enqueue(new Uint8Array(3)); },
         }));",
    )
    .call0(&JsValue::NULL)
    .expect("a stream of the test's own")
    .into();
    let pieces = Pieces::of(&broken.body().expect("it has a body")).expect("nobody else reads it");
    assert_eq!(pieces.next().await.expect("the first piece comes").expect("a piece").byte_length(), 3);
    assert!(pieces.next().await.is_err());
}
