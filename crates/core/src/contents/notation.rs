//! How what is searched for is written.

use serde::{Deserialize, Serialize};

/// How the words of a search are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notation {
    /// A text as it stands in a file, in UTF-8 or in UTF-16 LE.
    #[default]
    Text,
    /// Bytes in hex, `??` for any: `4D 5A ?? ??`.
    Hex,
    /// A regular expression over bytes.
    Regex,
}

impl Notation {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Text, Self::Hex, Self::Regex];
}
