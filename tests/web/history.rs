//! The address bar.

use matryoshka::platform::{history, window};
use wasm_bindgen_test::wasm_bindgen_test;

fn path() -> String {
    window().location().pathname().expect("a page has a path")
}

fn steps() -> u32 {
    window().history().and_then(|history| history.length()).expect("a page has a history")
}

#[wasm_bindgen_test]
fn a_query_is_shown_under_the_same_path() {
    let before = (history::query(), path(), history::page_origin());
    let steps_before = steps();
    history::replace("?sample=abc&filter=name%3Aa");
    assert_eq!(history::query(), "?sample=abc&filter=name%3Aa");
    assert_eq!((path(), history::page_origin()), (before.1.clone(), before.2.clone()));
    assert_eq!(steps(), steps_before, "Back leads to where it led before");

    history::replace("");
    assert_eq!(history::query(), "", "no query is shown as none");
    assert_eq!(path(), before.1);
    history::replace(&before.0);
    assert_eq!(history::query(), before.0);
}

#[wasm_bindgen_test]
fn a_step_is_one_that_back_leaves() {
    let before = history::query();
    let steps_before = steps();
    history::push("?step=1");
    assert_eq!(history::query(), "?step=1");
    assert_eq!(steps(), steps_before + 1);
    history::replace(&before);
}
