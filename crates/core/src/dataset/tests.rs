use crate::api::wire::{Id, Sample};
use crate::dataset::*;
use crate::query::parser::parse;
use crate::table::classification::Classification;
use crate::table::schema::ColumnKey;
use crate::table::tests::text;
use proptest::prelude::*;

/// A case of rows with these ids, of which some are malicious; none stands for no id.
fn case_of(rows: &[(Option<u64>, bool)]) -> Dataset {
    let mut dataset = Dataset::default();
    for (position, (id, malicious)) in rows.iter().enumerate() {
        let sample =
            Sample { classification: text(if *malicious { "malicious" } else { "goodware" }), ..Sample::default() };
        let filename = text(&format!("row{position}"));
        let id = id.map_or(Id::None, Id::Number);
        let entry = Entry { id, sample, filename, ..Entry::default() };
        dataset.push(&entry, position as u32, RowSource { body: 0, offset: position as u32 });
    }
    dataset.build_tree();
    dataset
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Of rows with one id, or without one, each is a row of its own: it can be found, revealed and walked to. The id in an
    /// address is that of the first.
    #[test]
    fn a_row_is_itself_whatever_its_id(rows in prop::collection::vec((prop::option::of(0_u64..4), any::<bool>()), 1..40)) {
        let mut dataset = case_of(&rows);
        let all: Vec<Row> = (0..rows.len() as Row).collect();
        prop_assert_eq!(dataset.list_rows(0..rows.len() as u32), all.clone());
        for (row, (id, _)) in rows.iter().enumerate() {
            let row = row as Row;
            prop_assert_eq!(dataset.table.name(row), format!("row{row}"));
            prop_assert_eq!(dataset.table.source(row).offset, row);
            prop_assert_eq!((dataset.list_index(row), dataset.tree_index(row)), (Some(row), Some(row)));
            prop_assert!(dataset.reveal(row));
            let first = rows.iter().position(|(other, _)| id.is_some() && other == id).map(|row| row as Row);
            prop_assert_eq!(dataset.row_with_id(&dataset.table.id(row)), first);
        }
        // Each malicious row is met once on the way around.
        let wanted: Vec<Row> = all.iter().copied().filter(|row| rows[*row as usize].1).collect();
        for forward in [true, false] {
            let is_malicious = |row| dataset.table.classification(row) == Classification::Malicious;
            let (mut met, mut at) = (Vec::new(), None);
            for _ in &wanted {
                at = dataset.find_next(at, forward, is_malicious);
                met.extend(at);
            }
            met.sort_unstable();
            prop_assert_eq!(&met, &wanted);
        }
        // Selection by hand is the row, and no other of its id.
        dataset.selection.toggle(0);
        prop_assert_eq!(dataset.selection.rows(), [0]);
        // Sorted, all are still there.
        dataset.set_sort(Some(Sort { key: ColumnKey::Name, descending: true }));
        let mut sorted = dataset.list_rows(0..rows.len() as u32);
        prop_assert!(sorted.iter().enumerate().all(|(at, row)| dataset.list_index(*row) == Some(at as u32)));
        sorted.sort_unstable();
        prop_assert_eq!(sorted, all);
    }

    /// While rows arrive, the tree of those that were there before stays on screen, and what is done to it is done.
    #[test]
    fn the_tree_stays_while_rows_arrive(
        parents in prop::collection::vec(prop::option::of(0_u64..30), 1..30),
        more in prop::collection::vec(prop::option::of(0_u64..30), 1..10),
        turned in prop::collection::vec((0_u32..30, any::<bool>()), 0..10),
        all in prop::option::of(any::<bool>()),
        sort in prop::option::of(any::<bool>()),
        named in prop::option::of(0_u8..10),
    ) {
        let rows = parents.len() as u32;
        let push = |dataset: &mut Dataset, parents: &[Option<u64>]| {
            for parent in parents {
                let position = dataset.table.len();
                let parent = parent.map_or(Id::None, Id::Number);
                let entry = Entry { id: Id::Number(position.into()), parent_relationship: parent, filename: text(&format!("row{position}")), ..Entry::default() };
                dataset.push(&entry, position, RowSource { body: 0, offset: position });
            }
        };
        let change = |dataset: &mut Dataset| {
            all.into_iter().for_each(|open| dataset.set_all_open(open));
            turned.iter().filter(|(row, _)| *row < rows).for_each(|(row, open)| dataset.set_open(*row, *open));
            sort.into_iter().for_each(|descending| dataset.set_sort(Some(Sort { key: ColumnKey::Name, descending })));
            (0..dataset.visible().len()).map(|index| dataset.tree_row(index)).collect::<Vec<_>>()
        };
        let filter = named.map(|name| parse(&format!("name:row{name}")).expect("a filter"));
        let (mut before, mut growing) = (Dataset::default(), Dataset::default());
        for dataset in [&mut before, &mut growing] {
            push(dataset, &parents);
            dataset.build_tree();
            dataset.set_filter(filter.clone());
        }
        push(&mut growing, &more);
        prop_assert_eq!(change(&mut growing), change(&mut before));
        prop_assert!(growing.is_stale());
        growing.build_tree();
        push(&mut before, &more);
        before.build_tree();
        prop_assert_eq!(change(&mut growing), change(&mut before));
    }

    /// Where rows stand and how many there are said to be is what somebody says.
    #[test]
    fn rows_far_apart_are_found(positions in prop::collection::btree_set(any::<u32>(), 0..20), wanted: u32) {
        let mut dataset = Dataset::default();
        dataset.reserve(wanted);
        for position in positions.iter().rev().chain(&positions) {
            let entry = Entry { id: Id::Number((*position).into()), ..Entry::default() };
            dataset.push(&entry, *position, RowSource { body: 0, offset: 0 });
        }
        prop_assert_eq!(dataset.table.len() as usize, positions.len());
        let in_order: Vec<u32> = dataset.in_order().iter().map(|row| dataset.table.position(*row)).collect();
        prop_assert_eq!(in_order, positions.iter().copied().collect::<Vec<_>>());
        for position in &positions {
            let row = dataset.at_position(*position);
            prop_assert_eq!(row.map(|row| dataset.table.position(row)), Some(*position));
            let near = position.saturating_sub(3)..position.saturating_add(3);
            prop_assert!(dataset.list_rows(near).contains(&row.expect("it has come")) || *position == u32::MAX);
        }
    }
}
