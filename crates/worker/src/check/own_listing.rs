//! The list of original names that this page adds to an archive when it protects it: no file of the listing, and no stranger.

use crate::zip::members::Member;

/// The file with the original names.
pub const LISTING: &str = "listing.json";

/// Bytes of its beginning that are looked at: the first member's names may be long.
const BEGINNING: usize = 256 << 10;

/// Looks at the content of a member as it is unpacked.
#[derive(Debug, Default)]
pub struct OwnListing {
    /// It is called like the list.
    is_called_so: bool,
    beginning: Vec<u8>,
    last: u8,
}

impl OwnListing {
    /// For a member.
    pub fn of(member: &Member) -> Self {
        Self { is_called_so: member.name == LISTING, ..Self::default() }
    }

    /// Takes more of its content.
    pub fn take(&mut self, piece: &[u8]) {
        if !self.is_called_so {
            return;
        }
        let room = BEGINNING.saturating_sub(self.beginning.len()).min(piece.len());
        self.beginning.extend_from_slice(&piece[..room]);
        self.last = piece.last().copied().unwrap_or(self.last);
    }

    /// Whether that was the list: an array of members with their original names.
    pub fn is_one(&self) -> bool {
        let begins = self.beginning == b"[]"
            || self.beginning.starts_with(b"[{\"")
                && self.beginning.windows(16).any(|part| part == b"\"original_name\":");
        self.is_called_so && begins && self.last == b']'
    }
}
