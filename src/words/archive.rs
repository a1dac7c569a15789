//! The archive, once it is here.

pub const ARCHIVE: &str = "Archive";
pub const CHECK: &str = "Check against the listing";
pub const SAVE_RESULT: &str = "Save the result";
pub const ODD: &str = "Members that do not fit";
pub const NAMES: &str = "Letters of names";
pub const NAMES_HINT: &str = "A zip does not say what names mean that are not in UTF-8: this is guessed";

/// The code pages that names may be in: the label of each, and what it is called.
pub const CODE_PAGES: [(&str, &str); 4] = [
    ("cp437", "CP437 (DOS, Western)"),
    ("windows-1252", "Windows-1252 (Western)"),
    ("shift_jis", "Shift-JIS (Japanese)"),
    ("gbk", "GBK (Chinese)"),
];

pub const PASSWORD: &str = "Password of the archive";
pub const TRY: &str = "Try";
pub const WORKING: &str = "Working on it";
pub const STOPPED: &str = "Stopped. Nothing was saved.";
pub const FAILED: &str = "The archive could not be worked with.";
pub const MEMBER: &str = "In the archive";
pub const SAVE: &str = "Save this file";
pub const SAVE_HINT: &str = "Live malware, as it is, without a password";
pub const OTHER_FILE: &str =
    "The archive holds something else here than the listing says. The result of the check names all that differ.";

pub fn other_file(hash: &str) -> String {
    format!("What was saved is not the file of this row: its SHA-1 is {hash}.")
}

pub fn here(served: bool, size: &str) -> String {
    format!("{}, {size}.", if served { "The archive is here" } else { "An archive from disk" })
}
