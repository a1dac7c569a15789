use crate::api::wire::{Entry, Id};
use crate::dataset::check_results::CheckResults;
use crate::gaps::facts::Facts;
use crate::icicle::picture::*;
use crate::table::RowSource;
use crate::table::escape::is_hostile;
use crate::table::tests::text;
use crate::tree::forest::Forest;
use crate::yara::wire::{FileMatches, Match, Rule};
use proptest::prelude::*;

fn svg(name: &str, merged: bool) -> String {
    drawn(&table(name), merged, 200)
}

/// A table of one row.
fn table(name: &str) -> Table {
    let mut table = Table::default();
    let entry = Entry { id: Id::Number(1), filename: text(name), ..Entry::default() };
    table.push(&entry, 0, RowSource { body: 0, offset: 0 });
    table
}

/// A map of the one row of a table, of which the block has that width.
fn drawn(table: &Table, merged: bool, right: u32) -> String {
    let block = Block {
        row: 0,
        files: 7,
        merged,
        parent: 0,
        level: 0,
        left: 0,
        right,
        weight: 2048,
        worst: Classification::Malicious,
        lit: true,
    };
    let map = Icicle { blocks: vec![block] };
    let number = |number: u64| number.to_string();
    let questions =
        Questions { table, forest: &Forest::default(), check_results: &CheckResults::default(), is_whole: false };
    let picture = Picture { map: &map, table, questions, area: Area::Size, band: 40, number };
    picture.svg(&Colours::default(), table.name(0))
}

#[test]
fn says_name_weight_and_verdict() {
    let picture = svg("a<b>&\"c\u{202e}", false);
    assert_eq!(picture.matches("a&lt;b&gt;&amp;&quot;c⟨U+202E⟩").count(), 4);
    assert!(picture.contains(">2.00 KiB</text>") && picture.contains(">malicious</text>"));
    assert!(svg("a", true).contains(">7 files</text>"));
}

#[test]
fn open_questions_and_matches_are_marked_where_there_is_room() {
    let mut one = table("a");
    assert!(!drawn(&one, false, 200).contains("v9z"));
    one.gaps.add(Facts { is_encrypted: true, ..Facts::default() }, &[0]);
    let marked = drawn(&one, false, 200);
    assert!(marked.contains("<path d=\"M190 0h9v9z\"/>"), "{marked}");
    let rule = Rule { name: "A".into(), ..Rule::default() };
    one.yara.add(FileMatches { rules: vec![rule], matches: vec![Match::default()], ..FileMatches::default() }, [0]);
    let marked = drawn(&one, false, 200);
    assert!(marked.contains("h9v9zM192 12h6v6h-6z"), "{marked}");
    assert!(!drawn(&one, true, 200).contains("v9z"), "of many files nothing is said of one");
    assert!(!drawn(&one, false, 10).contains("v9z"));
}

#[test]
fn the_legend_names_the_marks_that_are_there() {
    let named = |picture: &str| Mark::ALL.map(|mark| picture.contains(&format!(">{}</text>", mark.name())));
    let height =
        |picture: &str| picture.split_once(" height=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
    let mut one = table("a");
    let bare = drawn(&one, false, 200);
    assert_eq!((named(&bare), height(&bare).as_deref()), ([false, false], Some("92")));
    one.gaps.add(Facts { is_encrypted: true, ..Facts::default() }, &[0]);
    assert_eq!(named(&drawn(&one, false, 200)), [true, false]);
    let rule = Rule { name: "A".into(), ..Rule::default() };
    one.yara.add(FileMatches { rules: vec![rule], matches: vec![Match::default()], ..FileMatches::default() }, [0]);
    let both = drawn(&one, false, 200);
    assert_eq!((named(&both), height(&both).as_deref()), ([true, true], Some("112")));
    assert_eq!(named(&drawn(&one, true, 200)), [false, false], "of many files nothing is said of one");
}

proptest! {
    /// Tags open and close in order whatever a name holds, and nothing hostile is left.
    #[test]
    fn is_well_formed(name in ".{0,30}|[<>&\"'\u{0}-\u{1f}\u{ffff}]{0,9}", merged: bool) {
        let picture = svg(&name, merged);
        let bad = |c: char| is_hostile(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
        prop_assert!(!picture.chars().any(bad));
        let mut open = Vec::new();
        for tag in picture.split('<').skip(1) {
            let (tag, text) = tag.split_once('>').expect("a tag ends");
            prop_assert!(!text.contains('>'));
            match tag.strip_prefix('/') {
                Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                None if tag.ends_with('/') => {}
                None => open.push(tag.split(' ').next().expect("a name")),
            }
        }
        prop_assert!(open.is_empty());
    }
}
