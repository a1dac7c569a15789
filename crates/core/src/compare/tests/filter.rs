//! Which files of two listings a filter leaves.

use super::listings::{File, entries};
use crate::compare::Side;
use crate::compare::change::ChangeKind;
use crate::compare::filter::{DifferenceFilter, toggled};
use crate::compare::tree::Comparison;
use crate::dataset::Dataset;
use crate::table::{NO_ROW, RowSource};
use proptest::prelude::*;

fn dataset(files: &[File<'_>]) -> Dataset {
    let mut dataset = Dataset::default();
    for (at, entry) in entries(files, &[]).iter().enumerate() {
        dataset.push(entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    dataset.build_tree();
    dataset
}

fn side(dataset: &Dataset) -> Side<'_> {
    Side { table: &dataset.table, parents: dataset.parents(), forest: dataset.forest() }
}

/// The paths of the files that a filter leaves of an installer and its next version.
fn found(filter: &str) -> Vec<String> {
    let before = dataset(&[
        (None, "core.dll", Some(1), "goodware"),
        (None, "data.cab", Some(2), "goodware"),
        (None, "old.txt", Some(3), "goodware"),
        (None, "tool.exe", Some(4), "goodware"),
    ]);
    let after = dataset(&[
        (None, "core.dll", Some(9), "malicious"),
        (None, "data.cab", Some(2), "goodware"),
        (None, "new.txt", Some(7), "goodware"),
        (None, "tool.exe", Some(4), "suspicious"),
    ]);
    let comparison = Comparison::new(&side(&before), &side(&after));
    let filter = DifferenceFilter::read(filter).expect(filter);
    let left = filter.matches(&comparison, [&before.search(), &after.search()]);
    let path = |node| match comparison.node(node) {
        node if node.b == NO_ROW => before.table.path(node.a).to_string(),
        node => after.table.path(node.b).to_string(),
    };
    comparison.forest().rows().iter().filter(|node| left.has(**node)).map(|node| path(*node)).collect()
}

#[test]
fn each_word_is_understood() {
    assert_eq!(found("").len(), 5);
    assert_eq!(found("change:added"), ["new.txt"]);
    assert_eq!(found("change:add,rem"), ["old.txt", "new.txt"]);
    assert_eq!(found("change:verdict"), ["core.dll", "tool.exe"]);
    assert_eq!(found("change:verdict change:changed"), ["core.dll"]);
    assert_eq!(found("change:verdict -change:changed"), ["tool.exe"]);
    assert_eq!(found("-CHANGE:same txt"), ["old.txt", "new.txt"]);
    assert_eq!(found("class:suspicious"), ["tool.exe"]);
    // What it was before counts as well as what it is now.
    assert_eq!(found("class:goodware change:verdict"), ["core.dll", "tool.exe"]);
    assert_eq!(found("hash:0000000000000000000000000000000000000002"), ["core.dll"]);
    assert_eq!(found("name:nothing"), Vec::<String>::new());
}

#[test]
fn mistakes_are_where_they_are() {
    let mistake = |text: &str| DifferenceFilter::read(text).expect_err(text);
    assert_eq!(mistake("x change:new").at, 9..12);
    assert_eq!(mistake("-change:").at, 8..8);
    assert_eq!(mistake("change:added risk:x").at, 18..19);
    assert!(DifferenceFilter::read("\"change:new\"").is_ok());
}

#[test]
fn a_kind_is_put_in_and_taken_out() {
    assert_eq!(toggled("", ChangeKind::Added), "change:added");
    assert_eq!(toggled("txt", ChangeKind::Added), "txt change:added");
    assert_eq!(toggled("change:added txt", ChangeKind::Moved), "change:added,moved txt");
    assert_eq!(toggled("txt change:added,moved  dll", ChangeKind::Added), "txt change:moved dll");
    assert_eq!(toggled("txt change:added", ChangeKind::Added), "txt");
    assert_eq!(toggled("-change:added", ChangeKind::Added), "-change:added change:added");
}

proptest! {
    #[test]
    fn any_text_is_read_and_toggled(text in "(\\PC|-|change:|added|,| |\"|\\\\){0,12}", kind in 0_usize..8) {
        let kind = ChangeKind::ALL[kind];
        match DifferenceFilter::read(&text) {
            Err(mistake) => prop_assert!(text.get(mistake.at).is_some()),
            Ok(filter) => {
                let is_on = filter.kinds().has(kind);
                let filter = DifferenceFilter::read(&toggled(&text, kind)).expect("still a filter");
                // Named twice, it is taken out once.
                prop_assert!(filter.kinds().has(kind) != is_on || text.matches("change:").count() > 1);
            }
        }
    }
}
