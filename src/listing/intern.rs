//! Texts that occur again and again, named by a number.

use rustc_hash::FxHashMap;

/// Gives equal texts the same number, counted from 0 in the order of their first occurrence.
#[derive(Debug)]
pub struct Interner {
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// The numbers of texts that came lately, by their length and their ends: few texts make up most of a listing.
    lately: [u32; LATELY],
}

const LATELY: usize = 64;

impl Default for Interner {
    fn default() -> Self {
        Self { texts: Vec::new(), numbers: FxHashMap::default(), lately: [0; LATELY] }
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
        let number = if let Some(number) = self.numbers.get(text) {
            *number
        } else {
            let number = self.texts.len() as u32;
            self.texts.push(text.into());
            self.numbers.insert(text.into(), number);
            number
        };
        self.lately[place] = number;
        number
    }

    /// The number of a text that has occurred.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
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
