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
pub const PREVIEW: &str = "Preview";
pub const PREVIEW_PART: &str = "Preview, first 64 KiB";
pub const EMPTY: &str = "(empty file)";
pub const SAVE: &str = "Save this file";
pub const SAVE_HINT: &str = "Live malware, as it is, without a password";

pub fn here(served: bool, size: &str) -> String {
    format!("{}, {size}.", if served { "The archive is here" } else { "An archive from disk" })
}
