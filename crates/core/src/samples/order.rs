//! An order of samples in which those that are alike stand together.
//!
//! The two that are most alike are put together, and then always the two groups that are most alike on the average of their samples
//! (UPGMA), by a chain of nearest neighbours: a number of steps that grows with the square of the samples. Ties are decided by the
//! order of the list.

use crate::samples::contents::SampleNumber;
use crate::samples::likeness::Likeness;

/// The samples in such an order, at once.
pub fn by_likeness(likeness: &Likeness) -> Vec<SampleNumber> {
    let mut builder = OrderBuilder::new(likeness);
    while builder.step(u32::MAX) {}
    builder.done()
}

/// The order, made step by step.
#[derive(Debug)]
pub struct OrderBuilder {
    /// How alike groups are; a group is known by its first sample, and holds them in their order.
    alike: Vec<f32>,
    groups: Vec<Vec<SampleNumber>>,
    chain: Vec<usize>,
    left: usize,
}

impl OrderBuilder {
    /// Begins with how alike samples are.
    pub fn new(likeness: &Likeness) -> Self {
        let count = likeness.samples();
        Self {
            alike: likeness.column().to_vec(),
            groups: (0..count).map(|sample| vec![sample as SampleNumber]).collect(),
            chain: Vec::new(),
            left: count,
        }
    }

    /// Goes on with at most so many links of the chain. Whether something is left to do.
    pub fn step(&mut self, links: u32) -> bool {
        let Self { alike, groups, chain, left } = self;
        for _ in 0..links {
            if *left <= 1 {
                break;
            }
            if chain.is_empty() {
                chain.extend(groups.iter().position(|group| !group.is_empty()));
            }
            let before = chain.len().checked_sub(2).map(|at| chain[at]);
            let next = chain.last().and_then(|at| Some((*at, nearest(groups, alike, *at, before)?)));
            let Some((at, nearest)) = next else { break };
            if Some(nearest) == before {
                chain.truncate(chain.len() - 2);
                join(groups, alike, at.min(nearest), at.max(nearest));
                *left -= 1;
            } else {
                chain.push(nearest);
            }
        }
        *left > 1
    }

    /// The order, once nothing is left to do.
    pub fn done(self) -> Vec<SampleNumber> {
        self.groups.into_iter().flatten().collect()
    }
}

/// The group that is most alike to one; of several the one it was reached from, else the first.
fn nearest(groups: &[Vec<SampleNumber>], alike: &[f32], of: usize, before: Option<usize>) -> Option<usize> {
    let count = groups.len();
    let others = (0..count).filter(|other| *other != of && !groups[*other].is_empty());
    let better = |best: usize, other: usize| {
        let (is, was) = (alike[of * count + other], alike[of * count + best]);
        is > was || is >= was && Some(other) == before
    };
    others.reduce(|best, other| if better(best, other) { other } else { best })
}

fn join(groups: &mut [Vec<SampleNumber>], alike: &mut [f32], one: usize, other: usize) {
    let count = groups.len();
    let (weight, other_weight) = (groups[one].len() as f32, groups[other].len() as f32);
    for third in 0..count {
        let mean = (alike[one * count + third] * weight + alike[other * count + third] * other_weight)
            / (weight + other_weight);
        alike[one * count + third] = mean;
        alike[third * count + one] = mean;
    }
    let joined = std::mem::take(&mut groups[other]);
    groups[one].extend(joined);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::contents::Contents;
    use crate::samples::contents::tests::sample;
    use crate::table::Table;
    use proptest::prelude::*;

    fn likeness(samples: &[Vec<u64>]) -> Likeness {
        let tables: Vec<Table> =
            samples.iter().map(|files| sample(&files.iter().copied().map(Some).collect::<Vec<_>>())).collect();
        Likeness::new(&Contents::new(&tables.iter().collect::<Vec<_>>()))
    }

    #[test]
    fn families_stand_together() {
        let order = by_likeness(&likeness(&[vec![1, 2, 3], vec![7, 8, 9], vec![1, 2, 4], vec![7, 8, 6], vec![20]]));
        assert_eq!(order, [0, 2, 1, 3, 4]);
        assert!(super::by_likeness(&Likeness::default()).is_empty());
    }

    proptest! {
        /// Each sample stands in it once, and those with the same files side by side.
        #[test]
        fn each_is_there_once_and_the_same_are_neighbours(
            samples in prop::collection::vec(prop::collection::btree_set(0_u64..6, 0..5), 0..12), step in 1_u32..9,
        ) {
            let samples: Vec<Vec<u64>> = samples.into_iter().map(|files| files.into_iter().collect()).collect();
            let mut builder = OrderBuilder::new(&likeness(&samples));
            while builder.step(step) {}
            let order = builder.done();
            prop_assert_eq!(&order, &by_likeness(&likeness(&samples)));
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..samples.len() as u32).collect::<Vec<_>>());
            for files in &samples {
                let at: Vec<usize> = (0..order.len()).filter(|at| samples[order[*at] as usize] == *files).collect();
                prop_assert_eq!(at[at.len() - 1] - at[0] + 1, at.len(), "{:?}: {:?}", files, order);
            }
        }
    }
}
