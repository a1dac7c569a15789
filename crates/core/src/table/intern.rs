//! Texts that occur again and again, named by a number.

use crate::insights::seen::Seen;
use crate::table::seed::bits;

/// Gives equal texts the same number, counted from 0 in the order of their first occurrence.
#[derive(Debug)]
pub struct Interner {
    texts: Vec<Box<str>>,
    numbers: Seen,
    /// The numbers of texts that came lately, by their length and their ends: few texts make up most of a listing.
    lately: [u32; LATELY],
}

const LATELY: usize = 64;

impl Default for Interner {
    fn default() -> Self {
        Self { texts: Vec::new(), numbers: Seen::default(), lately: [0; LATELY] }
    }
}

impl Interner {
    /// The number of the text.
    pub fn intern(&mut self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let end = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
        let place = (bytes.len() * 7 + end(bytes.first()) + end(bytes.last()) * 3) % LATELY;
        let number = self.lately[place];
        if self.texts.get(number as usize).is_some_and(|known| **known == *text) {
            return number;
        }
        let number = self.number(text);
        self.lately[place] = number;
        number
    }

    fn number(&mut self, text: &str) -> u32 {
        let Self { texts, numbers, .. } = self;
        let next = texts.len() as u32;
        numbers.grow(|number| bits(texts[number as usize].as_bytes()));
        let before = numbers.before(bits(text.as_bytes()), next, |number| *texts[number as usize] == *text);
        before.unwrap_or_else(|| {
            texts.push(text.into());
            next
        })
    }

    /// The number of a text that has occurred.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.find(bits(text.as_bytes()), |number| *self.texts[number as usize] == *text)
    }

    /// The text with that number.
    pub fn get(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }

    /// All texts, in the order of their numbers.
    pub fn texts(&self) -> &[Box<str>] {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::Interner;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn numbers_texts_as_they_first_occur(texts in prop::collection::vec(prop_oneof!["[ab]{0,2}", ".{0,12}"], 0..120)) {
            let mut interner = Interner::default();
            let mut naive: HashMap<&str, u32> = HashMap::new();
            for text in &texts {
                let next = naive.len() as u32;
                prop_assert_eq!(interner.find(text), naive.get(&**text).copied());
                let number = *naive.entry(text).or_insert(next);
                prop_assert_eq!(interner.intern(text), number);
                prop_assert_eq!(interner.get(number), text);
            }
            prop_assert_eq!(interner.texts().len(), naive.len());
        }
    }

    /// Texts that differ in the middle alone: they also miss the numbers that came lately.
    #[test]
    fn texts_made_alike_cost_no_more_than_others() {
        const TEXTS: u32 = 20_000;
        let mut interner = Interner::default();
        (0..TEXTS)
            .for_each(|text| assert_eq!(interner.intern(&format!("aaaaaaaaaaaa{text:020}aaaaaaaaaaaaaaaa")), text));
        (0..TEXTS)
            .for_each(|text| assert_eq!(interner.intern(&format!("aaaaaaaaaaaa{text:020}aaaaaaaaaaaaaaaa")), text));
        let probes = interner.numbers.probes.get();
        assert!(probes < u64::from(TEXTS) * 10, "{probes} probes");
    }
}
