use super::*;
use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::dataset::Dataset;
use crate::gaps::facts::Facts;
use crate::gaps::signatures::Container;
use crate::table::RowSource;
use crate::table::tests::text;
use proptest::prelude::*;

/// A listing of rows, each with its parent and how many files the appliance says are in it.
fn listing(rows: &[(Option<u64>, Option<u64>)]) -> Dataset {
    let mut dataset = Dataset::default();
    for (at, (parent, files)) in rows.iter().enumerate() {
        let entry = Entry {
            id: Id::Number(at as u64),
            parent_relationship: parent.map_or(Id::None, Id::Number),
            sample: Sample {
                extracted_file_count: Whole(*files),
                type_display: text("Binary/None"),
                ..Sample::default()
            },
            ..Entry::default()
        };
        dataset.push(&entry, at as u32, RowSource { body: 0, offset: at as u32 });
    }
    dataset.quirks.count = Some(rows.len() as u32);
    dataset.received.add(0..rows.len() as u32);
    dataset.build_tree();
    dataset
}

fn zip() -> Facts {
    Facts { size: 100, container: Some(Container::Zip), ..Facts::default() }
}

#[test]
fn a_container_is_asked_once_unless_something_was_taken_out_of_it_somewhere() {
    // Two zips that stand in two rows each; of one of them something was taken out, in its second row.
    let mut dataset = listing(&[(None, None), (None, None), (None, None), (None, None), (Some(3), None)]);
    dataset.table.gaps.begin();
    dataset.table.gaps.add(zip(), &[0, 1]);
    dataset.table.gaps.add(Facts { random: 3, ..zip() }, &[2, 3]);
    dataset.settle_gaps();
    let found = dataset.questions().find(10);
    assert_eq!(found, Found { first: vec![(0, Reason::Container)], count: 1 });
    // The filter has both of its rows.
    let rows: Vec<Row> = (0..5).filter(|row| !dataset.questions().reasons(*row).is_empty()).collect();
    assert_eq!(rows, [0, 1]);
    assert!(dataset.questions().sentence(0, Reason::Container).contains("ZIP archive"));
}

#[test]
fn of_a_part_of_a_listing_nothing_is_said_that_only_the_whole_can_say() {
    let mut dataset = listing(&[(None, Some(7)), (Some(0), Some(0))]);
    dataset.table.gaps.add(Facts { is_encrypted: true, ..zip() }, &[1]);
    assert_eq!(dataset.questions().find(9).first, [(1, Reason::Container), (1, Reason::Encrypted), (0, Reason::Count)]);
    dataset.quirks.count = Some(3);
    assert_eq!(dataset.questions().find(9).first, [(1, Reason::Encrypted)]);
}

#[test]
fn the_first_of_each_reason_are_named_and_all_are_counted() {
    let mut dataset = listing(&[(None, Some(1)); 9]);
    dataset.check_results.states = vec![1, 2, 2, 2, 2, 1, 3, 4, 0];
    let found = dataset.questions().find(2);
    let wanted = [(0, Reason::Count), (1, Reason::Count), (1, Reason::Missing), (2, Reason::Missing)];
    assert_eq!((&found.first[..], found.count), (&wanted[..], 9 + 6));
}

proptest! {
    /// Any tree, also with cycles and orphans: what is named are reasons of the rows, and the filter finds the same rows.
    #[test]
    fn what_is_found_are_the_reasons_of_the_rows(
        rows in prop::collection::vec((prop::option::of(0_u64..12), prop::option::of(0_u64..4)), 1..10),
        files in prop::collection::vec((any::<bool>(), any::<bool>(), 0_u8..100), 1..4),
        states in prop::collection::vec(0_u8..6, 0..10),
    ) {
        let mut dataset = listing(&rows);
        dataset.check_results.states = states;
        dataset.table.gaps.begin();
        for (number, (is_container, is_encrypted, random)) in files.iter().enumerate() {
            let container = is_container.then_some(Container::Rar);
            let facts = Facts { size: 1 << 20, container, is_encrypted: *is_encrypted, random: *random, ..Facts::default() };
            let rows: Vec<Row> = (0..rows.len() as Row).filter(|row| *row as usize % files.len() == number).collect();
            dataset.table.gaps.add(facts, &rows);
        }
        dataset.settle_gaps();
        let found = dataset.questions().find(usize::MAX);
        prop_assert_eq!(found.first.len(), found.count);
        for (row, reason) in &found.first {
            prop_assert!(dataset.questions().reasons(*row).has(*reason));
        }
        let expression = crate::query::parser::parse("gap:any").expect("a filter");
        let matches = expression.matches(&dataset.search());
        for row in 0..rows.len() as Row {
            prop_assert_eq!(matches.has(row), !dataset.questions().reasons(row).is_empty());
        }
    }
}
