//! The open case: what has come of a sample's listing, and what of it is on screen.
//!
//! Rows only ever arrive. Sorting, filtering and opening branches each make a new order of them; nothing here knows
//! how rows come or how they are drawn.

pub mod check_results;
mod completeness;
pub mod digest;
mod duplicate_rows;
mod placed;
mod questions;
mod room;
pub mod selection;
mod visible_rows;

use crate::api::paging::PagingQuirks;
use crate::api::wire::Entry;
use crate::contents::hits::ContentHits;
use crate::dataset::check_results::CheckResults;
use crate::dataset::placed::Placed;
use crate::dataset::room::Room;
use crate::dataset::selection::Selection;
use crate::insights::duplicates::Duplicates;
use crate::insights::summary::Summary;
use crate::query::filter::Expression;
use crate::query::hash_lists::HashLists;
use crate::query::sort::{self, Sort};
use crate::table::completeness::Completeness;
use crate::table::coverage::Coverage;
use crate::table::row_set::RowSet;
use crate::table::{Row, RowSource, Table};
use crate::tree::builder::{BuiltTree, TreeBuilder};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use crate::tree::rollup::Rollup;
use crate::tree::siblings::Siblings;
use crate::tree::visibility::{self, Branches, Visible};
use std::cell::OnceCell;
use std::rc::Rc;

/// Everything known of one sample.
#[derive(Debug, Default)]
pub struct Dataset {
    /// The rows that have come.
    pub table: Table,
    /// Which positions have come.
    pub received: Coverage,
    /// What is known of the appliance's ways with this sample.
    pub quirks: PagingQuirks,
    /// How much of the listing is in the file that the rows come from, once it has been read.
    pub file: Option<Completeness>,
    /// The rows that were picked by hand.
    pub selection: Selection,
    /// How the rows came out of the check of the archive.
    pub check_results: CheckResults,
    /// What was found in the contents of the files.
    pub content_hits: ContentHits,
    /// The lists of hashes that a filter can ask for by name; all datasets have the same.
    pub hash_lists: Rc<HashLists>,
    by_position: Placed,
    /// For how many rows there is to be room, and for how many there is.
    room: Room,
    tree: Tree,
    sort: Option<Sort>,
    /// The rows in the order of that column, for the list.
    sorted: OnceCell<Vec<Row>>,
    filter: Option<Filtered>,
    branches: Branches,
    visible: Visible,
    /// Of each file that stands in several rows, only the first that matches is left.
    unique: bool,
}

/// The tree as of so many rows.
#[derive(Debug, Default)]
struct Tree {
    rows: u32,
    parents: Parents,
    forest: Forest,
    rollup: Rollup,
    duplicates: OnceCell<Duplicates>,
    /// In the present order, without a filter.
    siblings: OnceCell<Siblings>,
    summary: OnceCell<Summary>,
}

/// What a filter leaves.
#[derive(Debug)]
struct Filtered {
    expression: Expression,
    matches: RowSet,
    /// The matches and what is around them.
    shown: RowSet,
    matching: u32,
    /// The matches in the order of the list.
    listed: OnceCell<Vec<Row>>,
    /// Among what is shown, in the present order.
    siblings: OnceCell<Siblings>,
    /// A filtered tree has branches of its own, so that clearing the filter gives back the old ones.
    branches: Branches,
}

impl Dataset {
    /// Adds the row at a position, unless it has come already.
    pub fn push(&mut self, entry: &Entry<'_>, position: u32, source: RowSource) {
        if self.by_position.get(position).is_some() {
            return;
        }
        let rows = self.table.len();
        if let Some(more) = self.room.missing(rows) {
            self.table.reserve(more as usize);
        }
        self.by_position.set(position, self.table.push(entry, position, source));
    }

    /// Makes room for a listing that is said to have so many rows, as they come: what is said need not be true.
    pub const fn reserve(&mut self, rows: u32) {
        self.room.wanted = rows;
    }

    /// How many rows can be shown once all have come: what the appliance said, or what has come. The listing has more where
    /// [`PagingQuirks::more`] says so; see [`Dataset::completeness`].
    pub fn count(&self) -> u32 {
        self.quirks.count.unwrap_or(0).max(self.table.len())
    }

    /// The row at a position of the appliance's order, if it has come.
    pub fn at_position(&self, position: u32) -> Option<Row> {
        self.by_position.get(position)
    }

    /// The rows that have come, in the appliance's order.
    pub fn in_order(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.table.len() as usize);
        rows.extend(self.by_position.rows());
        rows
    }

    /// Whether the tree is of fewer rows than have come.
    pub fn is_stale(&self) -> bool {
        self.tree.rows != self.table.len()
    }

    /// Builds the tree of the rows that have come. What is open stays open.
    pub fn build_tree(&mut self) {
        let built = TreeBuilder::new(&self.table, self.in_order()).finish(&self.table);
        self.set_tree(built);
    }

    /// The same with a tree that has been laid out step by step, so that the browser could have its turn in between.
    /// Siblings stand in the appliance's order.
    pub fn set_tree(&mut self, (parents, forest, rollup): BuiltTree) {
        // Should rows have come since, the tree is stale and is built again.
        let rows = forest.len();
        if self.branches.rows() != rows {
            self.branches = self.branches.grown(rows);
        }
        self.tree = Tree { rows, parents, forest, rollup, ..Tree::default() };
        self.table.gaps.settle(self.tree.forest.branches());
        if let Some(by) = self.sort.take() {
            self.set_sort(Some(by));
        } else {
            self.lay_out();
        }
        if let Some(filter) = self.filter.take() {
            self.set_filter(Some(filter.expression));
        }
    }

    /// Puts rows in the order of a column: siblings among themselves at once, each branch as bad as the worst in it; the
    /// list when it is first asked for.
    pub fn set_sort(&mut self, by: Option<Sort>) {
        self.sort = by;
        self.sorted = OnceCell::new();
        if let Some(filter) = &mut self.filter {
            filter.listed = OnceCell::new();
            filter.siblings = OnceCell::new();
        }
        let mut order = self.in_order();
        // Rows that have come since are not in the tree yet.
        order.retain(|row| *row < self.tree.rows);
        let (table, tree) = (&self.table, &mut self.tree);
        tree.siblings = OnceCell::new();
        let worst = Some(tree.rollup.column());
        tree.forest = Forest::sorted(&tree.parents, &order, &mut |rows, ends| {
            if let Some(by) = by {
                sort::groups(table, by, rows, ends, worst);
            }
        });
        tree.rollup.lay_out(table, &tree.forest);
        self.lay_out();
    }

    /// The rows in the order of the list; none where that is the appliance's order, in which rows may be missing.
    pub fn list_order(&self) -> Option<&[Row]> {
        let sorted = self.sort.map(|by| {
            let rows = self.sorted.get_or_init(|| {
                let mut rows = self.in_order();
                let all = [rows.len() as u32];
                sort::groups(&self.table, by, &mut rows, &all, None);
                rows
            });
            &rows[..]
        });
        let Some(Filtered { matches, listed, .. }) = &self.filter else { return sorted };
        let listed = listed.get_or_init(|| match sorted {
            Some(sorted) => sorted.iter().copied().filter(|row| matches.has(*row)).collect(),
            None => self.by_position.rows().filter(|row| matches.has(*row)).collect(),
        });
        Some(listed)
    }

    /// The column by which rows are sorted.
    pub const fn sort(&self) -> Option<Sort> {
        self.sort
    }

    /// Leaves only rows that match, with what is around them in the tree.
    pub fn set_filter(&mut self, expression: Option<Expression>) {
        let expression = expression.unwrap_or_default();
        if expression.is_empty() && !self.unique {
            self.filter = None;
            self.lay_out();
            return;
        }
        let mut matches =
            if expression.is_empty() { RowSet::all(self.table.len()) } else { expression.matches(&self.search()) };
        if self.unique {
            let order: Vec<Row> = self.in_order().into_iter().filter(|row| matches.has(*row)).collect();
            matches = RowSet::none(self.table.len());
            self.duplicates().first_of_each(&order).into_iter().for_each(|row| matches.insert(row));
        }
        let shown = visibility::with_ancestors(&matches, &self.tree.parents);
        let branches = Branches::new(self.table.len(), true);
        let matching = matches.len();
        let (listed, siblings) = (OnceCell::new(), OnceCell::new());
        self.filter = Some(Filtered { expression, matches, shown, matching, listed, siblings, branches });
        self.lay_out();
    }

    /// Whether only the first row of each file is left.
    pub const fn is_unique(&self) -> bool {
        self.unique
    }

    /// Leaves only the first row of each file, of those that match; to be followed by [`Dataset::set_filter`].
    pub const fn set_unique(&mut self, unique: bool) {
        self.unique = unique;
    }

    /// The whole sample in numbers; none while rows are missing or not yet in the tree.
    pub fn summary(&self) -> Option<&Summary> {
        let tree = &self.tree;
        (self.is_complete() && !self.is_stale())
            .then(|| tree.summary.get_or_init(|| Summary::new(&self.table, &tree.forest)))
    }

    /// Works out which rows of the tree are visible. While others arrive, the tree is of those that were there when it was built.
    fn lay_out(&mut self) {
        let shown = self.filter.as_ref().map(|filter| &filter.shown);
        self.visible = Visible::new(&self.tree.forest, self.open_branches(), shown);
    }

    fn open_branches(&self) -> &Branches {
        self.filter.as_ref().map_or(&self.branches, |filter| &filter.branches)
    }

    fn branches_mut(&mut self) -> &mut Branches {
        match &mut self.filter {
            Some(filter) => &mut filter.branches,
            None => &mut self.branches,
        }
    }

    /// The filter that is applied.
    pub fn expression(&self) -> Option<&Expression> {
        self.filter.as_ref().map(|filter| &filter.expression)
    }

    /// The rows that match the filter.
    pub fn matches(&self) -> Option<&RowSet> {
        self.filter.as_ref().map(|filter| &filter.matches)
    }

    /// How many rows match the filter.
    pub fn matching(&self) -> Option<u32> {
        self.filter.as_ref().map(|filter| filter.matching)
    }
}

#[cfg(test)]
mod tests;
