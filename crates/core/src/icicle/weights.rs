//! What a branch of the map weighs.

use crate::query::sort;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;

/// What the width of a block stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// Bytes.
    #[default]
    Size,
    /// Files: the row and everything below it.
    Files,
}

/// The weight of each branch, by row.
///
/// By files a branch weighs as many as it has rows. By size it weighs as much as its file, or as what is in it where that
/// is more, as it is with archives; a size that is not said, or is zero, counts as one byte, so that each file has a
/// place. Either way what is in a branch weighs no more than the branch: the rest is the file's own.
#[derive(Debug, Default)]
pub struct Weights {
    of: Vec<u64>,
    total: u64,
}

impl Weights {
    /// Weighs all rows.
    pub fn new(table: &Table, parents: &Parents, forest: &Forest, area: Area) -> Self {
        match area {
            Area::Files => Self::weigh(parents, forest, |_, below| below + 1),
            Area::Size => Self::of_sizes(parents, forest, |row| table.size(row).unwrap_or(1).max(1)),
        }
    }

    /// Weighs all rows by a size of each: a branch weighs as much as its row, or as what is in it where that is more.
    pub fn of_sizes(parents: &Parents, forest: &Forest, size: impl Fn(Row) -> u64) -> Self {
        // With more than that the sum of hostile sizes could overflow.
        let most = u64::MAX / 4 / u64::from(forest.len().max(1));
        Self::weigh(parents, forest, |row, below| below.max(size(row).min(most)))
    }

    /// Gives each row the weight that follows from that of what is below it.
    fn weigh(parents: &Parents, forest: &Forest, weight: impl Fn(Row, u64) -> u64) -> Self {
        let mut weights = Self { of: vec![0; forest.len() as usize], total: 0 };
        for row in forest.rows().iter().rev() {
            let weight = weight(*row, weights.of[*row as usize]);
            weights.of[*row as usize] = weight;
            match parents.parent(*row) {
                Some(parent) => weights.of[parent as usize] += weight,
                None => weights.total += weight,
            }
        }
        weights
    }

    /// The weight of the row's branch.
    pub fn of(&self, row: Row) -> u64 {
        self.of[row as usize]
    }

    /// The weight of the whole sample.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// The rows right below a row, or of the top level, the heaviest first; of those that weigh the same, the appliance's
    /// first.
    pub fn heaviest(&self, positions: &[u32], forest: &Forest, branch: Option<Row>) -> Vec<Row> {
        let place = branch.filter(|row| *row < forest.len()).map(|row| forest.place(row));
        let mut rows: Vec<Row> = forest.children(place).map(|place| forest.row(place)).collect();
        sort::by_number(&mut rows, &|row| u64::from(positions[row as usize]));
        sort::by_number(&mut rows, &|row| !self.of(row));
        rows
    }
}
