//! The samples that were open in this tab.

use crate::browser::storage::{self, Shelf};
use crate::hash::SampleHash;

const KEY: &str = "matryoshka.recent";

/// How many are remembered.
const MOST: usize = 8;

/// Remembers a sample, for this tab only.
pub fn remember(sample: &SampleHash) {
    let mut lines = vec![sample.to_string()];
    lines.extend(list().into_iter().filter(|other| other != sample).map(|other| other.to_string()));
    lines.truncate(MOST);
    storage::set(Shelf::Tab, KEY, &lines.join("\n"));
}

/// The samples, the latest first.
pub fn list() -> Vec<SampleHash> {
    let kept = storage::get(Shelf::Tab, KEY).unwrap_or_default();
    kept.lines().filter_map(|line| SampleHash::parse(line).ok()).collect()
}
