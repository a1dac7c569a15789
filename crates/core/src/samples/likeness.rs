//! How alike samples are: what two have in common of all that either has, each file weighted by how rare it is.
//!
//! A file that every sample has says little about two of them, and one that only these two have says much. So a file counts as the
//! logarithm of the number of samples, one more, over the number of those that have it. What two samples share over what either has
//! is between 0 (nothing) and 1 (the same files); of two without files it is 1.

use crate::samples::contents::{Contents, SampleNumber};

/// How alike each two samples are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    samples: usize,
    /// For each two, a row of the matrix behind another.
    alike: Vec<f32>,
}

impl Likeness {
    /// Of all samples. It takes a step for each two samples of each file, and so no more than one for each place and sample.
    pub fn new(contents: &Contents) -> Self {
        let samples = contents.samples() as usize;
        let mut alike = vec![0.0_f32; samples * samples];
        let mut weights = vec![0.0_f32; samples];
        let mut holding: Vec<usize> = Vec::new();
        for content in 0..contents.len() {
            holding.clear();
            holding.extend(contents.samples_with(content).map(|sample| sample as usize));
            let weight = ((samples as f32 + 1.0) / holding.len() as f32).ln();
            for (at, one) in holding.iter().enumerate() {
                weights[*one] += weight;
                let row = &mut alike[one * samples..(one + 1) * samples];
                holding[at + 1..].iter().for_each(|other| row[*other] += weight);
            }
        }
        for one in 0..samples {
            alike[one * samples + one] = 1.0;
            for other in one + 1..samples {
                let shared = alike[one * samples + other];
                let either = weights[one] + weights[other] - shared;
                let share = if either > 0.0 { (shared / either).clamp(0.0, 1.0) } else { 1.0 };
                alike[one * samples + other] = share;
                alike[other * samples + one] = share;
            }
        }
        Self { samples, alike }
    }

    /// How many samples there are.
    pub const fn samples(&self) -> usize {
        self.samples
    }

    /// How alike two samples are, from 0 to 1.
    pub fn of(&self, one: SampleNumber, other: SampleNumber) -> f32 {
        self.alike[one as usize * self.samples + other as usize]
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
        fn agrees_with_sets(samples in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u64..9), 0..9), 0..7)) {
            let alike = likeness(&samples);
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
