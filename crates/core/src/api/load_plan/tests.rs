use crate::api::load_plan::*;
use crate::api::paging::Said;
use crate::api::paging::tests::{Counting, counting};
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
    fn answer(&self, request: &PageRequest) -> Result<Range<u32>, Failure> {
        let size = request.size.min(self.cap);
        let start = (request.page - 1) * size;
        let range = start.min(self.count)..(start + size).min(self.count);
        if self.bad.range(range.clone()).next().is_some() { Err(Failure::Status(500, None, None)) } else { Ok(range) }
    }
}

#[test]
fn what_is_stopped_at_a_page_that_might_be_divided_says_why() {
    let (mut plan, mut quirks) = (LoadPlan::default(), PagingQuirks::default());
    let request = PageRequest { page: 2, size: 500, range: 500..1_000 };
    plan.failed(&request, Failure::Status(500, None, None), &mut quirks);
    plan.stop();
    assert!(matches!(plan.outcome(2_000, &Coverage::default()), Some(Failure::Gap(..))));
}

/// Loads everything, four pages at once, which come in any order. Gives what came and what went wrong.
fn load(
    appliance: &Appliance,
    fates: &[Fate],
    turns: &[prop::sample::Index],
) -> Result<(Coverage, PagingQuirks, Option<Failure>), TestCaseError> {
    let (mut plan, mut quirks, mut received) = (LoadPlan::default(), PagingQuirks::default(), Coverage::default());
    let mut fates = fates.iter().cloned().chain(std::iter::repeat(Fate::Answer));
    let mut turns = turns.iter().cycle();
    let mut flying: Vec<PageRequest> = Vec::new();
    let mut asked = 0;
    loop {
        // The first answer alone tells whether sizes are capped.
        let most = if quirks.count.is_none() { 1 } else { 4 };
        while flying.len() < most
            && let Some(request) = plan.next(&quirks, &received)
        {
            asked += 1;
            prop_assert!(asked < 5_000, "it does not end: {request:?} {plan:?} {quirks:?}");
            flying.push(request);
        }
        if flying.is_empty() {
            break;
        }
        let at = turns.next().map_or(0, |turn| turn.index(flying.len()));
        let request = flying.remove(at);
        let answer = match fates.next() {
            Some(Fate::Fail(failure)) => Err(failure),
            Some(Fate::Short(rows)) => {
                appliance.answer(&request).map(|range| range.start..range.end.saturating_sub(rows).max(range.start))
            }
            _ => appliance.answer(&request),
        };
        match answer {
            Ok(range) => {
                let got = quirks.learn(&request, range.len() as u32, appliance.counting.says(appliance.count, &range));
                received.add(got);
                plan.received(&request, 10.0, &mut quirks, &received);
            }
            Err(failure) => plan.failed(&request, failure, &mut quirks),
        }
    }
    let failure = plan.outcome(quirks.count.unwrap_or(0), &received);
    Ok((received, quirks, failure))
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
        let (received, quirks, failure) = load(&appliance, &fates, &turns)?;
        match quirks.count {
            Some(known) if received.covers(0..known) && !quirks.more => {
                prop_assert!(known == count || failure.is_some(), "{known} of {count} pass as all");
            }
            Some(_) if quirks.more => prop_assert!(failure.is_some(), "{quirks:?} {received:?}"),
            Some(_) => {
                let named = matches!(&failure, Some(Failure::Gap(_, gaps)) if !gaps.is_empty());
                prop_assert!(named, "{failure:?} {received:?}");
            }
            // Not even the first page came.
            None => prop_assert!(failure.is_some(), "{failure:?}"),
        }
    }

    /// One row that the appliance cannot send costs no more than a small page around it.
    #[test]
    fn a_bad_row_costs_a_small_page(count in 1_u32..20_000, bad in 0_u32..20_000) {
        let appliance = Appliance { counting: Counting::All, count, cap: u32::MAX, bad: [bad % count].into() };
        let (received, quirks, failure) = load(&appliance, &[], &[])?;
        // Where not even the count is known nothing can be said of rows.
        if let Some(count) = quirks.count {
            let missing: u32 = received.gaps(0..count).map(|gap| gap.len() as u32).sum();
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
        let (received, quirks, failure) = load(&appliance, &[], &turns)?;
        prop_assert_eq!((quirks.count, quirks.more), (Some(count), false));
        prop_assert!(received.covers(0..count) && failure.is_none(), "{:?} {:?}", received, failure);
    }
}

#[test]
fn many_gaps_are_counted() {
    let mut received = Coverage::default();
    (0..10).for_each(|at| received.add(at * 10..at * 10 + 9));
    let mut plan = LoadPlan { failure: Some(Failure::BrokenOff), ..LoadPlan::default() };
    let Some(Failure::Gap(_, names)) = plan.outcome(100, &received) else { panic!("no gap") };
    assert_eq!(names, "10, 20, 30, 40, and 6 more");
}

#[test]
fn an_appliance_that_names_a_page_and_never_sends_it_is_not_asked_for_ever() {
    let (mut plan, mut quirks, mut received) = (LoadPlan::default(), PagingQuirks::default(), Coverage::default());
    let (mut asked, mut first) = (0, 0);
    while let Some(request) = plan.next(&quirks, &received) {
        asked += 1;
        assert!(asked < 5, "{request:?} {quirks:?}");
        let rows = if request.page == 1 && received.is_empty() { request.size } else { 0 };
        first = first.max(rows);
        received.add(quirks.learn(&request, rows, Said { count: None, next: true, previous: request.page > 1 }));
        plan.received(&request, 10.0, &mut quirks, &received);
    }
    assert_eq!((quirks.count, quirks.more), (Some(first), true));
    assert!(plan.outcome(first, &received).is_some());
}
