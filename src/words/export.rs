//! Exports.

use crate::words::intl;

pub const EXPORT: &str = "Export";
pub const ROWS: &str = "Rows";
pub const HASH: &str = "Kind of hash for Hashes";
pub const DEFANGED: &str = "Defanged names";
pub const WRITING: &str = "Writing the file…";
pub const WRITING_BAR: &str = "Writing the export";
pub const CANCELLED: &str = "Export cancelled. Nothing was saved.";
pub const NOT_SAVED: &str = "The browser does not save the file.";
pub const FAILED: &str = "The export failed.";

pub fn all(count: u32) -> String {
    format!("All ({})", intl::number(count.into()))
}

pub fn filtered(count: u32) -> String {
    format!("Filtered ({})", intl::number(count.into()))
}

pub fn selected(count: u32) -> String {
    format!("Selected ({})", intl::number(count.into()))
}

pub fn saved(name: &str, scope: &str) -> String {
    format!("Saved as {name}. {scope}")
}
