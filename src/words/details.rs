//! The details of a file.

use crate::words::counted;
use matryoshka_core::table::timestamp::Unit;

pub const DETAILS: &str = "File details";
pub const CLOSE: &str = "Close details";
pub const AS_SAMPLE: &str = "Open as sample";
pub const AS_SAMPLE_HINT: &str = "Its own listing, as of a sample";
pub const COPY_NAME: &str = "Copy name";
pub const NAME: &str = "Name";
pub const COPY_RAW: &str = "Copy raw";
pub const COPY_RAW_HINT: &str = "With the characters that are shown as escapes";
pub const RAW: &str = "Raw name";
pub const DAMAGED: &str = "Part of this entry could not be read and counts as absent: it is not an object, or a field has an unusable type, is too large a number, or appears twice. Below is what was sent.";
pub const TOO_LONG: &str = "The entry is too long to be shown here. Export as JSON has all of it.";
pub const REMARKS: &str = "Remarks";
pub const PLACE: &str = "Place in the sample";

pub fn copy(kind: &str) -> String {
    format!("Copy {kind}")
}

pub fn conflict(differs: &[&str]) -> String {
    format!("Conflict: the same hash with another {}.", differs.join(" and another "))
}

pub fn places(count: usize) -> String {
    format!("The same file, {count} places")
}

pub fn inside(count: usize) -> String {
    if count == 1 { "1 file directly inside".to_owned() } else { format!("{count} files directly inside") }
}

pub fn more_fields(count: usize) -> String {
    format!("{}. Export as JSON has all of them.", counted(count as u64, "more field", "more fields"))
}

pub fn left_out(count: u32) -> String {
    format!("… {count} more …")
}

/// How long ago something was, or how long it is until then.
pub fn ago(span: Option<(u64, Unit)>, is_past: bool) -> String {
    let Some((count, unit)) = span else { return "just now".to_owned() };
    let unit = match unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    let words = format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    if is_past { format!("{words} ago") } else { format!("in {words}") }
}
