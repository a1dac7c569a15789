use super::Yara;
use crate::export::NameStyle;
use crate::export::report::About;
use crate::export::tests::{listing_of, rows};
use crate::table::{Row, Table};
use crate::tree::parents::Parents;
use crate::yara::wire::{FileMatches, Match, Place, Rule};
use proptest::prelude::*;
use serde_json::{Value, json};

const ABOUT: About<'_> = About { sample: "a\u{202e}b", scope: "All.", date: "now" };

fn rule(name: &str, file: u32) -> Rule {
    let meta = vec![("author".to_owned(), "\"me\"\u{202e}".to_owned()), ("author".to_owned(), "you".to_owned())];
    Rule { name: name.to_owned(), file, tags: vec!["x".to_owned()], meta }
}

fn found(rules: &[u32], offset: u64) -> FileMatches {
    let place = Place { string: "$a".to_owned(), offset, length: 4 };
    let one = |rule: &u32| Match { rule: *rule, count: 9, places: vec![place.clone(); *rule as usize] };
    FileMatches { rules: Vec::new(), matches: rules.iter().map(one).collect(), left_out: 0 }
}

fn written(table: &Table, chosen: &[Row]) -> Value {
    let parents = Parents::of(table);
    let whole: String = Yara::new(table, &parents, chosen, &ABOUT, NameStyle::Shown).collect();
    serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

fn scanned(mut table: Table) -> Table {
    table.yara.begin(vec![String::new(), "b.yar".to_owned()]);
    let rules = vec![rule("One", 0), rule("Two", 1), rule("One", 1)];
    table.yara.add(FileMatches { rules, ..FileMatches::default() }, []);
    table
}

#[test]
fn files_that_rules_match_are_written_with_their_rows_and_what_was_found_where() {
    let names = ["a\u{202e}.exe", "b.txt", "c.dll", "d.dll"];
    let rows: Vec<_> =
        (0..).zip(names).map(|(id, name)| ((id, None, name.to_owned(), String::new()), (None, None, None))).collect();
    let mut table = scanned(listing_of(&rows));
    table.yara.add(FileMatches { left_out: 2, ..found(&[1, 2], 1 << 40) }, [0, 2]);
    table.yara.add(found(&[0], 0), [3]);
    let order = table.in_order();
    let file = written(&table, &order);
    assert_eq!((&file["sample"], &file["matching_files"]), (&json!("a⟨U+202E⟩b"), &json!(2)));
    assert_eq!(file["rules"][2]["namespace"], "b.yar");
    assert_eq!(file["rules"][0]["meta"][0], json!({"name": "author", "value": "\"me\"⟨U+202E⟩"}));
    let rows: Vec<_> = file["files"][0]["rows"].as_array().expect("rows").iter().map(|row| &row["filename"]).collect();
    assert_eq!(rows, ["a⟨U+202E⟩.exe", "c.dll"]);
    assert_eq!(file["files"][0]["more_rules"], 2);
    let place = json!({"name": "$a", "offset": 1_u64 << 40, "length": 4});
    assert_eq!(
        file["files"][0]["matches"],
        json!([
            {"rule": "Two", "namespace": "b.yar", "count": 9, "strings": [place]},
            {"rule": "One", "namespace": "b.yar", "count": 9, "strings": [place, place]},
        ])
    );
    assert_eq!(file["files"][1]["matches"][0]["strings"], json!([]));
    let one = written(&table, &order[2..3]);
    assert_eq!((&one["matching_files"], one["files"][0]["rows"].as_array().map(Vec::len)), (&json!(1), Some(1)));
    assert_eq!(written(&Table::default(), &[])["files"], json!([]));
}

proptest! {
    /// Whatever rows are called, and however they share files: each row that is asked for and matches is there once.
    #[test]
    fn each_row_is_there_once(rows in rows(), shared in prop::collection::vec(0_u32..5, 40), step in 1_usize..4) {
        let mut table = scanned(listing_of(&rows));
        for file in 0..3 {
            let own: Vec<Row> = (0..table.len()).filter(|row| shared[*row as usize % shared.len()] == file).collect();
            table.yara.add(found(&[file], u64::from(file)), own);
        }
        let chosen: Vec<Row> = table.in_order().into_iter().step_by(step).collect();
        let file = written(&table, &chosen);
        let mut ids: Vec<String> = Vec::new();
        for one in file["files"].as_array().expect("files") {
            for row in one["rows"].as_array().expect("rows") {
                ids.push(row["id"].as_str().expect("an id").to_owned());
            }
            prop_assert_eq!(one["matches"].as_array().map(Vec::len), Some(1));
        }
        let mut wanted: Vec<String> =
            chosen.iter().filter(|row| table.yara.file_of(**row).is_some()).map(|row| table.id(*row)).collect();
        ids.sort();
        wanted.sort();
        prop_assert_eq!(ids, wanted);
    }
}
