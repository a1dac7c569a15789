//! Running YARA rules over the members of an archive.

use super::archive::ArchiveAccess;
use crate::yara::wire::{About, Compiled, FileMatches, RuleFile};
use serde::{Deserialize, Serialize};

/// Runs rules over all members of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scan {
    /// The archive.
    pub archive: ArchiveAccess,
    /// The rules.
    pub rules: Vec<RuleFile>,
    /// What members are called, by their number in the directory: a file can stand in many rows. The others are called as
    /// in the archive.
    pub names: Vec<(u32, Vec<About>)>,
}

/// What rules have found in one of the members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberMatches {
    /// The number of the member in the directory.
    pub member: u32,
    /// What was found in it.
    pub matches: FileMatches,
}

/// How far a scan of all members came. Where the rules have mistakes, none was scanned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// How the rules were compiled.
    pub compiled: Compiled,
    /// How many members were scanned.
    pub scanned: u32,
    /// How many bytes that were.
    pub bytes: u64,
    /// Those that were not, each with the reason.
    pub skipped: Vec<String>,
}
