//! Tests that a browser could not run, read off the file that they write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What was left out in one browser.
#[derive(Default)]
pub struct LeftOut {
    /// The tests, by what they need and why that can't be had.
    by_reason: BTreeMap<(String, String), BTreeSet<String>>,
}

impl LeftOut {
    /// Reads the file; where there is none, nothing was left out.
    pub fn read(file: &Path) -> Self {
        Self::of(&fs::read_to_string(file).unwrap_or_default())
    }

    fn of(text: &str) -> Self {
        let mut found = Self::default();
        for line in text.lines() {
            let mut parts = line.split('\t').map(str::to_owned);
            if let (Some(test), Some(need), Some(reason)) = (parts.next(), parts.next(), parts.next()) {
                found.by_reason.entry((need, reason)).or_default().insert(test);
            }
        }
        found
    }

    /// How many tests.
    pub fn tests(&self) -> u64 {
        self.by_reason.values().flatten().collect::<BTreeSet<_>>().len() as u64
    }

    /// What was missing, and in how many tests.
    pub fn reasons(&self) -> impl Iterator<Item = String> {
        self.by_reason.iter().map(|((need, reason), tests)| format!("{} for want of {need}: {reason}", tests.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::LeftOut;

    #[test]
    fn a_test_counts_once_however_often_it_was_left() {
        let found = LeftOut::of("a\tTouch\tno finger\na\tTouch\tno finger\nb\tTouch\tno finger\nbroken\n");
        assert_eq!(found.tests(), 2);
        assert_eq!(found.reasons().collect::<Vec<_>>(), ["2 for want of Touch: no finger"]);
        assert_eq!(LeftOut::of("").tests(), 0);
    }
}
