//! How much of the sample's listing has come.

use super::Case;
use crate::listing::completeness::Completeness;

impl Case {
    /// How much of the sample's listing has come.
    pub fn completeness(&self) -> Completeness {
        if let Some(file) = &self.file {
            return file.clone();
        }
        let total = self.ways.count.filter(|_| !self.ways.more).map(u64::from);
        // While nothing has counted the rows, there may be any number of them.
        let more = total.is_none();
        Completeness { rows: self.listing.len().into(), total, more, ..Completeness::default() }
    }

    /// Whether every row of the sample's listing has come.
    pub fn is_complete(&self) -> bool {
        match &self.file {
            Some(file) => file.is_complete(),
            None => self.is_loaded(),
        }
    }

    /// Whether every row has come that can be asked for: of a file, all that is in it.
    pub fn is_loaded(&self) -> bool {
        self.file.is_some() || !self.ways.more && self.ways.count.is_some_and(|count| self.came.covers(0..count))
    }
}
