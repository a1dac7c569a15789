use super::*;
use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::export::PIECE;
use crate::export::size::estimate;
use crate::export::tests::SAMPLE;
use crate::table::RowSource;
use crate::table::tests::text;
use crate::yara::wire::{FileMatches, Match, Place, Rule};

fn options(kind: ExportKind) -> ExportOptions {
    ExportOptions {
        kind,
        hash: HashKind::Sha1,
        format: HashFormat::default(),
        template: String::new(),
        separator: Separator::default(),
        grouping: Grouping::default(),
        names: NameStyle::default(),
        sample: SAMPLE.to_owned(),
        title: "a\u{202e}\"b".to_owned(),
        date: "now".to_owned(),
        now: 0,
    }
}

/// A chain, or files beside one another, each with all that an appliance says of one.
fn listing(rows: u64, is_chain: bool) -> Table {
    let mut table = Table::default();
    for id in 0..rows {
        let parent = if is_chain { id.checked_sub(1) } else { (id % 9 > 0).then(|| id - id % 9) };
        let (name, path) = (format!("=file{id};=1.exe"), format!("unpacked_files/=file{id};=1.exe"));
        let [md5, sha1, sha256] = [32, 40, 64].map(|width| format!("{:0>width$x}", id + 1));
        let sample = Sample {
            md5: text(&md5).into(),
            sha1: text(&sha1).into(),
            sha256: text(&sha256).into(),
            type_display: text("PE/Exe/InnoSetup"),
            classification: text(["unknown", "goodware", "malicious"][(id % 3) as usize]),
            classification_result: text("Win32.Trojan.Example"),
            file_size: Whole(Some(id)),
            local_first_seen: text("2016-05-05T09:57:50.910412Z"),
            local_last_seen: text("2020-05-05T09:57:50.910412Z"),
            ..Sample::default()
        };
        let parent_relationship = parent.map_or(Id::None, Id::Number);
        let (filename, path) = (text(&name), text(&path));
        let entry = Entry { id: Id::Number(id), parent_relationship, sample, filename, path, ..Entry::default() };
        table.push(&entry, id as u32, RowSource { body: 0, offset: 0 });
    }
    // Each file has content of its own, and rules match some of them.
    table.yara.begin(vec!["rules.yar".to_owned()]);
    let rules = ["One", "Two"].map(|name| Rule { name: name.to_owned(), ..Rule::default() }).to_vec();
    table.yara.add(FileMatches { rules, ..FileMatches::default() }, []);
    for row in (0..table.len()).step_by(7) {
        let place = |at| Place { string: "$text".to_owned(), offset: u64::from(row) << at, length: 12 };
        let one = |rule| Match { rule, count: 4, places: (0..4).map(place).collect() };
        table.yara.add(FileMatches { matches: vec![one(0), one(1)], ..FileMatches::default() }, [row]);
    }
    table
}

#[test]
fn options_come_back() {
    for kind in ExportKind::ALL {
        let options = ExportOptions { hash: HashKind::Md5, names: NameStyle::Defanged, ..options(kind) };
        let text = serde_json::to_string(&options).expect("JSON");
        assert_eq!(serde_json::from_str::<ExportOptions>(&text).expect("options"), options);
    }
}

#[test]
fn endings_tell_files_apart() {
    assert_eq!(options(ExportKind::Hashes).ending(), "sha1.txt");
    assert_eq!(options(ExportKind::Excel).ending(), "excel.csv");
    let tabs = ExportOptions { separator: Separator::Tab, ..options(ExportKind::Excel) };
    assert_eq!(tabs.ending(), "excel.tsv");
    assert_eq!(options(ExportKind::Lines).ending(), "jsonl");
}

/// Every kind comes in pieces, says how far it is until it is done, and is about as large as was said before.
#[test]
fn every_kind_streams_tells_progress_and_has_about_the_size_that_was_said() {
    for (is_chain, rows) in [(false, 6_000), (true, 3_000)] {
        let table = listing(rows, is_chain);
        let parents = Parents::of(&table);
        let order = table.in_order();
        let forest = Forest::new(&parents, &order);
        for kind in ExportKind::ALL {
            let options = options(kind);
            let sample = options.sample_hash();
            let of = Chosen {
                table: &table,
                parents: &parents,
                forest: &forest,
                rows: &order,
                scope: "All.",
                sample: sample.as_ref(),
            };
            let Some(mut writer) = options.writer(of) else {
                assert!(matches!(kind, ExportKind::Json | ExportKind::Lines));
                continue;
            };
            let (mut bytes, mut before) = (0, 0.0);
            while let Some(piece) = writer.next() {
                assert!(piece.len() < PIECE + 8192, "{kind:?}: {}", piece.len());
                bytes += piece.len() as u64;
                let (done, all) = writer.progress();
                let share = done as f64 / all as f64;
                assert!(share >= before && share <= 1.0, "{kind:?}: {before} then {share}");
                before = share;
            }
            assert!((before - 1.0).abs() < f64::EPSILON, "{kind:?}: {before}");
            // A chain's paths are as long as they may be.
            if !is_chain {
                let said = estimate(&table, kind, rows, options.pattern().bytes(options.hash));
                assert!(said < bytes * 2 && bytes < said * 2, "{kind:?}: {said} said, {bytes} written");
            }
        }
    }
}
