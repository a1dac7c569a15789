//! The map.

use crate::words::intl;

pub const MAP: &str = "Map";
pub const BRANCH: &str = "Branch";
pub const WHOLE: &str = "Whole sample";
pub const AREA: &str = "Area by";
pub const SIZE: &str = "Size";
pub const FILES: &str = "Files";
pub const BY_SIZE: &str = "size";
pub const BY_FILES: &str = "number of files";
pub const SAVE_SVG: &str = "Save as SVG";
pub const SAVE_PNG: &str = "Save as PNG";
pub const VERDICTS: &str = "Verdicts";
pub const MARKS: &str = "Marks";
pub const KEYS: &str = "Press a block for its details, twice to go into it. Arrow keys: down into a block, up, and to those beside it; Enter goes into it, Escape out.";
pub const LARGEST: &str = "Largest in this branch";
pub const COLUMNS: [&str; 4] = ["Name", "Size", "Files", "Worst verdict"];
pub const NOT_SAVED: &str = "The browser does not save the map.";
pub const TOO_SMALL: &str = "too small to draw";
pub const NO_MATCH: &str = "does not match the filter";

pub fn title(label: &str, branch: &str, by: &str) -> String {
    format!("{label} · {branch} · area by {by}")
}

pub fn at_worst(verdict: &str) -> String {
    format!("{verdict} at worst")
}

pub fn inside(files: &str) -> String {
    format!("{files} inside")
}

pub fn of_them(count: u32, verdict: &str) -> String {
    format!("{} of them {verdict}", intl::number(count.into()))
}

pub fn in_all(weight: &str) -> String {
    format!("{weight} in all")
}
