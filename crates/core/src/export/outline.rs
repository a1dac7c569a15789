//! What a report shows of the rows that were chosen: them, what is around them, and their sums.

use crate::table::row_set::RowSet;
use crate::table::{Row, Table};
use crate::tree::parents::Parents;
use crate::tree::rollup::{Counts, total};
use crate::tree::visibility::with_ancestors;

/// The rows of a report and their sums.
#[derive(Debug)]
pub(crate) struct Outline {
    /// The rows that were chosen.
    pub(crate) rows: RowSet,
    /// They and what is around them.
    pub(crate) shown: RowSet,
    /// Bytes of all that were chosen.
    pub(crate) bytes: u64,
    /// How many of them have each verdict, by its number.
    pub(crate) counts: Counts,
}

impl Outline {
    /// Of some rows.
    pub(crate) fn new(table: &Table, parents: &Parents, chosen: &[Row]) -> Self {
        let mut rows = RowSet::none(table.len());
        chosen.iter().for_each(|row| rows.insert(*row));
        let shown = with_ancestors(&rows, parents);
        let bytes = chosen.iter().filter_map(|row| table.size(*row)).fold(0, u64::saturating_add);
        let counts = total(table, Some(&rows));
        Self { rows, shown, bytes, counts }
    }
}
