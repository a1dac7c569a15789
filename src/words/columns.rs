//! The columns: how they are chosen, moved and resized.

use crate::platform::intl;

pub const COLUMNS: &str = "Columns";
pub const COMPACT: &str = "Compact rows";
pub const RESET: &str = "Reset columns";
pub const RESET_HINT: &str = "Shows all columns in their usual order and width";
pub const EDGE_HINT: &str = "Drag to change the width, double-click to fit the content.
With the keyboard: Left and Right, Enter to fit, Up and Down for the other columns";

pub fn width_of(header: &str) -> String {
    format!("Width of {header}")
}

pub fn pixels(width: u32) -> String {
    format!("{} pixels", intl::number(width.into()))
}

pub fn move_left(header: &str) -> String {
    format!("Move {header} left")
}

pub fn move_right(header: &str) -> String {
    format!("Move {header} right")
}

pub fn moved(header: &str, at: usize, of: usize) -> String {
    format!("{header} is column {at} of {of}.")
}
