//! The archive of the extracted files: whether it is one, and whether it is whole.
//!
//! Only the first bytes, the end of the file and the beginning of the directory are looked at, so that an archive of any size
//! can be checked without being held.

pub mod code_page;
mod end;

pub use crate::archive::end::{BEHIND, Found, Parts, Place, TAIL, find};

use crate::api::failure::Failure;

/// What may stand in front of the first member: a mark that the archive was to be divided, and then was not.
pub(crate) const UNDIVIDED: [&[u8]; 2] = [b"PK00PK\x03\x04", b"PK\x07\x08PK\x03\x04"];

/// Whether the first bytes are those of a zip: of a file in it, or of an empty one.
///
/// # Errors
/// A failure that says what it is instead.
pub fn check_head(head: &[u8]) -> Result<(), Failure> {
    let is_undivided = || UNDIVIDED.iter().any(|mark| head.starts_with(mark));
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || is_undivided() {
        return Ok(());
    }
    let first = head.iter().position(|byte| !byte.is_ascii_whitespace()).map_or(&[][..], |at| &head[at..]);
    Err(Failure::NotAZip(match first {
        [] => "an empty answer",
        [b'<', ..] => "a web page, perhaps a log-in",
        [b'{' | b'[', ..] => "a message in JSON",
        _ => "something else",
    }))
}

/// Two bytes as a number; what is not there is zero.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_no_zip() {
        let kind = |head: &[u8]| match check_head(head) {
            Err(Failure::NotAZip(kind)) => kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(kind(b""), "an empty answer");
        assert_eq!(kind(b"\n<!DOCTYPE html>"), "a web page, perhaps a log-in");
        assert_eq!(kind(b"{\"detail\""), "a message in JSON");
        assert_eq!(kind(b"7z\xbc\xaf"), "something else");
        assert_eq!(check_head(b"PK\x03\x04\x14\0"), Ok(()));
        assert_eq!(check_head(b"PK\x05\x06\0\0"), Ok(()));
        assert_eq!(check_head(b"PK00PK\x03\x04\x14\0"), Ok(()));
        assert_eq!(check_head(b"PK\x07\x08PK\x03\x04\x14\0"), Ok(()));
        assert_eq!(kind(b"PK00 is no member"), "something else");
    }
}
