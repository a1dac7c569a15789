//! Scan with YARA: rules, and what they find.

use super::{counted, files};
use crate::platform::intl;

pub const SCAN: &str = "Scan with YARA";
pub const RULES: &str = "Rules";
pub const OPEN: &str = "Open rules";
pub const FILES_TO_OPEN: &str = "Rules to open";
pub const OPENED: &str = "Opened rules";
pub const REMOVE: &str = "Remove";
pub const START: &str = "Scan";
pub const PROGRESS: &str = "Scanning";
pub const STOPPED: &str = "Scan stopped.";
pub const HINT: &str = "rule name { condition: … }";
pub const ABOUT: &str = "Type rules, open .yar files, or drop them here. Rules never leave this machine: they are compiled and run in this tab, kept nowhere, and gone when it is closed or reloaded.";
pub const NO_RULES: &str = "There are no rules yet: type some, or open a file with some.";
pub const TYPED: &str = "typed rules";
pub const MISTAKES: &str = "Mistakes in the rules";
pub const WARNINGS: &str = "Warnings about the rules";
pub const FOUND: &str = "Matches";
pub const FILE: &str = "File";
pub const MATCHING: &str = "Rules that match";
pub const SHOW: &str = "Show these files";
pub const SKIPPED: &str = "Not scanned";
pub const NOT_SCANNED: &str = ", not yet scanned with YARA";
pub const MATCHES: &str = "YARA matches";

pub fn outcome(found: u64, rules: u64, scanned: u64, skipped: u64, bytes: &str, seconds: f64) -> String {
    let rules = counted(rules, "rule", "rules");
    let left_out = if skipped > 0 { format!(" {} could not be scanned.", files(skipped)) } else { String::new() };
    format!(
        "{rules} over {} of the archive, {bytes} in {seconds:.1} s: matches in {}.{left_out}",
        files(scanned),
        intl::number(found)
    )
}

pub fn unnamed(members: u64) -> String {
    format!("Also matches in {} of the archive that no row names.", files(members))
}

/// What a block of the map is said to match.
pub fn matching(rules: &str) -> String {
    format!("matches YARA: {rules}")
}

/// That a rule may have matched under a name that it did not see.
pub fn more_names(files_with_more: u64, names: usize) -> String {
    format!("Rules that ask for names have seen the first {names} of {}.", files(files_with_more))
}

pub fn mistake(file: &str, line: u32, column: u32, words: &str) -> String {
    format!("{file}, line {line}, column {column}: {words}")
}

pub fn too_many(bytes: &str) -> String {
    format!("These are too many rules: at most {bytes} in all.")
}

pub fn no_text(name: &str) -> String {
    format!("{name} is no text.")
}

pub fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub fn tags(tags: &str) -> String {
    format!("Tags: {tags}")
}

pub fn place(string: &str, offset: &str) -> String {
    format!("{string} at {offset}")
}

pub fn more_rules(count: u64) -> String {
    counted(count, "more rule matches.", "more rules match.")
}
