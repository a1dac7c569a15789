//! The tree of a listing, laid out step by step: what stands between one step and the next is the browser's.

use super::forest::{Forest, Growing};
use super::parents::{Parents, Settling};
use super::verdicts::{Rolling, Verdicts};
use super::{Listing, Row};
use std::ops::ControlFlow;

/// What has been done so far.
#[derive(Debug)]
pub struct Laying {
    /// The rows that there were when it began, in the appliance's order.
    order: Vec<Row>,
    stage: Stage,
}

/// The tree, and what is in each branch.
pub type Laid = (Parents, Forest, Verdicts);

#[derive(Debug)]
enum Stage {
    Settling(Settling),
    Growing(Parents, Growing),
    Rolling(Parents, Forest, Rolling),
}

impl Laying {
    /// Begins with the rows that have come, given in the appliance's order. Rows that come later stay out of it.
    pub fn new(listing: &Listing, order: Vec<Row>) -> Self {
        Self { order, stage: Stage::Settling(Settling::new(listing)) }
    }

    /// Goes on with at most about so many rows; gives the tree when it is all there.
    #[inline(never)]
    pub fn step(mut self, listing: &Listing, rows: u32) -> ControlFlow<Laid, Self> {
        self.stage = match self.stage {
            Stage::Settling(mut settling) => {
                if settling.step(listing, rows) {
                    Stage::Settling(settling)
                } else {
                    let parents = settling.done();
                    let growing = Growing::new(&parents);
                    Stage::Growing(parents, growing)
                }
            }
            Stage::Growing(parents, mut growing) => {
                if growing.step(&parents, &self.order, rows, &mut |_, _| {}) {
                    Stage::Growing(parents, growing)
                } else {
                    let forest = growing.done();
                    let rolling = Rolling::new(listing, &forest);
                    Stage::Rolling(parents, forest, rolling)
                }
            }
            Stage::Rolling(parents, forest, mut rolling) => {
                if rolling.step(listing, &forest, rows) {
                    Stage::Rolling(parents, forest, rolling)
                } else {
                    return ControlFlow::Break((parents, forest, rolling.done()));
                }
            }
        };
        ControlFlow::Continue(self)
    }

    /// Does all that is left at once.
    pub fn finish(mut self, listing: &Listing) -> Laid {
        loop {
            match self.step(listing, u32::MAX) {
                ControlFlow::Continue(further) => self = further,
                ControlFlow::Break(laid) => return laid,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::tests::listing_of;
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
            let verdicts = Verdicts::new(&whole, &forest);
            // Rows that come while it is being laid out change nothing.
            let more: Vec<_> = rows.iter().copied().chain((0..later as u64).map(|id| (id, None))).collect();
            let mut laying = Laying::new(&whole, whole.in_order());
            let more = listing_of(&more, turn);
            let listing = if later > 0 && turn == 0 { &more } else { &whole };
            let (stepped_parents, stepped, rolled) = loop {
                match laying.step(listing, step) {
                    ControlFlow::Continue(further) => laying = further,
                    ControlFlow::Break(laid) => break laid,
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
