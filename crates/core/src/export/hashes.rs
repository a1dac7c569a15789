//! The hashes of one kind, one a line: what goes into a block list or a search.

use crate::export::{PIECE, hash_of, push_hex};
use crate::hash::HashKind;
use crate::insights::seen::Seen;
use crate::table::seed::bits;
use crate::table::{Row, Table};

/// Writes each hash once, in the order in which it first occurs.
#[derive(Debug)]
pub struct Hashes<'a> {
    table: &'a Table,
    kind: HashKind,
    rows: std::slice::Iter<'a, Row>,
    seen: Seen,
    without: u32,
    written: u32,
}

impl<'a> Hashes<'a> {
    /// Writes the hashes of some rows.
    pub fn new(table: &'a Table, kind: HashKind, rows: &'a [Row]) -> Self {
        let without = rows.iter().filter(|row| hash_of(table, **row, kind).is_none()).count() as u32;
        Self { table, kind, rows: rows.iter(), seen: Seen::new(rows.len()), without, written: 0 }
    }

    /// How many of the rows have no hash of the kind.
    pub const fn without(&self) -> u32 {
        self.without
    }

    /// How many hashes have been written.
    pub const fn written(&self) -> u32 {
        self.written
    }

    /// How many rows are still to be looked at.
    pub fn left(&self) -> usize {
        self.rows.len()
    }
}

impl Iterator for Hashes<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut piece = String::new();
        let Self { table, kind, .. } = *self;
        // Also after many rows that add nothing the caller is given its turn.
        for row in self.rows.by_ref().take(PIECE / 8) {
            let Some(hash) = hash_of(table, *row, kind) else { continue };
            if self.seen.before(bits(hash), *row, |other| hash_of(table, other, kind) == Some(hash)).is_some() {
                continue;
            }
            push_hex(&mut piece, hash);
            piece.push('\n');
            self.written += 1;
            if piece.len() >= PIECE {
                break;
            }
        }
        (!piece.is_empty() || self.rows.len() > 0).then_some(piece)
    }
}
