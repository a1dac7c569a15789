//! Rows that were picked.

use crate::words::intl;

pub const SELECTED: &str = "Selected files";
pub const KIND: &str = "Kind of hash";
pub const COPY: &str = "Copy hashes";
pub const NONE: &str = "Select none";

pub fn count(count: u32) -> String {
    format!("{} selected", intl::number(count.into()))
}

pub fn copied(count: usize, kind: &str) -> String {
    let hashes = if count == 1 { "hash" } else { "hashes" };
    format!("{} {kind} {hashes} copied.", intl::number(count as u64))
}
