//! Examining the members of an archive: what each is by its bytes, how random they are, and what in them is padding.

use super::archive::ArchiveAccess;
use crate::gaps::facts::Facts;
use serde::{Deserialize, Serialize};

/// Examines all members of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Examine {
    /// The archive.
    pub archive: ArchiveAccess,
}

/// What was seen of one of the members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// The number of the member in the directory.
    pub member: u32,
    /// What was seen of it.
    pub facts: Facts,
}

/// How far that came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// How many members were examined.
    pub examined: u32,
    /// How many bytes that were.
    pub bytes: u64,
    /// Those that were not, each with the reason.
    pub skipped: Vec<String>,
}
