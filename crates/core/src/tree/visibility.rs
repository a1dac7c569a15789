//! The rows of the tree that are on screen: which branches are open, and what that leaves to draw.

use crate::table::row_set::RowSet;
use crate::table::{NO_ROW, Row};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;

/// Which branches are open. All of them can be opened or closed without touching each.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    all: bool,
    but: RowSet,
}

impl Branches {
    /// Each branch of a listing of `rows` rows open, or each closed.
    pub fn new(rows: u32, open: bool) -> Self {
        Self { all: open, but: RowSet::none(rows) }
    }

    /// How many rows it is for.
    pub const fn rows(&self) -> u32 {
        self.but.rows()
    }

    /// The same for a listing that has grown to `rows` rows.
    pub fn grown(&self, rows: u32) -> Self {
        let mut grown = Self::new(rows, self.all);
        self.but.iter().filter(|row| *row < rows).for_each(|row| grown.but.insert(row));
        grown
    }

    /// Whether the branch is open.
    pub fn is_open(&self, row: Row) -> bool {
        self.all ^ self.but.has(row)
    }

    /// Opens or closes one branch.
    pub fn set(&mut self, row: Row, open: bool) {
        if self.is_open(row) != open {
            self.but.toggle(row);
        }
    }

    /// Opens every branch around the row. Whether one had been closed.
    pub fn reveal(&mut self, parents: &Parents, row: Row) -> bool {
        let mut opened = false;
        for parent in parents.ancestors(row) {
            opened |= !self.is_open(parent);
            self.set(parent, true);
        }
        opened
    }
}

/// The visible rows of the tree in their order: ascending places in the [`Forest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Every place there is: nothing is written down.
    All(u32),
    /// These places.
    Some(Vec<u32>),
}

impl Default for Visible {
    /// Those of a tree without rows.
    fn default() -> Self {
        Self::All(0)
    }
}

impl Visible {
    /// What is to be seen with these branches open. With a filter, `shown` holds the rows it leaves: what matches and
    /// everything around that.
    pub fn new(forest: &Forest, branches: &Branches, shown: Option<&RowSet>) -> Self {
        let all_open = branches.all && branches.but.is_empty();
        if shown.is_none() && all_open {
            return Self::All(forest.len());
        }
        // Where everything is open, what is shown is what is visible, and there is no need to grow on the way.
        let room = if all_open { shown.map_or(0, RowSet::len) } else { 0 };
        let mut places = Vec::with_capacity(room as usize);
        let mut place = 0;
        while place < forest.len() {
            let row = forest.row(place);
            if shown.is_some_and(|shown| !shown.has(row)) {
                // Whatever is shown has everything around it shown: nothing below is.
                place = forest.end(place);
                continue;
            }
            places.push(place);
            place = if all_open || branches.is_open(row) { place + 1 } else { forest.end(place) };
        }
        Self::Some(places)
    }

    /// How many rows are visible.
    pub fn len(&self) -> u32 {
        match self {
            Self::All(count) => *count,
            Self::Some(places) => places.len() as u32,
        }
    }

    /// Whether no row is visible.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of the visible row with that index.
    pub fn place(&self, index: u32) -> Option<u32> {
        match self {
            Self::All(count) => (index < *count).then_some(index),
            Self::Some(places) => places.get(index as usize).copied(),
        }
    }

    /// The index of the row at that place, or the error index where it would stand.
    ///
    /// # Errors
    /// When the row is not visible.
    pub fn index(&self, place: u32) -> Result<u32, u32> {
        match self {
            Self::All(count) if place < *count => Ok(place),
            Self::All(count) => Err(*count),
            Self::Some(places) => places.binary_search(&place).map(|at| at as u32).map_err(|at| at as u32),
        }
    }
}

/// What matches, and what stands around it: the rows a filtered tree shows.
pub fn with_ancestors(matches: &RowSet, parents: &Parents) -> RowSet {
    let mut shown = matches.clone();
    for row in matches.iter() {
        let mut parent = parents.parent(row).unwrap_or(NO_ROW);
        while parent != NO_ROW && !shown.has(parent) {
            shown.insert(parent);
            parent = parents.parent(parent).unwrap_or(NO_ROW);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn agrees_with_asking_each_row(
            rows in prop::collection::vec((0_u64..25, prop::option::of(0_u64..30)), 1..40),
            all: bool,
            turned in prop::collection::vec(0_u32..40, 0..20),
            matching in prop::option::of(prop::collection::vec(0_u32..40, 0..10)),
        ) {
            let table = listing_of(&rows, 0);
            let parents = Parents::of(&table);
            let forest = Forest::new(&parents, &table.in_order());
            let count = table.len();
            let mut branches = Branches::new(count, all);
            turned.iter().filter(|row| **row < count).for_each(|row| branches.set(*row, !branches.is_open(*row)));
            let matches = matching.map(|rows| {
                let mut set = RowSet::none(count);
                rows.into_iter().filter(|row| *row < count).for_each(|row| set.insert(row));
                set
            });
            let shown = matches.as_ref().map(|matches| with_ancestors(matches, &parents));
            let visible = Visible::new(&forest, &branches, shown.as_ref());
            let wanted: Vec<u32> = (0..count).filter(|place| {
                let row = forest.row(*place);
                let below_match = matches.as_ref().is_none_or(|m| (0..count).any(|o| m.has(o) && (o == row || parents.ancestors(o).any(|a| a == row))));
                below_match && parents.ancestors(row).all(|a| branches.is_open(a))
            }).collect();
            let got: Vec<u32> = (0..visible.len()).filter_map(|index| visible.place(index)).collect();
            prop_assert_eq!(&got, &wanted);
            for place in 0..count {
                prop_assert_eq!(visible.index(place).ok(), wanted.iter().position(|p| *p == place).map(|at| at as u32));
            }
            // A row is seen once the branches around it are open.
            branches.reveal(&parents, 0);
            prop_assert!(Visible::new(&forest, &branches, None).index(forest.place(0)).is_ok());
        }
    }
}
