use super::*;
use crate::appliance::paging::Said;
use crate::appliance::paging::tests::{Counting, counting};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What becomes of a request.
#[derive(Clone, Debug)]
enum Fate {
    /// It is answered as the appliance does.
    Answer,
    /// It is answered with rows missing at the end.
    Short(u32),
    /// It meets a failure.
    Fail(Failure),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        8 => Just(Fate::Answer),
        1 => (1_u32..40).prop_map(Fate::Short),
        2 => prop_oneof![
            Just(Failure::Network(String::new())),
            Just(Failure::BrokenOff),
            Just(Failure::Status(503, None, None)),
            Just(Failure::Status(500, None, None)),
            Just(Failure::Status(400, None, None)),
            Just(Failure::Said(200, "a message".to_owned())),
        ].prop_map(Fate::Fail),
    ]
}

/// An appliance with a listing of so many rows.
#[derive(Debug)]
struct Appliance {
    counting: Counting,
    count: u32,
    cap: u32,
    /// Rows that no page can have in it.
    bad: BTreeSet<u32>,
}

impl Appliance {
    /// The positions of the rows that it sends.
    fn answer(&self, ask: &Ask) -> Result<Range<u32>, Failure> {
        let size = ask.size.min(self.cap);
        let start = (ask.page - 1) * size;
        let range = start.min(self.count)..(start + size).min(self.count);
        if self.bad.range(range.clone()).next().is_some() { Err(Failure::Status(500, None, None)) } else { Ok(range) }
    }
}

/// Loads everything, four pages at once, which come in any order. Gives what came and what went wrong.
fn load(
    appliance: &Appliance,
    fates: &[Fate],
    turns: &[prop::sample::Index],
) -> Result<(Coverage, Ways, Option<Failure>), TestCaseError> {
    let (mut plan, mut ways, mut came) = (Plan::default(), Ways::default(), Coverage::default());
    let mut fates = fates.iter().cloned().chain(std::iter::repeat(Fate::Answer));
    let mut turns = turns.iter().cycle();
    let mut flying: Vec<Ask> = Vec::new();
    let mut asked = 0;
    loop {
        // The first answer alone tells whether sizes are capped.
        let most = if ways.count.is_none() { 1 } else { 4 };
        while flying.len() < most
            && let Some(ask) = plan.next(&ways, &came)
        {
            asked += 1;
            prop_assert!(asked < 5_000, "it does not end: {ask:?} {plan:?} {ways:?}");
            flying.push(ask);
        }
        if flying.is_empty() {
            break;
        }
        let at = turns.next().map_or(0, |turn| turn.index(flying.len()));
        let ask = flying.remove(at);
        let answer = match fates.next() {
            Some(Fate::Fail(failure)) => Err(failure),
            Some(Fate::Short(rows)) => {
                appliance.answer(&ask).map(|range| range.start..range.end.saturating_sub(rows).max(range.start))
            }
            _ => appliance.answer(&ask),
        };
        match answer {
            Ok(range) => {
                let got = ways.learn(&ask, range.len() as u32, appliance.counting.says(appliance.count, &range));
                came.add(got);
                plan.came(&ask, 10.0, &mut ways, &came);
            }
            Err(failure) => plan.failed(&ask, failure, &mut ways),
        }
    }
    let failure = plan.outcome(ways.count.unwrap_or(0), &came);
    Ok((came, ways, failure))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Whatever fails: either every row comes, or it is said that something failed and which rows are missing.
    #[test]
    fn every_row_comes_or_a_gap_is_named(
        counting in counting(), count in 1_u32..3_000, cap in 100_u32..4_000,
        bad in prop::collection::btree_set(0_u32..3_000, 0..3),
        fates in prop::collection::vec(fate(), 0..30),
        turns in prop::collection::vec(any::<prop::sample::Index>(), 1..20),
    ) {
        let appliance = Appliance { counting, count, cap, bad };
        let (came, ways, failure) = load(&appliance, &fates, &turns)?;
        match ways.count {
            Some(known) if came.covers(0..known) && !ways.more => {
                prop_assert!(known == count || failure.is_some(), "{known} of {count} pass as all");
            }
            Some(_) if ways.more => prop_assert!(failure.is_some(), "{ways:?} {came:?}"),
            Some(_) => {
                let named = matches!(&failure, Some(Failure::Gap(_, gaps)) if !gaps.is_empty());
                prop_assert!(named, "{failure:?} {came:?}");
            }
            // Not even the first page came.
            None => prop_assert!(failure.is_some(), "{failure:?}"),
        }
    }

    /// One row that the appliance cannot send costs no more than a small page around it.
    #[test]
    fn a_bad_row_costs_a_small_page(count in 1_u32..20_000, bad in 0_u32..20_000) {
        let appliance = Appliance { counting: Counting::All, count, cap: u32::MAX, bad: [bad % count].into() };
        let (came, ways, failure) = load(&appliance, &[], &[])?;
        // Where not even the count is known nothing can be said of rows.
        if let Some(count) = ways.count {
            let missing: u32 = came.gaps(0..count).map(|gap| gap.len() as u32).sum();
            prop_assert!((1..=SMALLEST * 2).contains(&missing), "{missing} of {count}: {failure:?}");
        }
    }

    /// Without failures every row comes and nothing is said.
    #[test]
    fn without_failures_every_row_comes(
        counting in counting(), count in 1_u32..3_000, cap in 1_u32..4_000,
        turns in prop::collection::vec(any::<prop::sample::Index>(), 1..20),
    ) {
        let appliance = Appliance { counting, count, cap, bad: BTreeSet::new() };
        let (came, ways, failure) = load(&appliance, &[], &turns)?;
        prop_assert_eq!((ways.count, ways.more), (Some(count), false));
        prop_assert!(came.covers(0..count) && failure.is_none(), "{:?} {:?}", came, failure);
    }
}

#[test]
fn many_gaps_are_counted() {
    let mut came = Coverage::default();
    (0..10).for_each(|at| came.add(at * 10..at * 10 + 9));
    let mut plan = Plan { failure: Some(Failure::BrokenOff), ..Plan::default() };
    let Some(Failure::Gap(_, names)) = plan.outcome(100, &came) else { panic!("no gap") };
    assert_eq!(names, "10, 20, 30, 40, and 6 more");
}

#[test]
fn an_appliance_that_names_a_page_and_never_sends_it_is_not_asked_for_ever() {
    let (mut plan, mut ways, mut came) = (Plan::default(), Ways::default(), Coverage::default());
    let mut asked = 0;
    while let Some(ask) = plan.next(&ways, &came) {
        asked += 1;
        assert!(asked < 5, "{ask:?} {ways:?}");
        let rows = if ask.page == 1 && came.is_empty() { ask.size } else { 0 };
        came.add(ways.learn(&ask, rows, Said { count: None, next: true, previous: ask.page > 1 }));
        plan.came(&ask, 10.0, &mut ways, &came);
    }
    assert_eq!((ways.count, ways.more), (Some(LARGE), true));
    assert!(plan.outcome(LARGE, &came).is_some());
}
