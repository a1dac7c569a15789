//! A search through a file that comes in pieces, with the same hits as one through the whole of it.
//!
//! A hit may begin in one piece and end in a later one. So what is searched is always followed by [`LONGEST`] bytes that
//! have come already, unless the file ends before; a hit that would be longer ends there. What stands before is looked
//! back at by up to `BEFORE` bytes, for the words and lines of an expression.

use regex::bytes::Regex;

/// Most bytes of a hit.
pub const LONGEST: usize = 64 << 10;

/// Bytes before a place that are still there when it is searched.
const BEFORE: usize = 16;

/// Bytes that are searched at once.
const STEP: usize = 1 << 20;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In bytes from the beginning of the file.
    pub offset: u64,
    /// In bytes.
    pub length: u32,
}

/// A search through one file.
#[derive(Debug)]
pub struct Scan<'r> {
    regex: &'r Regex,
    /// What has come and may still be needed.
    held: Vec<u8>,
    /// Where that begins in the file.
    held_at: u64,
    /// Where in it the search goes on.
    next: usize,
    /// Most hits that are kept.
    most: usize,
    /// The hits.
    pub hits: Vec<Hit>,
    /// How many there are, kept or not.
    pub count: u64,
}

impl<'r> Scan<'r> {
    /// Begins a search that keeps the first `most` hits.
    pub const fn new(regex: &'r Regex, most: usize) -> Self {
        Self { regex, held: Vec::new(), held_at: 0, next: 0, most, hits: Vec::new(), count: 0 }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= self.next + STEP + LONGEST {
            self.search(self.held.len() - LONGEST);
        }
    }

    /// Nothing follows.
    pub fn finish(&mut self) {
        self.search(self.held.len());
    }

    /// Searches for hits that begin before `to`.
    fn search(&mut self, to: usize) {
        while self.next < to {
            let Some(hit) = self.regex.find_at(&self.held, self.next).filter(|hit| hit.start() < to) else {
                self.next = to;
                break;
            };
            // A hit has at least one byte; what follows it is searched next.
            let end = hit.end().min(hit.start() + LONGEST).max(hit.start() + 1);
            self.count += 1;
            if self.hits.len() < self.most {
                let offset = self.held_at + hit.start() as u64;
                self.hits.push(Hit { offset, length: (end - hit.start()) as u32 });
            }
            self.next = end;
        }
        let gone = self.next.saturating_sub(BEFORE).min(self.held.len());
        self.held.drain(..gone);
        self.held_at += gone as u64;
        self.next -= gone;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contents::pattern::compile;
    use matryoshka_core::contents::notation::Notation;
    use proptest::prelude::*;

    fn scanned(regex: &Regex, bytes: &[u8], size: usize) -> Vec<(u64, u32)> {
        let mut scan = Scan::new(regex, usize::MAX);
        bytes.chunks(size).for_each(|piece| scan.push(piece));
        scan.finish();
        assert_eq!(scan.count, scan.hits.len() as u64);
        scan.hits.iter().map(|hit| (hit.offset, hit.length)).collect()
    }

    #[test]
    fn a_hit_is_found_across_pieces_and_steps() {
        let mut bytes = vec![b'.'; 3 * STEP];
        for at in [0, STEP - 3, STEP, STEP + LONGEST - 2, 2 * STEP - 1, 3 * STEP - 6] {
            bytes[at..at + 6].copy_from_slice(b"needle");
        }
        // Two of them overlap: the second is written over the end of the first.
        let regex = compile(Notation::Text, "needle").expect("an expression");
        let whole: Vec<_> = regex.find_iter(&bytes).map(|hit| (hit.start() as u64, hit.len() as u32)).collect();
        assert_eq!(whole.len(), 5);
        for size in [1_000, 65_536, STEP + 1, bytes.len()] {
            assert_eq!(scanned(&regex, &bytes, size), whole);
        }
    }

    #[test]
    fn a_hit_that_never_ends_is_cut_and_only_the_first_are_kept() {
        let regex = compile(Notation::Regex, "a+").expect("an expression");
        let bytes = vec![b'a'; LONGEST * 2 + 5];
        let lengths: Vec<u32> = scanned(&regex, &bytes, 4_096).iter().map(|hit| hit.1).collect();
        assert_eq!(lengths, [LONGEST as u32, LONGEST as u32, 5]);
        let regex = compile(Notation::Text, "a").expect("an expression");
        let mut scan = Scan::new(&regex, 2);
        scan.push(&bytes);
        scan.finish();
        assert_eq!((scan.hits.len(), scan.count), (2, bytes.len() as u64));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn pieces_are_searched_as_the_whole(
            words in prop::collection::vec("[ab\n ]{1,6}", 1..24),
            gap in 0_usize..STEP / 8,
            size in 1_usize..STEP * 2,
            expression in prop::sample::select(&["ab", r"\ba", "^b+$", r"a\s*b", r"[ab]{2,9}\b", "(?s)a.b"][..]),
        ) {
            let gap = vec![b' '; gap];
            let bytes: Vec<u8> = words.iter().flat_map(|word| [word.as_bytes(), &gap].concat()).collect();
            let regex = compile(Notation::Regex, expression).expect("an expression");
            let long = expression.contains("\\s*");
            let whole: Vec<_> = regex
                .find_iter(&bytes)
                .map(|hit| (hit.start() as u64, hit.len() as u32))
                // Where a hit is too long for the limit it need not be found.
                .filter(|hit| !long || (hit.1 as usize) < LONGEST)
                .collect();
            let hits: Vec<_> = scanned(&regex, &bytes, size).into_iter().filter(|hit| !long || (hit.1 as usize) < LONGEST).collect();
            prop_assert_eq!(hits, whole);
        }
    }
}
