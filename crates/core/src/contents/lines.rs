//! Text in lines that are never long: where one ends.
//!
//! A line ends behind a line feed, or where it has become [`WIDE`]; so a program of one line is read like any other, and
//! what is shown of a file is bounded whatever is in it. Where a line ends depends on nothing before it: from any
//! beginning of a line on, the rest is broken in the same way.

use crate::contents::encoding::Encoding;

/// Bytes after which a line goes on in the next one.
pub const WIDE: usize = 200;

/// Bytes that have to follow the beginning of a line, unless the file ends before, so that its end is known.
pub const AHEAD: usize = WIDE + 8;

/// Lines from one known beginning to the next.
pub const BLOCK: u32 = 256;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its bytes without its ending.
    pub text: usize,
    /// Its bytes with its ending.
    pub all: usize,
}

/// The line that `bytes` begin with; none where there are none. Looks at [`AHEAD`] bytes at most.
pub fn first(bytes: &[u8], encoding: Encoding) -> Option<Line> {
    if bytes.is_empty() {
        return None;
    }
    let unit = encoding.unit();
    let is = |at: usize, wanted: u8| match encoding {
        Encoding::Utf16Le => bytes.get(at..at + 2) == Some(&[wanted, 0]),
        Encoding::Utf16Be => bytes.get(at..at + 2) == Some(&[0, wanted]),
        _ => bytes.get(at) == Some(&wanted),
    };
    let mut at = 0;
    while at < bytes.len() {
        if is(at, b'\n') {
            let text = if at >= unit && is(at - unit, b'\r') { at - unit } else { at };
            return Some(Line { text, all: at + unit });
        }
        let next = (at + encoding.character(&bytes[at..])).min(bytes.len());
        if next > WIDE && at > 0 {
            // An end that stands right here is the end of this line and no empty one behind it.
            let behind = if is(at, b'\r') && is(at + unit, b'\n') { at + unit } else { at };
            let all = if is(behind, b'\n') { behind + unit } else { at };
            return Some(Line { text: at, all });
        }
        at = next;
    }
    Some(Line { text: bytes.len(), all: bytes.len() })
}

/// Where lines begin, found in one pass over a file however it comes in pieces: of every [`BLOCK`]th line the offset.
#[derive(Clone, Debug, Default)]
pub struct Index {
    encoding: Encoding,
    /// Bytes of a line that has not ended yet.
    pending: Vec<u8>,
    /// Where they begin.
    at: u64,
    /// How many lines there are.
    pub lines: u64,
    /// Where every [`BLOCK`]th of them begins, in bytes from the beginning.
    pub blocks: Vec<u64>,
}

impl Index {
    /// An index of nothing.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        self.read(AHEAD);
    }

    /// Nothing follows.
    pub fn finish(&mut self) {
        self.read(1);
        self.pending.clear();
    }

    fn read(&mut self, ahead: usize) {
        let mut from = 0;
        while self.pending.len() - from >= ahead {
            let Some(line) = first(&self.pending[from..], self.encoding) else { break };
            if self.lines.is_multiple_of(BLOCK.into()) {
                self.blocks.push(self.at);
            }
            self.lines += 1;
            self.at += line.all as u64;
            from += line.all;
        }
        self.pending.drain(..from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8], encoding: Encoding) -> Vec<(usize, Line)> {
        let mut at = 0;
        std::iter::from_fn(|| {
            let line = first(&bytes[at..], encoding)?;
            at += line.all;
            Some((at - line.all, line))
        })
        .collect()
    }

    #[test]
    fn lines_end_where_people_see_them_end() {
        let texts = |bytes: &[u8], encoding| -> Vec<Vec<u8>> {
            all(bytes, encoding).into_iter().map(|(at, line)| bytes[at..at + line.text].to_vec()).collect()
        };
        assert_eq!(texts(b"a\r\nb\n\nc", Encoding::Utf8), [&b"a"[..], b"b", b"", b"c"]);
        assert_eq!(texts(b"a\0\r\0\n\0b\0", Encoding::Utf16Le), [b"a\0", b"b\0"]);
        assert_eq!(texts(b"\0a\0\n\n\0", Encoding::Utf16Be), [b"\0a", b"\n\0"]);
        let long = [&[b'x'; WIDE][..], b"\r\ny"].concat();
        assert_eq!(texts(&long, Encoding::Utf8), [&[b'x'; WIDE][..], b"y"], "no empty line between");
    }

    fn pieces() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            4 => prop::collection::vec(any::<u8>(), 0..400),
            2 => Just(b"\r\n".to_vec()),
            2 => Just(b"\n\0".to_vec()),
            2 => "[a-zé漢\u{1f600}\r\n]{0,300}".prop_map(String::into_bytes),
            1 => Just(vec![b'\n'; 700]),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn encodings() -> impl Strategy<Value = Encoding> {
        prop::sample::select(&Encoding::ALL[..])
    }

    proptest! {
        #[test]
        fn lines_are_short_and_lose_nothing(bytes in pieces(), encoding in encodings()) {
            let mut end = 0;
            for (at, line) in all(&bytes, encoding) {
                prop_assert_eq!(at, end);
                prop_assert!(line.all > 0 && line.text <= line.all && line.text <= WIDE);
                let ending = &bytes[at + line.text..at + line.all];
                prop_assert!(ending.iter().all(|byte| b"\r\n\0".contains(byte)), "{:?}", ending);
                // Where a line ends is known from what it looks at.
                let seen = &bytes[at..bytes.len().min(at + AHEAD)];
                prop_assert_eq!(first(seen, encoding), Some(line));
                end = at + line.all;
            }
            prop_assert_eq!(end, bytes.len());
        }

        #[test]
        fn a_long_text_is_broken_between_characters(text in "[a-zé漢\u{1f600}]{1,900}", wide: bool) {
            let (bytes, encoding) = if wide {
                (text.encode_utf16().flat_map(u16::to_le_bytes).collect(), Encoding::Utf16Le)
            } else {
                (text.clone().into_bytes(), Encoding::Utf8)
            };
            let mut read = String::new();
            for (at, line) in all(&bytes, encoding) {
                let line = &bytes[at..at + line.text];
                let units: Vec<u16> = line.chunks(2).map(|pair| u16::from_le_bytes([pair[0], *pair.last().unwrap_or(&0)])).collect();
                let part = if wide { String::from_utf16(&units).ok() } else { String::from_utf8(line.to_vec()).ok() };
                read += &part.expect("whole characters");
            }
            prop_assert_eq!(read, text);
        }

        #[test]
        fn an_index_is_the_same_however_the_bytes_come(bytes in pieces(), encoding in encodings(), size in 1_usize..900) {
            let mut index = Index::new(encoding);
            bytes.chunks(size).for_each(|piece| index.push(piece));
            index.finish();
            let lines = all(&bytes, encoding);
            prop_assert_eq!(index.lines, lines.len() as u64);
            let blocks: Vec<u64> = lines.iter().step_by(BLOCK as usize).map(|(at, _)| *at as u64).collect();
            prop_assert_eq!(index.blocks, blocks);
        }
    }
}
