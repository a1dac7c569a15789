//! JSON Lines in the programs that read them: jq and `DuckDB`. What they find is what the appliance sent.

#[path = "../../../tests/appliance/python.rs"]
mod python;

use matryoshka_core::api::wire::Reader;
use matryoshka_core::table::RowSource;
use matryoshka_worker::listing_json::{ends, lines};
use std::path::{Path, PathBuf};
use std::process::Command;

/// As a person might print it: entries over several lines, hostile names, a number that is more than a float can hold.
const ANSWER: &str = r#"{"count": 3, "next": null, "previous": null, "results": [
    {
        "id": 1, "parent_relationship": null, "filename": "a\u202e\"b\n.exe",
        "sample": {"sha1": "9ef1d22739a73f659f6b6491690902a33bdfea5d", "classification": "malicious"}
    },
    {"id": 9007199254740993, "parent_relationship": 1, "filename": "契約書.exe",
        "sample": {"sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file_size": 0}},
    {"id": 3, "parent_relationship": 1, "filename": "c", "sample": {}}
]}"#;

/// A file of all its rows.
fn file(name: &str) -> PathBuf {
    let mut reader = Reader::new();
    reader.room(ANSWER.len()).copy_from_slice(ANSWER.as_bytes());
    let mut order = Vec::new();
    reader.finish(&mut |_, offset| order.push(RowSource { body: 0, offset: offset as u32 })).expect("a listing");
    let mut read = |_, from: u64| Ok(ANSWER.as_bytes()[from as usize..].to_vec());
    let chosen: Vec<u32> = (0..order.len() as u32).collect();
    let ends = ends(&order, &chosen, &mut read).expect("ends");
    let mut out = Vec::new();
    lines(&order, &chosen, &ends, &mut read, &mut |line| out.extend_from_slice(line)).expect("lines");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, out).expect("a file");
    path
}

#[test]
fn jq_reads_each_line_as_an_entry() {
    let program = std::env::var("JQ").unwrap_or_else(|_| "jq".to_owned());
    let file = file("jq.jsonl");
    let query = "[.filename, .parent_relationship, .sample.file_size] | tojson";
    let Ok(output) = Command::new(&program).args(["-r", query]).arg(file).output() else {
        println!("left out: {program} is not there");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wanted = ["[\"a\u{202e}\\\"b\\n.exe\",null,null]", "[\"契約書.exe\",1,0]", "[\"c\",1,null]"];
    assert_eq!(said.lines().collect::<Vec<_>>(), wanted, "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn duckdb_reads_it_as_a_table() {
    const SCRIPT: &str = r#"
import duckdb, json, sys
rows = duckdb.execute("select id, filename, sample.sha1 from read_json_auto(?) order by all", [sys.argv[1]]).fetchall()
print(json.dumps(rows))
"#;
    if python::is_left_out() {
        return;
    }
    let program = python::with(&["duckdb==2.0.0"], env!("CARGO_TARGET_TMPDIR"));
    let said = python::run(Command::new(program).args(["-c", SCRIPT]).arg(file("duckdb.jsonl")));
    let rows: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let wanted = serde_json::json!([
        [1, "a\u{202e}\"b\n.exe", "9ef1d22739a73f659f6b6491690902a33bdfea5d"],
        [3, "c", null],
        [9_007_199_254_740_993_u64, "契約書.exe", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
    ]);
    assert_eq!(rows, wanted);
}
