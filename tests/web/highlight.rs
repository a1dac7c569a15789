//! `src/platform/highlight.rs`.

use js_sys::{Array, Function, Reflect};
use matryoshka::platform::highlight::Highlights;
use matryoshka::platform::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Range, Text};

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).expect("an object")
}

/// The texts that are painted over.
fn shown() -> Vec<String> {
    let all = get(&get(&window(), "CSS"), "highlights");
    let found: JsValue =
        get(&all, "get").unchecked_into::<Function>().call1(&all, &"found".into()).expect("a registry");
    if found.is_undefined() {
        return Vec::new();
    }
    let ranges = Array::from(&found);
    ranges.iter().map(|range| String::from(range.unchecked_into::<Range>().to_string())).collect()
}

fn node(text: &str) -> Text {
    let node = document().create_text_node(text);
    document().body().expect("a page has one").append_child(&node).expect("added");
    node
}

#[wasm_bindgen_test]
fn words_are_painted_over_where_they_stand_and_no_longer() {
    let text = "\u{1f4a3} Mal\u{e9} and MAL";
    let node = node(text);
    let mut highlights = Highlights::default();
    highlights.add(&node, text, &["mal".to_owned()]);
    highlights.show();
    assert_eq!(shown(), ["Mal", "MAL"]);
    Highlights::default().show();
    assert_eq!(shown(), [""; 0]);
    node.remove();
}

#[wasm_bindgen_test]
fn of_very_many_places_some_are_painted_over() {
    let text = "e ".repeat(50_000);
    let node = node(&text);
    let mut highlights = Highlights::default();
    highlights.add(&node, &text, &["e".to_owned()]);
    highlights.show();
    let count = shown().len();
    Highlights::default().show();
    node.remove();
    assert!((1..=200).contains(&count), "{count} places");
}
