//! What the files are that somebody opens or drops together: pages of a listing, an archive, a case, or none of these.

pub mod text;
pub mod utf16;

#[cfg(test)]
mod tests;

use crate::samples::case_file::MARK;
use std::cmp::Ordering;

/// Bytes of its beginning by which a file is known.
pub const HEAD: usize = 64;

/// What a file begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A zip.
    Archive,
    /// A saved case.
    Case,
    /// JSON, in which a listing may be.
    Json(Encoding),
    /// Something else.
    Other,
}

/// How the text of a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Encoding {
    /// Bytes of the mark in front.
    pub mark: u8,
    /// The order of its bytes, where it is UTF-16: what PowerShell writes. `None` for UTF-8.
    pub utf16: Option<ByteOrder>,
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The lower one.
    Little,
    /// The upper one.
    Big,
}

/// What a file is, by its first bytes.
pub fn recognise(head: &[u8]) -> Content {
    let utf16 = |mark, order| Content::Json(Encoding { mark, utf16: Some(order) });
    let begins = |byte: u8| matches!(byte, b'{' | b'[' | b' ' | b'\t' | b'\r' | b'\n');
    match head {
        [b'P', b'K', ..] => Content::Archive,
        _ if head.starts_with(MARK.as_bytes()) => Content::Case,
        [0xff, 0xfe, 0, 0, ..] => Content::Other,
        [0xff, 0xfe, ..] => utf16(2, ByteOrder::Little),
        [0xfe, 0xff, ..] => utf16(2, ByteOrder::Big),
        [first, 0, next, 0, ..] if begins(*first) && *next != 0 => utf16(0, ByteOrder::Little),
        [0, first, 0, next, ..] if begins(*first) && *next != 0 => utf16(0, ByteOrder::Big),
        _ => {
            let (mark, text) = head.strip_prefix(b"\xef\xbb\xbf").map_or((0, head), |text| (3, text));
            match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
                Some(b'{' | b'[') => Content::Json(Encoding { mark, utf16: None }),
                // So much white space: what follows is seen when it is read.
                None if head.len() >= HEAD => Content::Json(Encoding { mark, utf16: None }),
                _ => Content::Other,
            }
        }
    }
}

/// The order in which pages are meant that are called so: numbers count as numbers, `page-10.json` comes behind `page-9.json`.
pub fn by_name(one: &str, other: &str) -> Ordering {
    let (mut one_rest, mut other_rest) = (one, other);
    loop {
        let (first, second) = (next_part(&mut one_rest), next_part(&mut other_rest));
        if first.is_empty() || second.is_empty() {
            return first.cmp(second).then_with(|| one.cmp(other));
        }
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let order = if is_number(first) && is_number(second) {
            let (first, second) = (first.trim_start_matches('0'), second.trim_start_matches('0'));
            first.len().cmp(&second.len()).then_with(|| first.cmp(second))
        } else {
            first.cmp(second)
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Takes the digits that a text begins with, or what is before the next digit.
fn next_part<'a>(text: &mut &'a str) -> &'a str {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(text.len());
    let (part, rest) = text.split_at(end);
    *text = rest;
    part
}
