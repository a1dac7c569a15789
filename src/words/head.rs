//! The head of an open sample.

use crate::words::{files, intl};

pub const SAMPLE: &str = "Sample";
pub const COPY_HASH: &str = "Copy the sample hash";
pub const HASH: &str = "Hash";
pub const WAY: &str = "Path to this sample";
pub const HERE: &str = "this sample";
pub const VERDICTS: &str = "Verdicts";
pub const COMPLETE: &str = " · complete";

pub fn all(count: u32, unique: Option<u32>) -> String {
    let unique = unique.map_or_else(String::new, |unique| format!(", {} unique", intl::number(unique.into())));
    format!("{}{unique}", files(count.into()))
}

pub fn part(why: &str) -> String {
    format!("A part of the listing: {why}.")
}

pub fn size(size: &str, depth: u32) -> String {
    format!(" · {size} in all · {depth} deep")
}

pub fn announced(count: u64) -> String {
    format!(" · the top-level entries report {}", intl::number(count))
}

pub fn only(verdict: &str) -> String {
    format!("Show only {verdict} files")
}
