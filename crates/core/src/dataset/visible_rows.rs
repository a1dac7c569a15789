//! What of a case is on screen: the rows of the list, and those of the tree that are not inside a closed branch.

use crate::dataset::{Dataset, Tree};
use crate::export::path_from_sample;
use crate::table::Row;
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use crate::tree::rollup::{Counts, Rollup, total};
use crate::tree::siblings::Siblings;
use crate::tree::visibility::{Branches, Visible};
use std::ops::Range;

impl Dataset {
    /// How many rows the list has, over all its pages.
    pub fn list_len(&self) -> u32 {
        self.matching().unwrap_or_else(|| self.reach())
    }

    /// How far the list can be asked for: one row beyond what is known where the appliance names more without counting
    /// it, so that there is a next page to turn to.
    pub fn reach(&self) -> u32 {
        self.count().saturating_add(self.quirks.more.into())
    }

    /// The rows of the list at these indices that have come.
    pub fn list_rows(&self, range: Range<u32>) -> Vec<Row> {
        let Some(rows) = self.list_order() else {
            return range.filter_map(|position| self.at_position(position)).collect();
        };
        let end = (range.end as usize).min(rows.len());
        let start = (range.start as usize).min(end);
        rows[start..end].to_vec()
    }

    /// All rows of the list that have come, in its order.
    pub fn listed_rows(&self) -> Vec<Row> {
        self.list_order().map_or_else(|| self.in_order(), <[Row]>::to_vec)
    }

    /// Where a row stands in the list, over all its pages.
    pub fn list_index(&self, row: Row) -> Option<u32> {
        let Some(rows) = self.list_order() else { return Some(self.table.position(row)) };
        rows.iter().position(|other| *other == row).map(|index| index as u32)
    }

    /// The first row with the id that an address names. A row is known by its own number, and of several with one id, and of those
    /// without, each is a row of its own.
    pub fn row_with_id(&self, id: &str) -> Option<Row> {
        let ids = self.table.ids();
        ids.find(id).and_then(|code| ids.row(code))
    }

    /// The visible rows of the tree.
    pub const fn visible(&self) -> &Visible {
        &self.visible
    }

    /// The tree, siblings in the present order.
    pub const fn forest(&self) -> &Forest {
        &self.tree.forest
    }

    /// Who is in whom.
    pub const fn parents(&self) -> &Parents {
        &self.tree.parents
    }

    /// What is in each branch.
    pub const fn rollup(&self) -> &Rollup {
        &self.tree.rollup
    }

    /// How many rows of each verdict have come.
    pub fn counts(&self) -> Counts {
        // The tree has them added up.
        if self.is_stale() { total(&self.table, None) } else { self.rollup().counts(0..self.tree.rows) }
    }

    /// The row with that index among the visible rows of the tree.
    pub fn tree_row(&self, index: u32) -> Option<Row> {
        self.visible.place(index).map(|place| self.tree.forest.row(place))
    }

    /// The index of a row among the visible rows of the tree.
    pub fn tree_index(&self, row: Row) -> Option<u32> {
        if row >= self.tree.rows {
            return None;
        }
        self.visible.index(self.tree.forest.place(row)).ok()
    }

    /// Whether something is below the row, and if so whether that is to be seen.
    pub fn is_open(&self, row: Row) -> Option<bool> {
        let any = match &self.filter {
            None => self.tree.forest.below(self.tree.forest.place(row)) > 0,
            Some(_) => self.siblings().children(row) > 0,
        };
        any.then(|| self.open_branches().is_open(row))
    }

    /// Opens or closes a branch.
    pub fn set_open(&mut self, row: Row, open: bool) {
        self.branches_mut().set(row, open);
        self.lay_out();
    }

    /// Opens or closes every branch.
    pub fn set_all_open(&mut self, open: bool) {
        let rows = self.table.len();
        *self.branches_mut() = Branches::new(rows, open);
        self.lay_out();
    }

    /// Opens what is around a row so that it can be seen; false when the filter hides it.
    pub fn reveal(&mut self, row: Row) -> bool {
        if row >= self.tree.rows {
            return false;
        }
        let parents = std::mem::take(&mut self.tree.parents);
        let opened = self.branches_mut().reveal(&parents, row);
        self.tree.parents = parents;
        if opened {
            self.lay_out();
        }
        self.tree_index(row).is_some()
    }

    /// `aria-posinset` and `aria-setsize` of a row of the tree.
    pub fn among_siblings(&self, row: Row) -> (u32, u32) {
        self.siblings().of(&self.tree.parents, row)
    }

    /// Where the rows of the tree stand among their siblings; worked out when it is first asked for.
    fn siblings(&self) -> &Siblings {
        let Tree { forest, parents, siblings, .. } = &self.tree;
        match &self.filter {
            None => siblings.get_or_init(|| Siblings::new(forest, parents, None)),
            Some(filter) => filter.siblings.get_or_init(|| Siblings::new(forest, parents, Some(&filter.shown))),
        }
    }

    /// The path from the sample, its outer part left out where it is long; see [`path_from_sample`].
    pub fn path_from_sample(&self, row: Row) -> String {
        path_from_sample(&self.table, &self.tree.parents, row)
    }

    /// The next row behind `from` in the order of the tree (before it, when not `forward`) that `wanted` holds for; from
    /// the other end when there is none. Rows that a filter hides are passed over.
    pub fn find_next(&self, from: Option<Row>, forward: bool, wanted: impl Fn(Row) -> bool) -> Option<Row> {
        let forest = &self.tree.forest;
        let rows = forest.len();
        let at = from.filter(|row| *row < self.tree.rows).map(|row| forest.place(row));
        let start = match (at, forward) {
            (Some(place), _) => place,
            (None, true) => rows.checked_sub(1)?,
            (None, false) => 0,
        };
        let shown = self.filter.as_ref().map(|filter| &filter.shown);
        (1..=rows)
            .map(|step| if forward { (start + step) % rows } else { (start + rows - step) % rows })
            .map(|place| forest.row(place))
            .find(|row| shown.is_none_or(|shown| shown.has(*row)) && wanted(*row))
    }
}
