//! What was seen of a file's bytes.

use crate::gaps::format::{Format, Magic};
use crate::gaps::signatures::Container;
use crate::worker_job::packed::Packed;
use serde::{Deserialize, Serialize};

/// Entropy above which bytes are packed or encrypted, in hundredths of a bit for each byte.
pub const RANDOM: u16 = 750;

/// Bytes of which the entropy is looked at together.
pub const BLOCK: usize = 4096;

/// Bytes from which on entropy says something.
pub const LEAST: u64 = 2048;

/// Most points of a curve.
pub const POINTS: usize = 64;

/// The point of a curve where all bytes are random: 8 bits for each byte.
pub const FULL: u8 = 200;

/// What was seen of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// How many bytes it has.
    pub size: u64,
    /// Entropy in hundredths of a bit for each byte, 0 to 800.
    pub entropy: u16,
    /// The entropy from its beginning to its end, in equal steps: 0 to [`FULL`].
    pub curve: Packed<u8>,
    /// How many bytes of a hundred are in blocks of an entropy above [`RANDOM`].
    pub random: u8,
    /// Where the first of these blocks begins.
    pub random_at: u64,
    /// How many bytes of a hundred are padding: long runs of one byte.
    pub padding: u8,
    /// Where the longest of these runs begins.
    pub padding_at: u64,
    /// What it is, where that holds no other files.
    pub format: Option<Format>,
    /// What it is or carries, where that can hold other files.
    pub container: Option<Container>,
    /// Where that begins; a program carries things behind itself.
    pub offset: u64,
    /// It needs a password.
    pub is_encrypted: bool,
}

impl Facts {
    /// What it is by its first or last bytes, if those say so.
    pub fn magic(&self) -> Option<Magic> {
        let container = || self.container.filter(|_| self.offset == 0).map(Magic::Container);
        self.format.map(Magic::Format).or_else(container)
    }
}
