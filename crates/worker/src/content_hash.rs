//! The different files of a listing, found by what they hold.

use matryoshka_core::table::seed::Map;
use matryoshka_core::table::{NO_ROW, Row, Table};
use sha1::{Digest, Sha1};
use sha2::Sha256;

/// What a content is known by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hashes {
    /// SHA-1.
    pub sha1: [u8; 20],
    /// SHA-256, where it was asked for.
    pub sha256: Option<[u8; 32]>,
}

impl Hashes {
    /// Whether a row speaks of this content: where the listing has both hashes, both must fit.
    pub fn fit(&self, table: &Table, row: Row) -> bool {
        let sha256 = || table.sha256(row).zip(self.sha256).is_none_or(|(said, own)| *said == own);
        table.sha1(row).is_none_or(|said| *said == self.sha1) && sha256()
    }
}

/// Makes the hashes of a content that comes piece by piece.
#[derive(Clone, Debug)]
pub struct Hasher {
    sha1: Sha1,
    sha256: Option<Sha256>,
}

impl Hasher {
    /// Takes a piece.
    pub fn take(&mut self, bytes: &[u8]) {
        self.sha1.update(bytes);
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
    }

    /// The hashes.
    pub fn finish(self) -> Hashes {
        Hashes { sha1: self.sha1.finalize().into(), sha256: self.sha256.map(|sha256| sha256.finalize().into()) }
    }
}

/// Stands for "no file".
const NO_FILE: u32 = u32::MAX;

/// Rows with one content are one file, known by its SHA-1, and by its SHA-256 where a row has only that. A row with
/// neither is no file.
#[derive(Debug, Default)]
pub struct Files {
    by_sha1: Map<[u8; 20], u32>,
    by_sha256: Map<[u8; 32], u32>,
    /// The first row and the last one of each file.
    ends: Vec<(Row, Row)>,
    /// For each row, the next one of its file.
    next: Vec<Row>,
    /// For each row, its file.
    of_row: Vec<u32>,
}

impl Files {
    /// The files of a listing.
    pub fn of(table: &Table) -> Self {
        let rows = table.len() as usize;
        let mut files = Self { next: vec![NO_ROW; rows], of_row: vec![NO_FILE; rows], ..Self::default() };
        let order = table.in_order();
        for row in &order {
            if let Some(sha1) = table.sha1(*row) {
                let file = *files.by_sha1.entry(*sha1).or_insert(files.ends.len() as u32);
                files.put(file, *row);
                if let Some(sha256) = table.sha256(*row) {
                    files.by_sha256.entry(*sha256).or_insert(file);
                }
            }
        }
        for row in &order {
            if let (None, Some(sha256)) = (table.sha1(*row), table.sha256(*row)) {
                let file = *files.by_sha256.entry(*sha256).or_insert(files.ends.len() as u32);
                files.put(file, *row);
            }
        }
        files
    }

    fn put(&mut self, file: u32, row: Row) {
        self.of_row[row as usize] = file;
        match self.ends.get_mut(file as usize) {
            Some((_, last)) => {
                self.next[*last as usize] = row;
                *last = row;
            }
            None => self.ends.push((row, row)),
        }
    }

    /// How many different files there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The file of a row.
    pub fn file(&self, row: Row) -> Option<u32> {
        Some(self.of_row[row as usize]).filter(|file| *file != NO_FILE)
    }

    /// The rows of a file.
    pub fn rows(&self, file: u32) -> impl Iterator<Item = Row> + '_ {
        let next = |row: &Row| Some(self.next[*row as usize]).filter(|row| *row != NO_ROW);
        std::iter::successors(self.ends.get(file as usize).map(|(first, _)| *first), next)
    }

    /// The file with these hashes. By the SHA-256 alone, where no row has the SHA-1.
    pub fn find(&self, hashes: &Hashes) -> Option<u32> {
        let by_sha256 = || self.by_sha256.get(hashes.sha256.as_ref()?);
        self.by_sha1.get(&hashes.sha1).or_else(by_sha256).copied()
    }

    /// For hashing what may be one of these files: no more than its rows can be compared with.
    pub fn hasher(&self) -> Hasher {
        Hasher { sha1: Sha1::new(), sha256: (!self.by_sha256.is_empty()).then(Sha256::new) }
    }
}
