//! What is inside a file, and what was searched for in all of them.

use crate::words::{counted, intl};
use matryoshka_core::contents::notation::Notation;

pub const VIEW: &str = "View contents";
pub const TITLE: &str = "File contents";
pub const TABS: &str = "Shown as";
pub const HEX: &str = "Hex";
pub const TEXT: &str = "Text";
pub const STRINGS: &str = "Strings";
pub const BYTES: &str = "Bytes";
pub const LINES: &str = "Lines";
pub const READING: &str = "Reading the file";
pub const FINDING: &str = "Finding";
pub const STOPPED: &str = "Stopped.";
pub const EMPTY: &str = "This file is empty.";
pub const NOT_THERE: &str = "The archive does not hold this file.";
pub const NOT_THERE_WHY: &str =
    "No member of the archive has the hash of this row. Check the archive against the listing to see what it holds.";

pub const FIND: &str = "Find";
pub const FIND_AS: &str = "Interpret as";
pub const PREVIOUS: &str = "Previous hit";
pub const NEXT: &str = "Next hit";
pub const NO_HIT: &str = "Not found.";

pub const GO_TO: &str = "Go to offset";
pub const GO: &str = "Go";
pub const NO_OFFSET: &str = "An offset is a number such as 512, 0x200 or 200h, within the file.";
pub const COPY_AS: &str = "Copy the selected bytes";
pub const COPIES: [&str; 3] = ["Copy as hex", "Copy as C array", "Copy as Base64"];
pub const SELECTED: &str = "The selected bytes";
pub const TOO_MANY: &str = "Too many bytes to copy: at most 1 MiB.";

pub const ENCODING: &str = "Encoding";
pub const LEAST: &str = "Minimum length";
pub const KIND: &str = "Kind";
pub const ALL_KINDS: &str = "All";
pub const IN_HEX: &str = "Enter or a press shows a string in Hex.";

pub const IMAGE: &str = "Show image";
pub const NO_IMAGE: &str = "The browser cannot decode this image.";

/// What a way to write what is searched for is called.
pub const fn notation(notation: Notation) -> &'static str {
    match notation {
        Notation::Text => "Text",
        Notation::Hex => "Hex",
        Notation::Regex => "Regular expression",
    }
}

pub fn cut(why: &str) -> String {
    format!("This is not all of the file: {why}.")
}

pub fn image(width: u32, height: u32) -> String {
    format!("Image, {width} × {height} pixels")
}

pub fn selected(offset: u64, bytes: u64, all: u64) -> String {
    format!("Offset 0x{offset:x}, {} of {} selected", counted(bytes, "byte", "bytes"), intl::number(all))
}

/// Which hit of those that are kept, and how many there are.
pub fn hit(at: u64, kept: u64, count: u64) -> String {
    let (at, all) = (intl::number(at), intl::number(count));
    if kept == count { format!("{at} of {all}") } else { format!("{at} of the first {} of {all}", intl::number(kept)) }
}

pub fn lines(count: u64) -> String {
    counted(count, "line", "lines")
}

pub fn strings(shown: u64, count: u64) -> String {
    let all = counted(count, "string", "strings");
    if shown == count { all } else { format!("{} of {all}", intl::number(shown)) }
}
