//! Entries that are laid out as the one before.

use crate::api::wire::Entry;
use crate::api::wire::fast_path::{Field, Scan};

/// How the entry before was laid out: what stood in front of each value, and what the value was for. An appliance lays all of
/// them out alike, and where what stands there is the same to the byte, it need not be read again to be understood.
#[derive(Debug, Default)]
pub struct Shape {
    values: Vec<Value>,
    /// What stands before the values, and behind the last, eight bytes a word; the last word of each is filled up.
    words: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Value {
    field: Field,
    /// Bytes that stand before it.
    before: u32,
}

impl Shape {
    /// For before the first entry.
    pub const fn new() -> Self {
        Self { values: Vec::new(), words: Vec::new() }
    }

    /// The entry at the beginning of `bytes`, and how many bytes it takes. `None` when it is not that simple.
    pub fn entry<'a>(&mut self, bytes: &'a [u8]) -> Option<(Entry<'a>, usize)> {
        self.again(bytes).or_else(|| self.learn(bytes))
    }

    /// The entry however it is laid out, and remembers how.
    #[inline(never)]
    fn learn<'a>(&mut self, bytes: &'a [u8]) -> Option<(Entry<'a>, usize)> {
        let mut scan = Scan { bytes, at: 0, entry: Entry::default() };
        let mut learned = Learned { shape: Self::default(), from: 0 };
        scan.whole_entry(&mut learned)?;
        learned.value(Field::Other, &scan);
        *self = learned.shape;
        Some((scan.entry, scan.at))
    }

    /// The entry when it is laid out as the one before.
    // On its own, as everything is that a listing spends its time in: a browser makes small functions fast within
    // milliseconds, and large ones when most of the listing has come.
    #[inline(never)]
    pub fn again<'a>(&self, bytes: &'a [u8]) -> Option<(Entry<'a>, usize)> {
        let mut scan = Scan { bytes, at: 0, entry: Entry::default() };
        let mut words = &self.words[..];
        let (end, values) = self.values.split_last()?;
        for value in values {
            scan.as_before(value.before, &mut words)?;
            scan.value(value.field)?;
        }
        scan.as_before(end.before, &mut words)?;
        Some((scan.entry, scan.at))
    }
}

/// A shape as it is being learned.
pub struct Learned {
    shape: Shape,
    /// Where the value before has ended.
    from: usize,
}

impl Learned {
    /// A value begins.
    pub fn value(&mut self, field: Field, scan: &Scan<'_>) {
        let before = &scan.bytes[self.from..scan.at];
        self.shape.values.push(Value { field, before: before.len() as u32 });
        self.shape.words.extend(before.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(word)
        }));
    }

    /// It has ended.
    pub const fn ended(&mut self, scan: &Scan<'_>) {
        self.from = scan.at;
    }
}

impl Scan<'_> {
    /// Takes so many bytes if they are those of the next words.
    #[inline]
    fn as_before(&mut self, length: u32, words: &mut &[u64]) -> Option<()> {
        let length = length as usize;
        let (wanted, rest) = words.split_at_checked(length.div_ceil(8))?;
        *words = rest;
        let (there, _) = self.bytes.get(self.at..self.at + wanted.len() * 8)?.as_chunks::<8>();
        let different = |(there, wanted): (&[u8; 8], &u64)| u64::from_le_bytes(*there) ^ wanted;
        let ((last, full), (last_wanted, full_wanted)) = (there.split_last()?, wanted.split_last()?);
        let filled = (wanted.len() * 8 - length) * 8;
        let mut all = different((last, last_wanted)) << filled;
        for pair in full.iter().zip(full_wanted) {
            all |= different(pair);
        }
        self.at += length;
        (all == 0).then_some(())
    }
}
