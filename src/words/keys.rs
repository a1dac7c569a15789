//! Keys.

pub const KEYS: &str = "Keys";
pub const HINT: &str = "Keys (?)";
pub const LETTERS: &str = "Single letters act as keys";
/// Each key and what it does.
pub const ALL: [(&str, &str); 17] = [
    ("/", "to the filter"),
    ("m, Shift M", "next, previous malicious file"),
    ("n, Shift N", "next, previous match of the filter"),
    ("1, 2, 3", "list, tree, map"),
    ("u", "unique files only, and back"),
    ("f", "facets"),
    ("?", "this sheet"),
    ("↑ ↓ Page Up Page Down", "through the rows"),
    ("Home End", "first row, last row"),
    ("→", "opens a branch; on an open one, to its first file"),
    ("←", "closes a branch; on a closed one, to what it is in"),
    ("Enter", "details of the row"),
    ("Space", "selects the row, or no longer"),
    ("Shift ↑ ↓, Shift press", "selects a stretch of rows"),
    ("Ctrl press", "selects one more row, or one less"),
    ("Ctrl A", "selects all rows, in view or out of it"),
    ("Escape", "closes; in the rows, selects none"),
];
