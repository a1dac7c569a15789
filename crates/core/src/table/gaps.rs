//! What was seen of the files of the rows when the archive was examined.

use crate::gaps::facts::Facts;
use crate::gaps::reason::Reasons;
use crate::table::Row;
use crate::worker_job::packed::Packed;
use serde::{Deserialize, Serialize};

/// Stands for "not seen".
const NO_FILE: u32 = u32::MAX;

/// What was seen, by file.
#[derive(Debug, Default)]
pub struct Gaps {
    is_examined: bool,
    files: Vec<File>,
    /// For each row, which of the files is its own.
    by_row: Vec<u32>,
    /// The same for who has only that.
    pub told: Option<Told>,
}

/// What exports tell of the files, by the place of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The open questions: see [`Reasons`].
    pub reasons: Packed<u8>,
    /// The entropy in hundredths of a bit for each byte; [`Told::NO_ENTROPY`] where the file was not seen.
    pub entropy: Packed<u32>,
}

impl Told {
    /// Stands for no entropy.
    pub const NO_ENTROPY: u32 = u32::MAX;

    /// The open questions about the row at a place.
    pub fn reasons(&self, position: u32) -> Reasons {
        Reasons(self.reasons.get(position as usize).copied().unwrap_or_default())
    }

    /// The entropy of its file.
    pub fn entropy(&self, position: u32) -> Option<u64> {
        self.entropy
            .get(position as usize)
            .filter(|entropy| **entropy != Self::NO_ENTROPY)
            .map(|entropy| (*entropy).into())
    }
}

#[derive(Debug)]
struct File {
    facts: Facts,
    /// The first of its rows.
    first: Row,
    /// Something is in one of its rows.
    is_unpacked: bool,
}

impl Gaps {
    /// Begins anew: what was seen before is forgotten.
    pub fn begin(&mut self) {
        *self = Self { is_examined: true, ..Self::default() };
    }

    /// Whether files were examined.
    pub const fn is_examined(&self) -> bool {
        self.is_examined
    }

    /// Keeps what was seen of a file that is the content of some rows.
    pub fn add(&mut self, facts: Facts, rows: &[Row]) {
        let Some(first) = rows.first() else { return };
        let file = self.files.len() as u32;
        self.files.push(File { facts, first: *first, is_unpacked: false });
        for row in rows {
            let row = *row as usize;
            if self.by_row.len() <= row {
                self.by_row.resize(row + 1, NO_FILE);
            }
            self.by_row[row] = file;
        }
    }

    /// Takes the rows that had something taken out: so had their files, wherever these stand.
    pub fn settle(&mut self, unpacked: impl Iterator<Item = Row>) {
        for row in unpacked {
            let file = self.by_row.get(row as usize).copied().unwrap_or(NO_FILE);
            if let Some(file) = self.files.get_mut(file as usize) {
                file.is_unpacked = true;
            }
        }
    }

    fn file(&self, row: Row) -> Option<&File> {
        self.files.get(*self.by_row.get(row as usize)? as usize)
    }

    /// What was seen of a row's file.
    pub fn facts(&self, row: Row) -> Option<&Facts> {
        self.file(row).map(|file| &file.facts)
    }

    /// Whether the row is the first of its file, or nothing was seen of that.
    pub fn is_first(&self, row: Row) -> bool {
        self.file(row).is_none_or(|file| file.first == row)
    }

    /// Whether something was taken out of the row's file, in this row or in another.
    pub fn is_unpacked(&self, row: Row) -> bool {
        self.file(row).is_some_and(|file| file.is_unpacked)
    }
}
