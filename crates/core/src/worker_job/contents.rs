//! What is inside of members: one looked at, its lines, its strings, what is found in it, and a search through all.

use super::archive::ArchiveAccess;
use super::packed::Packed;
use crate::contents::encoding::Encoding;
use crate::contents::kind::StringKind;
use crate::contents::notation::Notation;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Takes a member out to be looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Look {
    /// The archive.
    pub archive: ArchiveAccess,
    /// The number of the member in the directory.
    pub member: u32,
}

/// A member that can be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Why it ends before its end, in words.
    pub cut: Option<String>,
    /// The media type of the picture that it can be shown as.
    pub image: Option<String>,
}

/// Finds where the lines of a file begin.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lines {
    /// The encoding that the person chose; guessed where there is none.
    pub encoding: Option<Encoding>,
}

/// Where the lines of a file begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineIndex {
    /// The encoding in which it was read.
    pub encoding: Encoding,
    /// How many lines it has.
    pub lines: u64,
    /// The offset of each block of [`BLOCK`](crate::contents::lines::BLOCK) lines.
    pub blocks: Packed<u64>,
}

/// Finds the strings of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strings {
    /// The fewest letters of a string.
    pub least: u32,
}

/// The strings of a file, as columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StringTable {
    /// Where each begins.
    pub offsets: Packed<u64>,
    /// How many letters each has.
    pub letters: Packed<u64>,
    /// The number of its kind, with 128 added where a letter takes two bytes.
    pub kinds: Packed<u8>,
    /// Where in `texts` its text ends.
    pub ends: Packed<u32>,
    /// The beginnings of their texts, one behind the other, in ASCII.
    pub texts: Packed<u8>,
    /// How many there are, of which the first were kept.
    pub count: u64,
}

impl StringTable {
    /// The kind of one of the strings.
    pub fn kind(&self, number: u32) -> StringKind {
        let kind = self.kinds.get(number as usize).map_or(0, |kind| kind & 127);
        StringKind::ALL.get(usize::from(kind)).copied().unwrap_or_default()
    }

    /// Where one is in the file: its offset and its length in bytes.
    pub fn place(&self, number: u32) -> (u64, u64) {
        let number = number as usize;
        let is_wide = self.kinds.get(number).is_some_and(|kind| kind & 128 != 0);
        let letters = self.letters.get(number).copied().unwrap_or_default();
        (self.offsets.get(number).copied().unwrap_or_default(), letters << u32::from(is_wide))
    }

    /// The beginning of its text, and whether that is all of it.
    pub fn text(&self, number: u32) -> (Cow<'_, str>, bool) {
        let number = number as usize;
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
        let text = self.texts.get(number.checked_sub(1).map_or(0, end)..end(number)).unwrap_or_default();
        let text = String::from_utf8_lossy(text);
        let is_whole = self.letters.get(number).is_none_or(|letters| *letters <= text.len() as u64);
        (text, is_whole)
    }
}

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// How its words are meant.
    pub notation: Notation,
    /// Its words.
    pub words: String,
}

/// Finds what is searched for in one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Find {
    /// What is searched for.
    pub pattern: Pattern,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hits {
    /// Where the first hits are.
    pub offsets: Packed<u64>,
    /// How many bytes they have.
    pub lengths: Packed<u32>,
    /// How many hits there are.
    pub count: u64,
}

/// Searches all members of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Search {
    /// The archive.
    pub archive: ArchiveAccess,
    /// What is searched for.
    pub pattern: Pattern,
}

/// What was found in one of the members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberHits {
    /// The number of the member in the directory.
    pub member: u32,
    /// What was found in it.
    pub hits: Hits,
}

/// How far a search through all members came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// How many members were searched.
    pub searched: u32,
    /// How many bytes that were.
    pub bytes: u64,
    /// Those that were skipped, each with the reason.
    pub skipped: Vec<String>,
}
