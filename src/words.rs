//! All that the page says, in one place: for one voice, and so that a translation can be added.
//!
//! What goes wrong has its words where it is told apart: with the appliance in `api::failure`, in a filter in
//! `query::filter`, in an address in `url_state`. The names of parts are those of the interface that tests and people
//! with screen readers know them by.

#![expect(missing_docs, reason = "each of them says what it is")]

pub mod alert;
pub mod archive;
pub mod columns;
pub mod connection;
pub mod contents;
pub mod details;
pub mod differences;
pub mod download;
pub mod export;
pub mod facets;
pub mod filter;
pub mod gaps;
pub mod hash_lists;
pub mod head;
pub mod keys;
pub mod links;
pub mod loading;
pub mod map;
pub mod open;
pub mod pages;
pub mod row;
pub mod samples;
pub mod search;
pub mod selection;
pub mod shared;
pub mod start;
pub mod views;
pub mod yara;

use crate::platform::intl;
use matryoshka_core::table::escape::shortened;

pub const BRAND: &str = "Matryoshka";
pub const CLOSE: &str = "Close";
pub const CANCEL: &str = "Cancel";
pub const COPY: &str = "Copy";
pub const NO_COPY: &str = "The browser does not let this page copy.";
pub const NO_NAME: &str = "(no name)";

/// The name of a file as it is shown: at most so many letters, or that it has none.
pub fn file_name(name: &str, most: usize) -> String {
    if name.is_empty() { NO_NAME.to_owned() } else { shortened(name, most).into_owned() }
}

/// A count and what is counted.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", intl::number(count), if count == 1 { one } else { many })
}

pub fn files(count: u64) -> String {
    counted(count, "file", "files")
}

pub fn more(count: usize) -> String {
    format!("and {} more", intl::number(count as u64))
}

pub fn copied(what: &str) -> String {
    format!("{what} copied.")
}

pub fn saved(name: &str, size: &str) -> String {
    format!("Saved as {name}, {size}.")
}

pub fn saved_as(name: &str) -> String {
    format!("Saved as {name}.")
}
