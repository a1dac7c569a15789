//! The four hash kinds by which an appliance knows a sample, and what people paste for one.

pub mod list;
mod pasted;

#[cfg(test)]
mod tests;

use crate::table::counted::counted;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which hash function made a hash; told by its length alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HashKind {
    /// 32 hex digits.
    Md5,
    /// 40 hex digits.
    Sha1,
    /// 64 hex digits.
    Sha256,
    /// 128 hex digits.
    Sha512,
}

impl HashKind {
    /// All four, shortest first.
    pub const ALL: [Self; 4] = [Self::Md5, Self::Sha1, Self::Sha256, Self::Sha512];

    /// How many hex digits a hash of this kind has.
    pub const fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            Self::Sha256 => 64,
            Self::Sha512 => 128,
        }
    }

    /// The kind with that many hex digits.
    pub fn of_digits(digits: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.digits() == digits)
    }

    /// The name as the field writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// The hash of a sample: hex digits in lower case, of one of the four kinds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SampleHash(String);

/// Why a text is no sample hash. `Display` gives the words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HashFault {
    /// Nothing but white space.
    Empty,
    /// The first character that is no hex digit.
    NotHex(char),
    /// Hex digits only, but of no kind's length.
    Length(usize),
    /// A longer text that holds more than one hash.
    Several(usize),
}

impl fmt::Display for HashFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Type or paste the hash of a sample."),
            Self::NotHex(found) => write!(
                f,
                "“{}” is not a hex digit. A hash has only 0–9 and a–f.",
                crate::table::escape::visible(&found.to_string())
            ),
            Self::Length(digits) => write!(
                f,
                "{}: a hash has 32 (MD5), 40 (SHA-1), 64 (SHA-256) or 128 (SHA-512).",
                counted(*digits as u64, "hex digit", "hex digits")
            ),
            Self::Several(count) => {
                write!(f, "The text holds several hashes ({count}). Leave the one to open.")
            }
        }
    }
}

impl SampleHash {
    /// Reads a hash as people paste it: alone, in a longer text such as a link to an appliance or to `VirusTotal`, or in the
    /// notation of another tool: bytes apart, digits over several lines, several hashes of one file with their names.
    ///
    /// # Errors
    /// When the text holds no hash, or more than one.
    pub fn parse(text: &str) -> Result<Self, HashFault> {
        match &mut pasted::hashes(text)[..] {
            [one] => Ok(Self(std::mem::take(one))),
            [] => Err(pasted::fault(text)),
            several => Err(HashFault::Several(several.len())),
        }
    }

    /// The kind, by the number of digits.
    pub fn kind(&self) -> HashKind {
        HashKind::of_digits(self.0.len()).unwrap_or(HashKind::Sha1)
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let digit = |c: u8| (c as char).to_digit(16).unwrap_or_default() as u8;
        self.0.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
    }

    /// The hex digits, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SampleHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
