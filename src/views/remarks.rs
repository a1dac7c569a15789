//! What the page says of a row beside what the appliance says, where rows and details say the same.

use crate::words::row as words;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::Row;
use matryoshka_core::table::classification::Classification;

/// The worst verdict inside a branch of the tree, where it is one to tell of.
pub fn worst_inside(dataset: &Dataset, row: Row) -> Option<Classification> {
    let (worst, forest) = (dataset.rollup().worst(row), dataset.forest());
    (worst > Classification::Unknown && forest.below(forest.place(row)) > 0).then_some(worst)
}

/// How many files of bad verdicts are inside a branch of the tree, of which `worst` is the worst, and the highest score of them.
pub fn inside(dataset: &Dataset, row: Row, worst: Classification) -> String {
    let forest = dataset.forest();
    let place = forest.place(row);
    let counts = dataset.rollup().counts_below(forest, place);
    let risk = dataset.rollup().worst_risk_below(&dataset.table, forest, place);
    let count_of = |verdict: Classification| {
        let count = counts[verdict as usize];
        (count > 0).then(|| format!("{count} {}", verdict.word()))
    };
    let mut counted: Vec<String> =
        [Classification::Malicious, Classification::Suspicious].into_iter().filter_map(count_of).collect();
    // Of a branch without either, the worst says enough.
    if counted.is_empty() {
        counted.extend(count_of(worst));
    }
    if counted.is_empty() { String::new() } else { words::inside(&counted, risk.filter(|risk| *risk > 0)) }
}
