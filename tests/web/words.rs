//! What is said of one is said as of one.

use matryoshka::words;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn one_is_said_as_one() {
    for (said, wanted) in [
        (words::files(1), "1 file"),
        (words::contents::hit(1, 1, 1), "1 of 1"),
        (words::contents::lines(1), "1 line"),
        (words::contents::strings(1, 1), "1 string"),
        (words::contents::strings(0, 1), "0 of 1 string"),
        (words::details::more_fields(1), "1 more field. Export as JSON has all of them."),
        (words::export::rows_of(1, Some(1)), "1 of 1 file."),
        (words::facets::more_types(1), "1 more type"),
        (words::gaps::count(1), "1 open question."),
        (words::hash_lists::taken("list1", 1, 1), "1 hash is in:list1. 1 more was left out."),
        (words::hash_lists::found("list1", 0, 1, 0, true), "list1: 0 of 1 hash found, 1 not"),
        (words::loading::received(0, 1), "0 of 1 file"),
        (words::open::digits(1), "1 digit"),
        (words::open::stopped(1), "Reading was stopped: this is the first file."),
        (words::open::shown_before(1), "The entry before that is shown."),
        (words::selection::copied(1, "SHA-1"), "1 SHA-1 hash copied."),
        (words::yara::more_rules(1), "1 more rule matches."),
    ] {
        assert_eq!(said, wanted);
    }
    assert!(words::loading::uncounted(1).starts_with("1 file has come, and "));
}

#[wasm_bindgen_test]
fn several_are_said_as_several() {
    for (said, wanted) in [
        (words::files(0), "0 files"),
        (words::contents::hit(3, 10_000, 1_048_576), "3 of the first 10,000 of 1,048,576"),
        (words::contents::strings(2, 3), "2 of 3 strings"),
        (words::hash_lists::taken("list1", 2, 2), "2 hashes are in:list1. 2 more were left out."),
        (words::hash_lists::found("list1", 1, 1, 0, true), "list1: 1 of 2 hashes found, 1 not"),
        (words::open::stopped(2), "Reading was stopped: these are the first 2 files."),
        (words::open::shown_before(2), "The 2 entries before that are shown."),
        (words::selection::copied(2, "SHA-1"), "2 SHA-1 hashes copied."),
        (words::yara::more_rules(2), "2 more rules match."),
    ] {
        assert_eq!(said, wanted);
    }
}
