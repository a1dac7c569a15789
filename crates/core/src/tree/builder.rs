//! The tree of a listing, laid out step by step: what stands between one step and the next is the browser's.

use crate::table::{Row, Table};
use crate::tree::forest::{Forest, ForestBuilder};
use crate::tree::parents::{Parents, ParentsBuilder};
use crate::tree::rollup::{Rollup, RollupBuilder};
use std::ops::ControlFlow;

/// What has been done so far.
#[derive(Debug)]
pub struct TreeBuilder {
    /// The rows that there were when it began, in the appliance's order.
    order: Vec<Row>,
    stage: Stage,
}

/// The tree, and what is in each branch.
pub type BuiltTree = (Parents, Forest, Rollup);

#[derive(Debug)]
enum Stage {
    Parents(ParentsBuilder),
    Forest(Parents, ForestBuilder),
    Rollup(Parents, Forest, RollupBuilder),
}

impl TreeBuilder {
    /// Begins with the rows that have come, given in the appliance's order. Rows that come later stay out of it.
    pub fn new(table: &Table, order: Vec<Row>) -> Self {
        Self { order, stage: Stage::Parents(ParentsBuilder::new(table)) }
    }

    /// Goes on with at most about so many rows; gives the tree when it is all there.
    #[inline(never)]
    pub fn step(mut self, table: &Table, rows: u32) -> ControlFlow<BuiltTree, Self> {
        self.stage = match self.stage {
            Stage::Parents(mut settling) => {
                if settling.step(table, rows) {
                    Stage::Parents(settling)
                } else {
                    let parents = settling.done();
                    let growing = ForestBuilder::new(&parents);
                    Stage::Forest(parents, growing)
                }
            }
            Stage::Forest(parents, mut growing) => {
                if growing.step(&parents, &self.order, rows, &mut |_, _| {}) {
                    Stage::Forest(parents, growing)
                } else {
                    let forest = growing.done();
                    let rolling = RollupBuilder::new(table, &forest);
                    Stage::Rollup(parents, forest, rolling)
                }
            }
            Stage::Rollup(parents, forest, mut rolling) => {
                if rolling.step(table, &forest, rows) {
                    Stage::Rollup(parents, forest, rolling)
                } else {
                    return ControlFlow::Break((parents, forest, rolling.done()));
                }
            }
        };
        ControlFlow::Continue(self)
    }

    /// Does all that is left at once.
    pub fn finish(mut self, table: &Table) -> BuiltTree {
        loop {
            match self.step(table, u32::MAX) {
                ControlFlow::Continue(further) => self = further,
                ControlFlow::Break(built) => return built,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the parents, and however small the steps: the tree is the one that is laid out at once.
        #[test]
        fn steps_make_the_same_tree(
            rows in prop::collection::vec((0_u64..200, prop::option::of(0_u64..220)), 0..200),
            step in 1_u32..80, later in 0_usize..20, turn: prop::sample::Index,
        ) {
            let turn = if rows.is_empty() { 0 } else { turn.index(rows.len()) };
            let whole = listing_of(&rows, turn);
            let parents = Parents::of(&whole);
            let forest = Forest::new(&parents, &whole.in_order());
            let verdicts = Rollup::new(&whole, &forest);
            // Rows that come while it is being laid out change nothing.
            let more: Vec<_> = rows.iter().copied().chain((0..later as u64).map(|id| (id, None))).collect();
            let mut builder = TreeBuilder::new(&whole, whole.in_order());
            let more = listing_of(&more, turn);
            let table = if later > 0 && turn == 0 { &more } else { &whole };
            let (stepped_parents, stepped, rolled) = loop {
                match builder.step(table, step) {
                    ControlFlow::Continue(further) => builder = further,
                    ControlFlow::Break(built) => break built,
                }
            };
            prop_assert_eq!(stepped_parents.column(), parents.column());
            prop_assert_eq!(stepped_parents.marks(), parents.marks());
            prop_assert_eq!(stepped.rows(), forest.rows());
            for place in 0..forest.len() {
                let row = forest.row(place);
                prop_assert_eq!((stepped.end(place), stepped.depth(place)), (forest.end(place), forest.depth(place)));
                prop_assert_eq!(stepped.place(row), place);
                prop_assert_eq!(rolled.worst(row), verdicts.worst(row));
                prop_assert_eq!(rolled.counts_below(&stepped, place), verdicts.counts_below(&forest, place));
            }
        }
    }
}
