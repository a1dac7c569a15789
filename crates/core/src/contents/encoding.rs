//! The encodings in which a file can be read as text.

use serde::{Deserialize, Serialize};

/// An encoding. All are those of browsers, which decode them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    Windows1251,
    ShiftJis,
    Gbk,
}

impl Encoding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252, Self::Windows1251, Self::ShiftJis, Self::Gbk];

    /// The label by which browsers know it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Windows1251 => "windows-1251",
            Self::ShiftJis => "shift_jis",
            Self::Gbk => "gbk",
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Latin-1 (Windows-1252)",
            Self::Windows1251 => "Cyrillic (Windows-1251)",
            Self::ShiftJis => "Shift-JIS",
            Self::Gbk => "GBK",
        }
    }

    /// The encoding with that label.
    pub fn read(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.label() == label)
    }

    /// Bytes of a unit: a line ends behind a whole one.
    pub const fn unit(self) -> usize {
        if matches!(self, Self::Utf16Le | Self::Utf16Be) { 2 } else { 1 }
    }

    /// Bytes of the character that these begin with, at least one; of a broken one as many as are passed over together.
    pub const fn character(self, bytes: &[u8]) -> usize {
        let lead = if let Some(lead) = bytes.first() { *lead } else { return 1 };
        match self {
            Self::Windows1252 | Self::Windows1251 => 1,
            Self::Utf8 => utf8_character(lead, bytes),
            Self::Utf16Le => utf16_character(if bytes.len() > 1 { bytes[1] } else { 0 }),
            Self::Utf16Be => utf16_character(lead),
            Self::ShiftJis => {
                if matches!(lead, 0x81..=0x9f | 0xe0..=0xfc) && has_trail(bytes) {
                    2
                } else {
                    1
                }
            }
            Self::Gbk => {
                if matches!(lead, 0x81..=0xfe) && has_trail(bytes) {
                    2
                } else {
                    1
                }
            }
        }
    }
}

/// Whether a second byte follows that belongs to the first: none of these is below 0x40, so that a line's end is never one.
const fn has_trail(bytes: &[u8]) -> bool {
    bytes.len() > 1 && bytes[1] >= 0x40
}

const fn utf8_character(lead: u8, bytes: &[u8]) -> usize {
    let wanted = match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    let mut at = 1;
    while at < wanted && at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
        at += 1;
    }
    at
}

/// A high surrogate takes its low one with it.
const fn utf16_character(high: u8) -> usize {
    if matches!(high, 0xd8..=0xdb) { 4 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn labels_are_read_back() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::read(encoding.label()), Some(encoding));
        }
        assert_eq!(Encoding::read("koi8-r"), None);
    }

    #[test]
    fn characters_are_whole() {
        assert_eq!(Encoding::Utf8.character("é!".as_bytes()), 2);
        assert_eq!(Encoding::Utf8.character("漢".as_bytes()), 3);
        assert_eq!(Encoding::Utf8.character(b"\xe6a"), 1, "broken");
        assert_eq!(Encoding::Utf16Le.character(b"\x3d\xd8\x00\xde"), 4);
        assert_eq!(Encoding::Utf16Be.character(b"\0a\0b"), 2);
        assert_eq!(Encoding::ShiftJis.character(b"\x82\xa0\x82"), 2);
        assert_eq!(Encoding::ShiftJis.character(b"\xb1\xb2"), 1, "half-width");
        assert_eq!(Encoding::Gbk.character(b"\xc4\xe3"), 2);
        assert_eq!(Encoding::Gbk.character(b"\xc4\n"), 1, "an end of a line is no second half");
    }
}
