//! What the check of an archive has seen of a file's bytes.

use crate::gaps::signatures::Container;
use serde::{Deserialize, Serialize};

/// Entropy above which bytes are packed or encrypted, in hundredths of a bit for each byte.
pub const RANDOM: u16 = 750;

/// Bytes of which the entropy is looked at together.
pub const BLOCK: usize = 4096;

/// Bytes from which on entropy says something.
pub const LEAST: u64 = 2048;

/// What was seen of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Entropy in hundredths of a bit for each byte, 0 to 800.
    pub entropy: u16,
    /// How many bytes of a hundred are in blocks of an entropy above [`RANDOM`].
    pub random: u8,
    /// How many bytes of a hundred are padding: long runs of one byte.
    pub padding: u8,
    /// What it is, where that can hold other files.
    pub container: Option<Container>,
    /// Where that begins; a program carries things behind itself.
    pub offset: u64,
    /// It needs a password.
    pub is_encrypted: bool,
}
