//! How much of the sample's listing has come.

use crate::dataset::Dataset;
use crate::table::completeness::Completeness;

impl Dataset {
    /// How much of the sample's listing has come.
    pub fn completeness(&self) -> Completeness {
        if let Some(file) = &self.file {
            return file.clone();
        }
        let total = self.quirks.count.filter(|_| !self.quirks.more).map(u64::from);
        // While nothing has counted the rows, there may be any number of them.
        let more = total.is_none();
        Completeness { rows: self.table.len().into(), total, more, ..Completeness::default() }
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
        self.file.is_some()
            || !self.quirks.more && self.quirks.count.is_some_and(|count| self.received.covers(0..count))
    }
}
