//! The quick way for an entry as every appliance sends it: an object of plain texts and whole numbers.
//!
//! It knows nothing else. Whatever it meets besides, an escape, another kind of value, a mistake or the end of the bytes, it
//! leaves the entry to the JSON library, whose word on what an entry says is the only one: what is read here is what the
//! library would have read. It takes half the time, and an entry is what a listing has a hundred thousand of.

use super::entry::{Entry, Id, Sample, Text, Whole};
use std::borrow::Cow;

/// The entry at the beginning of `bytes`, and how many bytes it takes. `None` when it is not that simple.
pub fn entry(bytes: &[u8]) -> Option<(Entry<'_>, usize)> {
    let mut scan = Scan { bytes, at: 0 };
    let mut entry = Entry::default();
    // A name that comes twice is for the library to judge.
    let mut seen = [false; 5];
    let mut first = |field: usize| !std::mem::replace(&mut seen[field], true);
    scan.object(|scan, key| {
        match key {
            b"id" if first(0) => entry.id = scan.id()?,
            b"parent_relationship" if first(1) => entry.parent_relationship = scan.id()?,
            b"sample" if first(2) => entry.sample = scan.sample()?,
            b"filename" if first(3) => entry.filename = scan.text()?,
            b"path" if first(4) => entry.path = scan.text()?,
            b"id" | b"parent_relationship" | b"sample" | b"filename" | b"path" => return None,
            _ => scan.skip()?,
        }
        Some(())
    })?;
    Some((entry, scan.at))
}

/// Bytes that are being read.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        self.at += super::space(&self.bytes[self.at..]);
        self.peek()
    }

    /// Takes the byte that must come next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    /// An object; `field` reads the value behind each key.
    fn object(&mut self, mut field: impl FnMut(&mut Self, &'a [u8]) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.next()?;
            let key = self.raw().filter(|key| key.is_ascii())?;
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

    fn sample(&mut self) -> Option<Sample<'a>> {
        let mut sample = Sample::default();
        self.object(|scan, key| {
            match key {
                b"sha1" => sample.sha1 = scan.text()?,
                b"sha256" => sample.sha256 = scan.text()?,
                b"md5" => sample.md5 = scan.text()?,
                b"type_display" => sample.type_display = scan.text()?,
                b"file_size" => sample.file_size = scan.whole()?,
                b"extracted_file_count" => sample.extracted_file_count = scan.whole()?,
                b"local_first_seen" => sample.local_first_seen = scan.text()?,
                b"local_last_seen" => sample.local_last_seen = scan.text()?,
                b"classification" | b"threat_status" => sample.classification.give_way(scan.text()?),
                b"riskscore" | b"threat_level" => sample.riskscore.give_way(scan.whole()?),
                b"classification_result" | b"threat_name" => sample.classification_result.give_way(scan.text()?),
                _ => scan.skip()?,
            }
            Some(())
        })?;
        Some(sample)
    }

    /// The bytes of a text without escapes.
    #[inline(never)]
    fn raw(&mut self) -> Option<&'a [u8]> {
        if self.peek()? != b'"' {
            return None;
        }
        let rest = &self.bytes[self.at + 1..];
        let end = special(rest)?;
        if rest[end] != b'"' {
            return None;
        }
        self.at += end + 2;
        Some(&rest[..end])
    }

    fn str(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.raw()?).ok()
    }

    #[inline(never)]
    fn text(&mut self) -> Option<Text<'a>> {
        if self.null()? {
            return Some(Text(None));
        }
        Some(Text(Some(Cow::Borrowed(self.str()?))))
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

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Where the first byte is that a text does not hold as it is: a quote, a backslash or a control character. Eight at a time.
fn special(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The lowest byte of which the high bit is left is the first one that is zero, or below a space.
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let found =
            (zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5c)) | word.wrapping_sub(ONES * 0x20) & !word) & HIGHS;
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
    Some(words.len() * 8 + at)
}

#[cfg(test)]
mod tests;
