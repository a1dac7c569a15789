//! Exports.

use crate::words::{files, intl};
use matryoshka_core::export::kind::ExportKind;

pub const EXPORT: &str = "Export";
pub const ROWS: &str = "Rows";
pub const HASH: &str = "Kind of hash for Hashes";
pub const CONCERNING: &str = "Malicious and suspicious, with what is around them";
pub const CHOICES: &str = "Choices";
pub const FORMAT: &str = "Format for Hashes";
pub const FORMATS: [&str; 6] =
    ["One a line", "\"a\",\"b\"", "Regular expression a|b", "KQL in~ (…)", "Sigma list", "Template"];
pub const TEMPLATE: &str = "Template";
pub const TEMPLATE_HINT: &str = "{hash} stands for the hash, \\n for a line end";
pub const SEPARATOR: &str = "Separator for Excel";
pub const SEPARATORS: [&str; 3] = ["Comma", "Semicolon", "Tabulator"];
pub const OBJECTS: &str = "Objects of STIX";
pub const GROUPINGS: [&str; 2] = ["One per content", "One per row"];
pub const WHOLE: &str = "The listing is complete.";
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

/// What will be written: how many rows of how many.
pub fn rows_of(rows: u64, of: Option<u64>) -> String {
    match of {
        Some(of) => format!("{} of {}.", intl::number(rows), files(of)),
        None => format!("{} of an unknown number of files.", intl::number(rows)),
    }
}

pub fn incomplete(why: &str) -> String {
    format!("The listing is not complete: {why}.")
}

/// What a kind of file is for, where its name does not say.
pub const fn purpose(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Csv => "plain text for programs",
        ExportKind::Json => "as the appliance sent it",
        ExportKind::Hashes => "for searches",
        ExportKind::Stix => "for OpenCTI and MISP",
        ExportKind::Excel => "a table, cell by cell",
        ExportKind::Lines => "JSON, one entry a line",
        ExportKind::Misp => "file objects",
        ExportKind::Cyclonedx => "bill of materials",
        ExportKind::Markdown => "a report for tickets",
        ExportKind::Report => "to read and print",
        ExportKind::Yara => "JSON, with the places",
    }
}

pub fn about(purpose: &str, size: &str) -> String {
    format!("{purpose}, about {}", size.replace(' ', "\u{a0}"))
}
