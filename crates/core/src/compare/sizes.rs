//! By how much the sizes of two listings differ, for the map: what a block weighs is the difference, and its kind which way it goes.
//!
//! What is on one side alone differs by all of its size, and a size that is not said differs from nothing. A branch weighs as much as
//! its file differs, or as what is in it where that is more: then nothing is said twice.

use crate::compare::tree::{Comparison, Node};
use crate::icicle::weights::Weights;
use crate::icicle::{Icicle, IcicleInput, Kind};
use crate::table::{NO_ROW, Row, Table};

/// Which way a size differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum SizeChange {
    /// It is in the second listing only.
    Added,
    /// It is in the first listing only.
    Removed,
    /// It is larger in the second listing.
    Grown,
    /// It is smaller in the second listing.
    Shrunk,
    /// It is the same, or not known.
    #[default]
    Even,
}

impl Kind for SizeChange {
    const ALL: &'static [Self] = &[Self::Added, Self::Removed, Self::Grown, Self::Shrunk, Self::Even];

    fn number(self) -> usize {
        self as usize
    }
}

/// The differences of a comparison, by node.
#[derive(Debug, Default)]
pub struct Sizes {
    changes: Vec<SizeChange>,
    weights: Weights,
    /// The place of each node in the tree.
    positions: Vec<u32>,
}

impl Sizes {
    /// Of all nodes; `tables` are the rows of the first and of the second listing.
    pub fn new(comparison: &Comparison, tables: [&Table; 2]) -> Self {
        let nodes = 0..comparison.len();
        let both = |node: Row| sizes(&comparison.node(node), tables);
        let changes = nodes.clone().map(|node| change(&comparison.node(node), both(node))).collect();
        let difference = |node: Row| match both(node) {
            (Some(before), Some(after)) => before.abs_diff(after),
            (None, Some(size)) if comparison.node(node).a == NO_ROW => size,
            (Some(size), None) if comparison.node(node).b == NO_ROW => size,
            _ => 0,
        };
        let weights = Weights::of_sizes(comparison.parents(), comparison.forest(), difference);
        Self { changes, weights, positions: nodes.map(|node| comparison.forest().place(node)).collect() }
    }

    /// Which way a node differs.
    pub fn change(&self, node: Row) -> SizeChange {
        self.changes[node as usize]
    }

    /// How much each branch weighs.
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The nodes right below a node, or of the top level, those that differ most first.
    pub fn heaviest(&self, comparison: &Comparison, branch: Option<Row>) -> Vec<Row> {
        self.weights.heaviest(&self.positions, comparison.forest(), branch)
    }

    /// Lays a branch out, or everything, in so many pixels and on at most so many levels.
    pub fn map(&self, comparison: &Comparison, branch: Option<Row>, width: u32, levels: u32) -> Icicle<SizeChange> {
        let input = IcicleInput {
            positions: &self.positions,
            parents: comparison.parents(),
            forest: comparison.forest(),
            kinds: &self.changes,
            whole: SizeChange::Even,
            weights: &self.weights,
            lit: None,
        };
        Icicle::new(&input, branch, width, levels)
    }
}

/// The size of a node in either listing, as far as it is there and known.
pub fn sizes(node: &Node, [a, b]: [&Table; 2]) -> (Option<u64>, Option<u64>) {
    let size = |table: &Table, row: Row| if row == NO_ROW { None } else { table.size(row) };
    (size(a, node.a), size(b, node.b))
}

fn change(node: &Node, sizes: (Option<u64>, Option<u64>)) -> SizeChange {
    match (node.a, node.b, sizes) {
        (NO_ROW, _, _) => SizeChange::Added,
        (_, NO_ROW, _) => SizeChange::Removed,
        (_, _, (Some(before), Some(after))) if before < after => SizeChange::Grown,
        (_, _, (Some(before), Some(after))) if before > after => SizeChange::Shrunk,
        _ => SizeChange::Even,
    }
}
