//! The pace on simulated appliances of every kind.

mod appliance;

use crate::api::pacing::*;
use appliance::{Appliance, Strain};
use proptest::prelude::*;

/// Numbers of which each size is as likely as its double.
fn spread(from: f64, to: f64) -> impl Strategy<Value = f64> {
    (from.ln()..to.ln()).prop_map(f64::exp)
}

fn strain() -> impl Strategy<Value = Strain> {
    prop_oneof![
        3 => Just(Strain::None),
        1 => (0.0..0.4_f64).prop_map(Strain::Even),
        1 => (0.0..0.5_f64).prop_map(Strain::Beyond),
    ]
}

fn cap() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(u32::MAX), 1 => 100_u32..5_000]
}

prop_compose! {
    /// An appliance, from one beside the page to one across the world with a tired database.
    fn appliance()(
        rows in spread(100.0, 100_000.0), latency in spread(1.0, 400.0), overhead in spread(1.0, 400.0),
        row in spread(0.02, 5.0), workers in 1_u32..=16, strain in strain(), cap in cap(),
    ) -> Appliance {
        // No more than some minutes.
        let rows = rows.min(300_000.0 / row) as u32;
        Appliance { rows, latency, overhead, row, workers, strain, cap, refuses: u32::MAX }
    }
}

/// What it may take at most to find out how an appliance answers: so many small answers (in 95 of 100 cases it is four), each
/// of which counts as a tenth of a second where it takes less.
const LEARNING: f64 = 16.0;

/// How much longer than the best fixed plan it may take besides, and than two seconds nothing may come. Of ten thousand that are
/// neither strained nor capped, one takes a little longer than those: where another request at once is tried and waits.
fn leeway(appliance: &Appliance) -> (f64, f64) {
    // Where more at once make each of them longer, one more has to be tried again and again to know.
    let is_strained = !matches!(appliance.strain, Strain::None);
    // Where an appliance caps sizes, the first pages bring rows that others bring as well.
    let is_capped = appliance.cap < u32::MAX;
    (if is_strained { 1.6 } else { 1.3 }, if is_strained || is_capped { 1.5 } else { 1.1 })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Where requests wait for one another and that is all, everything comes within 1.3 times what the best fixed plan takes, and
    /// what it takes to find out.
    #[test]
    fn it_is_near_the_best_fixed_plan(appliance in appliance()) {
        let (ours, best) = (appliance.paced(), appliance.best());
        let allowed = leeway(&appliance).0 * best.took + LEARNING * appliance.alone(FEW).max(100.0);
        prop_assert!(ours.took <= allowed, "{allowed:.0} ms allowed, fixed best {:?}: {ours:?} {best:?}", best.plan);
    }

    /// Rows come at least every two seconds, unless even a small page takes about as long.
    #[test]
    fn it_never_stands_still_for_long(appliance in appliance()) {
        let ours = appliance.paced();
        let allowed = leeway(&appliance).1 * appliance.patience();
        prop_assert!(ours.gap <= allowed, "{allowed:.0} ms allowed: {ours:?}");
        prop_assert!(ours.most <= MOST);
    }

    /// One that refuses more than so many at once is not asked for more again and again.
    #[test]
    fn a_refusal_is_heeded(appliance in appliance(), refuses in 1_u32..8) {
        let appliance = Appliance { refuses, ..appliance };
        let ours = appliance.paced();
        prop_assert!(ours.refused <= 3 * MOST + ours.requests / 4, "{ours:?}");
    }
}

/// The pace of a real appliance: 300 ms a request and 1.5 ms a row, eight at once.
#[test]
fn ten_thousand_rows_of_a_real_appliance_come_in_a_few_answers_each() {
    let real = |rows| Appliance {
        rows,
        latency: 20.0,
        overhead: 280.0,
        row: 1.5,
        workers: 8,
        strain: Strain::None,
        cap: u32::MAX,
        refuses: u32::MAX,
    };
    let large = real(10_000).paced();
    assert!(large.took < 5_000.0 && large.requests < 40 && large.gap < 1_500.0, "{large:?}");
    let small = real(2_000).paced();
    assert!(small.took < 1_500.0 && small.requests < 16, "{small:?}");
}

/// A few large pages, as soon as one has shown how fast they come.
#[test]
fn one_that_is_fast_is_asked_for_few_large_pages() {
    let fast = Appliance {
        rows: 1_000_000,
        latency: 1.0,
        overhead: 2.0,
        row: 0.01,
        workers: 4,
        strain: Strain::None,
        cap: u32::MAX,
        refuses: u32::MAX,
    };
    let outcome = fast.paced();
    assert!(outcome.requests <= 1 + 1_000_000 / crate::api::paging::LARGE && outcome.most <= 4, "{outcome:?}");
}
