//! Hashes as bytes.

use crate::table::Row;

/// A column of hashes; takes no room before the first row that has one.
#[derive(Debug)]
pub struct HashColumn<const N: usize> {
    hashes: Vec<[u8; N]>,
    reserved: usize,
}

impl<const N: usize> Default for HashColumn<N> {
    fn default() -> Self {
        Self { hashes: Vec::new(), reserved: 0 }
    }
}

impl<const N: usize> HashColumn<N> {
    /// Stands for "none": no file is known to have it.
    const NONE: [u8; N] = [0; N];

    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        if self.hashes.is_empty() {
            self.reserved = rows;
        } else {
            self.hashes.reserve_exact(rows);
        }
    }

    /// Adds the hash of the row, which is the next one.
    #[inline(never)]
    pub fn push(&mut self, row: Row, hash: Option<&[u8; N]>) {
        if self.hashes.is_empty() {
            if hash.is_none() {
                return;
            }
            self.hashes.reserve_exact(self.reserved.max(row as usize + 1));
            self.hashes.resize(row as usize, Self::NONE);
        }
        self.hashes.push(*hash.unwrap_or(&Self::NONE));
    }

    /// The hash of the row.
    pub fn get(&self, row: Row) -> Option<&[u8; N]> {
        self.hashes.get(row as usize).filter(|hash| **hash != Self::NONE)
    }
}

/// Bytes as hex digits in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}
