//! Which file is in which of several samples: the inverted index of contents.
//!
//! A file is known by its hash, as in [`duplicates`](crate::insights::duplicates); rows without one are in no sample but their own
//! and are left out. Places lie one behind another, by file, then by sample, then in the appliance's order.

use crate::insights::duplicates::identity;
use crate::insights::seen::Seen;
use crate::table::classification::Classification;
use crate::table::seed::bits;
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
#[derive(Debug, Default, PartialEq)]
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
    /// Indexes the rows of samples at once.
    pub fn new(samples: &[&Table]) -> Self {
        let mut builder = ContentsBuilder::new(samples);
        while builder.step(samples, u32::MAX) {}
        builder.done()
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
        // Counted and not compared: there are few ranks, and may be many files.
        let classes = Classification::ALL.len();
        let rank = |content: ContentNumber| {
            (self.samples - self.shared(content)) as usize * classes + classes - 1 - self.worst(content) as usize
        };
        let mut starts = vec![0_u32; (self.samples as usize + 1) * classes + 1];
        (0..self.len()).for_each(|content| starts[rank(content) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut all = vec![0; self.len() as usize];
        for content in 0..self.len() {
            let at = &mut starts[rank(content)];
            all[*at as usize] = content;
            *at += 1;
        }
        all
    }
}

/// The index, made step by step: what stands between one step and the next is the browser's.
#[derive(Debug)]
pub struct ContentsBuilder {
    contents: Contents,
    numbers: Seen,
    /// The first place of each file.
    firsts: Vec<Place>,
    met: Vec<(ContentNumber, Place)>,
    /// The sample whose rows are being met, those rows in the appliance's order, and how many of them have been.
    sample: usize,
    order: Vec<Row>,
    row: usize,
    /// Where the next place of each file goes, and how many places have theirs.
    next: Vec<u32>,
    placed: usize,
}

impl ContentsBuilder {
    /// Begins with samples; each step is given the same ones.
    pub fn new(samples: &[&Table]) -> Self {
        let rows: usize = samples.iter().map(|table| table.len() as usize).sum();
        Self {
            contents: Contents { samples: samples.len() as u32, ..Contents::default() },
            numbers: Seen::new(rows),
            firsts: Vec::new(),
            met: Vec::with_capacity(rows),
            sample: 0,
            order: samples.first().map(|table| table.in_order()).unwrap_or_default(),
            row: 0,
            next: Vec::new(),
            placed: 0,
        }
    }

    /// How many rows have been met.
    pub fn met(&self) -> u32 {
        self.met.len() as u32 + self.contents.nameless
    }

    /// Goes on with at most so many rows. Whether something is left to do.
    pub fn step(&mut self, samples: &[&Table], rows: u32) -> bool {
        if self.sample < samples.len() {
            self.meet(samples, rows);
            if self.sample == samples.len() {
                self.count();
            }
            return true;
        }
        self.place(samples, rows);
        self.placed < self.met.len()
    }

    fn meet(&mut self, samples: &[&Table], mut rows: u32) {
        while rows > 0 && self.sample < samples.len() {
            let Some(row) = self.order.get(self.row).copied() else {
                self.sample += 1;
                self.row = 0;
                self.order = samples.get(self.sample).map(|table| table.in_order()).unwrap_or_default();
                continue;
            };
            self.row += 1;
            rows -= 1;
            let hash = identity(samples[self.sample], row);
            if hash.is_empty() {
                self.contents.nameless += 1;
                continue;
            }
            let place = Place { sample: self.sample as SampleNumber, row };
            let next = self.firsts.len() as ContentNumber;
            let firsts = &self.firsts;
            let is_same = |other: ContentNumber| {
                let first = firsts[other as usize];
                identity(samples[first.sample as usize], first.row) == hash
            };
            let number = self.numbers.before(bits(hash), next, is_same).unwrap_or_else(|| {
                self.firsts.push(place);
                next
            });
            self.met.push((number, place));
        }
    }

    /// Makes room for the places of each file.
    fn count(&mut self) {
        let files = self.firsts.len();
        // The largest things here, and done with.
        (self.numbers, self.firsts, self.order) = Default::default();
        let starts = &mut self.contents.starts;
        *starts = vec![0; files + 1];
        self.met.iter().for_each(|(number, _)| starts[*number as usize + 1] += 1);
        (1..=files).for_each(|at| starts[at] += starts[at - 1]);
        self.next.clone_from(starts);
        self.contents.shared = vec![0; files];
        self.contents.worst = vec![Classification::Goodware; files];
        self.contents.places = vec![Place { sample: 0, row: 0 }; self.met.len()];
    }

    fn place(&mut self, samples: &[&Table], rows: u32) {
        let contents = &mut self.contents;
        let to = self.met.len().min(self.placed.saturating_add(rows as usize));
        for (number, place) in self.met[self.placed..to].iter().copied() {
            let number = number as usize;
            let at = self.next[number] as usize;
            let is_first_of_sample =
                at == contents.starts[number] as usize || contents.places[at - 1].sample != place.sample;
            contents.shared[number] += u32::from(is_first_of_sample);
            let verdict = samples[place.sample as usize].classification(place.row);
            contents.worst[number] = contents.worst[number].max(verdict);
            contents.places[at] = place;
            self.next[number] += 1;
        }
        self.placed = to;
    }

    /// The index, once nothing is left to do.
    pub fn done(self) -> Contents {
        self.contents
    }
}

#[cfg(test)]
pub(super) mod tests;
