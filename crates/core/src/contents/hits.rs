//! What searches through the contents of all files have found.

use crate::table::seed::Map;

/// Most searches that are kept: each is the words of a `content:` filter.
const MOST: usize = 8;

/// What was found in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileHits {
    /// How often.
    pub count: u64,
    /// Where the first ones are: offset and length in bytes.
    pub places: Vec<(u64, u32)>,
}

/// A search through all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Searched {
    words: String,
    by_position: Map<u32, FileHits>,
}

/// The last searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentHits {
    /// The newest last.
    searches: Vec<Searched>,
}

impl ContentHits {
    /// Begins a search. What was found for the same words before is forgotten.
    pub fn begin(&mut self, words: &str) {
        self.searches.retain(|search| search.words != words);
        if self.searches.len() >= MOST {
            self.searches.remove(0);
        }
        self.searches.push(Searched { words: words.to_owned(), by_position: Map::default() });
    }

    /// Adds what the newest search has found in the file of the row at a position.
    pub fn add(&mut self, position: u32, hits: FileHits) {
        if let Some(search) = self.searches.last_mut() {
            search.by_position.insert(position, hits);
        }
    }

    /// What was found for these words in the file of the row at a position.
    pub fn of(&self, words: &str, position: u32) -> Option<&FileHits> {
        self.searches.iter().rev().find(|search| search.words == words)?.by_position.get(&position)
    }

    /// Whether there was a search for these words.
    pub fn has(&self, words: &str) -> bool {
        self.searches.iter().any(|search| search.words == words)
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentHits, FileHits, MOST};

    #[test]
    fn the_last_searches_are_kept_by_their_words() {
        let mut hits = ContentHits::default();
        for number in 0..MOST + 2 {
            hits.begin(&number.to_string());
            hits.add(number as u32, FileHits { count: 1, places: vec![(4, 2)] });
        }
        assert!(!hits.has("1") && hits.has("2"));
        assert_eq!(hits.of("2", 2).map(|hits| hits.count), Some(1));
        assert_eq!(hits.of("2", 3), None);
        hits.begin("2");
        assert!(hits.has("2") && hits.of("2", 2).is_none(), "asked anew");
    }
}
