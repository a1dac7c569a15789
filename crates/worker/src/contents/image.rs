//! Pictures that a browser may be asked to decode: the five kinds that hold pixels and nothing else, and none so large that
//! decoding it would take the machine's memory.

/// Most pixels of a picture.
const PIXELS: u64 = 1 << 25;

/// The media type of a picture that can be shown, by its first bytes; none where it is none, or too large.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let short = |at: usize| Some(u64::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let long = |at: usize| Some(u64::from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    let long_be = |at: usize| Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    let (kind, width, height) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        ("image/png", long_be(16)?, long_be(20)?)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        ("image/gif", short(6)?, short(8)?)
    } else if bytes.starts_with(b"BM") && long(14)? >= 40 {
        // A negative height is that of a picture upside down.
        ("image/bmp", long(18)?, u64::from((long(22)? as u32).cast_signed().unsigned_abs()))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        let (width, height) = jpeg(bytes)?;
        ("image/jpeg", width, height)
    } else if bytes.starts_with(b"\0\0\x01\0") && icon_is_small(bytes)? {
        ("image/x-icon", 256, 256)
    } else {
        return None;
    };
    (width > 0 && height > 0 && width.saturating_mul(height) <= PIXELS).then_some(kind)
}

/// Width and height of a JPEG: its segments are gone through up to the one that says so.
fn jpeg(bytes: &[u8]) -> Option<(u64, u64)> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((short(at + 7)?.into(), short(at + 5)?.into()));
            }
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + usize::from(short(at + 2)?.max(2)),
        }
    }
}

/// Whether none of its pictures is a PNG, which could be of any size, unless that says a small one.
fn icon_is_small(bytes: &[u8]) -> Option<bool> {
    let count = usize::from(u16::from_le_bytes(bytes.get(4..6)?.try_into().ok()?));
    if count == 0 || count > 64 {
        return Some(false);
    }
    for entry in bytes.get(6..6 + count * 16)?.chunks_exact(16) {
        let at = u32::from_le_bytes(entry.get(12..16)?.try_into().ok()?) as usize;
        let picture = bytes.get(at..)?;
        if picture.starts_with(b"\x89PNG") && media_type(picture).is_none() {
            return Some(false);
        }
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::media_type;
    use proptest::prelude::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    #[test]
    fn pictures_are_known_by_their_beginning() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\x10\0\x20";
        let bmp = [&b"BM"[..], &[0; 12], &40_u32.to_le_bytes(), &8_u32.to_le_bytes(), &(-8_i32).to_le_bytes()].concat();
        let icon = |at: u32| [&b"\0\0\x01\0\x01\0"[..], &[16; 12], &at.to_le_bytes(), b"BITS"].concat();
        assert_eq!(media_type(&png(640, 480)), Some("image/png"));
        assert_eq!(media_type(jpeg), Some("image/jpeg"));
        assert_eq!(media_type(b"GIF89a\x01\0\x01\0"), Some("image/gif"));
        assert_eq!(media_type(&bmp), Some("image/bmp"));
        assert_eq!(media_type(&icon(22)), Some("image/x-icon"));
        assert_eq!(media_type(&icon(9_999)), None, "a picture that is not there");
        for none in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"<html>", b"RIFF\0\0\0\0WEBP", b""] {
            assert_eq!(media_type(none), None);
        }
    }

    #[test]
    fn a_picture_that_would_take_all_memory_is_none() {
        assert_eq!(media_type(&png(60_000, 60_000)), None);
        assert_eq!(media_type(&png(0, 7)), None);
        let icon = [&b"\0\0\x01\0\x01\0"[..], &[16; 12], &22_u32.to_le_bytes(), &png(60_000, 60_000)].concat();
        assert_eq!(media_type(&icon), None);
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_it_ends(start in prop::sample::select(vec![&b"\xff\xd8\xff"[..], b"\0\0\x01\0", b"BM", b"GIF89a", b"\x89PNG\r\n\x1a\n"]), rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = media_type(&[start, &rest].concat());
        }
    }
}
