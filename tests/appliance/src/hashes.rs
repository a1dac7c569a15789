//! The four hashes by which an appliance knows a file.

use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

/// The four hashes of one file, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashes {
    pub md5: String,
    pub sha1: String,
    pub sha256: String,
    pub sha512: String,
}

impl Hashes {
    /// Hashes `bytes` four times.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            md5: hex::encode(Md5::digest(bytes)),
            sha1: hex::encode(Sha1::digest(bytes)),
            sha256: hex::encode(Sha256::digest(bytes)),
            sha512: hex::encode(Sha512::digest(bytes)),
        }
    }

    /// All four, shortest first.
    pub fn each(&self) -> [&str; 4] {
        [&self.md5, &self.sha1, &self.sha256, &self.sha512]
    }

    /// 64 bits of the SHA-256, from which the demo's verdicts and dates follow.
    pub fn seed(&self) -> u64 {
        u64::from_str_radix(&self.sha256[..16], 16).unwrap_or(0)
    }
}

/// The SHA-1 of `text`, in lower-case hexadecimal.
pub fn sha1_hex(text: &str) -> String {
    hex::encode(Sha1::digest(text.as_bytes()))
}

/// Whether `text` has the length of one of the four hash kinds and is hexadecimal.
pub fn is_hash(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64 | 128) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_nothing_are_the_known_ones() {
        let hashes = Hashes::of(b"");
        assert_eq!(hashes.md5, "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hashes.sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert!(hashes.sha256.starts_with("e3b0c44298fc1c14"));
        assert!(hashes.sha512.starts_with("cf83e1357eefb8bd"));
        assert!(hashes.each().into_iter().all(is_hash));
    }

    #[test]
    fn anything_but_four_lengths_of_hex_is_no_hash() {
        assert!(!is_hash(""));
        assert!(!is_hash("abc"));
        assert!(!is_hash(&"g".repeat(40)));
        assert!(is_hash(&"A".repeat(64)));
    }
}
