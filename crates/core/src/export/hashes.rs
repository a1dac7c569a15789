//! The hashes of one kind: what goes into a block list or a search.

use crate::export::hash_format::Pattern;
use crate::export::{Export, PIECE, hash_of, push_hex};
use crate::hash::HashKind;
use crate::insights::seen::Seen;
use crate::table::counted::counted;
use crate::table::seed::bits;
use crate::table::{Row, Table};

/// Writes each hash once, in the order in which it first occurs.
#[derive(Debug)]
pub struct Hashes<'a> {
    table: &'a Table,
    kind: HashKind,
    pattern: Pattern,
    all: usize,
    rows: std::slice::Iter<'a, Row>,
    seen: Seen,
    without: u32,
    written: u32,
    is_done: bool,
}

impl<'a> Hashes<'a> {
    /// Writes the hashes of some rows, one a line.
    pub fn new(table: &'a Table, kind: HashKind, rows: &'a [Row]) -> Self {
        let without = rows.iter().filter(|row| hash_of(table, **row, kind).is_none()).count() as u32;
        let pattern = Pattern { after: "\n".to_owned(), ..Pattern::default() };
        let (all, seen) = (rows.len(), Seen::new(rows.len()));
        Self { table, kind, pattern, all, rows: rows.iter(), seen, without, written: 0, is_done: false }
    }

    /// The same in another format.
    #[must_use]
    pub fn with(self, pattern: Pattern) -> Self {
        Self { pattern, ..self }
    }

    /// How many of the rows have no hash of the kind.
    pub const fn without(&self) -> u32 {
        self.without
    }

    /// How many hashes have been written.
    pub const fn written(&self) -> u32 {
        self.written
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
            piece.push_str(if self.written == 0 { &self.pattern.head } else { &self.pattern.between });
            piece.push_str(&self.pattern.before);
            push_hex(&mut piece, hash);
            piece.push_str(&self.pattern.after);
            self.written += 1;
            if piece.len() >= PIECE {
                break;
            }
        }
        if self.rows.len() == 0 && !self.is_done {
            self.is_done = true;
            piece.push_str(if self.written > 0 { &self.pattern.tail } else { "" });
        }
        (!piece.is_empty() || self.rows.len() > 0).then_some(piece)
    }
}

impl Export for Hashes<'_> {
    fn progress(&self) -> (u64, u64) {
        ((self.all - self.rows.len()) as u64, self.all as u64)
    }

    fn note(&self) -> String {
        let hashes = counted(self.written.into(), "different hash", "different hashes");
        format!(" {hashes}, {} without one.", counted(self.without.into(), "file", "files"))
    }
}
