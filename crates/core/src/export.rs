//! Writing rows out, for a ticket, a block list or another tool.
//!
//! Each writer is an iterator of pieces of about 64 KiB that goes on where it left off, so that a caller can let the
//! browser paint in between and hand each piece on before the next is made. The pieces joined are the file.
//!
//! What came from the sample stays text: characters that deceive are escaped as on the page ([`visible`]), and what a
//! reader of the format could take for more than text is disarmed by the writer of that format.

mod contents;
pub mod csv;
pub mod cyclonedx;
pub mod defang;
mod excel;
pub mod formula;
pub mod graph;
pub mod grouping;
pub mod hash_format;
pub mod hashes;
pub mod kind;
pub mod markdown;
pub mod misp;
pub mod objects;
pub mod options;
mod outline;
pub mod report;
pub mod scope;
pub mod size;
pub mod stix;
mod uuid;
pub mod yara;

use crate::hash::HashKind;
use crate::table::completeness::{Choice, Completeness};
use crate::table::escape::visible;
use crate::table::timestamp::{self, Timestamp};
use crate::table::{Row, Table};
use crate::tree::parents::Parents;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Write;

/// How many bytes a piece has, about.
pub const PIECE: usize = 64 << 10;

/// A writer: an iterator of pieces that can say how far it is.
pub trait Export: Iterator<Item = String> {
    /// How much is done, and how much there is, in a unit of the writer's own.
    fn progress(&self) -> (u64, u64);

    /// What has to be known about the file, as sentences, each with a space before it. Known once all is written.
    fn note(&self) -> String {
        String::new()
    }
}

/// How names and paths are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameStyle {
    /// As the page shows them.
    #[default]
    Shown,
    /// With addresses made unusable: see [`defang`].
    Defanged,
}

impl NameStyle {
    /// A name or path from the sample as it is written.
    fn write(self, text: &str) -> Cow<'_, str> {
        let shown = visible(text);
        match self {
            Self::Shown => shown,
            Self::Defanged => match defang::defang(&shown) {
                Cow::Borrowed(_) => shown,
                Cow::Owned(defanged) => Cow::Owned(defanged),
            },
        }
    }
}

/// What an export holds, in words, to be said beside it: CSV and hashes have no room for remarks that a program would not
/// trip over. How many rows of how many, the filter, and whether the listing `of` which they are is complete.
pub fn statement(choice: &Choice<'_>, of: &Completeness) -> String {
    let rows = choice.rows;
    let (count, files) = match of.count() {
        Some(1) => ("1".to_owned(), "file"),
        Some(count) => (count.to_string(), "files"),
        None => ("an unknown number of".to_owned(), "files"),
    };
    let filter = choice.filter.filter(|filter| !filter.trim().is_empty());
    let mut out = match (choice.selected, filter.is_some() || choice.unique, of.count() == Some(rows)) {
        (false, false, true) => format!("All {count} {files}."),
        (true, ..) => format!("{rows} selected of {count} {files}."),
        _ => format!("{rows} of {count} {files}."),
    };
    if let Some(filter) = filter {
        out.push_str(" Filter: ");
        out.push_str(&visible(filter));
        out.push('.');
    }
    if choice.unique {
        out.push_str(" Each file once.");
    }
    match of.words() {
        // Writing to a String cannot fail.
        Some(why) => drop(write!(out, " The listing is not complete: {why}.")),
        None => out.push_str(" The listing is complete."),
    }
    out
}

/// Beyond that many bytes the outer part of a path from the sample is left out: in a chain of a hundred thousand files
/// the paths together would be larger than any disk.
const LONGEST_PATH: usize = 4096;

/// The same beyond that many levels.
const DEEPEST_PATH: usize = 100;

/// The path from the sample: the paths of everything around a row and its own, with `/` between. What is longer than
/// 4,096 bytes or inside of more than 100 files begins with `…/`, its own path always complete.
pub fn path_from_sample(table: &Table, parents: &Parents, row: Row) -> String {
    let mut parts = vec![table.path(row)];
    let mut length = parts[0].len();
    for above in parents.ancestors(row) {
        let path = table.path(above);
        length += path.len() + 1;
        if length > LONGEST_PATH || parts.len() > DEEPEST_PATH {
            parts.push("…");
            break;
        }
        parts.push(path);
    }
    parts.reverse();
    parts.join("/")
}

/// The row's hash of a kind. A listing holds no SHA-512.
pub fn hash_of(table: &Table, row: Row, kind: HashKind) -> Option<&[u8]> {
    match kind {
        HashKind::Md5 => table.md5(row).map(<[u8; 16]>::as_slice),
        HashKind::Sha1 => table.sha1(row).map(<[u8; 20]>::as_slice),
        HashKind::Sha256 => table.sha256(row).map(<[u8; 32]>::as_slice),
        HashKind::Sha512 => None,
    }
}

/// Adds bytes as hex digits in lower case.
fn push_hex(out: &mut String, bytes: &[u8]) {
    for byte in bytes {
        out.push(char::from(b"0123456789abcdef"[usize::from(byte >> 4)]));
        out.push(char::from(b"0123456789abcdef"[usize::from(byte & 0xf)]));
    }
}

/// A text as JSON, escaped as little as can be, which is what canonical JSON asks for.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// ISO 8601 in UTC, to the microsecond.
fn iso(timestamp: Timestamp) -> String {
    format!("{}.{:06}Z", timestamp::utc(timestamp).replace(' ', "T"), timestamp.rem_euclid(1_000_000))
}

#[cfg(test)]
mod tests;
