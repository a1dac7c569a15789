//! The samples that were open in this tab.

use crate::platform::intl;
use crate::platform::storage::{self, StorageArea};
use matryoshka_core::hash::SampleHash;
use matryoshka_core::table::timestamp::Timestamp;

const KEY: &str = "matryoshka.recent";

/// How many are remembered.
const MOST: usize = 8;

/// A sample, and when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The sample.
    pub sample: SampleHash,
    /// When it was opened.
    pub opened: Timestamp,
}

/// Remembers a sample, for this tab only.
pub fn remember(sample: &SampleHash) {
    let opened = intl::now();
    let others = list().into_iter().filter(|other| other.sample != *sample);
    let lines: Vec<String> = std::iter::once(Recent { sample: sample.clone(), opened })
        .chain(others)
        .take(MOST)
        .map(|Recent { sample, opened }| format!("{sample} {opened}"))
        .collect();
    storage::set(StorageArea::Tab, KEY, &lines.join("\n"));
}

/// The samples, the latest first.
pub fn list() -> Vec<Recent> {
    let kept = storage::get(StorageArea::Tab, KEY).unwrap_or_default();
    let read = |line: &str| {
        let (hash, opened) = line.split_once(' ')?;
        Some(Recent { sample: SampleHash::parse(hash).ok()?, opened: opened.parse().ok()? })
    };
    kept.lines().filter_map(read).collect()
}
