//! Rows by where the appliance has them.

use crate::table::{NO_ROW, Row};

/// The rows in the order of their positions, which are given by row. Rows of one position stand in their own order.
pub fn in_order(positions: &[u32]) -> Vec<Row> {
    let count = positions.len();
    let end = positions.iter().max().map_or(0, |last| *last as usize + 1);
    if end / 2 <= count {
        // Hardly a gap: each row is put where it stands.
        let mut rows = vec![NO_ROW; end];
        for (row, position) in positions.iter().enumerate() {
            rows[*position as usize] = row as Row;
        }
        rows.retain(|row| *row != NO_ROW);
        if rows.len() == count {
            return rows;
        }
    }
    let mut rows: Vec<Row> = (0..count as Row).collect();
    rows.sort_by_key(|row| positions[*row as usize]);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// With gaps, in any order, or the same twice.
        #[test]
        fn agrees_with_sorting(positions in prop::collection::vec(0_u32..40, 0..30)) {
            let mut wanted: Vec<Row> = (0..positions.len() as Row).collect();
            wanted.sort_by_key(|row| positions[*row as usize]);
            prop_assert_eq!(in_order(&positions), wanted);
        }
    }
}
