//! The archive, once it is here.

pub const ARCHIVE: &str = "Archive";
pub const CHECK: &str = "Check against the listing";
pub const SAVE_RESULT: &str = "Save the result";
pub const ODD: &str = "Members that do not fit";
pub const NOT_LISTED: &str = "not in the listing";
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
