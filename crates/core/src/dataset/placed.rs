//! Which row stands at which position of the appliance's order.

use crate::table::{NO_ROW, Row};

/// How many positions lie together.
const CHUNK: usize = 4096;

/// Rows by position. A position costs nothing before a row near it has come: where the first row stands is what an address or
/// an appliance says.
#[derive(Debug, Default)]
pub struct Placed {
    chunks: Vec<Option<Box<[Row; CHUNK]>>>,
}

impl Placed {
    /// The row at a position.
    pub fn get(&self, position: u32) -> Option<Row> {
        let chunk = self.chunks.get(position as usize / CHUNK)?.as_ref()?;
        Some(chunk[position as usize % CHUNK]).filter(|row| *row != NO_ROW)
    }

    /// Puts a row at a position.
    pub fn set(&mut self, position: u32, row: Row) {
        let at = position as usize / CHUNK;
        if at >= self.chunks.len() {
            self.chunks.resize_with(at + 1, || None);
        }
        self.chunks[at].get_or_insert_with(|| Box::new([NO_ROW; CHUNK]))[position as usize % CHUNK] = row;
    }

    /// All rows, by their positions.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.chunks.iter().flatten().flat_map(|chunk| chunk.iter().copied()).filter(|row| *row != NO_ROW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn is_a_map(positions in prop::collection::vec(prop_oneof![0_u32..5000, any::<u32>()], 0..40)) {
            let mut placed = Placed::default();
            let mut naive = BTreeMap::new();
            for (row, position) in positions.iter().enumerate() {
                placed.set(*position, row as Row);
                naive.insert(*position, row as Row);
            }
            prop_assert_eq!(placed.rows().collect::<Vec<_>>(), naive.values().copied().collect::<Vec<_>>());
            for position in positions.iter().flat_map(|p| [*p, p.wrapping_add(1), p.wrapping_sub(1)]) {
                prop_assert_eq!(placed.get(position), naive.get(&position).copied());
            }
            // Few rows take little room, wherever they stand.
            prop_assert!(placed.chunks.iter().flatten().count() <= positions.len());
        }
    }
}
