//! The tree of two listings: each pair is a node, and so is each row without a counterpart.
//!
//! A pair stands where it is in the second listing, and what is gone stands behind the one that it stood behind in the first.

use crate::compare::Side;
use crate::compare::change::{self, Change, ChangeKind};
use crate::compare::pairing::{Pairing, pair};
use crate::table::row_set::RowSet;
use crate::table::{NO_ROW, Row};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use crate::tree::visibility::with_ancestors;

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
    /// Compares two listings.
    pub fn new(a: &Side<'_>, b: &Side<'_>) -> Self {
        let pairing = pair(a, b);
        // The rows of the second listing first; their numbers are those of their nodes.
        let mut nodes: Vec<Node> = (0..b.table.len())
            .map(|row| {
                let other = pairing.of_b[row as usize];
                let is_pair = other != NO_ROW;
                let change =
                    if is_pair { Change::of_pair([a, b], &pairing, [other, row]) } else { change::alone(false) };
                Node { a: other, b: row, change }
            })
            .collect();
        let mut node_of_a = pairing.of_a.clone();
        let order_of_a = a.forest.rows();
        for row in order_of_a.iter().copied().filter(|row| pairing.of_a[*row as usize] == NO_ROW) {
            node_of_a[row as usize] = nodes.len() as Row;
            nodes.push(Node { a: row, b: NO_ROW, change: change::alone(true) });
        }
        let around = |node: &Node| match (node.b, node.a) {
            (NO_ROW, row) => a.parents.parent(row).map_or(NO_ROW, |parent| node_of_a[parent as usize]),
            (row, _) => b.parents.parent(row).unwrap_or(NO_ROW),
        };
        let parents: Vec<Row> = nodes.iter().map(around).collect();
        let order = order(&pairing, &node_of_a, order_of_a, b.forest.rows(), &parents, a.parents);
        let parents = Parents::from_column(parents);
        let forest = Forest::new(&parents, &order);
        let mut counts = ChangeCounts::default();
        nodes.iter().for_each(|node| counts[node.change.kind() as usize] += 1);
        let mut comparison = Self { nodes, parents, forest, counts, around: RowSet::default() };
        comparison.around = with_ancestors(&comparison.matches(|node| !node.change.is_same()), &comparison.parents);
        comparison
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
