//! By how much sizes differ, against what is told without a map.

use super::compared;
use super::listings::{files, sized};
use crate::compare::sizes::{SizeChange, Sizes, sizes};
use crate::table::{NO_ROW, Row};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Each node has the kind that its rows say, a branch is no lighter than what is in it, and no block of the map stands for another.
    #[test]
    fn each_difference_has_its_kind_and_its_weight(
        a in files(), b in files(),
        of_a in prop::collection::vec(prop::option::of(0_u64..5), 0..5), of_b in prop::collection::vec(prop::option::of(0_u64..5), 0..5),
        width in 1_u32..500,
    ) {
        let (a, b) = (sized(&a, &of_a), sized(&b, &of_b));
        let comparison = compared(&a, &b);
        let tables = [&a.table, &b.table];
        let made = Sizes::new(&comparison, tables);
        let mut total = 0;
        for node in 0..comparison.len() {
            let of = comparison.node(node);
            let (before, after) = sizes(&of, tables);
            let own = match made.change(node) {
                SizeChange::Added => { prop_assert_eq!(of.a, NO_ROW); after.unwrap_or(0) }
                SizeChange::Removed => { prop_assert_eq!(of.b, NO_ROW); before.unwrap_or(0) }
                SizeChange::Grown => { prop_assert!(before < after); after.unwrap_or(0) - before.unwrap_or(0) }
                SizeChange::Shrunk => { prop_assert!(before > after); before.unwrap_or(0) - after.unwrap_or(0) }
                SizeChange::Even => { prop_assert!(before == after || before.is_none() || after.is_none()); 0 }
            };
            let inside: u64 = (0..comparison.len())
                .filter(|other| comparison.parents().parent(*other) == Some(node))
                .map(|other| made.weights().of(other))
                .sum();
            prop_assert_eq!(made.weights().of(node), own.max(inside));
            if comparison.parents().parent(node).is_none() {
                total += made.weights().of(node);
            }
        }
        prop_assert_eq!(made.weights().total(), total);
        let map = made.map(&comparison, None, width, 9);
        for block in map.blocks.iter().filter(|block| !block.merged && block.row != NO_ROW) {
            prop_assert_eq!(block.worst, made.change(block.row));
        }
        let top: Vec<Row> = made.heaviest(&comparison, None);
        prop_assert!(top.is_sorted_by(|one, other| made.weights().of(*one) >= made.weights().of(*other)));
    }
}
