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
    /// Comma-separated values that Excel leaves as they are.
    Excel,
    /// Every entry as the appliance sent it, one a line.
    Lines,
    /// An event for MISP.
    Misp,
    /// A bill of materials.
    Cyclonedx,
    /// A report as Markdown.
    Markdown,
    /// A page to read, in one file.
    Report,
    /// What YARA rules have found, as JSON, to be kept beside another file.
    Yara,
}

impl ExportKind {
    /// All kinds, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Csv,
        Self::Json,
        Self::Hashes,
        Self::Stix,
        Self::Excel,
        Self::Lines,
        Self::Misp,
        Self::Cyclonedx,
        Self::Markdown,
        Self::Report,
        Self::Yara,
    ];

    /// What it is called in the menu. No name is a part of another: who looks for one finds one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Hashes => "Hashes",
            Self::Stix => "STIX 2.1",
            Self::Excel => "Excel",
            Self::Lines => "Lines",
            Self::Misp => "MISP event",
            Self::Cyclonedx => "CycloneDX 1.6",
            Self::Markdown => "Markdown",
            Self::Report => "Report",
            Self::Yara => "YARA hits",
        }
    }

    /// How its file's name ends, and its media type. Lists of hashes are named after their kind of hash.
    pub const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv"),
            Self::Json => ("json", "application/json"),
            Self::Hashes => ("txt", "text/plain"),
            Self::Stix => ("stix.json", "application/stix+json"),
            Self::Excel => ("excel.csv", "text/csv"),
            Self::Lines => ("jsonl", "application/jsonl"),
            Self::Misp => ("misp.json", "application/json"),
            Self::Cyclonedx => ("cdx.json", "application/vnd.cyclonedx+json"),
            Self::Markdown => ("md", "text/markdown"),
            Self::Report => ("html", "text/html"),
            Self::Yara => ("yara.json", "application/json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_names_are_told_apart() {
        for kind in ExportKind::ALL {
            let word = serde_json::to_string(&kind).expect("a word");
            assert_eq!(serde_json::from_str::<ExportKind>(&word).ok(), Some(kind));
            let name = kind.name().to_lowercase();
            let same = ExportKind::ALL.iter().filter(|other| other.name().to_lowercase().contains(&name)).count();
            assert_eq!(same, 1, "{name}");
        }
    }
}
