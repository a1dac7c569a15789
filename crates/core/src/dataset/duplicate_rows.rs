//! The same file in many rows of a case.

use crate::dataset::Dataset;
use crate::dataset::digest::AT_ONCE;
use crate::insights::duplicates::Duplicates;
use crate::table::Row;

impl Dataset {
    /// Which rows are the same file. Looked for when it is first asked for.
    pub fn duplicates(&self) -> &Duplicates {
        self.tree.duplicates.get_or_init(|| Duplicates::new(&self.table))
    }

    /// The same where it is known or found in no time; not while rows come.
    pub fn duplicates_at_hand(&self) -> Option<&Duplicates> {
        let known = self.tree.duplicates.get().is_some();
        let soon = self.table.len() <= AT_ONCE;
        (!self.is_stale() && (known || soon)).then(|| self.duplicates())
    }

    /// At how many places the row's file is, and whether they contradict one another, where that is known or found in no time.
    pub fn places(&self, row: Row) -> Option<(u32, bool)> {
        let duplicates = self.duplicates_at_hand()?;
        Some((duplicates.places(row), duplicates.conflict(row).is_some()))
    }
}
