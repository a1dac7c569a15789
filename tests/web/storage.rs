//! What is kept between visits.

use matryoshka::browser::storage::{Shelf, get, remove, set};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_shelf_keeps_gives_back_and_forgets() {
    for shelf in [Shelf::Tab, Shelf::Machine] {
        let key = "test.keeps";
        remove(shelf, key);
        assert_eq!(get(shelf, key), None);
        set(shelf, key, "first");
        set(shelf, key, "größer \u{202e} \u{1f4a3}");
        assert_eq!(get(shelf, key).as_deref(), Some("größer \u{202e} \u{1f4a3}"), "{shelf:?}");
        set(shelf, key, "");
        assert_eq!(get(shelf, key).as_deref(), Some(""), "an empty value is a value");
        remove(shelf, key);
        remove(shelf, key);
        assert_eq!(get(shelf, key), None, "{shelf:?}");
    }
}

/// A token that is kept for the tab must not come to lie on the machine.
#[wasm_bindgen_test]
fn what_is_of_the_tab_is_not_on_the_machine() {
    let key = "test.apart";
    set(Shelf::Tab, key, "tab");
    assert_eq!(get(Shelf::Machine, key), None);
    set(Shelf::Machine, key, "machine");
    assert_eq!(get(Shelf::Tab, key).as_deref(), Some("tab"));
    remove(Shelf::Tab, key);
    assert_eq!(get(Shelf::Machine, key).as_deref(), Some("machine"));
    remove(Shelf::Machine, key);
}

/// Full is no error: the page goes on, and what was there before stays.
#[wasm_bindgen_test]
fn a_full_shelf_does_no_harm() {
    let key = "test.full";
    set(Shelf::Machine, key, "small");
    set(Shelf::Machine, key, &"x".repeat(12 << 20));
    assert_eq!(get(Shelf::Machine, key).as_deref(), Some("small"));
    remove(Shelf::Machine, key);
}
