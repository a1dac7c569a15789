//! The archive of the extracted files: whether it is one, and whether it is whole.
//!
//! Only the first bytes and the end of the file are looked at, so that an archive of any size can be checked without
//! being held.

use crate::appliance::failure::Failure;

/// Bytes from the end that may hold the end of a zip's directory: its record, and the longest comment.
pub const TAIL: u64 = 22 + 65_535;

/// Whether the first bytes are those of a zip: of a file in it, or of an empty one.
///
/// # Errors
/// A failure that says what it is instead.
pub fn check_head(head: &[u8]) -> Result<(), Failure> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
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

/// Whether the end is that of a whole zip of `size` bytes: its directory is where it says, and ends where it should.
/// `tail` holds the last bytes, up to [`TAIL`] of them.
///
/// # Errors
/// [`Failure::ArchiveCutOff`].
pub fn check_tail(tail: &[u8], size: u64) -> Result<(), Failure> {
    const END: &[u8] = b"PK\x05\x06";
    let cut_off = Failure::ArchiveCutOff(size, None);
    let starts = (0..=tail.len().saturating_sub(22)).rev().filter(|at| tail[*at..].starts_with(END));
    for at in starts {
        let record = &tail[at..];
        let (Some(directory), Some(offset), Some(comment)) =
            (number(record, 12), number(record, 16), short(record, 20))
        else {
            continue;
        };
        if record.len() != 22 + usize::from(comment) {
            continue;
        }
        let record_at = size - record.len() as u64;
        // All ones: the numbers did not fit, and stand in the record of a larger format right before.
        let fits = if directory == u32::MAX || offset == u32::MAX {
            at >= 20 && tail[at - 20..].starts_with(b"PK\x06\x07")
        } else {
            u64::from(directory) + u64::from(offset) <= record_at
        };
        return if fits { Ok(()) } else { Err(cut_off) };
    }
    Err(cut_off)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A zip with one stored file, byte by byte after the specification, with a comment.
    fn zip(comment: &[u8]) -> Vec<u8> {
        let mut out = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\0\0aok".to_vec();
        let directory_at = out.len() as u32;
        out.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a");
        let directory = out.len() as u32 - directory_at;
        out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        out.extend(directory.to_le_bytes());
        out.extend(directory_at.to_le_bytes());
        out.extend((comment.len() as u16).to_le_bytes());
        out.extend(comment);
        out
    }

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
        assert_eq!(check_head(&zip(b"")), Ok(()));
    }

    proptest! {
        #[test]
        fn whole_is_whole_and_any_part_is_not(comment in prop::collection::vec(any::<u8>(), 0..40), cut: prop::sample::Index) {
            let zip = zip(&comment);
            prop_assert_eq!(check_tail(&zip, zip.len() as u64), Ok(()));
            let cut = &zip[..cut.index(zip.len())];
            prop_assert!(check_tail(cut, cut.len() as u64).is_err());
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(prop_oneof![Just(b'P'), Just(b'K'), Just(5_u8), Just(6_u8), any::<u8>()], 0..80)) {
            let _ = check_head(&bytes);
            let _ = check_tail(&bytes, bytes.len() as u64);
        }
    }
}
