//! Who is in whom, settled: following the parents of a row always ends, whatever the parents say.

use crate::table::ids::{Index, NO_ID};
use crate::table::seed::Map;
use crate::table::{NO_ROW, Row, Table};

/// Why a row stands at the top level although it names a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its parent is not in the listing.
    Orphan,
    /// It names itself as its parent.
    OwnParent,
    /// It is in itself, over others; here the cycle was cut.
    CycleCut,
}

/// Each row's parent, settled: following parents always ends.
#[derive(Debug, Default)]
pub struct Parents {
    of: Vec<Row>,
    marks: Map<Row, Mark>,
    duplicate_ids: u32,
}

impl Parents {
    /// Settles the parents of all rows.
    pub fn of(table: &Table) -> Self {
        let mut settling = ParentsBuilder::new(table);
        while settling.step(table, Row::MAX) {}
        settling.done()
    }

    /// Of rows whose parents are known and can be followed to an end; [`NO_ROW`] stands for none.
    pub(crate) fn from_column(of: Vec<Row>) -> Self {
        Self { of, ..Self::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.of.len() as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The row's parent, if it has one in the tree.
    pub fn parent(&self, row: Row) -> Option<Row> {
        self.of.get(row as usize).copied().filter(|parent| *parent != NO_ROW)
    }

    /// The parent of each row, [`NO_ROW`] for those at the top level.
    pub fn column(&self) -> &[Row] {
        &self.of
    }

    /// Why the row stands at the top level although it names a parent.
    pub fn mark(&self, row: Row) -> Option<Mark> {
        self.marks.get(&row).copied()
    }

    /// All marks.
    pub const fn marks(&self) -> &Map<Row, Mark> {
        &self.marks
    }

    /// How many rows have an id that an earlier row has.
    pub const fn duplicate_ids(&self) -> u32 {
        self.duplicate_ids
    }

    /// The row's parents, from the nearest to the one at the top level.
    pub fn ancestors(&self, row: Row) -> impl Iterator<Item = Row> + '_ {
        std::iter::successors(self.parent(row), |row| self.parent(*row))
    }

    /// The same from the top level down, of a deep row only both ends: at most `outer` of the outermost and `inner` of the nearest.
    pub fn ancestors_bounded(&self, row: Row, outer: usize, inner: usize) -> Around {
        let count = self.ancestors(row).count();
        let (outer, inner) = if count <= outer + inner { (count, 0) } else { (outer, inner) };
        let from_above = |skip: usize, take: usize| {
            let mut rows: Vec<Row> = self.ancestors(row).skip(skip).take(take).collect();
            rows.reverse();
            rows
        };
        Around {
            outer: from_above(count - outer, outer),
            left_out: (count - outer - inner) as u32,
            inner: from_above(0, inner),
        }
    }
}

/// What is around a row, from the top level down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The outermost rows; all of them where nothing is left out.
    pub outer: Vec<Row>,
    /// How many rows are left out between these and those.
    pub left_out: u32,
    /// The nearest rows, the row's own parent last; none where nothing is left out.
    pub inner: Vec<Row>,
}

/// The parents of the rows that there are when it begins, being settled step by step: so a caller can let the browser
/// paint in between. Rows that come meanwhile stay out of it.
#[derive(Debug)]
pub struct ParentsBuilder {
    rows: Row,
    index: Index,
    /// How many rows the index has.
    indexed: Row,
    of: Vec<Row>,
    marks: Map<Row, Mark>,
    walks: Vec<Walk>,
    /// How many rows have been followed to the top.
    followed: Row,
}

/// What is known of following a row's parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    Unknown,
    /// Being followed now.
    Followed,
    Ends,
}

impl ParentsBuilder {
    /// Begins.
    pub fn new(table: &Table) -> Self {
        let rows = table.len();
        Self {
            rows,
            index: table.ids().index(),
            indexed: 0,
            of: Vec::with_capacity(rows as usize),
            marks: Map::default(),
            walks: Vec::new(),
            followed: 0,
        }
    }

    /// Goes on with at most so many rows; false when there is no more to do.
    pub fn step(&mut self, table: &Table, rows: u32) -> bool {
        let upto = |from: Row| from.saturating_add(rows).min(self.rows);
        if self.indexed < self.rows {
            let to = upto(self.indexed);
            self.index.add(table.ids(), self.indexed, to);
            self.indexed = to;
        } else if (self.of.len() as Row) < self.rows {
            let from = self.of.len() as Row;
            self.look_up(table, from, upto(from));
        } else if self.followed < self.rows {
            let to = upto(self.followed);
            self.walks.resize(self.of.len(), Walk::Unknown);
            for row in self.followed..to {
                self.follow(row, table);
            }
            self.followed = to;
        }
        self.followed < self.rows
    }

    /// What has been settled.
    pub fn done(self) -> Parents {
        Parents { of: self.of, marks: self.marks, duplicate_ids: self.index.duplicate_ids() }
    }

    fn look_up(&mut self, table: &Table, from: Row, to: Row) {
        let Self { index, marks, .. } = self;
        let ids = table.ids();
        self.of.extend((from..to).map(|row| match ids.parent(row) {
            NO_ID => NO_ROW,
            code => match index.row(ids, code) {
                // Of two rows with one id only the first can be its own parent by that id.
                Some(parent) if parent == row || ids.own(row) == code => {
                    marks.insert(row, Mark::OwnParent);
                    NO_ROW
                }
                Some(parent) => parent,
                None => {
                    marks.insert(row, Mark::Orphan);
                    NO_ROW
                }
            },
        }));
    }

    /// Follows a row's parents; a cycle is cut at its first row in the appliance's order.
    fn follow(&mut self, start: Row, table: &Table) {
        let Self { of, walks, marks, .. } = self;
        let mut row = start;
        while row != NO_ROW && walks[row as usize] == Walk::Unknown {
            walks[row as usize] = Walk::Followed;
            row = of[row as usize];
        }
        if row != NO_ROW && walks[row as usize] == Walk::Followed {
            let mut first = row;
            let mut at = of[row as usize];
            while at != row {
                if table.position(at) < table.position(first) {
                    first = at;
                }
                at = of[at as usize];
            }
            // The rest of the cycle, from the cut on, now ends as well.
            let behind = std::mem::replace(&mut of[first as usize], NO_ROW);
            marks.insert(first, Mark::CycleCut);
            settle(of, walks, behind);
        }
        settle(of, walks, start);
    }
}

/// The way from a row to the top, which has been followed, ends.
fn settle(of: &[Row], walks: &mut [Walk], start: Row) {
    let mut row = start;
    while row != NO_ROW && walks[row as usize] == Walk::Followed {
        walks[row as usize] = Walk::Ends;
        row = of[row as usize];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn of_a_deep_row_both_ends_are_given(
            above in prop::collection::vec(0_u64..3, 1..40), outer in 0_usize..8, inner in 0_usize..8,
        ) {
            let rows: Vec<_> = (0_u64..).zip(&above).map(|(id, up)| (id, id.checked_sub(1 + up))).collect();
            let parents = Parents::of(&listing_of(&rows, 0));
            for row in 0..rows.len() as Row {
                let mut all: Vec<Row> = parents.ancestors(row).collect();
                all.reverse();
                let around = parents.ancestors_bounded(row, outer, inner);
                let left_out = around.left_out as usize;
                prop_assert_eq!(around.outer.len() + left_out + around.inner.len(), all.len());
                prop_assert_eq!(&around.outer, &all[..around.outer.len()]);
                prop_assert_eq!(&around.inner, &all[all.len() - around.inner.len()..]);
                let is_whole = all.len() <= outer + inner;
                prop_assert_eq!((around.outer.len(), around.inner.len()), if is_whole { (all.len(), 0) } else { (outer, inner) });
            }
        }
    }
}
