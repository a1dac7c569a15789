//! Every failure has words.

use crate::api::failure::*;

#[test]
fn every_failure_says_what_and_what_to_do() {
    let all = [
        Failure::Network("http://a".into()),
        Failure::MixedContent("http://a".into()),
        Failure::Policy("https://a".into()),
        Failure::Offline,
        Failure::BrokenOff,
        Failure::Redirected,
        Failure::Said(200, "Hash not found.".into()),
        Failure::Wire(200, WireFault::Html),
        Failure::NotAZip("a web page"),
        Failure::ArchiveCutOff(5, Some(10)),
        Failure::FewerRows(3, 5),
    ];
    let statuses = [400, 401, 403, 404, 405, 410, 418, 429, 500, 502, 503, 504, 599];
    let statuses = statuses.map(|status| Failure::Status(status, Some("said\u{202e}".into()), Some(1)));
    for failure in all.iter().chain(&statuses) {
        for words in [failure.words(), failure.archive_words()] {
            assert!(words.what.ends_with(['.', '”']) && words.next.ends_with('.'), "{words:?}");
            assert!(!words.what.contains('\u{202e}'));
            if let Failure::Status(status, ..) = failure {
                assert!(words.what.contains(&status.to_string()), "{words:?}");
            }
        }
    }
}

#[test]
fn causes_that_are_known_are_told_apart_and_not_tried_again() {
    let known = [
        (Failure::MixedContent("http://a".into()), "mixed content"),
        (Failure::Policy("http://a".into()), "connect-src"),
    ];
    for (failure, cause) in known {
        let words = failure.words();
        assert!(words.what.contains(cause) && words.what.contains("http://a"), "{words:?}");
        assert!(failure.is_final() && !failure.is_passing() && !failure.wants_token());
    }
}

#[test]
fn own_words_are_found() {
    assert_eq!(own_words(br#"{"detail":"Invalid token."}"#).as_deref(), Some("Invalid token."));
    assert_eq!(own_words(br#"{"code":405,"message":"No","detail":{"a":1}}"#).as_deref(), Some("No"));
    assert_eq!(own_words(b"<html>"), None);
    assert_eq!(own_words(br#"{"detail":{}}"#), None);
    assert_eq!(own_words(br#"{"detail":"Error","message":"Expired"}"#).as_deref(), Some("Expired"));
}

#[test]
fn an_answer_that_ends_in_its_middle_is_asked_for_again_and_one_that_is_none_is_not() {
    let cut_off = Failure::Wire(200, WireFault::CutOff { bytes: 9, entries: 1 });
    assert!(cut_off.is_passing() && Failure::BrokenOff.is_passing());
    let broken = WireFault::Broken { at: 3, why: "a key was expected".into() };
    for fault in [broken, WireFault::Html, WireFault::NotAListing("a number".into())] {
        assert!(!Failure::Wire(200, fault).is_passing());
    }
}

#[test]
fn a_wait_that_is_too_long_is_said_and_not_obeyed() {
    for status in [429, 502, 503, 504] {
        for wait in [None, Some(0), Some(LONGEST_WAIT)] {
            assert!(Failure::Status(status, None, wait).is_passing(), "{status} {wait:?}");
        }
        for wait in [LONGEST_WAIT + 1, 3600, u32::MAX] {
            let failure = Failure::Status(status, None, Some(wait));
            assert!(!failure.is_passing() && failure.is_final(), "{status} {wait}");
            assert_eq!(failure.words().why, [format!("It asks to wait {wait} seconds.")]);
        }
    }
    assert!(!Failure::Status(500, None, Some(1)).is_passing());
    assert!(!Failure::Status(503, None, Some(LONGEST_WAIT)).is_final());
}

#[test]
fn seconds_are_read_and_never_too_few() {
    for (text, wanted) in [("0", 0), (" 60 ", 60), ("4294967295", u32::MAX), ("99999999999999999999", u32::MAX)] {
        assert_eq!(seconds_to_wait(text), Some(wanted), "{text}");
    }
    for text in ["", " ", "-1", "+1", "1.5", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        assert_eq!(seconds_to_wait(text), None, "{text}");
    }
}

#[test]
fn one_of_something_is_said_as_one() {
    let gap = |rows: &str| Failure::Gap(Box::new(Failure::Offline), rows.to_owned());
    let network = Failure::Offline.words().what;
    for (failure, what) in [
        (Failure::FewerRows(1, 2), "A page came with 1 row where 2 were due.".to_owned()),
        (Failure::FewerRows(0, 1), "A page came with 0 rows where 1 was due.".to_owned()),
        (gap("85"), format!("{network} Row 85 is missing.")),
        (gap("3 to 5"), format!("{network} Rows 3 to 5 are missing.")),
        (gap("3, 85"), format!("{network} Rows 3, 85 are missing.")),
        (Failure::ArchiveCutOff(1, Some(9)), "The archive broke off after 1 byte of 9. Nothing was saved.".to_owned()),
        (Failure::NoRoom(1), "The browser has no room for an archive of 1 byte. Nothing was saved.".to_owned()),
    ] {
        assert_eq!(failure.words().what, what);
    }
    let wait = Failure::Status(503, None, Some(1)).words().why;
    assert_eq!(wait, ["It asks to wait 1 second."]);
    let cut_off = |bytes| WireFault::CutOff { bytes, entries: 0 }.to_string();
    assert_eq!(cut_off(1), "It breaks off after 1 byte, behind entry 0.");
    assert_eq!(cut_off(2), "It breaks off after 2 bytes, behind entry 0.");
}
