//! The index of files, against sets, in steps of every size.

use super::*;
use crate::api::wire::{Entry, Sample};
use crate::table::RowSource;
use crate::table::tests::text;
use proptest::prelude::*;

/// A sample of files by the numbers of their contents.
pub fn sample(files: &[Option<u64>]) -> Table {
    let mut table = Table::default();
    for (at, content) in files.iter().enumerate() {
        let hash = content.map_or(String::new(), |content| format!("{:040x}", content + 1));
        let verdict = Classification::of_number((content.unwrap_or(0) % 4) as u8).word();
        let sample = Sample { sha1: text(&hash).into(), classification: text(verdict), ..Sample::default() };
        table.push(&Entry { sample, ..Entry::default() }, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

proptest! {
    /// However small the steps, the index is the one that is made at once.
    #[test]
    fn each_file_is_found_at_each_of_its_places(
        samples in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u64..9), 0..12), 0..8),
        step in 1_u32..30,
    ) {
        let tables: Vec<Table> = samples.iter().map(|files| sample(files)).collect();
        let tables: Vec<&Table> = tables.iter().collect();
        let mut builder = ContentsBuilder::new(&tables);
        while builder.step(&tables, step) {}
        prop_assert_eq!(builder.met() as usize, samples.iter().map(Vec::len).sum::<usize>());
        let contents = builder.done();
        prop_assert_eq!(&contents, &Contents::new(&tables));
        let mut met: Vec<Place> = Vec::new();
        for content in 0..contents.len() {
            let places = contents.places(content);
            prop_assert!(places.is_sorted() && !places.is_empty());
            let of = |place: &Place| samples[place.sample as usize][place.row as usize];
            prop_assert!(places.iter().all(|place| of(place).is_some() && of(place) == of(&places[0])));
            let holding: Vec<u32> =
                (0..samples.len() as u32).filter(|sample| samples[*sample as usize].contains(&of(&places[0]))).collect();
            prop_assert_eq!(contents.samples_with(content).collect::<Vec<_>>(), holding.clone());
            prop_assert_eq!(contents.shared(content) as usize, holding.len());
            prop_assert_eq!(contents.worst(content) as u64, of(&places[0]).unwrap_or(0) % 4);
            let again: Vec<Place> = holding.iter().flat_map(|sample| contents.places_in(content, *sample)).copied().collect();
            prop_assert_eq!(&again, places);
            met.extend(places);
        }
        met.sort_unstable();
        let wanted: Vec<Place> = (0..samples.len()).flat_map(|sample| {
            let rows = samples[sample].iter().enumerate().filter(|(_, content)| content.is_some());
            rows.map(move |(row, _)| Place { sample: sample as u32, row: row as Row })
        }).collect();
        prop_assert_eq!(met, wanted);
        prop_assert_eq!(contents.nameless() as usize, samples.iter().flatten().filter(|content| content.is_none()).count());
        let order = contents.by_sharing();
        let is_sorted = order.is_sorted_by(|a, b| {
            (contents.shared(*b), contents.worst(*b), *a) <= (contents.shared(*a), contents.worst(*a), *b)
        });
        prop_assert!(is_sorted);
    }
}
