//! What is exported as STIX 2.1 is valid by the OASIS validator.

#[path = "../../../tests/appliance/python.rs"]
mod python;

use matryoshka_core::api::wire::Reader;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::stix::Stix;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::table::{RowSource, Table};
use matryoshka_core::tree::forest::Forest;
use matryoshka_core::tree::parents::Parents;
use std::path::Path;
use std::process::Command;

const VALIDATOR: &str = "stix2-validator==3.3.2";

const SAMPLE: &str = "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27";

/// Entries as an adversary would have them: hostile names, one file twice, a cycle, an orphan, no hash at all.
const ANSWER: &str = r#"{"count": 6, "next": null, "previous": null, "results": [
    {"id": 1, "parent_relationship": null, "filename": "a\u202egpj.exe", "path": "a\u202egpj.exe", "sample": {"sha1": "9ef1d22739a73f659f6b6491690902a33bdfea5d", "sha256": "21b4f2da06f71e05f8c1c01093aae34231890e05ce366c98e3f09b6a7cdfc703", "md5": "63f6eb996dcc1d09eb7a73cde1f55179", "file_size": 267278}},
    {"id": 2, "parent_relationship": 1, "filename": "=cmd|' /C calc'!A0", "path": "x/=cmd|' /C calc'!A0", "sample": {"sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file_size": 0}},
    {"id": 3, "parent_relationship": 1, "filename": "", "path": "", "sample": {"sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file_size": 7}},
    {"id": 4, "parent_relationship": 5, "filename": "ring", "path": "ring", "sample": {"md5": "63f6eb996dcc1d09eb7a73cde1f55170"}},
    {"id": 5, "parent_relationship": 4, "filename": "ring2", "path": "ring2", "sample": {"md5": "63f6eb996dcc1d09eb7a73cde1f55171"}},
    {"id": 6, "parent_relationship": 99, "filename": "orphan \u0000 without a hash", "path": "o", "sample": {}}
]}"#;

#[test]
fn bundles_are_valid() {
    if python::is_left_out() {
        return;
    }
    let mut table = Table::default();
    let mut reader = Reader::new();
    reader.room(ANSWER.len()).copy_from_slice(ANSWER.as_bytes());
    let mut position = 0;
    reader
        .finish(&mut |entry, offset| {
            table.push(entry, position, RowSource { body: 0, offset: offset as u32 });
            position += 1;
        })
        .expect("a listing");
    assert_eq!(table.len(), 6);
    let rows = table.in_order();
    let forest = Forest::new(&Parents::of(&table), &rows);
    let sample = SampleHash::parse(SAMPLE).expect("a hash");
    let bundle: String = Stix::new(&table, &forest, &rows, Some(&sample), NameStyle::Shown).collect();
    let folder = env!("CARGO_TARGET_TMPDIR");
    let file = Path::new(folder).join("bundle.json");
    std::fs::write(&file, bundle).expect("a file");
    let python = python::with(VALIDATOR, folder);
    // Not strict about what it only recommends: names for objects of any kind of file are not required.
    let said =
        python::run(Command::new(python.with_file_name("stix2_validator")).args(["--version", "2.1"]).arg(&file));
    assert!(said.contains("STIX JSON: Valid"), "{said}");
}
