//! Which pages to ask for.
//!
//! The appliance counts pages in the size that is asked for, may cap that size, may ignore it, and may refuse a last
//! page that is not full: the documentation says that "page size and page multiplied must not exceed count". All of this
//! is settled here, in positions: rows counted from 0 in the appliance's order.

use crate::table::coverage::Coverage;
use std::ops::Range;

/// Rows of one request when everything is wanted. Few large pages are several times faster than many small ones.
pub const LARGE: u32 = 50_000;

/// A page to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// `page`, from 1.
    pub page: u32,
    /// `page_size`.
    pub size: u32,
    /// The positions that the answer should hold, as far as is known.
    pub range: Range<u32>,
}

/// What is known of an appliance's ways with the pages of one sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PagingQuirks {
    /// `count`, once an answer has said it.
    pub count: Option<u32>,
    /// It gives no more rows than this at once.
    pub cap: Option<u32>,
    /// It follows the documentation to the letter and refuses a last page that is not full.
    pub to_the_letter: bool,
    /// What it said of `count` first and last, if that differed.
    pub changed: Option<(u32, u32)>,
    /// It names a page behind all rows that are known, and has not counted them: `count` is the number of known rows only.
    pub more: bool,
    /// Its `count` is the number of rows of a page, and says nothing of the listing.
    pub counts_pages: bool,
}

/// What an answer says of the listing that it is a page of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `count`.
    pub count: Option<u32>,
    /// Whether `next` names a page.
    pub next: bool,
    /// Whether `previous` names a page.
    pub previous: bool,
}

impl PagingQuirks {
    /// The page to ask for next so that `wanted` comes, in pages of `size` rows; `taken` has come or has been asked for.
    /// `None` when nothing is missing.
    pub fn next(&self, wanted: Range<u32>, taken: &Coverage, size: u32) -> Option<PageRequest> {
        let end = match self.count {
            // Behind the last known row one page after another: whether there is a further one is known only then.
            Some(count) => wanted.end.min(count.saturating_add(self.more.into())),
            None => wanted.end,
        };
        let missing = taken.gaps(wanted.start..end).next()?.start;
        let size = size.min(self.cap.unwrap_or(u32::MAX)).max(1);
        let Some(count) = self.count.filter(|_| !self.more) else {
            return Some(page_at(missing, size));
        };
        let request = page_at(missing, size.min(count));
        if self.to_the_letter && request.range.end > count {
            return Some(self.remainder(missing, count));
        }
        Some(PageRequest { range: request.range.start..request.range.end.min(count), ..request })
    }

    /// The last rows, from `missing` on, by a page that is full: of the smallest size that divides the count.
    fn remainder(&self, missing: u32, count: u32) -> PageRequest {
        let least = count - missing;
        let most = self.cap.unwrap_or(u32::MAX).min(count);
        let size = divisor_from(count, least).filter(|size| *size <= most);
        match size {
            Some(size) => PageRequest { page: count / size, size, range: count - size..count },
            // Capped below every such size: one row at a time always divides.
            None => {
                let size = (1..=most.min(least)).rev().find(|size| count.is_multiple_of(*size)).unwrap_or(1);
                page_at(missing - missing % size, size)
            }
        }
    }

    /// Learns from the answer to `request`: how many rows came, and what it said. Gives the positions of the rows that came.
    pub fn learn(&mut self, request: &PageRequest, rows: u32, said: Said) -> Range<u32> {
        let names_others = said.next || said.previous && request.page > 1;
        if names_others && said.count.is_some_and(|count| count <= rows) {
            self.counts_pages = true;
        }
        let count = said.count.filter(|_| !self.counts_pages);
        let count = count.or(self.count.filter(|_| !self.more && !self.counts_pages));
        if rows > request.size || request.page > 1 && !names_others && !self.more && rows == count.unwrap_or(rows) {
            // It ignores the paging: this is everything.
            self.counted(count.unwrap_or(rows).max(rows));
            return 0..rows;
        }
        let range = self.placed(request, rows, count, said.next);
        match count {
            Some(count) if !said.next || count > range.end => self.counted(count),
            _ => self.uncounted(&range, said.next),
        }
        range
    }

    /// The positions of the rows of an answer, where the listing has `count` rows.
    fn placed(&mut self, request: &PageRequest, rows: u32, count: Option<u32>, has_next: bool) -> Range<u32> {
        let expected = count.map_or(0, |count| request.size.min(count.saturating_sub(request.range.start)));
        let beyond = count.filter(|count| request.range.start.saturating_add(rows) > *count && rows <= *count);
        let start = if rows > 0 && rows < request.size && has_next {
            self.cap = Some(rows);
            // It counts pages in its own size.
            (request.page - 1) * rows
        } else if let Some(count) = beyond.filter(|_| request.page > 1 && !has_next) {
            // Beyond the end as far as the asked size goes: its own size is smaller, and this is its last page.
            let start = count - rows;
            let size = start / (request.page - 1);
            self.cap = Some(size).filter(|size| *size > 0 && start.is_multiple_of(request.page - 1)).or(self.cap);
            start
        } else if rows > 0 && rows < expected {
            self.cap = Some(rows);
            (request.page - 1) * rows
        } else {
            (request.page - 1).saturating_mul(request.size)
        };
        start..start.saturating_add(rows)
    }

    /// The listing has so many rows.
    fn counted(&mut self, count: u32) {
        let is_new = !std::mem::take(&mut self.more);
        if let Some(before) = self.count.replace(count).filter(|before| is_new && *before != count) {
            self.changed = Some((self.changed.map_or(before, |(first, _)| first), count));
        }
    }

    /// Nobody counts the rows of the listing: what is known of its end is whether the last page names another one.
    fn uncounted(&mut self, received: &Range<u32>, has_next: bool) {
        let known = self.count.unwrap_or_default();
        let is_last = received.start <= known && received.end >= known || self.count.is_none();
        // A page without rows is no reason to expect those before it.
        let count = if received.is_empty() { known } else { known.max(received.end) };
        self.count = Some(count);
        if has_next {
            self.more |= received.end >= count;
        } else if is_last || received.end >= count {
            self.more = false;
        }
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

fn page_at(position: u32, size: u32) -> PageRequest {
    let page = position / size;
    PageRequest { page: page + 1, size, range: page * size..(page * size).saturating_add(size) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What an appliance says for `count`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Counting {
        /// The rows of the listing.
        All,
        /// Nothing, or `null`.
        Not,
        /// The rows of the page.
        Page,
    }

    fn counting() -> impl Strategy<Value = Counting> {
        prop_oneof![Just(Counting::All), Just(Counting::Not), Just(Counting::Page)]
    }

    /// An appliance: the positions of the rows it sends, or a refusal.
    #[derive(Clone, Copy, Debug)]
    struct Appliance {
        counting: Counting,
        count: u32,
        cap: u32,
        letter: bool,
        ignores: bool,
    }

    impl Appliance {
        fn answer(self, request: &PageRequest) -> Option<Range<u32>> {
            if self.ignores {
                return Some(0..self.count);
            }
            if self.letter && request.page * request.size > self.count {
                return None;
            }
            let size = request.size.min(self.cap);
            let start = (request.page - 1) * size;
            (start < self.count).then(|| start..(start + size).min(self.count))
        }

        fn says(self, rows: &Range<u32>) -> Said {
            let count = match self.counting {
                Counting::All => Some(self.count),
                Counting::Not => None,
                Counting::Page => Some(rows.len() as u32),
            };
            Said { count, next: rows.end < self.count, previous: rows.start > 0 }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        /// Whatever the appliance does with sizes, every row that is wanted comes, and not much else is asked for.
        #[test]
        fn every_row_comes(count in 1_u32..400, cap in 1_u32..500, letter: bool, ignores: bool, size in 1_u32..300, from in 0_u32..400, length in 1_u32..400) {
            let appliance = Appliance { counting: Counting::All, count, cap, letter, ignores };
            let mut quirks = PagingQuirks::default();
            let mut received = Coverage::default();
            let mut asked = 0;
            let mut refused = 0;
            // As the client does: an unknown count is learned from the first row.
            let first = PageRequest { page: 1, size: 1, range: 0..1 };
            if letter {
                let rows = appliance.answer(&first).expect("one row always divides");
                received.add(quirks.learn(&first, rows.len() as u32, appliance.says(&rows)));
                quirks.to_the_letter = true;
            }
            while let Some(request) = quirks.next(from..from.saturating_add(length), &received, size) {
                asked += 1;
                prop_assert!(asked < 2_000, "{request:?} {quirks:?}");
                let Some(rows) = appliance.answer(&request) else {
                    refused += 1;
                    prop_assert!(refused < 3, "{request:?} {quirks:?}");
                    prop_assert!(quirks.count.is_none(), "{request:?} {quirks:?}");
                    let rows = appliance.answer(&first).expect("the first row");
                    received.add(quirks.learn(&first, rows.len() as u32, appliance.says(&rows)));
                    continue;
                };
                let got = quirks.learn(&request, rows.len() as u32, appliance.says(&rows));
                prop_assert_eq!(&got, &rows, "{:?} {:?}", request, quirks);
                received.add(got);
            }
            let wanted = from..from.saturating_add(length).min(count);
            prop_assert!(from >= count || received.covers(wanted));
        }

        /// Where only `next` tells whether there is more, it is asked for page by page until nothing is, and until then
        /// the listing does not look whole.
        #[test]
        fn what_nobody_counts_comes_page_by_page(count in 1_u32..400, counting in counting(), cap in 1_u32..500, first in 1_u32..100, page in 1_u32..9, size in 1_u32..300) {
            let appliance = Appliance { counting, count, cap, letter: false, ignores: false };
            let mut quirks = PagingQuirks::default();
            let mut received = Coverage::default();
            // Where a last page that is shorter than asked for comes first, and nobody counts, its place is beyond knowing.
            let first = if page > 1 && counting != Counting::All { first.min(cap) } else { first };
            let mut request = PageRequest { page, size: first, range: (page - 1) * first..page * first };
            if appliance.answer(&request).is_none() {
                request = PageRequest { page: 1, size: first, range: 0..first };
            }
            let mut next = Some(request);
            for asked in 0.. {
                let Some(request) = next else { break };
                prop_assert!(asked < 900, "{request:?} {quirks:?}");
                let rows = appliance.answer(&request);
                prop_assert!(rows.is_some(), "beyond the end: {request:?} {quirks:?}");
                let rows = rows.unwrap_or_default();
                let said = appliance.says(&rows);
                let got = quirks.learn(&request, rows.len() as u32, said);
                received.add(got);
                let whole = !quirks.more && quirks.count.is_some_and(|count| received.covers(0..count));
                prop_assert!(!whole || quirks.count == Some(count), "{request:?} {quirks:?}");
                next = quirks.next(0..u32::MAX, &received, size);
            }
            prop_assert_eq!((quirks.count, quirks.more, quirks.changed), (Some(count), false, None));
            prop_assert!(received.covers(0..count));
        }

        #[test]
        fn the_smallest_divisor(count in 1_u32..3000, least in 1_u32..3000) {
            prop_assert_eq!(divisor_from(count, least), (least..=count).find(|d| count.is_multiple_of(*d)));
        }
    }

    #[test]
    fn a_page_that_names_another_is_not_the_whole() {
        for count in [None, Some(0), Some(50)] {
            let mut quirks = PagingQuirks::default();
            let request = PageRequest { page: 1, size: 50, range: 0..50 };
            assert_eq!(quirks.learn(&request, 50, Said { count, next: true, previous: false }), 0..50);
            assert_eq!((quirks.count, quirks.more), (Some(50), true));
            let mut received = Coverage::default();
            received.add(0..50);
            let second = PageRequest { page: 2, size: 50, range: 50..100 };
            assert_eq!(quirks.next(0..u32::MAX, &received, 50), Some(second.clone()));
            received.add(second.range.clone());
            assert_eq!(quirks.next(0..u32::MAX, &received, 50), None, "one at a time");
            let said = Said { count: count.map(|_| 35), next: false, previous: true };
            assert_eq!(quirks.learn(&second, 35, said), 50..85);
            assert_eq!((quirks.count, quirks.more, quirks.changed), (Some(85), false, None));
        }
        // It named a page, and nothing is there.
        let mut quirks = PagingQuirks { count: Some(50), more: true, ..PagingQuirks::default() };
        quirks.learn(&PageRequest { page: 2, size: 50, range: 50..100 }, 0, Said::default());
        assert_eq!((quirks.count, quirks.more), (Some(50), false));
    }

    #[test]
    fn the_last_page_both_ways() {
        let mut quirks = PagingQuirks { count: Some(85), ..PagingQuirks::default() };
        let mut received = Coverage::default();
        received.add(0..80);
        assert_eq!(quirks.next(80..90, &received, 10), Some(PageRequest { page: 9, size: 10, range: 80..85 }));
        quirks.to_the_letter = true;
        assert_eq!(quirks.next(80..90, &received, 10), Some(PageRequest { page: 17, size: 5, range: 80..85 }));
    }

    /// A count is what somebody says.
    #[test]
    fn the_largest_counts_have_divisors_too() {
        assert_eq!(divisor_from(u32::MAX, 65_537), Some(65_537));
        assert_eq!(divisor_from(u32::MAX, 2_000_000_000), Some(u32::MAX));
        assert_eq!(divisor_from(4_294_967_291, 2), Some(4_294_967_291), "it is a prime");
    }
}
