//! The strings in a file: stretches of printable ASCII, as single bytes or as UTF-16 LE, as the tool `strings` finds them.

use crate::contents::classify::classify;
use matryoshka_core::contents::kind::StringKind;

/// Letters of a string that are kept; its length is known beyond that.
pub const KEPT: usize = 300;

/// A string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where it begins, in bytes.
    pub offset: u64,
    /// How many letters it has.
    pub letters: u64,
    /// Whether each letter takes two bytes.
    pub wide: bool,
    /// The beginning of it.
    pub text: String,
    /// What it looks like.
    pub kind: StringKind,
}

/// A stretch of letters that has not ended yet.
#[derive(Debug, Default)]
struct Run {
    offset: u64,
    letters: u64,
    text: String,
}

impl Run {
    fn add(&mut self, at: u64, letter: u8) {
        if self.letters == 0 {
            self.offset = at;
            self.text.clear();
        }
        self.letters += 1;
        if self.text.len() < KEPT {
            self.text.push(char::from(letter));
        }
    }

    fn end(&mut self, wide: bool, least: u64, take: &mut dyn FnMut(&Found)) {
        if self.letters >= least {
            let kind = classify(&self.text);
            let found = Found { offset: self.offset, letters: self.letters, wide, text: self.text.clone(), kind };
            take(&found);
        }
        self.letters = 0;
    }
}

/// Finds the strings of a file that comes in pieces.
#[derive(Debug)]
pub struct Strings {
    /// The fewest letters of a string.
    least: u64,
    at: u64,
    before: Option<u8>,
    narrow: Run,
    /// Those that begin at even and at odd offsets.
    wide: [Run; 2],
}

const fn is_printable(byte: u8) -> bool {
    matches!(byte, b'\t' | 0x20..=0x7e)
}

impl Strings {
    /// Strings of at least so many letters.
    pub fn new(least: u64) -> Self {
        Self {
            least: least.max(1),
            at: 0,
            before: None,
            narrow: Run::default(),
            wide: [Run::default(), Run::default()],
        }
    }

    /// Takes the next bytes. Hands on each string as soon as it has ended.
    pub fn push(&mut self, bytes: &[u8], take: &mut dyn FnMut(&Found)) {
        for byte in bytes {
            if is_printable(*byte) {
                self.narrow.add(self.at, *byte);
            } else {
                self.narrow.end(false, self.least, take);
            }
            if let Some(before) = self.before {
                let at = self.at - 1;
                let run = &mut self.wide[(at % 2) as usize];
                if *byte == 0 && is_printable(before) {
                    run.add(at, before);
                } else {
                    run.end(true, self.least, take);
                }
            }
            self.before = Some(*byte);
            self.at += 1;
        }
    }

    /// Nothing follows.
    pub fn finish(&mut self, take: &mut dyn FnMut(&Found)) {
        self.narrow.end(false, self.least, take);
        for run in &mut self.wide {
            run.end(true, self.least, take);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn strings(bytes: &[u8], least: u64, size: usize) -> Vec<Found> {
        let (mut found, mut strings) = (Vec::new(), Strings::new(least));
        let mut take = |one: &Found| found.push(one.clone());
        bytes.chunks(size).for_each(|piece| strings.push(piece, &mut take));
        strings.finish(&mut take);
        found.sort_by_key(|one| (one.offset, one.wide));
        found
    }

    #[test]
    fn both_forms_are_found_with_their_offsets() {
        let bytes = b"\x01MZ!\x90\0h\0t\0t\0p\0://x\0\xffabc";
        let found: Vec<_> = strings(bytes, 3, 4).into_iter().map(|one| (one.offset, one.wide, one.text)).collect();
        let wanted = [(1, false, "MZ!"), (6, true, "http"), (14, false, "://x"), (20, false, "abc")];
        assert_eq!(found, wanted.map(|(at, wide, text)| (at, wide, text.to_owned())));
    }

    #[test]
    fn long_strings_are_cut_and_counted() {
        let found = strings(&vec![b'x'; 1_000_000], 4, 65_536);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].letters, found[0].text.len()), (1_000_000, KEPT));
    }

    proptest! {
        #[test]
        fn stretches_are_as_long_as_they_can_be(bytes in prop::collection::vec(prop_oneof![3 => any::<u8>(), 5 => Just(b'a'), 4 => Just(0)], 0..300), least in 1_u64..6, size in 1_usize..64) {
            let found = strings(&bytes, least, size);
            let narrow: Vec<(u64, u64)> = found.iter().filter(|one| !one.wide).map(|one| (one.offset, one.letters)).collect();
            let mut wanted = Vec::new();
            let mut at = 0;
            for run in bytes.split(|byte| !is_printable(*byte)) {
                if run.len() as u64 >= least {
                    wanted.push((at, run.len() as u64));
                }
                at += run.len() as u64 + 1;
            }
            prop_assert_eq!(narrow, wanted);
            let is_letter = |at: usize| bytes.get(at).is_some_and(|byte| is_printable(*byte)) && bytes.get(at + 1) == Some(&0);
            for one in found.iter().filter(|one| one.wide) {
                let (from, letters) = (one.offset as usize, one.letters as usize);
                prop_assert!((0..letters).all(|letter| is_letter(from + letter * 2)));
                prop_assert!(!is_letter(from + letters * 2) && from.checked_sub(2).is_none_or(|before| !is_letter(before)));
            }
            let first = |at: usize| is_letter(at) && at.checked_sub(2).is_none_or(|before| !is_letter(before));
            let long = |at: usize| (0..least as usize).all(|letter| is_letter(at + letter * 2));
            let wide = (0..bytes.len()).filter(|at| first(*at) && long(*at)).count();
            prop_assert_eq!(found.iter().filter(|one| one.wide).count(), wide);
        }
    }
}
