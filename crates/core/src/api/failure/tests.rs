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
