//! Which pages to ask for.
//!
//! The appliance counts pages in the size that is asked for, may cap that size, may ignore it, and may refuse a last
//! page that is not full: the documentation says that "page size and page multiplied must not exceed count". All of this
//! is settled here, in positions: rows counted from 0 in the appliance's order.

use crate::listing::coverage::Coverage;
use std::ops::Range;

/// Rows of one request when everything is wanted. Few large pages are several times faster than many small ones.
pub const LARGE: u32 = 50_000;

/// A page to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// `page`, from 1.
    pub page: u32,
    /// `page_size`.
    pub size: u32,
    /// The positions that the answer should hold, as far as is known.
    pub range: Range<u32>,
}

/// What is known of an appliance's ways with the pages of one sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// `count`, once an answer has said it.
    pub count: Option<u32>,
    /// It gives no more rows than this at once.
    pub cap: Option<u32>,
    /// It follows the documentation to the letter and refuses a last page that is not full.
    pub to_the_letter: bool,
    /// What it said of `count` first and last, if that differed.
    pub changed: Option<(u32, u32)>,
}

impl Ways {
    /// The page to ask for next so that `wanted` comes, in pages of `size` rows; `taken` has come or has been asked for.
    /// `None` when nothing is missing.
    pub fn next(&self, wanted: Range<u32>, taken: &Coverage, size: u32) -> Option<Ask> {
        let wanted = wanted.start..self.count.map_or(wanted.end, |count| wanted.end.min(count));
        let missing = taken.gaps(wanted).next()?.start;
        let size = size.min(self.cap.unwrap_or(u32::MAX)).max(1);
        let Some(count) = self.count else {
            return Some(page_at(missing, size));
        };
        let ask = page_at(missing, size.min(count));
        if self.to_the_letter && ask.range.end > count {
            return Some(self.remainder(missing, count));
        }
        Some(Ask { range: ask.range.start..ask.range.end.min(count), ..ask })
    }

    /// The last rows, from `missing` on, by a page that is full: of the smallest size that divides the count.
    fn remainder(&self, missing: u32, count: u32) -> Ask {
        let least = count - missing;
        let most = self.cap.unwrap_or(u32::MAX).min(count);
        let size = divisor_from(count, least).filter(|size| *size <= most);
        match size {
            Some(size) => Ask { page: count / size, size, range: count - size..count },
            // Capped below every such size: one row at a time always divides.
            None => {
                let size = (1..=most.min(least)).rev().find(|size| count.is_multiple_of(*size)).unwrap_or(1);
                page_at(missing - missing % size, size)
            }
        }
    }

    /// Learns from the answer to `ask`: how many rows came, what it said of `count`, and whether it named a next page.
    /// Gives the positions of the rows that came.
    pub fn learn(&mut self, ask: &Ask, rows: u32, count: Option<u32>, has_next: bool) -> Range<u32> {
        let count = count.or(self.count).unwrap_or(rows);
        if let Some(before) = self.count.replace(count).filter(|before| *before != count) {
            self.changed = Some((self.changed.map_or(before, |(first, _)| first), count));
        }
        if rows > ask.size || ask.page > 1 && rows == count {
            // It ignores the paging: this is everything.
            self.count = Some(count.max(rows));
            return 0..rows;
        }
        let expected = ask.size.min(count.saturating_sub(ask.range.start));
        let start = if rows > 0 && rows < ask.size && has_next {
            self.cap = Some(rows);
            // It counts pages in its own size.
            (ask.page - 1) * rows
        } else if ask.page > 1 && ask.range.start.saturating_add(rows) > count && rows <= count {
            // Beyond the end as far as the asked size goes: its own size is smaller, and this is its last page.
            let start = count - rows;
            let size = start / (ask.page - 1);
            self.cap = Some(size).filter(|size| *size > 0 && start.is_multiple_of(ask.page - 1)).or(self.cap);
            start
        } else if rows > 0 && rows < expected {
            self.cap = Some(rows);
            (ask.page - 1) * rows
        } else {
            (ask.page - 1) * ask.size
        };
        start..start.saturating_add(rows)
    }
}

/// The smallest divisor of `count` that is at least `least`.
fn divisor_from(count: u32, least: u32) -> Option<u32> {
    let mut best = None;
    let mut low = 1;
    // Not by the square, which may be too large a number.
    while low <= count / low {
        if count.is_multiple_of(low) {
            for divisor in [low, count / low] {
                if divisor >= least && best.is_none_or(|best| divisor < best) {
                    best = Some(divisor);
                }
            }
        }
        low += 1;
    }
    best
}

fn page_at(position: u32, size: u32) -> Ask {
    let page = position / size;
    Ask { page: page + 1, size, range: page * size..(page * size).saturating_add(size) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An appliance: the positions of the rows it sends, or a refusal.
    #[derive(Clone, Copy, Debug)]
    struct Appliance {
        count: u32,
        cap: u32,
        letter: bool,
        ignores: bool,
    }

    impl Appliance {
        fn answer(self, ask: &Ask) -> Option<Range<u32>> {
            if self.ignores {
                return Some(0..self.count);
            }
            if self.letter && ask.page * ask.size > self.count {
                return None;
            }
            let size = ask.size.min(self.cap);
            let start = (ask.page - 1) * size;
            (start < self.count).then(|| start..(start + size).min(self.count))
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        /// Whatever the appliance does with sizes, every row that is wanted comes, and not much else is asked for.
        #[test]
        fn every_row_comes(count in 1_u32..400, cap in 1_u32..500, letter: bool, ignores: bool, size in 1_u32..300, from in 0_u32..400, length in 1_u32..400) {
            let appliance = Appliance { count, cap, letter, ignores };
            let mut ways = Ways::default();
            let mut came = Coverage::default();
            let mut asked = 0;
            let mut refused = 0;
            // As the client does: an unknown count is learned from the first row.
            let first = Ask { page: 1, size: 1, range: 0..1 };
            if letter {
                let rows = appliance.answer(&first).expect("one row always divides");
                came.add(ways.learn(&first, rows.len() as u32, Some(count), rows.end < count));
                ways.to_the_letter = true;
            }
            while let Some(ask) = ways.next(from..from.saturating_add(length), &came, size) {
                asked += 1;
                prop_assert!(asked < 2_000, "{ask:?} {ways:?}");
                let Some(rows) = appliance.answer(&ask) else {
                    refused += 1;
                    prop_assert!(refused < 3, "{ask:?} {ways:?}");
                    prop_assert!(ways.count.is_none(), "{ask:?} {ways:?}");
                    let rows = appliance.answer(&first).expect("the first row");
                    came.add(ways.learn(&first, rows.len() as u32, Some(count), rows.end < count));
                    continue;
                };
                let got = ways.learn(&ask, rows.len() as u32, Some(count), rows.end < count);
                prop_assert_eq!(&got, &rows, "{:?} {:?}", ask, ways);
                came.add(got);
            }
            let wanted = from..from.saturating_add(length).min(count);
            prop_assert!(from >= count || came.covers(wanted));
        }

        #[test]
        fn the_smallest_divisor(count in 1_u32..3000, least in 1_u32..3000) {
            prop_assert_eq!(divisor_from(count, least), (least..=count).find(|d| count.is_multiple_of(*d)));
        }
    }

    #[test]
    fn the_last_page_both_ways() {
        let mut ways = Ways { count: Some(85), ..Ways::default() };
        let mut came = Coverage::default();
        came.add(0..80);
        assert_eq!(ways.next(80..90, &came, 10), Some(Ask { page: 9, size: 10, range: 80..85 }));
        ways.to_the_letter = true;
        assert_eq!(ways.next(80..90, &came, 10), Some(Ask { page: 17, size: 5, range: 80..85 }));
    }

    /// A count is what somebody says.
    #[test]
    fn the_largest_counts_have_divisors_too() {
        assert_eq!(divisor_from(u32::MAX, 65_537), Some(65_537));
        assert_eq!(divisor_from(u32::MAX, 2_000_000_000), Some(u32::MAX));
        assert_eq!(divisor_from(4_294_967_291, 2), Some(4_294_967_291), "it is a prime");
    }
}
