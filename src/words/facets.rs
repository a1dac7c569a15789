//! What there is to choose from.

use crate::words::counted;

pub const FACETS: &str = "Facets";
pub const VERDICTS: &str = "Verdicts";
pub const TYPES: &str = "Types";
pub const DEPTH: &str = "Depth";
pub const NO_TYPE: &str = "no type";

pub fn more_types(count: u32) -> String {
    counted(count.into(), "more type", "more types")
}

pub fn depth(depth: usize) -> String {
    format!("depth {depth}")
}
