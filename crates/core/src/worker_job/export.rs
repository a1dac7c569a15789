//! Writing rows as a file.

use super::listing::Listing;
use super::packed::Packed;
use crate::export::options::ExportOptions;
use crate::table::gaps::Told;
use crate::table::yara;
use serde::{Deserialize, Serialize};

/// Which rows are written, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Export {
    /// The listing.
    pub listing: Listing,
    /// The positions of the rows that are written; all where there is none.
    pub chosen: Option<Packed<u32>>,
    /// The filter that left them.
    pub filter: Option<String>,
    /// Of each file only the first row was left.
    pub unique: bool,
    /// They were selected by hand.
    pub selected: bool,
    /// The kind of file, and how it is written.
    pub options: ExportOptions,
    /// What YARA rules have found, where files were scanned; with places only for a kind of file that has them.
    pub yara: Option<yara::Told>,
    /// The open questions, where files were examined.
    pub gaps: Option<Told>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The ending of the file's name.
    pub ending: String,
    /// Which rows they are, in words.
    pub words: String,
}
