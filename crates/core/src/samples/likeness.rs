//! How alike samples are: what two have in common of all that either has, each file weighted by how rare it is.
//!
//! A file that every sample has says little about two of them, and one that only these two have says much. So a file counts as the
//! logarithm of the number of samples, one more, over the number of those that have it. What two samples share over what either has
//! is between 0 (nothing) and 1 (the same files); of two without files it is 1.

use crate::samples::contents::{ContentNumber, Contents, SampleNumber};

/// How alike each two samples are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    samples: usize,
    /// For each two, a row of the matrix behind another.
    alike: Vec<f32>,
}

impl Likeness {
    /// Of all samples at once.
    pub fn new(contents: &Contents) -> Self {
        let mut builder = LikenessBuilder::new(contents);
        while builder.step(contents, u32::MAX) {}
        builder.done()
    }

    /// How many samples there are.
    pub const fn samples(&self) -> usize {
        self.samples
    }

    /// How alike each two are, a row of the matrix behind another.
    pub fn column(&self) -> &[f32] {
        &self.alike
    }

    /// How alike two samples are, from 0 to 1.
    pub fn of(&self, one: SampleNumber, other: SampleNumber) -> f32 {
        self.alike[one as usize * self.samples + other as usize]
    }
}

/// The likeness of samples, worked out step by step. It takes a step for each two samples of each file, and so no more than one for
/// each place and sample.
#[derive(Debug)]
pub struct LikenessBuilder {
    likeness: Likeness,
    weights: Vec<f32>,
    holding: Vec<usize>,
    content: ContentNumber,
    /// The sample whose shares are worked out next, once all files have been weighed.
    sample: usize,
}

impl LikenessBuilder {
    /// Begins with the files of samples; each step is given the same ones.
    pub fn new(contents: &Contents) -> Self {
        let samples = contents.samples() as usize;
        Self {
            likeness: Likeness { samples, alike: vec![0.0; samples * samples] },
            weights: vec![0.0; samples],
            holding: Vec::new(),
            content: 0,
            sample: 0,
        }
    }

    /// Goes on with about so many steps. Whether something is left to do.
    pub fn step(&mut self, contents: &Contents, steps: u32) -> bool {
        let mut left = steps as usize;
        while left > 0 && self.content < contents.len() {
            self.weigh(contents);
            left = left.saturating_sub(self.holding.len() * self.holding.len() / 2 + 1);
        }
        let samples = self.likeness.samples;
        while left > 0 && self.content == contents.len() && self.sample < samples {
            self.share(self.sample);
            self.sample += 1;
            left = left.saturating_sub(samples);
        }
        self.content < contents.len() || self.sample < samples
    }

    /// Gives the next file to each two samples that have it.
    fn weigh(&mut self, contents: &Contents) {
        let Self { likeness: Likeness { samples, alike }, weights, holding, content, .. } = self;
        holding.clear();
        holding.extend(contents.samples_with(*content).map(|sample| sample as usize));
        let weight = ((*samples as f32 + 1.0) / holding.len() as f32).ln();
        for (at, one) in holding.iter().enumerate() {
            weights[*one] += weight;
            let row = &mut alike[one * *samples..(one + 1) * *samples];
            holding[at + 1..].iter().for_each(|other| row[*other] += weight);
        }
        *content += 1;
    }

    /// Makes shares of what a sample has in common with those behind it.
    fn share(&mut self, one: usize) {
        let Likeness { samples, alike } = &mut self.likeness;
        alike[one * *samples + one] = 1.0;
        for other in one + 1..*samples {
            let shared = alike[one * *samples + other];
            let either = self.weights[one] + self.weights[other] - shared;
            let share = if either > 0.0 { (shared / either).clamp(0.0, 1.0) } else { 1.0 };
            alike[one * *samples + other] = share;
            alike[other * *samples + one] = share;
        }
    }

    /// The likeness, once nothing is left to do.
    pub fn done(self) -> Likeness {
        self.likeness
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::contents::tests::sample;
    use crate::table::Table;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn likeness(samples: &[Vec<Option<u64>>]) -> Likeness {
        let tables: Vec<Table> = samples.iter().map(|files| sample(files)).collect();
        Likeness::new(&Contents::new(&tables.iter().collect::<Vec<_>>()))
    }

    #[test]
    fn what_is_rare_says_more() {
        let of = |files: &[u64]| files.iter().copied().map(Some).collect::<Vec<_>>();
        // All have 0; the first two have 1 as well, the first and the third 2 with all others.
        let alike = likeness(&[of(&[0, 1, 2]), of(&[0, 1, 3]), of(&[0, 2, 4]), of(&[0, 2, 5]), of(&[0, 2, 6])]);
        assert!(alike.of(0, 1) > alike.of(0, 2), "{alike:?}");
    }

    proptest! {
        #[test]
        fn agrees_with_sets(samples in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u64..9), 0..9), 0..7), step in 1_u32..40) {
            let tables: Vec<Table> = samples.iter().map(|files| sample(files)).collect();
            let contents = Contents::new(&tables.iter().collect::<Vec<_>>());
            let mut builder = LikenessBuilder::new(&contents);
            while builder.step(&contents, step) {}
            let alike = builder.done();
            prop_assert_eq!(&alike, &Likeness::new(&contents));
            let sets: Vec<BTreeSet<u64>> = samples.iter().map(|files| files.iter().flatten().copied().collect()).collect();
            let weight = |file: &u64| {
                let holding = sets.iter().filter(|set| set.contains(file)).count();
                f64::ln((sets.len() as f64 + 1.0) / holding as f64)
            };
            for (one, a) in sets.iter().enumerate() {
                for (other, b) in sets.iter().enumerate() {
                    let shared: f64 = a.intersection(b).map(weight).sum();
                    let either: f64 = a.union(b).map(weight).sum();
                    let wanted = if either > 0.0 { shared / either } else { 1.0 };
                    let found = alike.of(one as u32, other as u32);
                    prop_assert!((f64::from(found) - wanted).abs() < 1e-4, "{} and {}", found, wanted);
                    prop_assert!((found - alike.of(other as u32, one as u32)).abs() < f32::EPSILON);
                }
            }
        }
    }
}
