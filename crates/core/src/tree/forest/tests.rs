use crate::table::Table;
use crate::table::tests::listing_of;
use crate::tree::forest::*;
use crate::tree::parents::Mark;
use proptest::prelude::*;

/// What a tree should hold, worked out the long way.
fn check(table: &Table, parents: &Parents, forest: &Forest) {
    let count = table.len();
    let mut rows = forest.rows().to_vec();
    rows.sort_unstable();
    assert_eq!(rows, (0..count).collect::<Vec<_>>(), "each row is there exactly once");
    for place in 0..count {
        let row = forest.row(place);
        assert_eq!(forest.place(row), place);
        let above: Vec<Row> = parents.ancestors(row).collect();
        assert_eq!(forest.depth(place) as usize, above.len() + 1);
        for parent in above {
            let at = forest.place(parent);
            assert!(at < place && place < forest.end(at));
        }
        let below = (0..count).filter(|other| parents.ancestors(*other).any(|a| a == row)).count();
        assert_eq!(forest.below(place) as usize, below);
    }
    // Siblings keep the appliance's order; marked rows come last.
    for parent in (0..count).map(Some).chain([None]) {
        let children: Vec<Row> = forest.children(parent).map(|place| forest.row(place)).collect();
        let key = |row: &Row| (parents.mark(*row).is_some(), table.position(*row));
        assert!(children.is_sorted_by_key(key), "{children:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Any parents: orphans, cycles, own parents, doubled ids, pages in any order.
    #[test]
    fn holds_each_row_exactly_once(rows in prop::collection::vec((0_u64..25, prop::option::of(0_u64..30)), 0..40), order in any::<prop::sample::Index>()) {
        let turn = if rows.is_empty() { 0 } else { order.index(rows.len()) };
        let table = listing_of(&rows, turn);
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        check(&table, &parents, &forest);
    }

    /// A real forest keeps every parent it names.
    #[test]
    fn keeps_the_parents_of_a_forest(above in prop::collection::vec(any::<prop::sample::Index>(), 1..60)) {
        let rows: Vec<_> = above.iter().enumerate().map(|(row, parent)| {
            let parent = parent.index(row + 1) as u64;
            (row as u64 + 100, (parent != row as u64).then_some(parent + 100))
        }).collect();
        let table = listing_of(&rows, 0);
        let parents = Parents::of(&table);
        prop_assert!(parents.marks().is_empty());
        for (row, (_, parent)) in rows.iter().enumerate() {
            prop_assert_eq!(parents.parent(row as Row).map(|p| u64::from(p) + 100), *parent);
        }
        check(&table, &parents, &Forest::new(&parents, &table.in_order()));
    }
}

proptest! {
    /// Siblings in an order of their own: those of a row among themselves, and what is marked behind the rest.
    #[test]
    fn sorts_siblings(rows in prop::collection::vec((0_u64..25, prop::option::of(0_u64..30)), 0..40)) {
        let table = listing_of(&rows, 0);
        let parents = Parents::of(&table);
        let mut siblings = |rows: &mut [Row], ends: &[u32]| {
            let mut from = 0;
            for to in ends {
                rows[from..*to as usize].reverse();
                from = *to as usize;
            }
            assert_eq!(from, rows.len());
        };
        let forest = Forest::sorted(&parents, &table.in_order(), &mut siblings);
        for parent in (0..table.len()).map(Some).chain([None]) {
            let children: Vec<Row> = forest.children(parent).map(|place| forest.row(place)).collect();
            let key = |row: &Row| (parents.mark(*row).is_some(), std::cmp::Reverse(*row));
            prop_assert!(children.is_sorted_by_key(key), "{children:?}");
            prop_assert!(children.iter().all(|row| parents.parent(*row) == parent.map(|place| forest.row(place))));
        }
    }
}

#[test]
fn marks_say_why() {
    let table = listing_of(&[(1, None), (2, Some(9)), (3, Some(3)), (4, Some(5)), (5, Some(4)), (6, Some(5))], 0);
    let parents = Parents::of(&table);
    assert_eq!(parents.mark(1), Some(Mark::Orphan));
    assert_eq!(parents.mark(2), Some(Mark::OwnParent));
    assert_eq!(parents.mark(3), Some(Mark::CycleCut));
    let forest = Forest::new(&parents, &table.in_order());
    assert_eq!(forest.rows(), [0, 1, 2, 3, 4, 5]);
    assert_eq!((0..6).map(|place| forest.depth(place)).collect::<Vec<_>>(), [1, 1, 1, 1, 2, 3]);
}

#[test]
fn a_chain_of_a_hundred_thousand_does_not_overflow() {
    let rows: Vec<_> = (0..100_000_u64).rev().map(|id| (id, id.checked_sub(1))).collect();
    let table = listing_of(&rows, 0);
    let forest = Forest::new(&Parents::of(&table), &table.in_order());
    assert_eq!(forest.max_depth(), 100_000);
}
