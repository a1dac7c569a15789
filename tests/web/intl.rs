//! Numbers and times. What they look like is the reader's browser's choice: only what holds in any is tested.

use matryoshka::platform::intl::{number, seconds_until, time};
use matryoshka_core::table::timestamp;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn numbers_keep_their_digits_and_gain_separators() {
    assert_eq!(number(0), "0");
    assert_eq!(number(999), "999");
    for (value, digits) in [(1_000, "1000"), (123_456_789, "123456789"), (9_007_199_254_740_991, "9007199254740991")] {
        let text = number(value);
        assert_eq!(text.chars().filter(char::is_ascii_digit).collect::<String>(), digits, "{text}");
    }
    assert!(number(1_000_000).chars().count() > 7, "{}", number(1_000_000));
}

#[wasm_bindgen_test]
fn a_time_is_shown_to_the_minute() {
    let at = timestamp::read("2016-05-05T12:57:50.910412Z").expect("a time");
    let shown = time(at);
    assert_eq!(shown, time(at - 50_910_412), "the minute itself");
    assert_ne!(shown, time(at + 60_000_000), "the next minute");
}

#[wasm_bindgen_test]
fn seconds_until_an_http_date() {
    let http_date = |seconds: f64| {
        let at = js_sys::Date::new(&(js_sys::Date::now() + seconds * 1000.0).into());
        String::from(at.to_utc_string())
    };
    let hour = seconds_until(&http_date(3600.0)).expect("an HTTP date");
    // The date has whole seconds, and the clock runs on.
    assert!((3595..=3600).contains(&hour), "{hour}");
    assert_eq!(seconds_until("Wed, 21 Oct 2015 07:28:00 GMT"), Some(0), "gone by: no wait");
}

#[wasm_bindgen_test]
fn nonsense_is_no_date() {
    for nonsense in ["", "soon", "Wed, 99 Foo 2015", "\u{202e}"] {
        assert_eq!(seconds_until(nonsense), None, "{nonsense:?}");
    }
}
