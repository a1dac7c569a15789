//! Paths and names, all in one arena.

use crate::table::Row;
use std::ops::Range;

/// The texts of all rows, one behind another: of each its path, at the end of which its name stands but for a few.
#[derive(Debug, Default)]
pub struct Texts {
    bytes: Vec<u8>,
    /// Where the text of each row begins.
    starts: Vec<u32>,
    /// Where the name begins in the text of the row; [`APART`] is set when the path does not end with it.
    names: Vec<u32>,
}

/// The name does not stand at the end of the path, but behind it, after a zero byte.
const APART: u32 = 1 << 31;

impl Texts {
    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        // Enough for most names; what is missing is grown by.
        self.bytes.reserve_exact(rows * 28);
        self.starts.reserve_exact(rows);
        self.names.reserve_exact(rows);
    }

    /// Adds the texts of the next row; without a name, the last segment of its path is its name.
    #[inline(never)]
    pub fn push(&mut self, path: &str, name: Option<&str>) {
        let at = self.bytes.len();
        let last = || path.rsplit('/').next().unwrap_or("");
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(last);
        if self.bytes.capacity() - at < path.len() + name.len() + 1 {
            // An eighth more and not double: this is the largest column.
            self.bytes.reserve_exact((at / 8).max(1 << 16).max(path.len() + name.len() + 1));
        }
        self.bytes.extend_from_slice(path.as_bytes());
        let apart = !path.ends_with(name);
        if apart {
            self.bytes.push(0);
            self.bytes.extend_from_slice(name.as_bytes());
        }
        self.starts.push(at as u32);
        let from = (self.bytes.len() - at - name.len()) as u32;
        self.names.push(if apart { from | APART } else { from });
    }

    /// The bytes of all texts.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where each row's text begins in [`Self::bytes`].
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// Where the text of a row stands in [`Self::bytes`].
    pub fn range(&self, row: Row) -> Range<usize> {
        let row = row as usize;
        let end = self.starts.get(row + 1).map_or(self.bytes.len(), |at| *at as usize);
        self.starts[row] as usize..end
    }

    /// The path of a row.
    pub fn path(&self, row: Row) -> &[u8] {
        let mut range = self.range(row);
        let name = self.names[row as usize];
        if name & APART != 0 {
            range.end = range.start + (name & !APART) as usize - 1;
        }
        &self.bytes[range]
    }

    /// The name of a row.
    pub fn name(&self, row: Row) -> &[u8] {
        let range = self.range(row);
        &self.bytes[range.start + (self.names[row as usize] & !APART) as usize..range.end]
    }
}
