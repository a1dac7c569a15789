//! Which positions of the appliance's listing have come: ranges that do not touch one another.

use std::ops::Range;

/// A set of positions, kept as ascending ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    ranges: Vec<Range<u32>>,
}

impl Coverage {
    /// Takes a range in.
    pub fn add(&mut self, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        let from = self.ranges.partition_point(|r| r.end < range.start);
        let to = self.ranges.partition_point(|r| r.start <= range.end);
        let mut joined = range;
        if from < to {
            joined.start = joined.start.min(self.ranges[from].start);
            joined.end = joined.end.max(self.ranges[to - 1].end);
        }
        self.ranges.splice(from..to, [joined]);
    }

    /// Whether the position has come.
    pub fn has(&self, position: u32) -> bool {
        let at = self.ranges.partition_point(|r| r.end <= position);
        self.ranges.get(at).is_some_and(|r| r.start <= position)
    }

    /// Whether the whole range has come.
    pub fn covers(&self, range: Range<u32>) -> bool {
        self.gaps(range).next().is_none()
    }

    /// What of the range has not come, ascending.
    pub fn gaps(&self, range: Range<u32>) -> impl Iterator<Item = Range<u32>> + '_ {
        let first = self.ranges.partition_point(|r| r.end <= range.start);
        let mut at = range.start;
        let mut ranges = self.ranges[first..].iter();
        let end = range.end;
        std::iter::from_fn(move || {
            while at < end {
                let gap = if let Some(next) = ranges.next() {
                    let gap = at..next.start.min(end);
                    at = next.end;
                    gap
                } else {
                    let gap = at..end;
                    at = end;
                    gap
                };
                if !gap.is_empty() {
                    return Some(gap);
                }
            }
            None
        })
    }

    /// The ranges, ascending.
    pub fn ranges(&self) -> &[Range<u32>] {
        &self.ranges
    }

    /// How many positions have come.
    pub fn len(&self) -> u32 {
        self.ranges.iter().map(|r| r.end - r.start).sum()
    }

    /// Whether none has come.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_a_set(ranges in prop::collection::vec((0_u32..60, 0_u32..12), 0..12), from in 0_u32..70, length in 0_u32..70) {
            let mut coverage = Coverage::default();
            let mut naive = [false; 140];
            for (start, length) in ranges {
                coverage.add(start..start + length);
                naive[start as usize..(start + length) as usize].fill(true);
            }
            let gaps: Vec<u32> = coverage.gaps(from..from + length).flatten().collect();
            let missing: Vec<u32> = (from..from + length).filter(|p| !naive[*p as usize]).collect();
            prop_assert_eq!(gaps, missing);
            for position in 0..140 {
                prop_assert_eq!(coverage.has(position), naive[position as usize]);
            }
            prop_assert_eq!(coverage.len() as usize, naive.iter().filter(|n| **n).count());
            prop_assert!(coverage.ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
