//! What filters leave, and where their mistakes are.

use super::*;
use crate::samples::contents::tests::sample;
use crate::table::Table;
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use proptest::prelude::*;

/// The contents that a filter leaves of samples of these contents. Their hashes begin with their numbers, in two digits.
fn found(text: &str, samples: &[&[u64]], worst: &[Classification]) -> Vec<u64> {
    let tables: Vec<Table> =
        samples.iter().map(|files| sample(&files.iter().copied().map(Some).collect::<Vec<_>>())).collect();
    let laid_out: Vec<(Parents, Forest)> = tables
        .iter()
        .map(|table| {
            let parents = Parents::of(table);
            let forest = Forest::new(&parents, &table.in_order());
            (parents, forest)
        })
        .collect();
    let (hits, lists, check_results) = Default::default();
    let hashes: Vec<String> = (0..samples.len()).map(|number| format!("{number:02}ab")).collect();
    let known: Vec<MatrixSample<'_>> = tables
        .iter()
        .zip(&laid_out)
        .zip(worst.iter().zip(&hashes))
        .map(|((table, (parents, forest)), (worst, hash))| MatrixSample {
            hash,
            worst: Some(*worst),
            search: Search {
                table,
                parents,
                forest,
                content: &hits,
                lists: &lists,
                check_results: &check_results,
                is_whole: true,
            },
        })
        .collect();
    let contents = Contents::new(&tables.iter().collect::<Vec<_>>());
    // In the smallest steps, and in one.
    let files = |step| {
        let mut search = MatrixSearch::new(MatrixFilter::read(text).expect(text), &contents, &known);
        while search.step(&contents, &known, step) {}
        search.done()
    };
    assert_eq!(files(1), files(u32::MAX));
    let files = files(2);
    files
        .iter()
        .map(|content| contents.places(*content)[0])
        .map(|place| samples[place.sample as usize][place.row as usize])
        .collect()
}

#[test]
fn words_of_its_own_narrow_down() {
    use Classification::{Goodware, Malicious, Unknown};
    let samples: [&[u64]; 3] = [&[1, 2, 3, 8], &[1, 3, 4, 8], &[1, 2, 5]];
    let worst = [Malicious, Malicious, Goodware];
    let found = |text| found(text, &samples, &worst);
    assert_eq!(found(""), [1, 3, 2, 8, 5, 4]);
    assert_eq!(found("shared:all"), [1]);
    assert_eq!(found("shared:>=2"), [1, 3, 2, 8]);
    assert_eq!(found("SHARED:1 only:00"), Vec::<u64>::new());
    assert_eq!(found("only:01"), [4]);
    assert_eq!(found("only:00,01"), [3, 8, 4]);
    assert_eq!(found("all:malicious"), [1, 3, 8]);
    assert_eq!(found("all:malicious no:goodware"), [3, 8]);
    assert_eq!(found("all:malicious no:good,unk class:malicious"), [3]);
    assert_eq!(found("all:suspicious"), Vec::<u64>::new());
    // The verdict that a sample's file has is not the worst in the sample.
    assert_eq!(found("class:suspicious or class:malicious"), [3, 2]);
    assert_eq!(Unknown.word(), "unknown");
}

#[test]
fn mistakes_are_where_they_are() {
    let mistake = |text: &str| MatrixFilter::read(text).expect_err(text);
    assert_eq!(mistake("x shared:many").at, 9..13);
    assert_eq!(mistake("only:xyz").at, 5..8);
    assert_eq!(mistake("no:bad").at, 3..6);
    assert_eq!(mistake("shared:2 risk:x").at, 14..15);
    // In quotes they are words.
    assert!(MatrixFilter::read("\"shared:many\"").is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|shared:|only:|no:|all:| |\"|\\\\){0,12}") {
        if let Err(mistake) = MatrixFilter::read(&text) {
            prop_assert!(text.get(mistake.at).is_some());
        }
    }
}
