//! The encoding of a file, guessed from its beginning.

use matryoshka_core::contents::encoding::Encoding;

/// Bytes that are looked at.
pub const LOOKED_AT: usize = 64 << 10;

/// The encoding that the beginning of a file is most likely in. The person can choose another.
pub fn guess(bytes: &[u8]) -> Encoding {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    if bytes.starts_with(b"\xff\xfe") {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Encoding::Utf16Be;
    }
    // In a text of mostly Western letters every other byte is zero.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(1), zeros(0));
    let half = bytes.len() / 2;
    if half > 1 && high * 10 > half * 7 && low * 10 < half {
        return Encoding::Utf16Le;
    }
    if half > 1 && low * 10 > half * 7 && high * 10 < half {
        return Encoding::Utf16Be;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return Encoding::Utf8,
        // The last character may have been cut.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => return Encoding::Utf8,
        Err(_) => {}
    }
    let pairs = [Encoding::ShiftJis, Encoding::Gbk].into_iter().find(|pairs| fits(bytes, *pairs));
    pairs.unwrap_or_else(|| single(bytes))
}

/// One byte a letter. In Cyrillic whole words are of high bytes, in Western languages single letters are.
fn single(bytes: &[u8]) -> Encoding {
    let high = bytes.iter().filter(|byte| **byte >= 0xc0).count();
    let pairs = bytes.windows(2).filter(|pair| pair[0] >= 0xc0 && pair[1] >= 0xc0).count();
    if is_text(bytes) && pairs * 2 > high { Encoding::Windows1251 } else { Encoding::Windows1252 }
}

/// No control characters but those of texts.
fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte >= 0x20 || b"\t\n\r\x0c\x1b".contains(byte))
}

/// Whether all high bytes are pairs as most texts in that encoding have them.
fn fits(bytes: &[u8], encoding: Encoding) -> bool {
    let (mut at, mut usual, mut pairs) = (0, 0, 0);
    while at < bytes.len() {
        let length = encoding.character(&bytes[at..]);
        let lead = bytes[at];
        if length == 2 {
            pairs += 1;
            let trail = bytes[at + 1];
            usual += usize::from(match encoding {
                // Kana, punctuation and the characters of the first level.
                Encoding::ShiftJis => matches!(lead, 0x81..=0x83 | 0x88..=0x97) && trail != 0x7f && trail <= 0xfc,
                // Punctuation and the characters of the first level.
                _ => matches!(lead, 0xa1..=0xa3 | 0xb0..=0xd7) && trail >= 0xa1,
            });
        } else if lead >= 0x80
            && at + 1 < bytes.len()
            && !(encoding == Encoding::ShiftJis && matches!(lead, 0xa1..=0xdf))
        {
            return false;
        }
        at += length;
    }
    pairs > 1 && usual * 10 >= pairs * 9 && is_text(bytes)
}

#[cfg(test)]
mod tests {
    use super::guess;
    use matryoshka_core::contents::encoding::Encoding;
    use proptest::prelude::*;

    #[test]
    fn texts_of_each_encoding_are_known() {
        let utf16 = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(to).collect() };
        let known: [(&[u8], Encoding); 9] = [
            (b"plain", Encoding::Utf8),
            ("größer, 漢字".as_bytes(), Encoding::Utf8),
            (&utf16("Windows Registry Editor", u16::to_le_bytes), Encoding::Utf16Le),
            (&utf16("Windows Registry Editor", u16::to_be_bytes), Encoding::Utf16Be),
            (b"\xff\xfe\x22\x6f", Encoding::Utf16Le),
            (b"Gr\xf6\xdfe: f\xfcnf", Encoding::Windows1252),
            (b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0", Encoding::Windows1251),
            (b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd", Encoding::ShiftJis),
            (b"\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7", Encoding::Gbk),
        ];
        for (bytes, encoding) in known {
            assert_eq!(guess(bytes), encoding, "{bytes:02x?}");
        }
        assert_eq!(guess(b""), Encoding::Utf8);
        assert_eq!(guess(b"MZ\x90\0\x03\0\0\0\xff\xff\0\0\xb8"), Encoding::Windows1252, "a program is no text");
    }

    proptest! {
        #[test]
        fn what_is_utf8_is_known_wherever_it_is_cut(text in "[a-zé漢\u{1f600} ]{1,200}") {
            let bytes = text.as_bytes();
            prop_assert_eq!(guess(bytes), Encoding::Utf8);
            if let Some(cut) = bytes.get(..bytes.len() - 1).filter(|cut| cut.len() > 8) {
                prop_assert_eq!(guess(cut), Encoding::Utf8);
            }
        }
    }
}
