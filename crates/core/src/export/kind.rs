//! The kinds of file that rows can be exported as. Page and worker share this.

use serde::{Deserialize, Serialize};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExportKind {
    /// Comma-separated values.
    Csv,
    /// Every entry exactly as the appliance sent it.
    Json,
    /// A list of hashes.
    Hashes,
    /// A bundle of STIX 2.1.
    Stix,
    /// A page to read, in one file.
    Report,
}

impl ExportKind {
    /// All kinds, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Json, Self::Hashes, Self::Stix, Self::Report];

    /// The word for it between page and worker.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Hashes => "hashes",
            Self::Stix => "stix",
            Self::Report => "report",
        }
    }

    /// What it is called in the menu.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Hashes => "Hashes",
            Self::Stix => "STIX 2.1",
            Self::Report => "Report",
        }
    }
}
