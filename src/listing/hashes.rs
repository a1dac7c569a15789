//! Hashes as bytes.

use super::Row;

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

    /// Adds the hash of the row, which is the next one; what is no hash of this length counts as none.
    pub fn push(&mut self, row: Row, hex: Option<&str>) {
        let hash = hex.and_then(unhex).unwrap_or(Self::NONE);
        if hash == Self::NONE {
            if !self.hashes.is_empty() {
                self.hashes.push(hash);
            }
            return;
        }
        if self.hashes.is_empty() {
            self.hashes.reserve_exact(self.reserved.max(row as usize + 1));
            self.hashes.resize(row as usize, Self::NONE);
        }
        self.hashes.push(hash);
    }

    /// The hash of the row.
    pub fn get(&self, row: Row) -> Option<&[u8; N]> {
        self.hashes.get(row as usize).filter(|hash| **hash != Self::NONE)
    }
}

/// The bytes of a text of exactly so many hex digits.
fn unhex<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digits = hex.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut out = [0; N];
    let mut wrong = 0;
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        let (high, low) = (HEX_VALUE[pair[0] as usize], HEX_VALUE[pair[1] as usize]);
        wrong |= (high | low) & 0xf0;
        *byte = high << 4 | low & 0xf;
    }
    (wrong == 0).then_some(out)
}

static HEX_VALUE: [u8; 256] = {
    let mut table = [0xff; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit] as usize] = digit as u8;
        table[b"0123456789ABCDEF"[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};

/// Bytes as hex digits in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}
