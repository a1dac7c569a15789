//! Whatever an appliance does with pages, sizes and counts: every row comes.

use super::*;
use proptest::prelude::*;

/// What an appliance says for `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::appliance) enum Counting {
    /// The rows of the listing.
    All,
    /// Nothing, or `null`.
    Not,
    /// The rows of the page.
    Page,
}

pub(in crate::appliance) fn counting() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::All), Just(Counting::Not), Just(Counting::Page)]
}

impl Counting {
    /// What stands in the answer with these rows of a listing of `count` rows.
    pub(in crate::appliance) fn says(self, count: u32, rows: &Range<u32>) -> Said {
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
            came.add(ways.learn(&first, rows.len() as u32, Counting::All.says(count, &rows)));
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
                came.add(ways.learn(&first, rows.len() as u32, Counting::All.says(count, &rows)));
                continue;
            };
            let got = ways.learn(&ask, rows.len() as u32, Counting::All.says(count, &rows));
            prop_assert_eq!(&got, &rows, "{:?} {:?}", ask, ways);
            came.add(got);
        }
        let wanted = from..from.saturating_add(length).min(count);
        prop_assert!(from >= count || came.covers(wanted));
    }

    /// Where only `next` tells whether there is more, it is asked for page by page until nothing is, and until then
    /// the listing does not look whole.
    #[test]
    fn what_nobody_counts_comes_page_by_page(count in 1_u32..400, counting in counting(), cap in 1_u32..500, first in 1_u32..100, page in 1_u32..9, size in 1_u32..300) {
        let appliance = Appliance { count, cap, letter: false, ignores: false };
        let mut ways = Ways::default();
        let mut came = Coverage::default();
        // Where a last page that is shorter than asked for comes first, and nobody counts, its place is beyond knowing.
        let first = if page > 1 && counting != Counting::All { first.min(cap) } else { first };
        let mut ask = Ask { page, size: first, range: (page - 1) * first..page * first };
        if appliance.answer(&ask).is_none() {
            ask = Ask { page: 1, size: first, range: 0..first };
        }
        let mut next = Some(ask);
        for asked in 0.. {
            let Some(ask) = next else { break };
            prop_assert!(asked < 900, "{ask:?} {ways:?}");
            let rows = appliance.answer(&ask);
            prop_assert!(rows.is_some(), "beyond the end: {ask:?} {ways:?}");
            let rows = rows.unwrap_or_default();
            let said = counting.says(count, &rows);
            let got = ways.learn(&ask, rows.len() as u32, said);
            came.add(got);
            let whole = !ways.more && ways.count.is_some_and(|count| came.covers(0..count));
            prop_assert!(!whole || ways.count == Some(count), "{ask:?} {ways:?}");
            next = ways.next(0..u32::MAX, &came, size);
        }
        prop_assert_eq!((ways.count, ways.more, ways.changed), (Some(count), false, None));
        prop_assert!(came.covers(0..count));
    }

    #[test]
    fn the_smallest_divisor(count in 1_u32..3000, least in 1_u32..3000) {
        prop_assert_eq!(divisor_from(count, least), (least..=count).find(|d| count.is_multiple_of(*d)));
    }
}

#[test]
fn a_page_that_names_another_is_not_the_whole() {
    for count in [None, Some(0), Some(50)] {
        let mut ways = Ways::default();
        let ask = Ask { page: 1, size: 50, range: 0..50 };
        assert_eq!(ways.learn(&ask, 50, Said { count, next: true, previous: false }), 0..50);
        assert_eq!((ways.count, ways.more), (Some(50), true));
        let mut came = Coverage::default();
        came.add(0..50);
        let second = Ask { page: 2, size: 50, range: 50..100 };
        assert_eq!(ways.next(0..u32::MAX, &came, 50), Some(second.clone()));
        came.add(second.range.clone());
        assert_eq!(ways.next(0..u32::MAX, &came, 50), None, "one at a time");
        let said = Said { count: count.map(|_| 35), next: false, previous: true };
        assert_eq!(ways.learn(&second, 35, said), 50..85);
        assert_eq!((ways.count, ways.more, ways.changed), (Some(85), false, None));
    }
    // It named a page, and nothing is there.
    let mut ways = Ways { count: Some(50), more: true, ..Ways::default() };
    ways.learn(&Ask { page: 2, size: 50, range: 50..100 }, 0, Said::default());
    assert_eq!((ways.count, ways.more), (Some(50), false));
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
