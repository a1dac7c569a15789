//! The four hash kinds by which an appliance knows a sample.

use std::fmt;

/// Which hash function made a hash; told by its length alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
                "{digits} hex {}: a hash has 32 (MD5), 40 (SHA-1), 64 (SHA-256) or 128 (SHA-512).",
                if *digits == 1 { "digit" } else { "digits" }
            ),
            Self::Several(count) => {
                write!(f, "The text holds {count} different hashes. Leave the one to open.")
            }
        }
    }
}

impl SampleHash {
    /// Reads a hash in any case with white space around it, or finds the one hash in a longer text, such as a link to
    /// an appliance or to `VirusTotal`.
    ///
    /// # Errors
    /// When the text holds no hash, or more than one.
    pub fn parse(text: &str) -> Result<Self, HashFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HashFault::Empty);
        }
        let runs = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|run| HashKind::of_digits(run.len()).is_some())
            .filter(|run| run.bytes().all(|b| b.is_ascii_hexdigit()))
            .map(str::to_ascii_lowercase);
        let mut found: Vec<String> = Vec::new();
        for run in runs {
            if !found.contains(&run) {
                found.push(run);
            }
        }
        match found.len() {
            1 => Ok(Self(found.remove(0))),
            0 => Err(match text.chars().find(|c| !c.is_ascii_hexdigit()) {
                Some(other) => HashFault::NotHex(other),
                None => HashFault::Length(text.len()),
            }),
            several => Err(HashFault::Several(several)),
        }
    }

    /// The kind, by the number of digits.
    pub fn kind(&self) -> HashKind {
        HashKind::of_digits(self.0.len()).unwrap_or(HashKind::Sha1)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHA1: &str = "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27";

    #[test]
    fn reads_each_kind_in_any_case_with_space_around() {
        for kind in HashKind::ALL {
            let text = format!(" \t{}\n", "Ab".repeat(kind.digits() / 2));
            let hash = SampleHash::parse(&text).expect("a hash");
            assert_eq!(hash.kind(), kind);
            assert_eq!(hash.as_str(), "ab".repeat(kind.digits() / 2));
        }
    }

    #[test]
    fn finds_the_hash_in_a_pasted_link() {
        for link in [
            format!("https://a1000.example.com/{SHA1}/"),
            format!("https://www.virustotal.com/gui/file/{}/details", SHA1.to_uppercase()),
            format!("https://a1000.example.com/api/samples/v2/{SHA1}/extracted-files/?page=2&again={SHA1}"),
        ] {
            assert_eq!(SampleHash::parse(&link).expect("a hash").as_str(), SHA1);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(SampleHash::parse(" "), Err(HashFault::Empty));
        assert_eq!(SampleHash::parse("abc"), Err(HashFault::Length(3)));
        assert_eq!(SampleHash::parse(&SHA1.replace('c', "g")), Err(HashFault::NotHex('g')));
        let two = format!("{SHA1} {}", "ab".repeat(16));
        assert_eq!(SampleHash::parse(&two), Err(HashFault::Several(2)));
        assert_eq!(SampleHash::parse(&format!("{SHA1}0")), Err(HashFault::Length(41)));
    }

    proptest! {
        #[test]
        fn never_panics_and_what_is_read_reads_again(text in ".{0,200}") {
            if let Ok(hash) = SampleHash::parse(&text) {
                prop_assert_eq!(SampleHash::parse(hash.as_str()), Ok(hash));
            } else if let Err(fault) = SampleHash::parse(&text) {
                prop_assert!(!fault.to_string().is_empty());
            }
        }
    }
}
