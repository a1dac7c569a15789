//! A sample that the demo appliance holds.

use bytes::Bytes;

/// A sample that the demo appliance holds, with the four hashes that find it (hexadecimal, lower case).
#[derive(Debug, Clone)]
pub struct Sample {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// MD5, 32 digits.
    pub md5: String,
    /// SHA-1, 40 digits.
    pub sha1: String,
    /// SHA-256, 64 digits.
    pub sha256: String,
    /// SHA-512, 128 digits.
    pub sha512: String,
    /// Number of rows of its listing: files at all depths.
    pub extracted_files: usize,
    /// The file itself.
    pub content: Bytes,
}
