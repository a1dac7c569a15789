//! Writing rows as a file.

use super::listing::Listing;
use super::packed::Packed;
use crate::export::NameStyle;
use crate::export::kind::ExportKind;
use crate::hash::HashKind;
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
    /// The kind of file.
    pub kind: ExportKind,
    /// Which hash a list of hashes has.
    pub hash: HashKind,
    /// How names are written.
    pub names: NameStyle,
    /// The hash of the requested sample, where it has one.
    pub sample: String,
    /// What the report calls the sample.
    pub title: String,
    /// When it is written, as the person reads it.
    pub date: String,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The ending of the file's name.
    pub ending: String,
    /// Which rows they are, in words.
    pub words: String,
}
