//! `src/platform/worker_client.rs`: messages as JavaScript has them.

use matryoshka::platform::worker_client::to_js;
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::notation::Notation;
use matryoshka_core::table::completeness::Completeness;
use matryoshka_core::worker_job::archive::{ArchiveAccess, Check, Checked, OddMember};
use matryoshka_core::worker_job::contents::{Hits, LineIndex, MemberHits, Pattern, Search, Searched, StringTable};
use matryoshka_core::worker_job::listing::Listing;
use matryoshka_core::worker_job::yara::{MemberMatches, Scan, Scanned};
use matryoshka_core::worker_job::{JobFailure, WorkerJob};
use matryoshka_core::yara::wire::{About, FileMatches, Match, Place, Rule, RuleFile};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use wasm_bindgen_test::wasm_bindgen_test;

fn comes_back<M: Serialize + DeserializeOwned + Debug>(message: &M) {
    let there = to_js(message).expect("JavaScript has it");
    let back: M = serde_wasm_bindgen::from_value(there).expect("it is read back");
    assert_eq!(format!("{back:?}"), format!("{message:?}"));
}

#[wasm_bindgen_test]
fn jobs_come_back() {
    // A file may say that there are more rows than JavaScript can count.
    let mut listing = Listing::default();
    listing.completeness = Completeness { rows: 3, total: Some(u64::MAX), cut_off: true, ..Completeness::default() };
    let archive = ArchiveAccess { password: Some("infected".to_owned()), code_page: Some(CodePage::ShiftJis) };
    comes_back(&WorkerJob::from(Check { archive: archive.clone(), listing }));
    let rules = vec![RuleFile { name: "a.yar".to_owned(), text: "rule a { condition: true }".to_owned() }];
    let about = About { name: "a.exe".to_owned(), path: "b/a.exe".to_owned() };
    comes_back(&WorkerJob::from(Scan { archive: archive.clone(), rules, names: vec![(7, vec![about])] }));
    let pattern = Pattern { notation: Notation::Hex, words: "4D 5A ??".to_owned() };
    comes_back(&WorkerJob::from(Search { archive, pattern }));
}

#[wasm_bindgen_test]
fn answers_come_back() {
    comes_back(&Checked {
        states: vec![0, 4].into(),
        members: vec![7].into(),
        positions: vec![u32::MAX].into(),
        odd: vec![OddMember {
            member: u32::MAX,
            name: "\u{202e}exe".to_owned(),
            why: "not in the listing".to_owned(),
            is_own: true,
        }],
        odd_count: 200_000,
        code_page: None,
        words: String::new(),
    });
    let hits = Hits { offsets: vec![1, 1 << 60].into(), lengths: vec![4, 5].into(), count: 1 << 54 };
    comes_back(&MemberHits { member: 3, hits });
    let place = Place { string: "$a".to_owned(), offset: 1 << 60, length: 4 };
    let matches = FileMatches {
        rules: vec![Rule { name: "a".to_owned(), meta: vec![("b".to_owned(), "c".to_owned())], ..Rule::default() }],
        matches: vec![Match { rule: 0, count: 1 << 54, places: vec![place] }],
        left_out: 2,
    };
    comes_back(&MemberMatches { member: 3, matches });
    comes_back(&Scanned { scanned: 1, bytes: u64::MAX, ..Scanned::default() });
    comes_back(&Searched { searched: 1, bytes: u64::MAX, skipped: vec!["a: too large".to_owned()] });
    comes_back(&LineIndex { encoding: Encoding::Gbk, lines: u64::MAX, blocks: vec![0, 9].into() });
    comes_back(&StringTable { texts: b"MZ".to_vec().into(), count: 1, ..StringTable::default() });
    comes_back(&JobFailure::Password("It is encrypted.".to_owned()));
    comes_back(&JobFailure::Cancelled);
}
