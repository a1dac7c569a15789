//! Where the directory of a zip is, and whether the file is whole: one rule for a download and for a file from disk.
//!
//! A zip is whole where an end record speaks of a directory that is where it says, and ends where the record begins. What
//! stands before the archive or behind it is no part of it, and counted. A file that begins as a zip and whose directory
//! belongs to a zip inside of it has been cut off behind that.
//!
//! Nothing here reads: [`find`] looks at what has been read of the file, and says what else it needs.

use crate::archive::{long, short, word};
use crate::table::counted::counted;
use std::ops::Range;

/// Bytes from the end that hold the end record of a zip with nothing behind it: the record, and the longest comment.
pub const TAIL: u64 = 22 + 65_535;

/// So many more bytes may stand behind a zip.
pub const BEHIND: u64 = 1 << 20;

/// Most end records that are tried: a file may hold nothing else.
const RECORDS: usize = 64;

/// What an entry of the directory begins with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// What a zip begins with: a member, the end of one without members in either format, or the mark of one that was to be
/// divided.
const FIRST: [&[u8]; 5] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK00", b"PK\x07\x08"];

/// Where the directory of a whole zip is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its first byte in the file.
    pub start: u64,
    /// Behind its last entry.
    pub end: u64,
    /// How many members it says that it has.
    pub members: u64,
    /// Bytes that stand before the archive, as before one that unpacks itself. Its own places are counted from behind them.
    pub before: u64,
    /// Bytes that stand behind the archive.
    pub behind: u64,
}

impl Place {
    /// What stands before and behind the archive, as a sentence; `None` where it is nothing.
    pub fn words(&self) -> Option<String> {
        let bytes = |count| counted(count, "byte", "bytes");
        let are = |count: u64| if count == 1 { "is" } else { "are" };
        match (self.before, self.behind) {
            (0, 0) => None,
            (before, 0) => Some(format!("{} before the archive {} no part of it.", bytes(before), are(before))),
            (0, behind) => Some(format!("{} behind the archive {} no part of it.", bytes(behind), are(behind))),
            (before, behind) => {
                Some(format!("{} before the archive and {} behind it are no part of it.", bytes(before), bytes(behind)))
            }
        }
    }
}

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is a whole zip.
    Whole(Place),
    /// It is none, or breaks off.
    CutOff,
}

/// Parts of a file that have been read.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    size: u64,
    read: Vec<(u64, Vec<u8>)>,
    /// What has not been kept cannot be read again.
    is_gone: bool,
}

impl Parts {
    /// Of a file of so many bytes.
    pub const fn of(size: u64) -> Self {
        Self { size, read: Vec::new(), is_gone: false }
    }

    /// Of a file that was written as it came: its first bytes and its last ones.
    pub fn kept(size: u64, head: Vec<u8>, tail: Vec<u8>) -> Self {
        let tail_at = size.saturating_sub(tail.len() as u64);
        Self { size, read: vec![(0, head), (tail_at, tail)], is_gone: true }
    }

    /// Takes in bytes from an offset on.
    pub fn add(&mut self, at: u64, bytes: Vec<u8>) {
        self.read.push((at, bytes));
    }

    /// Some bytes, fewer where the file ends before.
    ///
    /// # Errors
    /// The range, where it has not been read.
    fn get(&self, at: u64, length: u64) -> Result<&[u8], Range<u64>> {
        let range = at.min(self.size)..at.saturating_add(length).min(self.size);
        if range.is_empty() {
            return Ok(&[]);
        }
        let holds = |(from, bytes): &&(u64, Vec<u8>)| *from <= range.start && range.end - *from <= bytes.len() as u64;
        let Some((from, bytes)) = self.read.iter().find(holds) else { return Err(range) };
        Ok(&bytes[(range.start - from) as usize..(range.end - from) as usize])
    }
}

/// Looks for the directory of a zip in what has been read of it.
///
/// # Errors
/// The bytes that have to be read as well. Where they cannot be had, the file is not known to be whole.
pub fn find(file: &Parts) -> Result<Found, Range<u64>> {
    let mut tried = 0;
    // A record in a comment can look like the end of an archive with something behind it: the one that ends with the file is
    // preferred.
    let mut with_more_behind = None;
    // An end record is 22 bytes long; what the first window holds is not looked at again.
    for (window, seen) in [(TAIL, 21), (TAIL + BEHIND, TAIL)] {
        let from = file.size.saturating_sub(window);
        let tail = file.get(from, window)?;
        let last = tail.len().saturating_sub(seen as usize);
        for at in (0..last).rev().filter(|at| tail[*at..].starts_with(b"PK\x05\x06")) {
            tried += 1;
            if tried > RECORDS {
                return Ok(with_more_behind.map_or(Found::CutOff, Found::Whole));
            }
            match by_record(file, &tail[at..], from + at as u64)? {
                Some(place) if place.behind == 0 => return Ok(Found::Whole(place)),
                place => with_more_behind = with_more_behind.or(place),
            }
        }
        if from == 0 || with_more_behind.is_some() {
            break;
        }
    }
    Ok(with_more_behind.map_or(Found::CutOff, Found::Whole))
}

/// The directory that an end record speaks of, if it is there.
fn by_record(file: &Parts, record: &[u8], record_at: u64) -> Result<Option<Place>, Range<u64>> {
    let comment = usize::from(short(record, 20));
    let Some(behind) = record.len().checked_sub(22 + comment) else { return Ok(None) };
    let usual = (u64::from(short(record, 10)), u64::from(word(record, 12)), u64::from(word(record, 16)), record_at);
    let large =
        large_record(file, record_at)?.map(|(large, at)| (long(large, 32), long(large, 40), long(large, 48), at));
    for (members, size, offset, end) in large.into_iter().chain([usual]) {
        if let Some(place) = by_numbers(file, members, size, offset, end)? {
            return Ok(Some(Place { behind: behind as u64, ..place }));
        }
    }
    Ok(None)
}

/// A directory of so many members and bytes, at an offset from where the archive begins; its record is at `end`.
fn by_numbers(file: &Parts, members: u64, size: u64, offset: u64, end: u64) -> Result<Option<Place>, Range<u64>> {
    // Right before the record, wherever that is; else where it says, with something else in between.
    for start in [end.checked_sub(size), Some(offset)].into_iter().flatten() {
        let Some(before) = start.checked_sub(offset) else { continue };
        let Some(gap) = start.checked_add(size).and_then(|behind| end.checked_sub(behind)) else { continue };
        let fits = size == 0 && members == 0 || begins_entry(file, start)?;
        let fits = fits && is_between(file, end - gap, end)?;
        // Where the file itself begins as a zip, this is one that is inside of it, and its own end is missing.
        if fits && (before == 0 || !FIRST.contains(&file.get(0, 4)?)) {
            return Ok(Some(Place { start, end: end - gap, members, before, behind: 0 }));
        }
    }
    Ok(None)
}

/// Whether nothing stands there but what may between a directory and its end record, each whole: a signature, the record of the
/// larger format, and where that is.
fn is_between(file: &Parts, from: u64, end: u64) -> Result<bool, Range<u64>> {
    let mut at = from;
    // Each comes once.
    for _ in 0..3 {
        if at >= end {
            break;
        }
        let head = file.get(at, 12)?;
        let length = match head {
            [b'P', b'K', 5, 5, ..] if head.len() == 12 => 6 + u64::from(short(head, 4)),
            [b'P', b'K', 6, 6, ..] if head.len() == 12 => long(head, 4).saturating_add(12),
            [b'P', b'K', 6, 7, ..] => 20,
            _ => return Ok(false),
        };
        at = at.saturating_add(length);
    }
    Ok(at == end)
}

/// Whether an entry of the directory is at a place. Of a file that has gone by, that the numbers fit has to be enough.
fn begins_entry(file: &Parts, at: u64) -> Result<bool, Range<u64>> {
    match file.get(at, 4) {
        Err(_) if file.is_gone => Ok(true),
        bytes => Ok(bytes? == ENTRY),
    }
}

/// The record for numbers that do not fit the usual one, and where it is.
fn large_record(file: &Parts, record_at: u64) -> Result<Option<(&[u8], u64)>, Range<u64>> {
    let Some(pointer_at) = record_at.checked_sub(20) else { return Ok(None) };
    let pointer = file.get(pointer_at, 20)?;
    if !pointer.starts_with(b"PK\x06\x07") {
        return Ok(None);
    }
    for at in [pointer_at.checked_sub(56), Some(long(pointer, 8))].into_iter().flatten() {
        if at < pointer_at {
            let record = file.get(at, 56)?;
            if record.len() == 56 && record.starts_with(b"PK\x06\x06") {
                return Ok(Some((record, at)));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
