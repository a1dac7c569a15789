//! Listings as an adversary would have them.

use matryoshka_core::api::wire::Reader;
use matryoshka_core::table::{Row, RowSource, Table};
use matryoshka_core::tree::forest::Forest;
use matryoshka_core::tree::parents::Parents;
use matryoshka_core::yara::wire::{FileMatches, Match, Rule};

/// The requested sample.
pub const SAMPLE: &str = "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27";

/// Hostile names, verdicts, one file under two names and with a verdict of two kinds, a circle of contents, a cycle, an
/// orphan, no hash at all.
const ANSWER: &str = r#"{"count": 11, "next": null, "previous": null, "results": [
    {"id": 1, "parent_relationship": null, "filename": "a\u202egpj.exe", "path": "a\u202egpj.exe", "sample": {"sha1": "9ef1d22739a73f659f6b6491690902a33bdfea5d", "sha256": "21b4f2da06f71e05f8c1c01093aae34231890e05ce366c98e3f09b6a7cdfc703", "md5": "63f6eb996dcc1d09eb7a73cde1f55179", "file_size": 267278, "classification": "suspicious", "type_display": "PE/Exe", "local_first_seen": "2016-05-05T09:57:50.910412Z", "local_last_seen": "0000-01-01T00:00:00+23:00"}},
    {"id": 2, "parent_relationship": 1, "filename": "=cmd|' /C calc'!A0", "path": "x/=cmd|' /C calc'!A0", "sample": {"sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file_size": 0, "classification": "malicious", "classification_result": "Win32.Trojan.\"X", "riskscore": 10, "local_first_seen": "2016-05-05T09:57:50Z", "local_last_seen": "2020-05-05T09:57:50Z"}},
    {"id": 3, "parent_relationship": 1, "filename": "", "path": "", "sample": {"sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file_size": 7, "classification": "goodware"}},
    {"id": 4, "parent_relationship": 5, "filename": "ring", "path": "ring", "sample": {"md5": "63f6eb996dcc1d09eb7a73cde1f55170"}},
    {"id": 5, "parent_relationship": 4, "filename": "ring2", "path": "ring2", "sample": {"md5": "63f6eb996dcc1d09eb7a73cde1f55171", "classification": "goodware"}},
    {"id": 6, "parent_relationship": 99, "filename": "orphan \u0000 without a hash", "path": "o", "sample": {}},
    {"id": "12345678901234567890", "parent_relationship": 2, "filename": "\u5951\u7d04\u66f8.exe", "path": "\u5951\u7d04\u66f8.exe", "sample": {"sha1": "9ef1d22739a73f659f6b6491690902a33bdfea5d", "file_size": 267278}},
    {"id": 8, "parent_relationship": 1, "filename": "007", "path": "unpacked_files/007", "sample": {"sha1": "1111111111111111111111111111111111111e11", "file_size": 9007199254740993}},
    {"id": 9, "parent_relationship": 8, "filename": "`<img src=x onerror=1>` [a](http://evil.example/b) @someone", "path": "1-2", "sample": {"sha1": "2222222222222222222222222222222222222222", "classification": "malicious"}},
    {"id": 10, "parent_relationship": 8, "filename": "a;=1+1;\"b\",c", "path": "TRUE", "sample": {"sha1": "2222222222222222222222222222222222222222", "classification": "malicious"}},
    {"id": 11, "parent_relationship": null, "filename": "sample again", "path": "3/4", "sample": {"sha1": "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27", "md5": "00000000000000000000000000000001"}}
]}"#;

/// A listing with its tree.
pub struct Listing {
    pub table: Table,
    pub parents: Parents,
    pub forest: Forest,
    /// All its rows.
    pub rows: Vec<Row>,
}

/// What an answer of the appliance has.
fn read(answer: &str) -> Listing {
    let mut table = Table::default();
    let mut reader = Reader::new();
    reader.room(answer.len()).copy_from_slice(answer.as_bytes());
    let mut position = 0;
    reader
        .finish(&mut |entry, offset| {
            table.push(entry, position, RowSource { body: 0, offset: offset as u32 });
            position += 1;
        })
        .expect("a listing");
    let rows = table.in_order();
    let parents = Parents::of(&table);
    let forest = Forest::new(&parents, &rows);
    Listing { table, parents, forest, rows }
}

/// A listing that attacks.
pub fn hostile() -> Listing {
    read(ANSWER)
}

/// A listing that attacks, in whose files rules have matched that describe themselves at length.
pub fn scanned() -> Listing {
    let mut listing = hostile();
    let yara = &mut listing.table.yara;
    yara.begin(vec![String::new(), "other \u{202e} rules.yar".to_owned()]);
    let meta =
        vec![("author".to_owned(), "\"<b>`x`</b>\u{0}".to_owned()), (String::new(), "http://evil.example/".to_owned())];
    let rule =
        |name: &str, file| Rule { name: name.to_owned(), file, tags: vec!["tlp_red".to_owned()], meta: meta.clone() };
    let rules = vec![rule("Loader", 0), rule("Loader", 1), Rule { name: "Plain".to_owned(), ..Rule::default() }];
    yara.add(FileMatches { rules, ..FileMatches::default() }, []);
    let matches =
        |rules: &[u32]| rules.iter().map(|rule| Match { rule: *rule, count: 1, ..Match::default() }).collect();
    yara.add(FileMatches { matches: matches(&[0, 2]), ..FileMatches::default() }, [0, 6]);
    yara.add(FileMatches { matches: matches(&[0, 1]), left_out: 3, ..FileMatches::default() }, [1, 2]);
    yara.add(FileMatches { matches: matches(&[2]), ..FileMatches::default() }, [5, 7, 8]);
    listing
}

/// A file in a file in a file, each with that verdict.
pub fn chain(levels: u32, verdict: &str) -> Listing {
    let rows: Vec<String> = (0..levels)
        .map(|row| {
            let parent = row.checked_sub(1).map_or("null".to_owned(), |above| above.to_string());
            format!(
                r#"{{"id":{row},"parent_relationship":{parent},"filename":"f{row}","sample":{{"sha1":"{row:040x}","classification":"{verdict}"}}}}"#
            )
        })
        .collect();
    read(&format!("{{\"count\":{levels},\"results\":[{}]}}", rows.join(",")))
}
