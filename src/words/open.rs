//! Opening a sample or a file.

use crate::words::{counted, files, intl};

pub const SAMPLE: &str = "Open a sample";
pub const HASH: &str = "Sample hash";
pub const HASH_HINT: &str = "MD5, SHA-1, SHA-256 or SHA-512, or a text or link that holds one";
pub const OPEN: &str = "Open";
pub const NO_HASH: &str = "no hash";
pub const FILE: &str = "Open file";
pub const FILE_HINT: &str = "A saved listing, or several pages of one, or the archive of the listing on screen; they can also be dropped on the page";
pub const FILE_TO_OPEN: &str = "File to open";
pub const NO_ENTRY: &str = "No entry is in it.";
pub const WHAT_OPENS: &str = "What can be opened: a saved answer of the appliance (one page, or several one after another), a bare list of entries, or what Export wrote as JSON.";
pub const AGAIN_FOR_ALL: &str = "Open the file again to read all of it.";
pub const REST_NOT_SAVED: &str = "The rest was not saved with it: parents may be missing.";
pub const UNREADABLE: &str = "the browser can no longer read the file";
pub const FROM_FILE: &str = "From a file";

pub fn digits(count: usize) -> String {
    counted(count as u64, "digit", "digits")
}

pub fn says(message: &str) -> String {
    format!("It is an answer that says: “{message}”")
}

pub fn no_listing(name: &str, why: &str) -> String {
    format!("“{name}” holds no listing. {why}")
}

pub fn stopped(rows: u32) -> String {
    match rows {
        1 => "Reading was stopped: this is the first file.".to_owned(),
        rows => format!("Reading was stopped: these are the first {}.", files(rows.into())),
    }
}

pub fn damaged(name: &str, fault: &str) -> String {
    format!("“{name}” is damaged. {fault}")
}

pub fn shown_before(rows: u32) -> String {
    match rows {
        1 => "The entry before that is shown.".to_owned(),
        rows => format!("The {} entries before that are shown.", intl::number(rows.into())),
    }
}

pub fn a_part(rows: u32, of: u64) -> String {
    format!("The file holds {} of the {} that the appliance counted.", intl::number(rows.into()), files(of))
}

pub fn a_part_because(why: &str) -> String {
    format!("The file holds a part of a listing: {why}.")
}

pub fn no_listing_for(name: &str) -> String {
    format!("“{name}” is an archive, and there is no listing to check it against.")
}

pub const LISTING_FIRST: &str = "Open the sample or a saved listing first, then the archive.";

pub const ONE_AT_A_TIME: &str = "What is opened together: the pages of one listing (JSON), and one archive (zip).";

pub fn left_out(names: &[String], more: usize) -> String {
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("Not opened: {}{more}.", names.join(", "))
}

/// The name of a listing that comes from several files.
pub fn name_of(first: &str, more: usize) -> String {
    if more == 0 { first.to_owned() } else { format!("{first} and {more} more") }
}
