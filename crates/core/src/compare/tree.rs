//! The tree of two listings: each pair is a node, and so is each row without a counterpart.
//!
//! A pair stands where it is in the second listing, and what is gone stands behind the one that it stood behind in the first.

use crate::compare::Side;
use crate::compare::change::{self, Change, ChangeKind};
use crate::compare::keys::KeysBuilder;
use crate::compare::pairing::{Matching, Pairing};
use crate::table::row_set::RowSet;
use crate::table::{NO_ROW, Row};
use crate::tree::forest::{Forest, ForestBuilder};
use crate::tree::parents::Parents;
use crate::tree::visibility::with_ancestors;
use std::ops::ControlFlow;

/// A node: its row in either listing, [`NO_ROW`] where it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its row in the first listing.
    pub a: Row,
    /// Its row in the second listing.
    pub b: Row,
    /// In what the two differ.
    pub change: Change,
}

/// How many nodes there are of each [`ChangeKind`]; the index is its number.
pub type ChangeCounts = [u32; ChangeKind::ALL.len()];

/// Two listings as one tree. A node is known by its number; in [`Self::forest`] and [`Self::parents`] that stands for a row.
#[derive(Debug, Default)]
pub struct Comparison {
    nodes: Vec<Node>,
    parents: Parents,
    forest: Forest,
    counts: ChangeCounts,
    /// Nodes that differ, and what is around them.
    around: RowSet,
}

impl Comparison {
    /// Compares two listings at once.
    pub fn new(a: &Side<'_>, b: &Side<'_>) -> Self {
        let mut builder = ComparisonBuilder::new([a, b]);
        loop {
            match builder.step([a, b], u32::MAX) {
                ControlFlow::Continue(further) => builder = further,
                ControlFlow::Break(comparison) => return comparison,
            }
        }
    }

    /// How many nodes there are.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// A node.
    pub fn node(&self, node: Row) -> Node {
        self.nodes[node as usize]
    }

    /// Who is in whom.
    pub const fn parents(&self) -> &Parents {
        &self.parents
    }

    /// The tree.
    pub const fn forest(&self) -> &Forest {
        &self.forest
    }

    /// How many nodes there are of each kind.
    pub const fn counts(&self) -> &ChangeCounts {
        &self.counts
    }

    /// Whether the node or something inside it differs.
    pub fn differs_inside(&self, node: Row) -> bool {
        self.around.has(node)
    }

    /// The nodes that `wanted` holds for.
    pub fn matches(&self, wanted: impl Fn(&Node) -> bool) -> RowSet {
        let mut rows = RowSet::none(self.len());
        (0..self.len()).filter(|node| wanted(&self.nodes[*node as usize])).for_each(|node| rows.insert(node));
        rows
    }
}

/// Two listings as one tree, laid out step by step: what stands between one step and the next is the browser's.
#[derive(Debug)]
pub struct ComparisonBuilder {
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Keys(KeysBuilder),
    Matching(Matching),
    Nodes(Pairing, Vec<Node>),
    Placed(Pairing, Vec<Node>, Vec<Row>),
    Forest(Comparison, ForestBuilder, Vec<Row>),
    Around(Comparison),
}

impl ComparisonBuilder {
    /// Begins with two listings; each step is given the same ones.
    pub fn new(sides: [&Side<'_>; 2]) -> Self {
        Self { stage: Stage::Keys(KeysBuilder::new(sides)) }
    }

    /// Goes on with about so many rows; gives the tree when it is all there.
    pub fn step(self, [a, b]: [&Side<'_>; 2], rows: u32) -> ControlFlow<Comparison, Self> {
        let stage = match self.stage {
            Stage::Keys(mut keys) => {
                if keys.step([a, b], rows) {
                    Stage::Keys(keys)
                } else {
                    let (keys, contents) = keys.done();
                    Stage::Matching(Matching::new(keys, contents, [a.parents.column(), b.parents.column()]))
                }
            }
            Stage::Matching(mut matching) => {
                if matching.step(rows) {
                    Stage::Matching(matching)
                } else {
                    Stage::Nodes(matching.done(), Vec::new())
                }
            }
            Stage::Nodes(pairing, mut nodes) => {
                // The rows of the second listing first; their numbers are those of their nodes.
                let from = nodes.len() as Row;
                let to = b.table.len().min(from.saturating_add(rows));
                nodes.extend((from..to).map(|row| node_of_b([a, b], &pairing, row)));
                if to < b.table.len() {
                    Stage::Nodes(pairing, nodes)
                } else {
                    let node_of_a = add_gone(a, &pairing, &mut nodes);
                    Stage::Placed(pairing, nodes, node_of_a)
                }
            }
            Stage::Placed(pairing, nodes, node_of_a) => {
                let around = |node: &Node| match (node.b, node.a) {
                    (NO_ROW, row) => a.parents.parent(row).map_or(NO_ROW, |parent| node_of_a[parent as usize]),
                    (row, _) => b.parents.parent(row).unwrap_or(NO_ROW),
                };
                let parents: Vec<Row> = nodes.iter().map(around).collect();
                let order = order(&pairing, &node_of_a, a.forest.rows(), b.forest.rows(), &parents, a.parents);
                let parents = Parents::from_column(parents);
                let growing = ForestBuilder::new(&parents);
                Stage::Forest(Comparison { nodes, parents, ..Comparison::default() }, growing, order)
            }
            Stage::Forest(mut comparison, mut growing, order) => {
                if growing.step(&comparison.parents, &order, rows, &mut |_, _| {}) {
                    Stage::Forest(comparison, growing, order)
                } else {
                    comparison.forest = growing.done();
                    Stage::Around(comparison)
                }
            }
            Stage::Around(mut comparison) => {
                let counts = &mut comparison.counts;
                comparison.nodes.iter().for_each(|node| counts[node.change.kind() as usize] += 1);
                let differing = comparison.matches(|node| !node.change.is_same());
                comparison.around = with_ancestors(&differing, &comparison.parents);
                return ControlFlow::Break(comparison);
            }
        };
        ControlFlow::Continue(Self { stage })
    }
}

/// The node of a row of the second listing.
fn node_of_b(sides: [&Side<'_>; 2], pairing: &Pairing, row: Row) -> Node {
    let other = pairing.of_b[row as usize];
    let is_pair = other != NO_ROW;
    let change = if is_pair { Change::of_pair(sides, pairing, [other, row]) } else { change::alone(false) };
    Node { a: other, b: row, change }
}

/// Adds the nodes of what is gone. Gives the node of each row of the first listing.
fn add_gone(a: &Side<'_>, pairing: &Pairing, nodes: &mut Vec<Node>) -> Vec<Row> {
    let mut node_of_a = pairing.of_a.clone();
    for row in a.forest.rows().iter().copied().filter(|row| pairing.of_a[*row as usize] == NO_ROW) {
        node_of_a[row as usize] = nodes.len() as Row;
        nodes.push(Node { a: row, b: NO_ROW, change: change::alone(true) });
    }
    node_of_a
}

/// All nodes in an order in which siblings stand as they are to be seen.
fn order(
    pairing: &Pairing,
    node_of_a: &[Row],
    order_of_a: &[Row],
    order_of_b: &[Row],
    parents: &[Row],
    parents_of_a: &Parents,
) -> Vec<Row> {
    // Behind which node a node that is gone stands: the last before it in the first listing that both have there.
    let mut last = vec![NO_ROW; node_of_a.len() + 1];
    let mut behind: Vec<Vec<Row>> = Vec::new();
    let mut slots = vec![NO_ROW; order_of_b.len()];
    let mut order = Vec::with_capacity(parents.len());
    for row in order_of_a {
        let node = node_of_a[*row as usize];
        let around = parents_of_a.parent(*row);
        let last = &mut last[around.map_or(node_of_a.len(), |parent| parent as usize)];
        if pairing.of_a[*row as usize] != NO_ROW {
            if parents[node as usize] == around.map_or(NO_ROW, |parent| node_of_a[parent as usize]) {
                *last = node;
            }
        } else if *last == NO_ROW {
            order.push(node);
        } else {
            let slot = &mut slots[*last as usize];
            if *slot == NO_ROW {
                *slot = behind.len() as Row;
                behind.push(Vec::new());
            }
            behind[*slot as usize].push(node);
        }
    }
    for row in order_of_b {
        order.push(*row);
        order.extend(behind.get(slots[*row as usize] as usize).into_iter().flatten());
    }
    order
}
