//! What of a comparison is on screen: which branches are open, what a filter leaves, and the way from one difference to the next.

use crate::compare::tree::Comparison;
use crate::table::Row;
use crate::table::row_set::RowSet;
use crate::tree::siblings::Siblings;
use crate::tree::visibility::{Branches, Visible, with_ancestors};

/// The nodes of a comparison that are visible.
#[derive(Debug, Default)]
pub struct ShownNodes {
    branches: Branches,
    /// What a filter leaves.
    matches: Option<RowSet>,
    /// That, and what is around it.
    around: Option<RowSet>,
    /// Where each stands among those beside it that the filter leaves.
    siblings: Siblings,
    visible: Visible,
}

impl ShownNodes {
    /// All of them: open what holds a difference, and closed what does not.
    pub fn new(comparison: &Comparison) -> Self {
        let mut branches = Branches::new(comparison.len(), false);
        let with = (0..comparison.len()).filter(|node| comparison.differs_inside(*node));
        with.for_each(|node| branches.set(node, true));
        let siblings = Siblings::new(comparison.forest(), comparison.parents(), None);
        let mut shown = Self { branches, matches: None, around: None, siblings, visible: Visible::default() };
        shown.lay_out(comparison);
        shown
    }

    /// Leaves the nodes of a filter and what is around them; without one, all.
    pub fn set_matches(&mut self, comparison: &Comparison, matches: Option<RowSet>) {
        if matches.is_none() && self.matches.is_none() {
            return;
        }
        self.around = matches.as_ref().map(|matches| {
            let around = with_ancestors(matches, comparison.parents());
            around.iter().filter(|node| !matches.has(*node)).for_each(|node| self.branches.set(node, true));
            around
        });
        self.siblings = Siblings::new(comparison.forest(), comparison.parents(), self.around.as_ref());
        self.matches = matches;
        self.lay_out(comparison);
    }

    fn lay_out(&mut self, comparison: &Comparison) {
        self.visible = Visible::new(comparison.forest(), &self.branches, self.around.as_ref());
    }

    /// How many nodes are visible.
    pub fn len(&self) -> u32 {
        self.visible.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.visible.is_empty()
    }

    /// How many nodes match the filter.
    pub fn matching(&self) -> Option<u32> {
        self.matches.as_ref().map(RowSet::len)
    }

    /// The visible node with that index.
    pub fn node(&self, comparison: &Comparison, index: u32) -> Option<Row> {
        self.visible.place(index).map(|place| comparison.forest().row(place))
    }

    /// The index of a node, where it is visible.
    pub fn index(&self, comparison: &Comparison, node: Row) -> Option<u32> {
        self.visible.index(comparison.forest().place(node)).ok()
    }

    /// Whether a node is only there for what is inside it: the filter does not leave it, or nothing of its own differs.
    pub fn is_around(&self, comparison: &Comparison, node: Row) -> bool {
        match &self.matches {
            Some(matches) => !matches.has(node),
            None => comparison.node(node).change.is_same(),
        }
    }

    /// Whether a node is open; none where nothing is inside it that the filter leaves.
    pub fn is_open(&self, node: Row) -> Option<bool> {
        (self.siblings.children(node) > 0).then(|| self.branches.is_open(node))
    }

    /// `aria-posinset` and `aria-setsize` of a visible node.
    pub fn among_siblings(&self, comparison: &Comparison, node: Row) -> (u32, u32) {
        self.siblings.of(comparison.parents(), node)
    }

    /// Opens or closes a node.
    pub fn set_open(&mut self, comparison: &Comparison, node: Row, open: bool) {
        self.branches.set(node, open);
        self.lay_out(comparison);
    }

    /// Opens what is around a node.
    pub fn reveal(&mut self, comparison: &Comparison, node: Row) {
        if self.branches.reveal(comparison.parents(), node) {
            self.lay_out(comparison);
        }
    }

    /// The next node that matches the filter, or without one differs: behind a node, or before it; from the other end where there
    /// is none. What is around it is opened.
    pub fn next(&mut self, comparison: &Comparison, from: Option<Row>, forward: bool) -> Option<Row> {
        let forest = comparison.forest();
        let count = forest.len();
        let start = match from {
            Some(node) => forest.place(node),
            None if forward => count.checked_sub(1)?,
            None => 0,
        };
        let found = (1..=count)
            .map(|step| if forward { (start + step) % count } else { (start + count - step) % count })
            .map(|place| forest.row(place))
            .find(|node| !self.is_around(comparison, *node))?;
        self.reveal(comparison, found);
        Some(found)
    }
}
