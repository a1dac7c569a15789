//! What is said of all rows together, worked out when there is time for it.

use crate::dataset::Dataset;

/// Up to this many rows, nothing that is worked out of all of them takes a time that anybody could notice.
pub(crate) const AT_ONCE: u32 = 10_000;

/// Up to this many rows, doubles are looked for without being asked for.
const DOUBLES_UNASKED: u32 = 200_000;

/// Works out what is said of all rows together and takes longer the more they are: the sample in numbers, and which rows are the
/// same file where that is soon found.
pub fn digest(dataset: &Dataset) {
    dataset.summary();
    if !dataset.is_stale() && dataset.table.len() <= DOUBLES_UNASKED {
        dataset.duplicates();
    }
}

impl Dataset {
    /// Whether there is nothing to [`digest`] that takes time, of rows that are in the tree.
    pub fn is_digested(&self) -> bool {
        let rows = self.table.len();
        let is_summed_up = !self.is_complete() || self.tree.summary.get().is_some();
        let is_compared = rows > DOUBLES_UNASKED || self.tree.duplicates.get().is_some();
        rows <= AT_ONCE || is_summed_up && is_compared
    }
}
