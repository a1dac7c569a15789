//! The same file in many rows of a case.

use super::Case;
use super::digest::AT_ONCE;
use crate::listing::Row;
use crate::listing::doubles::Doubles;

/// What [`firsts`] is: a case is given it when only first rows are to be left, so that whoever never asks for that need not
/// hold the code for it.
pub type Firsts = fn(&Case, &[Row]) -> Vec<Row>;

/// Of some rows in some order, the first of each file.
pub fn firsts(case: &Case, order: &[Row]) -> Vec<Row> {
    case.doubles().first_of_each(order)
}

impl Case {
    /// Which rows are the same file. Looked for when it is first asked for.
    pub fn doubles(&self) -> &Doubles {
        self.tree.doubles.get_or_init(|| Doubles::new(&self.listing))
    }

    /// The same where it is known or found in no time; not while rows come.
    pub fn doubles_at_hand(&self) -> Option<&Doubles> {
        let known = self.tree.doubles.get().is_some();
        let soon = self.listing.len() <= AT_ONCE;
        (!self.is_stale() && (known || soon)).then(|| self.doubles())
    }

    /// At how many places the row's file is, and whether they contradict one another, where that is known or found in no time.
    pub fn places(&self, row: Row) -> Option<(u32, bool)> {
        let doubles = self.doubles_at_hand()?;
        Some((doubles.places(row), doubles.conflict(row).is_some()))
    }
}
