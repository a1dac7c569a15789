//! Scenarios in which the listing is special.

use std::collections::HashSet;

use matryoshka_appliance::scenario;
use serde_json::Value;

use crate::asking::Asking;

/// Scenarios whose listing is a failure or no JSON that serde would read.
const NO_LISTING: &[&str] = &[
    "empty",
    "unknown",
    "empty-object",
    "missing-page",
    "error-400",
    "forbidden",
    "throttled",
    "throttled-date",
    "throttled-long",
    "flaky",
    "error-500",
    "error-502",
    "error-502-long",
    "error-503",
    "error-504",
    "message-200",
    "html-200",
    "redirect",
    "broken-json",
    "cut-off",
    "cut-off-chunked",
    "slow",
    "slow-body",
    "uncounted",
    "generated:100000",
    "generated:1000000",
    "hostile-names",
];

#[test]
fn every_other_scenario_has_a_listing() {
    let asking = Asking::new();
    for scenario in scenario::all().iter().filter(|scenario| !NO_LISTING.contains(&scenario.name)) {
        let answer = asking.listing(scenario.name, "");
        assert_eq!(answer.json()["count"], answer.rows().len(), "{}", scenario.name);
    }
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| row["id"].to_string()).collect()
}

#[test]
fn nothing_is_said_in_three_ways() {
    let asking = Asking::new();
    assert_eq!(asking.listing("empty", "").body, b"");
    assert_eq!(asking.listing("empty", "?page_size=10&page=1").status, 200);
    assert_eq!(&*asking.listing("empty-object", "").text(), "{}");
    assert_eq!(asking.listing("empty-count", "").json()["count"], 0);
    for name in ["empty", "empty-object", "empty-count"] {
        assert_eq!(asking.archive(name).status, 404);
    }
}

#[test]
fn paging_by_other_rules() {
    let asking = Asking::new();
    assert_eq!(asking.listing("strict", "?page_size=10&page=9").status, 400);
    assert_eq!(asking.listing("strict", "?page_size=5&page=17").rows().len(), 5);
    let capped = asking.listing("capped", "?page_size=500&page=13");
    assert_eq!((capped.rows().len(), capped.json()["next"].is_null()), (34, true));
    assert_eq!(asking.listing("ignores-paging", "?page_size=10&page=99").rows().len(), 1_234);
    let elsewhere = asking.listing("other-host", "?page_size=10&page=2").json();
    for link in ["next", "previous"] {
        assert!(
            elsewhere[link].as_str().is_some_and(|link| link.starts_with("http://evil.example:8443/api/samples/v2/"))
        );
    }
}

#[test]
fn pages_that_nobody_counts() {
    let asking = Asking::new();
    for (name, count) in [("uncounted", Value::Null), ("page-counts", 50.into())] {
        let first = asking.listing(name, "?page_size=50&page=1").json();
        assert_eq!((&first["count"], first["next"].is_string()), (&count, true), "{name}");
        let last = asking.listing(name, "?page_size=50&page=3");
        assert_eq!((last.rows().len(), last.json()["next"].is_null()), (20, true), "{name}");
    }
}

#[test]
fn a_count_that_changes_and_one_that_begins_anew() {
    let asking = Asking::new();
    let count = || asking.listing("changing-count", "?page_size=50&page=1").json()["count"].as_u64();
    assert_eq!([count(), count(), count()], [Some(120), Some(121), Some(121)]);
    asking.appliance.clear_requests();
    assert_eq!(count(), Some(120));
}

#[test]
fn parents_that_are_late_missing_or_in_circles() {
    let asking = Asking::new();
    let late = asking.rows("late-parents");
    let place = |id: &Value| late.iter().position(|row| row["id"] == *id);
    for (index, row) in late.iter().enumerate().filter(|(_, row)| !row["parent_relationship"].is_null()) {
        assert!(place(&row["parent_relationship"]) > Some(index));
    }

    let orphans = asking.rows("orphans");
    let known: HashSet<_> = orphans.iter().map(|row| row["id"].as_u64()).collect();
    assert!(
        orphans
            .iter()
            .any(|row| row["parent_relationship"].is_u64() && !known.contains(&row["parent_relationship"].as_u64()))
    );

    let cycles = asking.rows("cycles");
    let parent = |row: &Value| cycles.iter().find(|other| other["id"] == row["parent_relationship"]);
    let ring = |row: &Value| {
        let mut walk = std::iter::successors(parent(row), |row| parent(row)).take(cycles.len());
        walk.position(|other| other["id"] == row["id"]).map(|at| at + 1)
    };
    let rings: Vec<_> = cycles.iter().filter_map(ring).collect();
    assert_eq!(rings.iter().filter(|&&length| length == 1).count(), 2);
    assert_eq!(rings.iter().filter(|&&length| length == 2).count(), 2);
    assert_eq!(rings.iter().filter(|&&length| length == 3).count(), 3);
}

#[test]
fn ids_of_all_kinds() {
    let asking = Asking::new();
    let doubled = asking.rows("doubled-ids");
    assert_eq!(doubled.len() - ids(&doubled).into_iter().collect::<HashSet<_>>().len(), 6);
    let texts = asking.rows("string-ids");
    assert!(texts.iter().all(|row| row["id"].is_string() && !row["parent_relationship"].is_number()));
    let big = asking.listing("big-ids", "").text();
    assert!(big.contains("\"id\":9007199254740993,") && big.contains("\"id\":9223372036854775807,"));
}

#[test]
fn values_of_all_kinds() {
    let asking = Asking::new();
    let nulls = asking.rows("nulls");
    assert!(nulls.iter().any(|row| row.get("sample").is_none()));
    let old = asking.rows("old-names");
    assert!(old.iter().all(|row| {
        let sample = &row["sample"];
        sample["threat_status"].is_string() && sample["threat_level"].is_u64() && sample.get("classification").is_none()
    }));
    let hostile = asking.listing("hostile-names", "").text();
    for part in
        ["\u{202e}", "\\u0000", "\\u001b", "<img src=x onerror=", "=cmd|' /C calc'!A0", "../../etc/passwd", "\\ud800"]
    {
        assert!(hostile.contains(part), "{part:?}");
    }
}

#[test]
fn rows_like_recorded_ones() {
    let rows = Asking::new().rows("paging-85");
    let files: HashSet<_> = rows.iter().map(|row| row["sample"]["sha1"].as_str()).collect();
    assert_eq!((rows.len(), files.len()), (85, 79));
}
