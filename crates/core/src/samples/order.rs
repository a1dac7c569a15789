//! An order of samples in which those that are alike stand together.
//!
//! The two that are most alike are put together, and then always the two groups that are most alike on the average of their samples
//! (UPGMA), by a chain of nearest neighbours: a number of steps that grows with the square of the samples. Ties are decided by the
//! order of the list.

use crate::samples::contents::SampleNumber;
use crate::samples::likeness::Likeness;

/// The samples in such an order.
pub fn by_likeness(likeness: &Likeness) -> Vec<SampleNumber> {
    let count = likeness.samples();
    // How alike groups are; a group is known by its first sample, and holds them in their order.
    let mut alike: Vec<f32> =
        (0..count * count).map(|at| likeness.of((at / count) as SampleNumber, (at % count) as SampleNumber)).collect();
    let mut groups: Vec<Vec<SampleNumber>> = (0..count).map(|sample| vec![sample as SampleNumber]).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut left = count;
    while left > 1 {
        if chain.is_empty() {
            chain.extend(groups.iter().position(|group| !group.is_empty()));
        }
        let Some(at) = chain.last().copied() else { break };
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        let Some(nearest) = nearest(&groups, &alike, at, before) else { break };
        if Some(nearest) == before {
            chain.truncate(chain.len() - 2);
            join(&mut groups, &mut alike, at.min(nearest), at.max(nearest));
            left -= 1;
        } else {
            chain.push(nearest);
        }
    }
    groups.into_iter().flatten().collect()
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

    fn order(samples: &[Vec<u64>]) -> Vec<SampleNumber> {
        let tables: Vec<Table> =
            samples.iter().map(|files| sample(&files.iter().copied().map(Some).collect::<Vec<_>>())).collect();
        by_likeness(&Likeness::new(&Contents::new(&tables.iter().collect::<Vec<_>>())))
    }

    #[test]
    fn families_stand_together() {
        let order = order(&[vec![1, 2, 3], vec![7, 8, 9], vec![1, 2, 4], vec![7, 8, 6], vec![20]]);
        assert_eq!(order, [0, 2, 1, 3, 4]);
        assert!(super::by_likeness(&Likeness::default()).is_empty());
    }

    proptest! {
        /// Each sample stands in it once, and those with the same files side by side.
        #[test]
        fn each_is_there_once_and_the_same_are_neighbours(
            samples in prop::collection::vec(prop::collection::btree_set(0_u64..6, 0..5), 0..12),
        ) {
            let samples: Vec<Vec<u64>> = samples.into_iter().map(|files| files.into_iter().collect()).collect();
            let order = order(&samples);
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
