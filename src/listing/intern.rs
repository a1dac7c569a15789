//! Texts that occur again and again, kept once and named by a number.

use rustc_hash::FxHashMap;

/// Gives equal texts the same number, counted from 0 in the order of their first occurrence.
#[derive(Debug, Default)]
pub struct Interner {
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    last: u32,
}

impl Interner {
    /// The number of the text.
    pub fn intern(&mut self, text: &str) -> u32 {
        // Rows beside one another are often of one kind.
        if self.texts.get(self.last as usize).is_some_and(|last| **last == *text) {
            return self.last;
        }
        self.last = if let Some(number) = self.numbers.get(text) {
            *number
        } else {
            let number = self.texts.len() as u32;
            self.texts.push(text.into());
            self.numbers.insert(text.into(), number);
            number
        };
        self.last
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
