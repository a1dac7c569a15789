//! A comparison step by step.

use super::listings::{files, listing};
use super::{pair, pair_in_steps};
use crate::compare::tree::{Comparison, ComparisonBuilder};
use crate::table::Row;
use proptest::prelude::*;
use std::ops::ControlFlow;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// However small the steps, the tree is the one that is laid out at once.
    #[test]
    fn steps_make_the_same_tree(a in files(), b in files(), step in 1_u32..9) {
        let (a, b) = (listing(&a), listing(&b));
        let (a, b) = (a.side(), b.side());
        prop_assert_eq!(pair_in_steps(&a, &b, step), pair(&a, &b));
        let whole = Comparison::new(&a, &b);
        let mut builder = ComparisonBuilder::new([&a, &b]);
        let stepped = loop {
            match builder.step([&a, &b], step) {
                ControlFlow::Continue(further) => builder = further,
                ControlFlow::Break(comparison) => break comparison,
            }
        };
        let nodes = |comparison: &Comparison| {
            let place = |place: u32| (comparison.forest().row(place), comparison.forest().depth(place));
            let node = |(node, depth): (Row, u32)| (comparison.node(node), comparison.differs_inside(node), depth);
            (0..comparison.len()).map(place).map(node).collect::<Vec<_>>()
        };
        prop_assert_eq!(nodes(&stepped), nodes(&whole));
        prop_assert_eq!(stepped.counts(), whole.counts());
    }
}
