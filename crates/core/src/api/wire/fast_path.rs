//! The quick way for an entry as every appliance sends it: an object of plain texts and whole numbers.
//!
//! It knows nothing else. Whatever it meets besides, an escape, another kind of value, a mistake or the end of the bytes, it
//! leaves the entry to the JSON library, whose word on what an entry says is the only one: what is read here is what the
//! library would have read. It takes half the time, and an entry is what a listing has a hundred thousand of.

mod layout;

use crate::api::wire::entry::Entry;
use crate::api::wire::fast_path::layout::Learned;
pub use crate::api::wire::fast_path::layout::Shape;
use crate::api::wire::hash::Hash;
use crate::api::wire::value::{Id, Text, Whole};
use std::borrow::Cow;

/// What a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Id,
    Parent,
    Filename,
    Path,
    Sha1,
    Sha256,
    Md5,
    Type,
    Size,
    Files,
    FirstSeen,
    LastSeen,
    Classification,
    Risk,
    Threat,
    Other,
}

/// Bytes that are being read, and what has been read of them.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    entry: Entry<'a>,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        self.at += crate::api::wire::space(&self.bytes[self.at..]);
        self.peek()
    }

    /// Takes the byte that must come next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    /// An object; `field` reads the value behind each key.
    fn object(&mut self, field: &mut dyn FnMut(&mut Self, &'a [u8]) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.next()?;
            let (key, _) = self.raw().filter(|(key, _)| key.is_ascii())?;
            self.take(b':')?;
            self.next()?;
            field(self, key)?;
            match self.next()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    fn whole_entry(&mut self, learned: &mut Learned) -> Option<()> {
        // A name that comes twice is for the library to judge.
        let mut seen = [false; 5];
        let mut first = |field: usize| !std::mem::replace(&mut seen[field], true);
        let mut seen_of_sample = 0_u32;
        let mut read = |scan: &mut Self, field: Field| {
            learned.value(field, scan);
            scan.value(field)?;
            learned.ended(scan);
            Some(())
        };
        self.object(&mut |scan, key| {
            let field = match key {
                b"sample" if first(2) => {
                    return scan.object(&mut |scan, key| {
                        let (field, name) = of_sample(key);
                        if seen_of_sample & name != 0 {
                            return None;
                        }
                        seen_of_sample |= name;
                        read(scan, field)
                    });
                }
                b"id" if first(0) => Field::Id,
                b"parent_relationship" if first(1) => Field::Parent,
                b"filename" if first(3) => Field::Filename,
                b"path" if first(4) => Field::Path,
                b"id" | b"parent_relationship" | b"sample" | b"filename" | b"path" => return None,
                _ => Field::Other,
            };
            read(scan, field)
        })
    }

    /// Reads a value.
    #[inline]
    fn value(&mut self, field: Field) -> Option<()> {
        match field {
            Field::Id => self.entry.id = self.id()?,
            Field::Parent => self.entry.parent_relationship = self.id()?,
            Field::Filename => self.entry.filename = self.text()?,
            Field::Path => self.entry.path = self.text()?,
            Field::Sha1 => self.entry.sample.sha1 = self.hash()?,
            Field::Sha256 => self.entry.sample.sha256 = self.hash()?,
            Field::Md5 => self.entry.sample.md5 = self.hash()?,
            Field::Type => self.entry.sample.type_display = self.text()?,
            Field::Size => self.entry.sample.file_size = self.whole()?,
            Field::Files => self.entry.sample.extracted_file_count = self.whole()?,
            Field::FirstSeen => self.entry.sample.local_first_seen = self.text()?,
            Field::LastSeen => self.entry.sample.local_last_seen = self.text()?,
            Field::Classification => {
                let text = self.text()?;
                self.entry.sample.classification.replace_if_said(text);
            }
            Field::Risk => {
                let whole = self.whole()?;
                self.entry.sample.riskscore.replace_if_said(whole);
            }
            Field::Threat => {
                let text = self.text()?;
                self.entry.sample.classification_result.replace_if_said(text);
            }
            Field::Other => self.skip()?,
        }
        Some(())
    }

    /// The bytes of a text without escapes, and whether all are surely of ASCII.
    #[inline(never)]
    fn raw(&mut self) -> Option<(&'a [u8], bool)> {
        if self.peek()? != b'"' {
            return None;
        }
        let rest = &self.bytes[self.at + 1..];
        let (end, is_ascii) = special(rest)?;
        if rest[end] != b'"' {
            return None;
        }
        self.at += end + 2;
        Some((&rest[..end], is_ascii))
    }

    fn str(&mut self) -> Option<&'a str> {
        let (bytes, is_ascii) = self.raw()?;
        if is_ascii {
            // SAFETY: bytes of ASCII are UTF-8.
            return Some(unsafe { std::str::from_utf8_unchecked(bytes) });
        }
        std::str::from_utf8(bytes).ok()
    }

    #[inline(never)]
    fn text(&mut self) -> Option<Text<'a>> {
        if self.null()? {
            return Some(Text(None));
        }
        Some(Text(Some(Cow::Borrowed(self.str()?))))
    }

    fn hash<const N: usize>(&mut self) -> Option<Hash<N>> {
        // Digits are no special bytes, so a hash that is one need not be looked through for them.
        let inner = self.bytes.get(self.at + 1..self.at + 1 + 2 * N);
        if self.peek()? == b'"'
            && self.bytes.get(self.at + 1 + 2 * N) == Some(&b'"')
            && let hash @ Hash(Some(_)) = Hash::of(inner?)
        {
            self.at += 2 * N + 2;
            return Some(hash);
        }
        self.text().map(Hash::from)
    }

    #[inline(never)]
    fn id(&mut self) -> Option<Id<'a>> {
        if self.peek()? == b'"' {
            return Some(Id::of_text(Cow::Borrowed(self.str()?)));
        }
        Some(if self.null()? { Id::None } else { Id::Number(self.number()?) })
    }

    fn whole(&mut self) -> Option<Whole> {
        self.id().map(Whole::from)
    }

    /// Whether nothing is said; takes it.
    fn null(&mut self) -> Option<bool> {
        if self.peek()? != b'n' {
            return Some(false);
        }
        self.word(b"null").map(|()| true)
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.bytes[self.at..].starts_with(word).then(|| self.at += word.len())
    }

    /// A whole number that is surely one.
    #[inline(never)]
    fn number(&mut self) -> Option<u64> {
        let start = self.at;
        let mut number = 0_u64;
        while let Some(digit) = self.peek().map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
            number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
            self.at += 1;
        }
        let digits = self.at - start;
        let is_plain = matches!(digits, 1..=19) && (digits == 1 || self.bytes[start] != b'0');
        // It may go on in the next bytes, or be none that is whole.
        (is_plain && matches!(self.peek()?, b',' | b'}' | b' ' | b'\n' | b'\r' | b'\t')).then_some(number)
    }

    /// A value that nobody asks for.
    #[inline(never)]
    fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.raw().map(drop),
            b'n' => self.word(b"null"),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            _ => self.number().map(drop),
        }
    }
}

/// What a value of a sample is for, and a bit for its name: of two names for one thing, each may come once.
fn of_sample(key: &[u8]) -> (Field, u32) {
    match key {
        b"sha1" => (Field::Sha1, 1),
        b"sha256" => (Field::Sha256, 1 << 1),
        b"md5" => (Field::Md5, 1 << 2),
        b"type_display" => (Field::Type, 1 << 3),
        b"file_size" => (Field::Size, 1 << 4),
        b"extracted_file_count" => (Field::Files, 1 << 5),
        b"local_first_seen" => (Field::FirstSeen, 1 << 6),
        b"local_last_seen" => (Field::LastSeen, 1 << 7),
        b"classification" => (Field::Classification, 1 << 8),
        b"threat_status" => (Field::Classification, 1 << 9),
        b"riskscore" => (Field::Risk, 1 << 10),
        b"threat_level" => (Field::Risk, 1 << 11),
        b"classification_result" => (Field::Threat, 1 << 12),
        b"threat_name" => (Field::Threat, 1 << 13),
        _ => (Field::Other, 0),
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Where the first byte is that a text does not hold as it is: a quote, a backslash or a control character. Also whether all
/// before it are surely of ASCII. Eight at a time.
fn special(bytes: &[u8]) -> Option<(usize, bool)> {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut all = 0;
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The lowest byte of which the high bit is left is the first one that is zero, or below a space.
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let found =
            (zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5c)) | word.wrapping_sub(ONES * 0x20) & !word) & HIGHS;
        all |= word;
        if found != 0 {
            return Some((at * 8 + found.trailing_zeros() as usize / 8, all & HIGHS == 0));
        }
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    Some((words.len() * 8 + at, false))
}

#[cfg(test)]
mod tests;
