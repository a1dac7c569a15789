use super::*;
use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::export::PIECE;
use crate::export::grouping::Grouping;
use crate::export::tests::{Hostile, SAMPLE, listing_of, rows};
use crate::export::{NameStyle, hash_of};
use crate::hash::{HashKind, SampleHash};
use crate::table::tests::text;
use crate::table::{RowSource, hex};
use crate::tree::parents::Parents;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a bundle says, read as an importer reads it.
struct Bundle {
    objects: Vec<Value>,
    /// What is in what, by references and relationships.
    inside: BTreeMap<String, BTreeSet<String>>,
    /// By references alone.
    nested: BTreeMap<String, Vec<String>>,
}

fn id(value: &Value) -> String {
    value.as_str().expect("an id").to_owned()
}

fn read(whole: &str) -> Bundle {
    let bundle: Value = serde_json::from_str(whole).expect("JSON");
    assert_eq!(bundle["type"], "bundle");
    let objects = bundle["objects"].as_array().cloned().unwrap_or_default();
    let ids: BTreeSet<String> = objects.iter().map(|object| id(&object["id"])).collect();
    assert_eq!(ids.len(), objects.len(), "ids are unique");
    let mut inside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut nested, mut said) = (BTreeMap::new(), BTreeSet::new());
    let judged: BTreeSet<String> = objects.iter().filter_map(|object| object.get("sample_ref")).map(id).collect();
    for object in &objects {
        for (key, value) in object.as_object().expect("an object") {
            let refs = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            if key.ends_with("_refs") || key.ends_with("_ref") {
                assert!(refs.iter().all(|to| ids.contains(&id(to))), "no reference leads out of the bundle");
            }
        }
        let refs = object.get("contains_refs").map(|refs| refs.as_array().expect("a list").clone());
        let again = object.pointer("/extensions/archive-ext/contains_refs");
        assert_eq!(again, object.get("contains_refs").filter(|_| !judged.contains(&id(&object["id"]))));
        assert!(refs.as_ref().is_none_or(|refs| !refs.is_empty()));
        let refs: Vec<String> = refs.iter().flatten().map(id).collect();
        let own = inside.entry(id(&object["id"])).or_default();
        assert!(refs.iter().all(|to| own.insert(to.clone())), "references are unique");
        nested.insert(id(&object["id"]), refs);
        if object["type"] == "relationship" {
            let outer = id(&object["source_ref"]);
            let new = said.insert((outer.clone(), id(&object["target_ref"])));
            let is_new = inside.entry(outer.clone()).or_default().insert(id(&object["target_ref"]));
            assert!(new && (is_new || judged.contains(&outer)), "nothing is said twice to one reader");
        }
    }
    // What is in a file with a verdict is all there for those who read relationships alone.
    for outer in &judged {
        assert!(inside[outer].iter().all(|inner| said.contains(&(outer.clone(), inner.clone()))), "{outer}");
    }
    Bundle { objects, inside, nested }
}

impl Bundle {
    /// How deep references go.
    fn depth(&self) -> usize {
        fn below(of: &str, bundle: &Bundle, around: &mut Vec<String>) -> usize {
            assert!(!around.iter().any(|other| other == of), "references go in a circle");
            around.push(of.to_owned());
            let deepest = bundle.nested[of].iter().map(|to| below(to, bundle, around) + 1).max().unwrap_or(0);
            around.pop();
            deepest
        }
        self.nested.keys().map(|of| below(of, self, &mut Vec::new())).max().unwrap_or(0)
    }

    fn of_type(&self, kind: &str) -> Vec<&Value> {
        self.objects.iter().filter(|object| object["type"] == kind).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn holds_each_file_and_what_is_in_it(rows in rows(), some in any::<u64>(), with_sample: bool, defanged: bool, each: bool) {
        let table = listing_of(&rows);
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        let order: Vec<Row> = table.in_order().into_iter().filter(|row| some >> row & 1 == 1).collect();
        let sample = SampleHash::parse(SAMPLE).ok();
        let names = if defanged { NameStyle::Defanged } else { NameStyle::Shown };
        let grouping = if each { Grouping::Rows } else { Grouping::Contents };
        let settings = Settings { sample: sample.as_ref().filter(|_| with_sample), names, grouping, now: 0 };
        let mut stix = Stix::new(&table, &forest, &order, settings);
        let whole: String = stix.by_ref().collect();
        let again: String = Stix::new(&table, &forest, &order, settings).collect();
        prop_assert_eq!(&whole, &again, "the same export is the same file");
        let bundle = read(&whole);
        prop_assert_eq!(bundle.objects.len(), stix.objects());
        prop_assert!(bundle.depth() < 100);
        let files = bundle.of_type("file");
        prop_assert!(files.iter().all(|file| file.get("name").is_some() || file.get("hashes").is_some()));
        // The same grouping, done with what is known of each row.
        let mut objects = super::super::objects::Objects::new(&table, order.len(), settings.sample, names, grouping);
        let numbers: BTreeMap<Row, Option<u32>> = order.iter().map(|row| (*row, objects.add(*row))).collect();
        prop_assert_eq!(files.len(), objects.count());
        let mut nameless = 0;
        for row in &order {
            let Some(number) = numbers[row] else {
                prop_assert!(table.name(*row).is_empty() && table.md5(*row).is_none() && table.sha1(*row).is_none());
                nameless += 1;
                continue;
            };
            let file = files[number as usize];
            for kind in HashKind::ALL {
                let said = file["hashes"][kind.name()].as_str();
                prop_assert!(hash_of(&table, *row, kind).map(hex).is_none_or(|hash| said == Some(hash.as_str())));
            }
            let name = file["name"].as_str().unwrap_or("");
            let is_named = order.iter().any(|other| numbers[other] == Some(number) && names.write(table.name(*other)) == name);
            prop_assert!(is_named && (!each || name == names.write(table.name(*row))));
            let around = parents.ancestors(*row).find(|above| numbers.get(above).is_some_and(Option::is_some));
            let outer = around.and_then(|above| numbers[&above]).or(with_sample.then_some(0));
            if let Some(outer) = outer.filter(|outer| *outer != number) {
                prop_assert!(bundle.inside[&id(&files[outer as usize]["id"])].contains(&id(&file["id"])));
            }
        }
        let word = if nameless == 1 { "file" } else { "files" };
        let says_nameless = stix.note().contains(&format!(" {nameless} {word} without hash and name"));
        prop_assert_eq!(says_nameless, nameless > 0);
    }
}

/// Ids as the OASIS library `stix2` makes them.
#[test]
fn stix_ids_are_those_of_the_specification() {
    let mut table = Table::default();
    let sample = Sample {
        md5: text("d41d8cd98f00b204e9800998ecf8427e").into(),
        sha1: text("da39a3ee5e6b4b0d3255bfef95601890afd80708").into(),
        file_size: Whole(Some(3)),
        ..Sample::default()
    };
    let entry = Entry { sample, filename: text("a\"b\u{202e}ü.exe"), ..Entry::default() };
    table.push(&entry, 0, RowSource { body: 0, offset: 0 });
    let entry = Entry { filename: text("x/\\y"), ..Entry::default() };
    table.push(&entry, 1, RowSource { body: 0, offset: 0 });
    let forest = Forest::new(&Parents::of(&table), &table.in_order());
    let sample = SampleHash::parse("da39a3ee5e6b4b0d3255bfef95601890afd80709").expect("a hash");
    let settings = Settings { sample: Some(&sample), ..Settings::default() };
    let whole: String = Stix::new(&table, &forest, &[0, 1], settings).collect();
    let bundle = read(&whole);
    let ids: Vec<_> = bundle.objects.iter().map(|object| id(&object["id"])).collect();
    let wanted = [
        "fa6e66a5-f019-51f9-8ab5-812023e58c6e",
        "377e63af-1b89-54ff-a6cf-d15d56d745ec",
        "5138ad07-e822-59da-88a5-852ef48587de",
    ];
    assert_eq!(ids, wanted.map(|id| format!("file--{id}")));
    assert_eq!(bundle.objects[0]["contains_refs"].as_array().map(Vec::len), Some(2));
}

/// Id, parent, MD5, SHA-1, name, verdict, threat.
type Said = (u64, Option<u64>, &'static str, &'static str, &'static str, &'static str, &'static str);

fn listing(rows: &[Said]) -> Table {
    let mut table = Table::default();
    for (at, (id, parent, md5, sha1, name, verdict, threat)) in rows.iter().enumerate() {
        let sample = Sample {
            md5: text(md5).into(),
            sha1: text(sha1).into(),
            classification: text(verdict),
            classification_result: text(threat),
            local_first_seen: text("2020-01-02T03:04:05Z"),
            local_last_seen: text("2021-01-02T03:04:05.000001Z"),
            ..Sample::default()
        };
        let parent_relationship = parent.map_or(Id::None, Id::Number);
        let entry =
            Entry { id: Id::Number(*id), parent_relationship, sample, filename: text(name), ..Entry::default() };
        table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

/// A row: what it is in, its hashes, its verdict, its threat.
type Judged = (Option<u64>, (usize, usize), usize, usize);

proptest! {
    #[test]
    fn each_verdict_is_there_and_each_malicious_file_is_a_sample_once(
        rows in prop::collection::vec((prop::option::of(0_u64..12), (0_usize..3, 0_usize..3), 0_usize..4, 0_usize..4), 0..14),
        each: bool,
    ) {
        const VERDICTS: [&str; 4] = ["unknown", "goodware", "suspicious", "malicious"];
        // The second and the third look the same.
        const THREATS: [&str; 4] = ["", "X\u{202e}", "X⟨U+202E⟩", "Y"];
        let said = |(at, (parent, (md5, sha1), verdict, threat)): (usize, &Judged)| {
            (at as u64, *parent, ["", MD5, OTHER_MD5][*md5], ["", ONE, OTHER][*sha1], "name", VERDICTS[*verdict], THREATS[*threat])
        };
        let table = listing(&rows.iter().enumerate().map(said).collect::<Vec<_>>());
        let forest = Forest::new(&Parents::of(&table), &table.in_order());
        let grouping = if each { Grouping::Rows } else { Grouping::Contents };
        let order = table.in_order();
        let mut stix = Stix::new(&table, &forest, &order, Settings { grouping, ..Settings::default() });
        let bundle = read(&stix.by_ref().collect::<String>());
        let judged = (0..stix.graph.count()).filter(|number| stix.is_analysed(*number)).count();
        prop_assert_eq!(bundle.of_type("malware-analysis").len(), judged);
        let malicious: Vec<_> = bundle.of_type("malware-analysis").into_iter().filter(|said| said["result"] == "malicious").collect();
        let samples: Vec<_> = bundle.of_type("malware").iter().flat_map(|said| said["sample_refs"].as_array().expect("files").clone()).collect();
        prop_assert_eq!(samples.len(), malicious.len());
        prop_assert!(malicious.iter().all(|said| samples.contains(&said["sample_ref"])));
    }
}

const ONE: &str = "9ef1d22739a73f659f6b6491690902a33bdfea5d";
const OTHER: &str = "9ef1d22739a73f659f6b6491690902a33bdfea5e";
const OTHER_MD5: &str = "63f6eb996dcc1d09eb7a73cde1f55178";
const MD5: &str = "63f6eb996dcc1d09eb7a73cde1f55179";

#[test]
fn verdicts_and_all_that_is_known_of_the_sample_are_there() {
    let table = listing(&[
        (1, None, "", ONE, "a.zip", "suspicious", "Heuristic"),
        (2, Some(1), "", OTHER, "b.exe", "malicious", "Win32.Trojan.X"),
        (3, Some(2), MD5, SAMPLE, "again", "", ""),
        (4, Some(3), MD5.trim_end_matches('9'), ONE, "c.zip", "goodware", ""),
        (5, None, "", OTHER, "d.exe", "unknown", ""),
        (6, None, "", "", "only a name", "malicious", ""),
    ]);
    let forest = Forest::new(&Parents::of(&table), &table.in_order());
    let sample = SampleHash::parse(SAMPLE).expect("a hash");
    let rows = table.in_order();
    let settings = Settings { sample: Some(&sample), now: 1, ..Settings::default() };
    let mut stix = Stix::new(&table, &forest, &rows, settings);
    let whole: String = stix.by_ref().collect();
    let bundle = read(&whole);
    bundle.depth();
    let files = bundle.of_type("file");
    assert_eq!(files.len(), 4, "a content is one object, the sample among them");
    assert_eq!(files[0]["hashes"], serde_json::json!({"MD5": MD5, "SHA-1": SAMPLE}));
    // The circle sample > a.zip > b.exe > sample is cut, and what closes it is a relationship. So is what is in a.zip,
    // which has a verdict.
    assert_eq!(bundle.of_type("relationship").len(), 2, "{whole}");
    assert_eq!(stix.unnested, 1);
    let analyses = bundle.of_type("malware-analysis");
    let results: Vec<_> = analyses.iter().map(|analysis| analysis["result"].as_str().expect("a word")).collect();
    assert_eq!(results, ["suspicious", "malicious", "malicious"], "the gravest of each content");
    assert_eq!(analyses[1]["result_name"], "Win32.Trojan.X");
    assert_eq!(analyses[1]["submitted"], "2020-01-02T03:04:05.000000Z");
    assert_eq!(analyses[1]["created"], "2021-01-02T03:04:05.000001Z");
    let malware = bundle.of_type("malware");
    let names: BTreeSet<_> = malware.iter().map(|malware| malware["name"].as_str().expect("a name")).collect();
    assert_eq!(names, BTreeSet::from(["only a name", "Win32.Trojan.X"]));
    assert!(stix.note().contains("2 files have further names"), "{}", stix.note());
    assert!(stix.note().contains(" 1 time what is in a file is said by a relationship"), "{}", stix.note());
    let settings = Settings { grouping: Grouping::Rows, ..settings };
    let each = read(&Stix::new(&table, &forest, &rows, settings).collect::<String>());
    assert_eq!(each.of_type("file").len(), 7);
    assert_eq!(each.of_type("relationship").len(), 2, "what is in the first row, and in the second");
}

#[test]
fn a_deep_chain_is_nested_only_so_deep_and_nothing_is_lost() {
    const ROWS: u64 = 200_000;
    let rows: Vec<Hostile> = (0..ROWS)
        .map(|row| {
            ((row * 7, row.checked_sub(1).map(|above| above * 7), format!("f{row}"), String::new()), (None, None, None))
        })
        .collect();
    let table = listing_of(&rows);
    let order = table.in_order();
    let forest = Forest::new(&Parents::of(&table), &order);
    let mut stix = Stix::new(&table, &forest, &order, Settings::default());
    let (mut nested, mut bytes) = (0, 0);
    for piece in stix.by_ref() {
        nested += piece.matches("\"archive-ext\"").count();
        bytes += piece.len();
        assert!(piece.len() < PIECE + 8192);
    }
    assert_eq!((nested, stix.unnested), (100, ROWS as usize - 101));
    assert_eq!(stix.progress().0, stix.progress().1);
    assert!(bytes < ROWS as usize * 600, "{bytes}");
    assert!(stix.note().contains("199899 times what is in a file is said by a relationship"), "{}", stix.note());
    assert!(stix.note().contains("works on so many for about 399 seconds"), "{}", stix.note());
}
