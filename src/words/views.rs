//! The views and the tools beside them.

pub const VIEW: &str = "View";
pub const LIST: &str = "List";
pub const TREE: &str = "Tree";
pub const MAP: &str = "Map";
pub const TABLE: &str = "Extracted files";
pub const TREEGRID: &str = "Parent relationships";
pub const PREVIOUS: &str = "Previous match";
pub const PREVIOUS_HINT: &str = "Previous match (Shift N)";
pub const NEXT: &str = "Next match";
pub const NEXT_HINT: &str = "Next match (N)";
pub const UNIQUE: &str = "Unique files";
pub const EXPAND: &str = "Expand all";
pub const COLLAPSE: &str = "Collapse all";
pub const NO_MALICIOUS: &str = "No malicious file here.";
pub const NO_FILE: &str = "No file here.";
pub const PICK: &str = "Select";
