//! The filter and its count.

use crate::words::{files, intl};

pub const FILTER: &str = "Filter";
pub const HINT: &str = "Filter: name, path, type, threat, hash";
pub const COUNT: &str = "File count";
pub const NONE: &str = "No file matches the filter.";
pub const NOT_ALL: &str = "Not all files are loaded yet: others may match.";
pub const CLEAR: &str = "Clear the filter";
pub const COMPLETIONS: &str = "Completions";
pub const HELP: &str = "Filter help";
pub const WHAT_IT_SAYS: &str = "What a filter can say";
pub const ABOUT: &str = "Words are looked for in name, path, type, threat name and hashes; all of them must be found. A field narrows that down, - is not, or and brackets are what they say.";

pub fn more_than(count: u32) -> String {
    format!("more than {}", files(count.into()))
}

pub fn left(matching: u32, unique: bool, all: &str) -> String {
    let unique = if unique { " unique" } else { "" };
    format!("{}{unique} of {all}", intl::number(matching.into()))
}

pub fn left_of_part(matching: u32, loaded: u32, all: &str) -> String {
    let (matching, loaded) = (intl::number(matching.into()), intl::number(loaded.into()));
    format!("{matching} of {loaded} loaded, of {all}")
}

pub fn loaded(loaded: u32, all: &str) -> String {
    format!("{} of {all} loaded", intl::number(loaded.into()))
}
