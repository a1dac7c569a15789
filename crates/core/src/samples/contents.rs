//! Which file is in which of several samples: the inverted index of contents.
//!
//! A file is known by its hash, as in [`duplicates`](crate::insights::duplicates); rows without one are in no sample but their own
//! and are left out. Places lie one behind another, by file, then by sample, then in the appliance's order.

use crate::insights::duplicates::identity;
use crate::table::classification::Classification;
use crate::table::seed::Map;
use crate::table::{Row, Table};

/// The number of a sample in its list.
pub type SampleNumber = u32;

/// The number of a file, by its first place in all samples.
pub type ContentNumber = u32;

/// A file at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sample.
    pub sample: SampleNumber,
    /// The row in its listing.
    pub row: Row,
}

/// Which file is in which sample.
#[derive(Debug, Default)]
pub struct Contents {
    places: Vec<Place>,
    /// Where those of each file begin; at the end how many there are.
    starts: Vec<u32>,
    /// In how many samples each file is.
    shared: Vec<u32>,
    /// What the most concerned sample thinks of each.
    worst: Vec<Classification>,
    samples: u32,
    nameless: u32,
}

impl Contents {
    /// Indexes the rows of samples.
    pub fn new(samples: &[&Table]) -> Self {
        let mut numbers: Map<&[u8], ContentNumber> = Map::default();
        let mut met: Vec<(ContentNumber, Place)> = Vec::new();
        let mut contents = Self { samples: samples.len() as u32, ..Self::default() };
        for (sample, table) in samples.iter().enumerate() {
            for row in table.in_order() {
                let hash = identity(table, row);
                if hash.is_empty() {
                    contents.nameless += 1;
                    continue;
                }
                let next = numbers.len() as ContentNumber;
                let number = *numbers.entry(hash).or_insert(next);
                met.push((number, Place { sample: sample as SampleNumber, row }));
            }
        }
        let files = numbers.len();
        contents.starts = vec![0; files + 1];
        contents.shared = vec![0; files];
        contents.worst = vec![Classification::Goodware; files];
        met.iter().for_each(|(number, _)| contents.starts[*number as usize + 1] += 1);
        (1..=files).for_each(|at| contents.starts[at] += contents.starts[at - 1]);
        let mut next = contents.starts.clone();
        contents.places = vec![Place { sample: 0, row: 0 }; met.len()];
        for (number, place) in met {
            let number = number as usize;
            let at = next[number] as usize;
            let is_first_of_sample =
                at == contents.starts[number] as usize || contents.places[at - 1].sample != place.sample;
            contents.shared[number] += u32::from(is_first_of_sample);
            let verdict = samples[place.sample as usize].classification(place.row);
            contents.worst[number] = contents.worst[number].max(verdict);
            contents.places[at] = place;
            next[number] += 1;
        }
        contents
    }

    /// How many files there are, each counted once.
    pub fn len(&self) -> u32 {
        self.shared.len() as u32
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty()
    }

    /// How many samples there are.
    pub const fn samples(&self) -> u32 {
        self.samples
    }

    /// How many rows have no hash, and so are in no file.
    pub const fn nameless(&self) -> u32 {
        self.nameless
    }

    /// In how many samples a file is.
    pub fn shared(&self, content: ContentNumber) -> u32 {
        self.shared[content as usize]
    }

    /// The worst verdict on a file in any of the samples.
    pub fn worst(&self, content: ContentNumber) -> Classification {
        self.worst[content as usize]
    }

    /// Every place of a file, by sample and in the appliance's order.
    pub fn places(&self, content: ContentNumber) -> &[Place] {
        let content = content as usize;
        &self.places[self.starts[content] as usize..self.starts[content + 1] as usize]
    }

    /// Its places in one sample.
    pub fn places_in(&self, content: ContentNumber, sample: SampleNumber) -> &[Place] {
        let places = self.places(content);
        let from = places.partition_point(|place| place.sample < sample);
        let places = &places[from..];
        &places[..places.partition_point(|place| place.sample == sample)]
    }

    /// The samples that a file is in, ascending.
    pub fn samples_with(&self, content: ContentNumber) -> impl Iterator<Item = SampleNumber> + '_ {
        self.places(content)
            .chunk_by(|a, b| a.sample == b.sample)
            .filter_map(|places| places.first())
            .map(|place| place.sample)
    }

    /// All files: those in most samples first, of those the more concerning, then as they were met.
    pub fn by_sharing(&self) -> Vec<ContentNumber> {
        let mut all: Vec<ContentNumber> = (0..self.len()).collect();
        all.sort_by_key(|content| std::cmp::Reverse((self.shared(*content), self.worst(*content))));
        all
    }
}

#[cfg(test)]
pub(super) mod tests {
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
        #[test]
        fn each_file_is_found_at_each_of_its_places(
            samples in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u64..9), 0..12), 0..8),
        ) {
            let tables: Vec<Table> = samples.iter().map(|files| sample(files)).collect();
            let contents = Contents::new(&tables.iter().collect::<Vec<_>>());
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
}
