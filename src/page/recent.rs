//! The samples that were open in this tab.

use crate::browser::storage::{self, Shelf};
use crate::hash::SampleHash;
use crate::listing::moment::Moment;

const KEY: &str = "matryoshka.recent";

/// How many are remembered.
const MOST: usize = 8;

/// A sample, and when it was opened.
pub type Recent = (SampleHash, Moment);

/// Remembers a sample, for this tab only.
pub fn remember(sample: &SampleHash) {
    let now = (js_sys::Date::now() * 1000.0) as Moment;
    let others = list().into_iter().filter(|(other, _)| other != sample);
    let lines: Vec<String> = std::iter::once((sample.clone(), now))
        .chain(others)
        .take(MOST)
        .map(|(sample, opened)| format!("{sample} {opened}"))
        .collect();
    storage::set(Shelf::Tab, KEY, &lines.join("\n"));
}

/// The samples, the latest first.
pub fn list() -> Vec<Recent> {
    let kept = storage::get(Shelf::Tab, KEY).unwrap_or_default();
    let read = |line: &str| {
        let (hash, opened) = line.split_once(' ')?;
        SampleHash::parse(hash).ok().zip(opened.parse().ok())
    };
    kept.lines().filter_map(read).collect()
}
