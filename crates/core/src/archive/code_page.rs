//! What names mean that are not in UTF-8. A zip does not say: they are in the code page of the machine that wrote it.
//!
//! Which one is guessed from all such names together, by what their bytes would be in each; a person may choose another.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A way to write names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodePage {
    /// That of MS-DOS, which the format names.
    Cp437,
    /// Western Europe under Windows.
    Windows1252,
    /// Japanese.
    ShiftJis,
    /// Chinese.
    Gbk,
}

impl CodePage {
    /// All of them; of those that are as likely, the first is guessed.
    pub const ALL: [Self; 4] = [Self::Cp437, Self::Windows1252, Self::ShiftJis, Self::Gbk];

    /// Its label in the standard of text encodings; browsers do not know the first.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cp437 => "cp437",
            Self::Windows1252 => "windows-1252",
            Self::ShiftJis => "shift_jis",
            Self::Gbk => "gbk",
        }
    }

    /// The one with that label.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.label() == label)
    }

    /// The likeliest for some names.
    pub fn guess<'a>(names: &(impl Iterator<Item = &'a [u8]> + Clone)) -> Self {
        let mut best = (Self::Cp437, i64::MIN);
        for page in Self::ALL {
            let fit = names.clone().try_fold(0, |sum, name| Some(sum + page.fit(name)?));
            if let Some(fit) = fit
                && fit > best.1
            {
                best = (page, fit);
            }
        }
        best.0
    }

    /// How well a name fits: a point for each byte of a usual letter, none or less for what is unusual. `None` where it
    /// cannot be meant.
    fn fit(self, name: &[u8]) -> Option<i64> {
        match self {
            Self::Cp437 | Self::Windows1252 => Some(self.fit_single(name)),
            Self::ShiftJis | Self::Gbk => self.fit_double(name),
        }
    }

    /// Letters with accents stand beside plain ones, capitals not behind small ones; frames, Greek and marks are unusual.
    fn fit_single(self, name: &[u8]) -> i64 {
        let mut fit = 0;
        for (at, byte) in name.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
            let is_letter = match self {
                Self::Cp437 => matches!(byte, 0x80..=0x9a | 0xa0..=0xa5 | 0xe1),
                _ => {
                    matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff)
                }
            };
            let [before, behind] = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| name.get(at)));
            let is_capital = self == Self::Windows1252 && matches!(byte, 0xc0..=0xde);
            let is_turned = is_capital && before.is_some_and(u8::is_ascii_lowercase);
            let is_beside = [before, behind].into_iter().flatten().any(u8::is_ascii_alphabetic);
            fit += match (is_letter && !is_turned, is_beside) {
                (true, true) => 1,
                (true, false) => 0,
                _ => -1,
            };
        }
        fit
    }

    fn fit_double(self, name: &[u8]) -> Option<i64> {
        let mut fit = 0;
        let mut rest = name;
        while let [lead, behind @ ..] = rest {
            rest = behind;
            if lead.is_ascii() {
                continue;
            }
            if self == Self::ShiftJis && matches!(lead, 0xa1..=0xdf) {
                // Narrow katakana.
                continue;
            }
            let [trail, behind @ ..] = rest else { return None };
            rest = behind;
            fit += match self {
                Self::ShiftJis => match (lead, trail) {
                    // Kana with their long mark, wide digits and letters, usual kanji.
                    (0x81, 0x5b)
                    | (0x82, 0x4f..=0x9a | 0x9f..=0xf1)
                    | (0x83, 0x40..=0x7e | 0x80..=0x96)
                    | (0x88..=0x97, 0x40..=0x7e | 0x80..=0xfc)
                    | (0x98, 0x40..=0x72) => 2,
                    (
                        0x81..=0x84 | 0x99..=0x9f | 0xe0..=0xea | 0xed..=0xee | 0xfa..=0xfc,
                        0x40..=0x7e | 0x80..=0xfc,
                    ) => 0,
                    _ => return None,
                },
                _ => match (lead, trail) {
                    (0xb0..=0xd7, 0xa1..=0xfe) => 2,
                    (0xd8..=0xf7, 0xa1..=0xfe) => 1,
                    (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => 0,
                    _ => return None,
                },
            };
        }
        Some(fit)
    }
}

impl fmt::Display for CodePage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1252};

    fn guess(names: &[&[u8]]) -> CodePage {
        CodePage::guess(&names.iter().copied())
    }

    #[test]
    fn names_of_each_are_recognised() {
        for text in ["報告書.exe", "表", "テスト/ソフト.dll", "新しいフォルダー", "Ａ１.txt", "領収書2024年.pdf.exe"]
        {
            assert_eq!(guess(&[&SHIFT_JIS.encode(text).0]), CodePage::ShiftJis, "{text}");
        }
        for text in ["发票.exe", "abc中def", "新建文件夹", "说明书/安装.dll", "合同2024年.doc", "木马"]
        {
            assert_eq!(guess(&[&GBK.encode(text).0]), CodePage::Gbk, "{text}");
        }
        for text in ["Müller.exe", "Rechnung für März.pdf", "café.txt", "Ærø", "señor", "größe"] {
            assert_eq!(guess(&[&WINDOWS_1252.encode(text).0]), CodePage::Windows1252, "{text}");
        }
        // The same words as MS-DOS wrote them.
        for name in [&b"M\x81ller.exe"[..], b"Rechnung f\x81r M\x84rz.pdf", b"caf\x82.txt", b"se\xa4or", b"gr\x94\xe1e"]
        {
            assert_eq!(guess(&[name]), CodePage::Cp437, "{name:x?}");
        }
    }

    #[test]
    fn all_names_count_together() {
        let (clear, short) = (GBK.encode("新建文件夹").0, GBK.encode("一.txt").0);
        assert_eq!(guess(&[&short, &clear]), CodePage::Gbk);
        let bytes: &[u8] = b"\xff\xff\x80";
        assert_eq!(guess(&[&clear, bytes]), guess(&[bytes, &clear]), "in any order");
        assert_eq!(CodePage::guess(&std::iter::empty()), CodePage::Cp437);
    }

    #[test]
    fn labels_come_back() {
        for page in CodePage::ALL {
            assert_eq!(CodePage::of_label(page.label()), Some(page));
            let known = encoding_rs::Encoding::for_label(page.label().as_bytes());
            assert_eq!(known.is_some(), page != CodePage::Cp437, "{page}");
        }
        assert_eq!(CodePage::of_label("utf-8"), None);
    }
}
