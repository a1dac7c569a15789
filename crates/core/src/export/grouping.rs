//! What becomes one object, in formats of objects.

use serde::{Deserialize, Serialize};

/// What becomes one object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grouping {
    /// Each content, whatever names it has and wherever it is.
    #[default]
    Contents,
    /// Each row.
    Rows,
}

impl Grouping {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Contents, Self::Rows];
}
