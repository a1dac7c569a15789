//! Scenarios in which an answer is refused, slow or breaks off.

use std::time::{Duration, Instant};

use crate::asking::Asking;

#[test]
fn statuses_are_those_of_both_endpoints() {
    let asking = Asking::new();
    let expected = [
        ("unknown", 404, "application/json"),
        ("error-400", 400, "application/json"),
        ("forbidden", 403, "application/json"),
        ("throttled-long", 429, "application/json"),
        ("error-500", 500, "application/json"),
        ("error-502", 502, "text/html; charset=utf-8"),
        ("error-502-long", 502, "text/html; charset=utf-8"),
        ("error-503", 503, "application/json"),
        ("error-504", 504, "text/html; charset=utf-8"),
        ("message-200", 200, "application/json"),
        ("html-200", 200, "text/html; charset=utf-8"),
    ];
    for (name, status, kind) in expected {
        for answer in [asking.listing(name, "?page_size=50&page=1"), asking.archive(name)] {
            assert_eq!((answer.status, answer.header("content-type")), (status, Some(kind)), "{name}");
        }
    }
    for name in ["throttled-long", "error-502-long"] {
        assert_eq!(asking.listing(name, "").header("retry-after"), Some("3600"), "{name}");
    }
    assert_eq!(asking.listing("message-200", "").json()["message"], "Hash not found.");
}

#[test]
fn a_redirect_leads_to_another_origin() {
    let asking = Asking::new();
    let answer = asking.listing("redirect", "");
    let location = answer.header("location").unwrap_or_default().to_owned();
    assert_eq!(answer.status, 302);
    assert!(location.starts_with(&asking.appliance.other_url()) && !location.starts_with(&asking.appliance.url()));
    let there = ureq::get(&location).call().map(|answer| answer.status().as_u16());
    assert!(matches!(there, Ok(200)), "{there:?}");
    let requests = asking.appliance.requests();
    assert!(asking.appliance.other_url().ends_with(requests[1].header("host").unwrap_or("?")), "{requests:?}");
}

#[test]
fn some_failures_pass() {
    let asking = Asking::new();
    for (name, query) in [("throttled", ""), ("throttled-date", "")] {
        let answers = [(); 3].map(|()| asking.listing(name, query));
        assert_eq!(answers.each_ref().map(|answer| answer.status), [429, 429, 200], "{name}");
        assert!(answers[0].header("retry-after").is_some());
    }
    for query in ["?page_size=50&page=1", "?page_size=50&page=2", ""] {
        assert_eq!([(); 2].map(|()| asking.listing("flaky", query).status), [503, 200]);
    }
}

#[test]
fn one_part_of_a_listing_never_comes() {
    let asking = Asking::new();
    let status = |query| asking.listing("missing-page", query).status;
    assert_eq!(status("?page_size=500&page=1"), 200);
    assert_eq!(status("?page_size=500&page=2"), 500);
    assert_eq!(status("?page_size=500&page=3"), 200);
    assert_eq!(status("?page_size=100&page=10"), 500);
    assert_eq!(status("?page_size=100&page=11"), 200);
    assert_eq!(status(""), 500);
}

#[test]
fn slow_answers_are_slow() {
    let asking = Asking::new();
    let begin = Instant::now();
    assert_eq!(asking.listing("slow", "").rows().len(), 85);
    assert!(begin.elapsed() >= Duration::from_secs(3));
    let begin = Instant::now();
    assert_eq!(asking.listing("slow-body", "?page_size=20&page=1").rows().len(), 20);
    assert!(begin.elapsed() >= Duration::from_millis(900));
}

#[test]
fn broken_bodies_break() {
    let asking = Asking::new();
    let broken = asking.listing("broken-json", "");
    assert!(broken.whole && serde_json::from_slice::<serde_json::Value>(&broken.body).is_err());
    for (name, with_length) in [("cut-off", true), ("cut-off-chunked", false)] {
        let cut = asking.listing(name, "");
        assert_eq!(cut.status, 200);
        assert_eq!(cut.header("content-length").is_some(), with_length);
        assert!(!cut.whole && cut.body.len() > 10_000, "{name}: {} bytes", cut.body.len());
    }
    assert!(asking.appliance.requests().iter().skip(1).all(|request| !request.finished));
}

#[test]
fn the_listing_can_be_fine_and_the_archive_gone() {
    let asking = Asking::new();
    assert_eq!(asking.listing("gone", "").rows().len(), 85);
    assert_eq!((asking.archive("gone").status, asking.archive("gone").json()["code"].as_u64()), (410, Some(410)));
}
