//! The pace on simulated appliances of every kind.

mod appliance;

use crate::api::pacing::*;
use appliance::{Appliance, Strain};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

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

/// A connection is there already, or has to be made.
fn connecting() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), spread(10.0, 400.0)]
}

fn cap() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(u32::MAX), 1 => 100_u32..5_000]
}

prop_compose! {
    /// An appliance, from one beside the page to one across the world with a tired database.
    fn appliance()(
        rows in spread(100.0, 100_000.0), connecting in connecting(), latency in spread(1.0, 400.0), overhead in spread(1.0, 400.0),
        row in spread(0.02, 5.0), workers in 1_u32..=16, strain in strain(), cap in cap(),
    ) -> Appliance {
        // No more than some minutes.
        let rows = rows.min(300_000.0 / row) as u32;
        Appliance { rows, connecting, latency, overhead, row, workers, strain, cap, refuses: u32::MAX }
    }
}

/// A small answer: what it costs to find something out is counted in these. Less than a tenth of a second is no wait.
fn lesson(appliance: &Appliance) -> f64 {
    appliance.alone(FEW).max(100.0)
}

/// The value that so many of a hundred do not exceed.
fn of_a_hundred(values: &mut [f64], many: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() * many / 100 - 1]
}

/// The same appliances of every kind each time, for what holds of most.
fn appliances() -> Vec<Appliance> {
    let mut runner = TestRunner::deterministic();
    (0..600).map(|_| appliance().new_tree(&mut runner).expect("an appliance").current()).collect()
}

/// Both begin with the first page of the list, since that is what is shown first. The fixed plan then knows the best size and
/// number of its requests; what is measured has to be found out, and a load of two requests is over when it is. So nearly
/// always everything comes within 1.3 times what the best fixed plan takes and two to three small answers, and where there is time
/// to find out, within 1.3 times in the whole. Where more at once make each of them longer, it takes longer to find out.
#[test]
fn it_is_near_the_best_fixed_plan() {
    let (strained, plain): (Vec<_>, Vec<_>) = appliances().into_iter().partition(Appliance::is_strained);
    for (appliances, of_lessons, of_long) in
        [(plain, [0.5, 2.5, 5.0], [1.1, 1.3]), (strained, [0.5, 3.0, 8.0], [1.2, 1.5])]
    {
        let both: Vec<(f64, f64, f64)> =
            appliances.iter().map(|it| (it.paced().took, it.best().took, lesson(it))).collect();
        let mut lessons: Vec<f64> = both.iter().map(|(ours, best, lesson)| (ours - 1.3 * best) / lesson).collect();
        let found = [50, 95, 99].map(|many| of_a_hundred(&mut lessons, many));
        assert!(found.iter().zip(of_lessons).all(|(found, limit)| *found <= limit), "{found:.2?} of {of_lessons:?}");
        let long = both.iter().filter(|(_, best, _)| *best > 5_000.0);
        let mut ratios: Vec<f64> = long.map(|(ours, best, _)| ours / best).collect();
        let found = [50, 95].map(|many| of_a_hundred(&mut ratios, many));
        assert!(found.iter().zip(of_long).all(|(found, limit)| *found <= limit), "{found:.2?} of {of_long:?}");
    }
}

/// Rows come at least every two seconds, unless even a small page takes about as long.
#[test]
fn it_does_not_stand_still() {
    let gap = |appliance: &Appliance| appliance.paced().gap / appliance.patience();
    let mut gaps: Vec<f64> = appliances().iter().map(gap).collect();
    assert!(of_a_hundred(&mut gaps, 99) <= 1.0, "{:.2}", of_a_hundred(&mut gaps, 99));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The same of whatever appliance: what the most unlucky one takes has an end, too.
    #[test]
    fn it_always_comes_near(appliance in appliance()) {
        let (ours, best) = (appliance.paced(), appliance.best());
        let allowed = 1.6 * best.took + 40.0 * lesson(&appliance);
        prop_assert!(ours.took <= allowed, "{allowed:.0} ms allowed, fixed best {:?}: {ours:?}", best.plan);
        prop_assert!(ours.gap <= 2.0 * appliance.patience(), "{ours:?}");
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
        connecting: 0.0,
        latency: 20.0,
        overhead: 280.0,
        row: 1.5,
        workers: 8,
        strain: Strain::None,
        cap: u32::MAX,
        refuses: u32::MAX,
    };
    let large = real(10_000).paced();
    assert!(large.took < 5_375.0 && large.requests < 40 && large.gap < 1_500.0, "{large:?}");
    let small = real(2_000).paced();
    assert!(small.took < 1_875.0 && small.requests < 16, "{small:?}");
}

/// A few large pages, as soon as one has shown how fast they come.
#[test]
fn one_that_is_fast_is_asked_for_few_large_pages() {
    let fast = Appliance {
        rows: 1_000_000,
        connecting: 0.0,
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
