//! The rows that were picked by hand, to act on all of them at once.

use crate::table::Row;
use crate::table::row_set::RowSet;

/// The picked rows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    rows: RowSet,
    /// Where a stretch of rows begins that is picked with Shift.
    anchor: Option<Row>,
}

impl Selection {
    /// How many rows are picked.
    pub fn len(&self) -> u32 {
        self.rows.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether the row is.
    pub fn has(&self, row: Row) -> bool {
        self.rows.has(row)
    }

    /// The picked rows, in the order in which they came.
    pub fn rows(&self) -> Vec<Row> {
        self.rows.iter().collect()
    }

    /// Where a stretch begins.
    pub const fn anchor(&self) -> Option<Row> {
        self.anchor
    }

    /// Picks a row, or no longer; a stretch begins there.
    pub fn toggle(&mut self, row: Row) {
        self.make_room(row);
        self.rows.toggle(row);
        self.anchor = Some(row);
    }

    /// Picks rows beside those that are.
    pub fn add(&mut self, rows: &[Row]) {
        if let Some(last) = rows.iter().max() {
            self.make_room(*last);
        }
        rows.iter().for_each(|row| self.rows.insert(*row));
    }

    /// Picks none.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Rows may have come since the set was made.
    fn make_room(&mut self, row: Row) {
        if row >= self.rows.rows() {
            let mut larger = RowSet::none((row + 1).next_power_of_two());
            self.rows.iter().for_each(|row| larger.insert(row));
            self.rows = larger;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn holds_what_was_picked(steps in prop::collection::vec((0_u32..300, any::<bool>()), 0..60)) {
            let mut selection = Selection::default();
            let mut naive = std::collections::BTreeSet::new();
            for (row, toggle) in steps {
                if toggle {
                    selection.toggle(row);
                    prop_assert_eq!(selection.anchor(), Some(row));
                    if !naive.remove(&row) {
                        naive.insert(row);
                    }
                } else {
                    selection.add(&[row, row / 2]);
                    naive.extend([row, row / 2]);
                }
            }
            prop_assert_eq!(selection.rows(), naive.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(selection.len() as usize, naive.len());
            prop_assert!(naive.iter().all(|row| selection.has(*row)));
            selection.clear();
            prop_assert!(selection.is_empty() && selection.anchor().is_none());
        }
    }
}
