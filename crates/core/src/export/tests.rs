use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::export::csv::{COLUMNS, Csv};
use crate::export::formula::begins_formula;
use crate::export::graph::Settings;
use crate::export::hashes::Hashes;
use crate::export::report::{About, Report};
use crate::export::stix::Stix;
use crate::export::*;
use crate::gaps::reason::{Reason, Reasons};
use crate::hash::SampleHash;
use crate::table::completeness::{Choice, Completeness};
use crate::table::gaps::Told;
use crate::table::tests::text;
use crate::table::{RowSource, hex};
use crate::tree::forest::Forest;
use crate::yara::wire::{FileMatches, Match, Rule};
use proptest::prelude::*;
use proptest::string::string_regex;

pub const SAMPLE: &str = "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27";

/// Id, parent, name, type; MD5, SHA-1, size.
pub type Hostile = ((u64, Option<u64>, String, String), (Option<u8>, Option<u8>, Option<u64>));

/// Names that attack: formulas and look-alikes, separators, quotes, line ends, directions, addresses.
fn hostile() -> impl Strategy<Value = String> {
    string_regex("([=+@＝−'\";,\r\n\t \u{202e}a/-]|http://|www\\.|\\.|⟩|ü){0,8}").expect("a pattern")
}

pub fn rows() -> impl Strategy<Value = Vec<Hostile>> {
    let hash = || prop::option::of(1_u8..5);
    let size = prop::option::of(prop_oneof![0_u64..3, any::<u64>()]);
    prop::collection::vec(
        ((0_u64..25, prop::option::of(0_u64..30), hostile(), hostile()), (hash(), hash(), size)),
        0..40,
    )
}

pub fn listing_of(rows: &[Hostile]) -> Table {
    let mut table = Table::default();
    for (at, ((id, parent, name, kind), (md5, sha1, size))) in rows.iter().enumerate() {
        let hash = |hash: &Option<u8>, width| text(&hash.map_or(String::new(), |hash| format!("{hash:0>width$x}")));
        let sample = Sample {
            md5: hash(md5, 32).into(),
            sha1: hash(sha1, 40).into(),
            type_display: text(kind),
            classification_result: text(name),
            file_size: Whole(*size),
            local_first_seen: text("2016-05-05T09:57:50.910412Z"),
            local_last_seen: text("0000-01-01T00:00:00+23:00"),
            ..Sample::default()
        };
        let parent_relationship = parent.map_or(Id::None, Id::Number);
        // Some ids are texts, and attack as well.
        let id = if id % 7 == 6 { Id::of_text(format!("{name}{id}").into()) } else { Id::Number(*id) };
        let path = text(&format!("{name}/{name}"));
        let entry = Entry { id, parent_relationship, sample, filename: text(name), path, ..Entry::default() };
        table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

/// Undoes what the documentation of [`csv`] says is done to a text, but for the escapes that the page shows too.
fn undone(cell: &str) -> String {
    let text = cell.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(cell);
    text.replace("⟨U+003B⟩", ";")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_reads_back_cell_for_cell(rows in rows()) {
        let table = listing_of(&rows);
        let parents = Parents::of(&table);
        let order: Vec<Row> = table.in_order().into_iter().rev().collect();
        let whole: String = Csv::new(&table, &parents, &order, NameStyle::Shown).collect();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(whole.as_bytes());
        let records: Vec<_> = reader.records().collect::<Result<_, _>>().expect("well-formed");
        prop_assert_eq!(records[0].iter().collect::<Vec<_>>(), COLUMNS);
        prop_assert_eq!(records.len(), order.len() + 1);
        prop_assert_eq!(whole.matches("\r\n").count(), records.len());
        prop_assert_eq!(whole.matches(['\r', '\n']).count(), 2 * records.len());
        for (record, row) in records[1..].iter().zip(order) {
            let says = |text: &str| visible(text).into_owned();
            let number = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
            let mut path: Vec<&str> = parents.ancestors(row).map(|above| table.path(above)).collect();
            path.reverse();
            path.push(table.path(row));
            let wanted = [
                says(&table.id(row)), says(&table.ids().text(table.parent_code(row))),
                says(table.name(row)), says(table.path(row)),
                table.sha1(row).map_or(String::new(), |h| hex(h)), String::new(), table.md5(row).map_or(String::new(), |h| hex(h)),
                says(table.type_display(row)), number(table.size(row)), String::new(), "unknown".into(), String::new(),
                says(table.threat(row)), "2016-05-05T09:57:50.910412Z".into(), "-001-12-31T01:00:00.000000Z".into(),
                says(&path.join("/")),
            ];
            prop_assert_eq!(record.iter().map(undone).collect::<Vec<_>>(), wanted);
            for cell in record {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '−']), "{:?}", cell);
                // Nor where semicolons are taken for separators.
                prop_assert!(cell.split(';').skip(1).all(|part| !begins_formula(part)), "{:?}", cell);
            }
        }
    }

    #[test]
    fn hashes_are_written_once(rows in rows()) {
        let table = listing_of(&rows);
        let order = table.in_order();
        for kind in HashKind::ALL {
            let mut hashes = Hashes::new(&table, kind, &order);
            let whole: String = hashes.by_ref().collect();
            let mut wanted: Vec<String> = Vec::new();
            for hash in order.iter().filter_map(|row| hash_of(&table, *row, kind)).map(hex) {
                if !wanted.contains(&hash) {
                    wanted.push(hash);
                }
            }
            prop_assert_eq!(whole.lines().collect::<Vec<_>>(), wanted);
            let without = order.iter().filter(|row| hash_of(&table, **row, kind).is_none()).count();
            prop_assert_eq!(hashes.without() as usize, without);
            prop_assert_eq!(hashes.written() as usize, whole.lines().count());
        }
    }
}

#[test]
fn one_hash_is_said_as_one() {
    let row = |id, sha1| -> Hostile { ((id, None, "a".to_owned(), String::new()), (None, sha1, None)) };
    let table = listing_of(&[row(1, Some(1)), row(2, None)]);
    let order = table.in_order();
    let mut hashes = Hashes::new(&table, HashKind::Sha1, &order);
    assert_eq!(hashes.by_ref().count(), 1);
    assert_eq!(hashes.note(), " 1 different hash, 1 file without one.");
}

#[test]
fn long_exports_come_in_pieces() {
    let rows: Vec<Hostile> = (0..3000)
        .map(|id| ((id, None, format!("=file{id};=1"), String::new()), (None, Some(id as u8), Some(id))))
        .collect();
    let table = listing_of(&rows);
    let parents = Parents::of(&table);
    let forest = Forest::new(&parents, &table.in_order());
    let order = table.in_order();
    let sample = SampleHash::parse(SAMPLE).expect("a hash");
    let check = |pieces: Vec<String>| {
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|piece| piece.len() < PIECE + 8192));
    };
    check(Csv::new(&table, &parents, &order, NameStyle::Defanged).collect());
    check(Stix::new(&table, &forest, &order, Settings { sample: Some(&sample), ..Settings::default() }).collect());
}

#[test]
fn a_long_path_keeps_its_own_end() {
    let rows: Vec<Hostile> = (0..900)
        .map(|id: u64| ((id, id.checked_sub(1), format!("file{id}"), String::new()), (None, None, None)))
        .filter(|((id, ..), _)| id % 7 != 6)
        .collect();
    let rows: Vec<Hostile> = rows
        .iter()
        .enumerate()
        .map(|(at, ((id, _, name, kind), hashes))| {
            let parent = at.checked_sub(1).map(|before| rows[before].0.0);
            ((*id, parent, name.clone(), kind.clone()), *hashes)
        })
        .collect();
    let table = listing_of(&rows);
    let parents = Parents::of(&table);
    assert_eq!(path_from_sample(&table, &parents, 1), "file0/file0/file1/file1");
    let longest = path_from_sample(&table, &parents, table.len() - 1);
    assert!(longest.len() <= LONGEST_PATH + 8 && longest.starts_with("…/"));
    assert!(longest.ends_with(table.path(table.len() - 1)));
}

#[test]
fn the_statement_says_what_there_is() {
    let of = |rows, total| Completeness { rows, total: Some(total), ..Completeness::default() };
    let choice = Choice { rows: 85, ..Choice::default() };
    assert_eq!(statement(&choice, &of(85, 85)), "All 85 files. The listing is complete.");
    let choice = Choice { rows: 12, filter: Some("name:\u{202e}x"), ..Choice::default() };
    assert_eq!(
        statement(&choice, &of(80, 85)),
        "12 of 85 files. Filter: name:⟨U+202E⟩x. The listing is not complete: 80 of 85 have been loaded."
    );
    let choice = Choice { rows: 1, selected: true, ..Choice::default() };
    assert_eq!(statement(&choice, &of(1, 1)), "1 selected of 1 file. The listing is complete.");
    let choice = Choice { rows: 7, filter: Some(""), unique: true, ..Choice::default() };
    assert_eq!(statement(&choice, &of(9, 9)), "7 of 9 files. Each file once. The listing is complete.");
}

#[test]
fn all_rows_of_a_part_are_not_all_rows() {
    let choice = Choice { rows: 50, ..Choice::default() };
    let page = Completeness { rows: 50, total: Some(85), ..Completeness::default() };
    let words = "50 of 85 files. The listing is not complete: 50 of 85 have been loaded.";
    assert_eq!(statement(&choice, &page), words);
    for part in [
        Completeness { rows: 50, more: true, ..Completeness::default() },
        Completeness { rows: 50, cut_off: true, ..Completeness::default() },
        Completeness { rows: 50, cancelled: true, ..Completeness::default() },
    ] {
        let words = statement(&choice, &part);
        assert!(words.starts_with("50 of an unknown number of files. The listing is not complete: 50 have"), "{words}");
    }
}

/// A row deep inside says where it is, and is not as long as all that is around it.
#[test]
fn a_chain_is_written_in_the_room_of_its_rows() {
    const ROWS: u64 = 2_000;
    for name in ["", "a", "a name of some letters"] {
        let rows: Vec<Hostile> = (0..ROWS)
            .map(|row| {
                (
                    (row * 7, row.checked_sub(1).map(|above| above * 7), name.to_owned(), String::new()),
                    (None, Some(1), None),
                )
            })
            .collect();
        let table = listing_of(&rows);
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        let order = table.in_order();
        assert_eq!(u64::from(forest.max_depth()), ROWS);
        let most = |a_row: usize| ROWS as usize * a_row;
        let csv: usize = Csv::new(&table, &parents, &order, NameStyle::Shown).map(|piece| piece.len()).sum();
        assert!(csv < most(LONGEST_PATH + 300), "{csv}");
        // Two slashes a level: one in the path of each row, one between.
        let slashes = |row: &Row| path_from_sample(&table, &parents, *row).matches('/').count();
        assert!(order.iter().all(|row| slashes(row) <= 2 * (DEEPEST_PATH + 2)));
        let stix: usize = Stix::new(&table, &forest, &order, Settings::default()).map(|piece| piece.len()).sum();
        assert!(stix < most(500), "{stix}");
    }
}

/// What rules have found is told only where files were scanned.
#[test]
fn rules_that_match_are_a_column_of_their_own_and_stand_in_the_report() {
    let mut table = Table::default();
    for name in ["a.exe", "b.txt"] {
        let entry = Entry { id: Id::Number(table.len().into()), filename: text(name), ..Entry::default() };
        table.push(&entry, table.len(), RowSource { body: 0, offset: 0 });
    }
    let parents = Parents::of(&table);
    let forest = Forest::new(&parents, &table.in_order());
    let write = |table: &Table| {
        let rows = table.in_order();
        let about = About { sample: "a", scope: "All.", date: "now" };
        let csv: String = Csv::new(table, &parents, &rows, NameStyle::Shown).collect();
        let report: String = Report::new(table, &parents, &forest, &rows, &about, NameStyle::Shown).collect();
        (csv, report)
    };
    let (csv, report) = write(&table);
    assert!(csv.starts_with(&(COLUMNS.join(",") + "\r\n")) && !report.contains("YARA"));
    table.yara.begin(Vec::new());
    let rules = ["Loader", "Packed"].map(|name| Rule { name: name.to_owned(), ..Rule::default() }).to_vec();
    let matches = (0..2).map(|rule| Match { rule, ..Match::default() }).collect();
    table.yara.add(FileMatches { rules, matches, ..FileMatches::default() }, [0]);
    let (csv, report) = write(&table);
    let ends: Vec<&str> = csv.lines().map(|line| line.rsplit_once(",,").map_or(line, |(_, end)| end)).collect();
    assert!(ends[0].ends_with(",path_from_sample,yara"), "{csv}");
    assert_eq!(ends[1..], ["\"Loader, Packed\"", ""], "{csv}");
    assert_eq!(report.matches("YARA: Loader, Packed").count(), 1);
}

/// So are open questions, where files were examined.
#[test]
fn open_questions_and_entropy_are_columns_and_stand_in_the_report() {
    let mut table = Table::default();
    for name in ["a.exe", "b.txt"] {
        let entry = Entry { id: Id::Number(table.len().into()), filename: text(name), ..Entry::default() };
        table.push(&entry, table.len(), RowSource { body: 0, offset: 0 });
    }
    let reasons: Reasons = [Reason::Container, Reason::Encrypted].into_iter().collect();
    table.gaps.told = Some(Told { reasons: vec![reasons.0, 0].into(), entropy: vec![795, Told::NO_ENTROPY].into() });
    let (parents, rows) = (Parents::of(&table), table.in_order());
    let csv: String = Csv::new(&table, &parents, &rows, NameStyle::Shown).collect();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].ends_with(",path_from_sample,entropy,open_questions"), "{csv}");
    assert!(lines[1].ends_with(",7.95,\"container, encrypted\"") && lines[2].ends_with(",,"), "{csv}");
    let about = About { sample: "a", scope: "All.", date: "now" };
    let forest = Forest::new(&parents, &rows);
    let report: String = Report::new(&table, &parents, &forest, &rows, &about, NameStyle::Shown).collect();
    assert_eq!(report.matches("open question: container, encrypted").count(), 1);
}
