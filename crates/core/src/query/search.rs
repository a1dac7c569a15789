//! Finding a word in the texts of all rows, 16 bytes at a time.
//!
//! All texts lie one behind another, so a search is one pass over one slice: the first and the last byte of the word are
//! compared at 16 places at once, and only where both fit is the middle looked at. A row is left after its first hit.

use crate::contents::hits::ContentHits;
use crate::dataset::check_results::CheckResults;
use crate::gaps::questions::Questions;
use crate::query::hash_lists::HashLists;
use crate::query::simd::Lanes;
use crate::table::row_set::RowSet;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;

/// How many hex digits a word needs before it is taken for the beginning of a hash.
pub const HASH_PREFIX: usize = 4;

/// Answers what a word matches. Built once for a listing that has come; borrows all it knows.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// The rows.
    pub table: &'a Table,
    /// Who is in whom.
    pub parents: &'a Parents,
    /// The rows in preorder, siblings in any order.
    pub forest: &'a Forest,
    /// What was found in the contents of their files.
    pub content: &'a ContentHits,
    /// How the rows came out of the check of the archive.
    pub check_results: &'a CheckResults,
    /// Whether the listing is whole.
    pub is_whole: bool,
    /// The lists of hashes that can be asked for by name.
    pub lists: &'a HashLists,
}

impl<'a> Search<'a> {
    /// All that there is to ask about the rows.
    pub const fn questions(&self) -> Questions<'a> {
        let Self { table, forest, check_results, is_whole, .. } = *self;
        Questions { table, forest, check_results, is_whole }
    }

    /// Rows that a bare word matches: in the name, in the path from the sample, in type or threat name, or as the
    /// beginning of a hash. Letters match in either case.
    pub fn word(&self, word: &str) -> RowSet {
        let mut rows = self.path(word);
        rows.unite(&self.interned(self.table.types(), |text| contains(text, word)));
        rows.unite(&self.interned(self.table.threats(), |text| contains(text, word)));
        if word.len() >= HASH_PREFIX {
            rows.unite(&self.hash(word));
        }
        rows
    }

    /// Rows whose path from the sample, or the name of theirs or of something around them, holds the text.
    pub fn path(&self, text: &str) -> RowSet {
        let mut rows = if text.contains('/') { self.across(text) } else { own_text(self.table, text) };
        // What is inside something that matches has that in its path.
        let mut place = 0;
        while place < self.forest.len() {
            if rows.has(self.forest.row(place)) {
                for below in place + 1..self.forest.end(place) {
                    rows.insert(self.forest.row(below));
                }
                place = self.forest.end(place);
            } else {
                place += 1;
            }
        }
        rows
    }

    /// Rows whose own name holds the text.
    pub fn name(&self, text: &str) -> RowSet {
        let mut rows = own_text(self.table, text);
        let candidates: Vec<Row> = rows.iter().collect();
        candidates.into_iter().filter(|row| !contains(self.table.name(*row), text)).for_each(|row| rows.remove(row));
        rows
    }

    /// Rows of which a text of an interned column fits.
    pub fn interned(&self, column: (&[u32], &crate::table::intern::Interner), fits: impl Fn(&str) -> bool) -> RowSet {
        let (numbers, names) = column;
        let fitting: Vec<bool> = names.texts().iter().map(|text| fits(text)).collect();
        let mut rows = RowSet::none(self.table.len());
        if fitting.contains(&true) {
            for (row, number) in numbers.iter().enumerate() {
                if fitting[*number as usize] {
                    rows.insert(row as Row);
                }
            }
        }
        rows
    }

    /// Rows of which one of the hashes begins with these hex digits.
    pub fn hash(&self, digits: &str) -> RowSet {
        let mut rows = RowSet::none(self.table.len());
        let Some(prefix) = Prefix::read(digits) else { return rows };
        for row in 0..self.table.len() {
            let table = self.table;
            if table.sha1(row).is_some_and(|hash| prefix.begins(hash))
                || table.sha256(row).is_some_and(|hash| prefix.begins(hash))
                || table.md5(row).is_some_and(|hash| prefix.begins(hash))
            {
                rows.insert(row);
            }
        }
        rows
    }

    /// A text with a slash can begin in the parent's path and end in the child's. What lies within one path is found by the
    /// fast search; for the rest it is enough to know how much of the text each parent's path ends with, and to go on from
    /// there in the child's. So no path is ever put together, and most rows are not looked at.
    fn across(&self, text: &str) -> RowSet {
        let needle: Vec<u8> = text.bytes().map(|b| b.to_ascii_lowercase()).collect();
        let fallback = fallbacks(&needle);
        let step = |mut state: usize, byte: u8| {
            let byte = byte.to_ascii_lowercase();
            while state > 0 && (state == needle.len() || needle[state] != byte) {
                state = fallback[state - 1];
            }
            state + usize::from(needle[state] == byte)
        };
        let mut rows = own_text(self.table, text);
        // How much of the text each row's path from the sample and a slash behind it end with.
        let mut joins = vec![0_u32; self.table.len() as usize];
        for (place, row) in self.forest.rows().iter().copied().enumerate() {
            let joined = self.parents.parent(row).map_or(0, |parent| joins[parent as usize] as usize);
            let path = self.table.path_bytes(row);
            let mut state = joined;
            // While the match still began in front of this path.
            for (read, byte) in path.iter().enumerate() {
                if state <= read || state == needle.len() {
                    break;
                }
                state = step(state, *byte);
            }
            if state == needle.len() {
                rows.insert(row);
            }
            if self.forest.below(place as u32) > 0 {
                // More than the last bytes cannot matter.
                let last = needle.len() - 1;
                let (state, tail) = if path.len() < last { (joined, path) } else { (0, &path[path.len() - last..]) };
                let end = tail.iter().fold(state, |state, byte| step(state, *byte));
                joins[row as usize] = step(end, b'/') as u32;
            }
        }
        rows
    }
}

/// For each length of a matched beginning, the length of the longest shorter one that is also its end.
fn fallbacks(needle: &[u8]) -> Vec<usize> {
    let mut out = vec![0; needle.len()];
    let mut length = 0;
    for at in 1..needle.len() {
        while length > 0 && needle[at] != needle[length] {
            length = out[length - 1];
        }
        length += usize::from(needle[at] == needle[length]);
        out[at] = length;
    }
    out
}

/// The beginning of a hash, to half a byte.
struct Prefix {
    bytes: Vec<u8>,
    half: Option<u8>,
}

impl Prefix {
    fn read(digits: &str) -> Option<Self> {
        let nibbles: Vec<u8> =
            digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
        if nibbles.is_empty() {
            return None;
        }
        let pairs = nibbles.chunks_exact(2);
        let half = pairs.remainder().first().copied();
        Some(Self { bytes: pairs.map(|pair| pair[0] << 4 | pair[1]).collect(), half })
    }

    fn begins(&self, hash: &[u8]) -> bool {
        (self.bytes.is_empty() || hash.starts_with(&self.bytes))
            && self.half.is_none_or(|half| hash.get(self.bytes.len()).is_some_and(|byte| byte >> 4 == half))
    }
}

/// Whether a text holds another. ASCII letters match in either case; where the other has letters beyond ASCII, those too.
pub fn contains(text: &str, wanted: &str) -> bool {
    if !wanted.is_ascii() {
        return fold(text).contains(&fold(wanted));
    }
    let folded = wanted.to_ascii_lowercase();
    find(text.as_bytes(), folded.as_bytes(), 0).is_some()
}

/// A letter in lower case, as far as Latin, Greek, Cyrillic and full-width letters go. The tables for all of Unicode would
/// weigh more in the download than the search that uses them.
pub fn lower(c: char) -> char {
    let behind = match c {
        '\u{130}' => 0, // its lower case is two characters
        'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' | 'Ａ'..='Ｚ' => {
            32
        }
        '\u{400}'..='\u{40f}' => 80,
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' | '\u{460}'..='\u{481}' if u32::from(c) % 2 == 0 => 1,
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' if u32::from(c) % 2 == 1 => 1,
        _ => 0,
    };
    char::from_u32(u32::from(c) + behind).unwrap_or(c)
}

/// A text in lower case, letter by letter.
pub fn fold(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Rows of which path or name holds the text.
fn own_text(table: &Table, text: &str) -> RowSet {
    if text.is_empty() {
        return RowSet::all(table.len());
    }
    let mut rows = RowSet::none(table.len());
    if !text.is_ascii() {
        let folded = fold(text);
        let holds = |row: &Row| fold(table.path(*row)).contains(&folded) || fold(table.name(*row)).contains(&folded);
        (0..table.len()).filter(holds).for_each(|row| rows.insert(row));
        return rows;
    }
    let folded = text.to_ascii_lowercase();
    let texts = table.texts();
    let mut row = 0_usize;
    let mut at = 0;
    while let Some(hit) = find(texts.bytes(), folded.as_bytes(), at) {
        row = row_at(texts.starts(), row, hit as u32);
        let range = texts.range(row as Row);
        if hit + folded.len() <= range.end {
            rows.insert(row as Row);
            at = range.end;
        } else {
            at = hit + 1; // it lies across two rows
        }
    }
    rows
}

/// The row whose text holds the byte, looked for from `row` on in growing steps: hits often lie close together.
fn row_at(starts: &[u32], row: usize, byte: u32) -> usize {
    let mut low = row;
    let mut step = 1;
    while low + step < starts.len() && starts[low + step] <= byte {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(starts.len());
    low + starts[low..high].partition_point(|start| *start <= byte) - 1
}

/// The first place from `from` on where the text holds the needle, which is in lower case and not empty.
fn find(text: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    if needle.is_empty() {
        return (from <= text.len()).then_some(from);
    }
    let last = text.len().checked_sub(needle.len())?;
    let fits = |at: usize| text[at..at + needle.len()].iter().zip(needle).all(|(a, b)| a.to_ascii_lowercase() == *b);
    let first_probe = Lanes::probe(needle[0]);
    let last_probe = Lanes::probe(needle[needle.len() - 1]);
    let mut at = from;
    // Whole blocks: both loads end before the end of the text.
    while at + Lanes::COUNT + needle.len() - 1 <= text.len() {
        let mut hits = first_probe.hits(text, at) & last_probe.hits(text, at + needle.len() - 1);
        while hits != 0 {
            let hit = at + hits.trailing_zeros() as usize;
            if fits(hit) {
                return Some(hit);
            }
            hits &= hits - 1;
        }
        at += Lanes::COUNT;
    }
    (at..=last).find(|at| fits(*at))
}

#[cfg(test)]
mod tests;
