//! Whatever an appliance does with pages, sizes and counts: every row comes.

use crate::api::paging::*;
use proptest::prelude::*;

/// What an appliance says for `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api) enum Counting {
    /// The rows of the listing.
    All,
    /// Nothing, or `null`.
    Not,
    /// The rows of the page.
    Page,
}

pub(in crate::api) fn counting() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::All), Just(Counting::Not), Just(Counting::Page)]
}

impl Counting {
    /// What stands in the answer with these rows of a listing of `count` rows.
    pub(in crate::api) fn says(self, count: u32, rows: &Range<u32>) -> Said {
        let said = match self {
            Self::All => Some(count),
            Self::Not => None,
            Self::Page => Some(rows.len() as u32),
        };
        Said { count: said, next: rows.end < count, previous: rows.start > 0 }
    }
}

/// An appliance: the positions of the rows it sends, or a refusal.
#[derive(Clone, Copy, Debug)]
struct Appliance {
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
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Whatever the appliance does with sizes, every row that is wanted comes, and not much else is asked for.
    #[test]
    fn every_row_comes(count in 1_u32..400, cap in 1_u32..500, letter: bool, ignores: bool, size in 1_u32..300, from in 0_u32..400, length in 1_u32..400) {
        let appliance = Appliance { count, cap, letter, ignores };
        let mut quirks = PagingQuirks::default();
        let mut received = Coverage::default();
        let mut asked = 0;
        let mut refused = 0;
        // As the client does: an unknown count is learned from the first row.
        let first = PageRequest { page: 1, size: 1, range: 0..1 };
        if letter {
            let rows = appliance.answer(&first).expect("one row alquirks divides");
            received.add(quirks.learn(&first, rows.len() as u32, Counting::All.says(count, &rows)));
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
                received.add(quirks.learn(&first, rows.len() as u32, Counting::All.says(count, &rows)));
                continue;
            };
            let got = quirks.learn(&request, rows.len() as u32, Counting::All.says(count, &rows));
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
        let appliance = Appliance { count, cap, letter: false, ignores: false };
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
            let said = counting.says(count, &rows);
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
fn the_last_page_both_quirks() {
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

/// Whoever writes the address names the page.
#[test]
fn the_furthest_page_has_a_place() {
    let request = PageRequest { page: u32::MAX, size: 50, range: u32::MAX..u32::MAX };
    for next in [true, false] {
        let said = Said { count: None, next, previous: true };
        let range = PagingQuirks::default().learn(&request, 49, said);
        assert_eq!(range, u32::MAX..u32::MAX, "{next}");
    }
}
