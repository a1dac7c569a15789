//! Links that an administrator allows.

pub const LINKS: &str = "Links";
pub const HINT: &str = "Links to other tools, for the selected files";

pub fn first(shown: usize, count: u32) -> String {
    format!("The first {shown} of {count} selected files.")
}
