//! Patterns with `*` and `?`.
//!
//! A pattern is followed byte by byte with a bit for each place in it that may have been reached. So the time does not
//! depend on how a pattern's stars can be filled, and a text can be continued: the path of a child goes on where that of
//! its parent left off, and no path is ever put together.

use crate::query::search::lower;

/// How many steps a pattern may have.
pub const MOST_STEPS: usize = 127;

/// The places in a pattern that a text has reached, a bit each; 0 when it cannot fit any more.
pub type Reached = u128;

/// Nothing has been read yet.
pub const START: Reached = 1;

/// A pattern that whole texts fit or not. ASCII letters fit in either case; in a pattern with letters beyond ASCII,
/// those too.
pub struct Glob<'p> {
    pattern: &'p str,
    /// For each byte, the places from which it leads one further.
    steps: Vec<u128>,
    /// Places behind a `*`: any byte stays there.
    stars: u128,
    /// Places behind a `?`: the further bytes of the character stay there.
    any: u128,
    end: u128,
}

/// The characters of a pattern as they are compared.
fn folded(pattern: &str) -> impl Iterator<Item = char> + '_ {
    let ascii = pattern.is_ascii();
    pattern.chars().map(move |c| if ascii { c } else { lower(c) })
}

/// How many steps the pattern has.
pub fn steps(pattern: &str) -> usize {
    folded(pattern).filter(|c| *c != '*').map(char::len_utf8).sum()
}

const fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

impl<'p> Glob<'p> {
    /// Makes the pattern ready. One of more than [`MOST_STEPS`] fits nothing.
    pub fn new(pattern: &'p str) -> Self {
        let mut glob = Self { pattern, steps: vec![0; 256], stars: 0, any: 0, end: 0 };
        if steps(pattern) > MOST_STEPS {
            return glob;
        }
        let mut place: u128 = 1;
        for c in folded(pattern) {
            match c {
                '*' => glob.stars |= place,
                '?' => {
                    for byte in (0..=u8::MAX).filter(|byte| !continues(*byte)) {
                        glob.steps[usize::from(byte)] |= place;
                    }
                    place <<= 1;
                    glob.any |= place;
                }
                c => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        glob.steps[usize::from(byte.to_ascii_lowercase())] |= place;
                        glob.steps[usize::from(byte.to_ascii_uppercase())] |= place;
                        place <<= 1;
                    }
                }
            }
        }
        glob.end = place;
        glob
    }

    /// The longest text that has to be in whatever fits; none where telling so in advance is not safe.
    pub fn part(&self) -> Option<&'p str> {
        // Beyond ASCII, lower case is more than one way to write a letter.
        let parts = self.pattern.split(['*', '?']).filter(|part| !part.is_empty() && self.pattern.is_ascii());
        parts.max_by_key(|part| part.len())
    }

    /// Reads on: the bytes of a text.
    pub fn read(&self, mut reached: Reached, text: &[u8]) -> Reached {
        // In ASCII, lower case is the same whatever the pattern.
        if self.pattern.is_ascii() || text.is_ascii() {
            return self.read_bytes(reached, text);
        }
        for c in std::str::from_utf8(text).unwrap_or_default().chars().map(lower) {
            reached = self.read_bytes(reached, c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        reached
    }

    fn read_bytes(&self, mut reached: Reached, bytes: &[u8]) -> Reached {
        for byte in bytes {
            // It cannot fit any more, or whatever follows fits.
            if reached == 0 || reached & self.end & self.stars != 0 {
                break;
            }
            let stay = if continues(*byte) { self.stars | self.any } else { self.stars };
            reached = reached & stay | (reached & self.steps[usize::from(*byte)]) << 1;
        }
        reached
    }

    /// Whether what has been read fits as it stands.
    pub const fn fits(&self, reached: Reached) -> bool {
        reached & self.end != 0
    }

    /// Whether the whole text fits.
    pub fn fits_text(&self, text: &[u8]) -> bool {
        self.fits(self.read(START, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::filter::tests::naive_glob;
    use proptest::prelude::*;

    #[test]
    fn fits_whole_texts_only() {
        fn fits(pattern: &str, text: &str) -> bool {
            Glob::new(pattern).fits_text(text.as_bytes())
        }
        assert!(fits("*.dll", "Kernel32.DLL") && !fits("*.dll", "a.dll.txt") && !fits(".dll", "a.dll"));
        assert!(fits("a?c", "aéc") && fits("??", "漢字") && !fits("?", "漢字") && !fits("?", ""));
        assert!(fits("*", "") && fits("**", "x") && fits("É*", "éa") && fits("a*b*c", "abbbc"));
        assert!(fits(&"?".repeat(127), &"é".repeat(127)));
        assert!(!fits(&"?".repeat(128), &"é".repeat(128)));
        assert_eq!(Glob::new("*ab*abc?").part(), Some("abc"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn agrees_with_trying_everything(pattern in "[aB/é*?]{0,7}", texts in prop::collection::vec("[AbÉ/漢]{0,8}", 1..4)) {
            let glob = Glob::new(&pattern);
            let reached = texts.iter().fold(START, |reached, text| glob.read(reached, text.as_bytes()));
            prop_assert_eq!(glob.fits(reached), naive_glob(&pattern, &texts.concat()));
        }
    }
}
