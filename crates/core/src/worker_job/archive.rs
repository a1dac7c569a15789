//! Work on an archive: comparing it with the listing, taking members out, writing it anew.

use super::listing::Listing;
use super::packed::Packed;
use crate::archive::code_page::CodePage;
use serde::{Deserialize, Serialize};

/// The password that is usual for archives of malware.
pub const CONVENTION: &str = "infected";

/// Most odd members that an answer names; the table of the check has all of them.
pub const MOST_ODD: usize = 100;

/// How an archive is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveAccess {
    /// The password that opens its members, where it needs one.
    pub password: Option<String>,
    /// The code page of names that are not in UTF-8; guessed where there is none.
    pub code_page: Option<CodePage>,
}

/// Compares an archive with a listing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Check {
    /// The archive.
    pub archive: ArchiveAccess,
    /// The listing.
    pub listing: Listing,
}

/// What a check has found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// How each row came out, by position: see [`CheckResults`](crate::dataset::check_results::CheckResults).
    pub states: Packed<u8>,
    /// Members with the content of a row.
    pub members: Packed<u32>,
    /// The positions of the rows that these members have the content of.
    pub positions: Packed<u32>,
    /// The first members that do not fit.
    pub odd: Vec<OddMember>,
    /// How many do not fit.
    pub odd_count: usize,
    /// The code page that names were read in, where any is in one.
    pub code_page: Option<CodePage>,
    /// The outcome as a whole.
    pub words: String,
}

/// A member that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddMember {
    /// Its name as the archive has it.
    pub name: String,
    /// Why it does not fit.
    pub why: String,
}

/// Takes a member out as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Take {
    /// The archive.
    pub archive: ArchiveAccess,
    /// The number of the member in the directory.
    pub member: u32,
}

/// A member that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// SHA-1 of what came out, in hex.
    pub sha1: String,
}

/// Writes an archive anew: encrypted, its names made harmless.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Protect {
    /// The archive.
    pub archive: ArchiveAccess,
    /// The listing that gives the files their names.
    pub listing: Listing,
    /// The positions of the rows whose files are written; all members where there is none.
    pub chosen: Option<Packed<u32>>,
    /// The password that is to open it; the one that the field has agreed on where it is empty.
    pub new_password: String,
    /// Names of programs get an ending that nothing is started by.
    pub disarms: bool,
}

/// An archive that was written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protected {
    /// What is in it and what opens it, in words.
    pub words: String,
}
