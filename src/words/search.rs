//! Search contents: what is searched for in all files.

use super::{counted, files};
use crate::platform::intl;

pub const SEARCH: &str = "Search contents";
pub const FOR: &str = "Search for";
pub const AS: &str = "Interpret as";
pub const START: &str = "Search";
pub const PROGRESS: &str = "Searching contents";
pub const STOPPED: &str = "Search stopped.";
pub const ABOUT: &str = "A text is found in UTF-8 and in UTF-16, bytes are written as 4D 5A ?? ??, an expression is one over bytes, line by line. Nothing leaves this machine.";
pub const FOUND: &str = "Found in";
pub const FILE: &str = "File";
pub const HITS: &str = "Hits";
pub const FIRST: &str = "First hits";
pub const SHOW: &str = "Show these files";
pub const SKIPPED: &str = "Not searched";

pub fn outcome(hits: u64, found: u64, searched: u64, skipped: u64, bytes: &str, seconds: f64) -> String {
    let hits = counted(hits, "hit", "hits");
    let left_out = if skipped > 0 { format!(" {} could not be searched.", files(skipped)) } else { String::new() };
    format!(
        "{hits} in {} of {} of the archive, {bytes} in {seconds:.1} s.{left_out}",
        intl::number(found),
        files(searched)
    )
}

pub fn unnamed(members: u64) -> String {
    format!("Also in {} of the archive that no row names.", files(members))
}

pub fn not_searched(words: &str) -> String {
    format!(", not yet searched for “{words}”")
}

pub fn open(name: &str, offset: &str) -> String {
    format!("{name} at {offset}")
}
