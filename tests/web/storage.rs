//! What is kept between visits.

use matryoshka::platform::storage::{StorageArea, get, remove, set};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_shelf_keeps_gives_back_and_forgets() {
    for area in [StorageArea::Tab, StorageArea::Machine] {
        let key = "test.keeps";
        remove(area, key);
        assert_eq!(get(area, key), None);
        set(area, key, "first");
        set(area, key, "größer \u{202e} \u{1f4a3}");
        assert_eq!(get(area, key).as_deref(), Some("größer \u{202e} \u{1f4a3}"), "{area:?}");
        set(area, key, "");
        assert_eq!(get(area, key).as_deref(), Some(""), "an empty value is a value");
        remove(area, key);
        remove(area, key);
        assert_eq!(get(area, key), None, "{area:?}");
    }
}

/// A token that is kept for the tab must not come to lie on the machine.
#[wasm_bindgen_test]
fn what_is_of_the_tab_is_not_on_the_machine() {
    let key = "test.apart";
    set(StorageArea::Tab, key, "tab");
    assert_eq!(get(StorageArea::Machine, key), None);
    set(StorageArea::Machine, key, "machine");
    assert_eq!(get(StorageArea::Tab, key).as_deref(), Some("tab"));
    remove(StorageArea::Tab, key);
    assert_eq!(get(StorageArea::Machine, key).as_deref(), Some("machine"));
    remove(StorageArea::Machine, key);
}

/// Full is no error: the page goes on, and what was there before stays.
#[wasm_bindgen_test]
fn a_full_shelf_does_no_harm() {
    let key = "test.full";
    set(StorageArea::Machine, key, "small");
    set(StorageArea::Machine, key, &"x".repeat(12 << 20));
    assert_eq!(get(StorageArea::Machine, key).as_deref(), Some("small"));
    remove(StorageArea::Machine, key);
}
