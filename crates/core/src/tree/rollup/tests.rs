use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::table::RowSource;
use crate::table::tests::text;
use crate::tree::parents::Parents;
use crate::tree::rollup::*;
use proptest::prelude::*;

/// Rows with an id, a parent, a verdict and a risk score.
type Rows = Vec<(u64, Option<u64>, u8, Option<u64>)>;

fn listing_of(rows: &Rows) -> Table {
    let mut table = Table::default();
    for (at, (id, parent, verdict, risk)) in rows.iter().enumerate() {
        let sample = Sample {
            classification: text(Classification::of_number(*verdict).word()),
            riskscore: Whole(*risk),
            ..Sample::default()
        };
        let parent_relationship = parent.map_or(Id::None, Id::Number);
        let entry = Entry { id: Id::Number(*id), parent_relationship, sample, ..Entry::default() };
        table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

fn check(table: &Table) {
    let parents = Parents::of(table);
    let forest = Forest::new(&parents, &table.in_order());
    let mut verdicts = Rollup::new(table, &forest);
    let backwards = Forest::new(&parents, &table.in_order().into_iter().rev().collect::<Vec<_>>());
    for forest in [forest, backwards] {
        verdicts.lay_out(table, &forest);
        check_layout(table, &parents, &forest, &verdicts);
    }
}

/// The long way: for each row, each other row is asked whether it is inside.
fn check_layout(table: &Table, parents: &Parents, forest: &Forest, verdicts: &Rollup) {
    let count = table.len();
    for row in 0..count {
        let below: Vec<Row> = (0..count).filter(|other| parents.ancestors(*other).any(|above| above == row)).collect();
        let worst = below.iter().chain([&row]).map(|row| table.classification(*row)).max();
        assert_eq!(Some(verdicts.worst(row)), worst);
        let place = forest.place(row);
        let risk = below.iter().filter_map(|row| table.risk(*row)).max();
        assert_eq!(verdicts.worst_risk_below(table, forest, place), risk);
        let mut counts = Counts::default();
        for row in &below {
            counts[table.classification(*row) as usize] += 1;
        }
        assert_eq!(verdicts.counts_below(forest, place), counts);
    }
    assert_eq!(verdicts.counts(0..count), total(table, None));
    assert_eq!(total(table, Some(&RowSet::all(count))), total(table, None));
    for verdict in Classification::ALL {
        let places: Vec<u32> = (0..count).filter(|p| table.classification(forest.row(*p)) == verdict).collect();
        assert_eq!(verdicts.next(None, verdict, true), places.first().copied());
        assert_eq!(verdicts.next(None, verdict, false), places.last().copied());
        for from in 0..count {
            let next = places.iter().find(|place| **place > from).or(places.first());
            assert_eq!(verdicts.next(Some(from), verdict, true), next.copied());
            let previous = places.iter().rfind(|place| **place < from).or(places.last());
            assert_eq!(verdicts.next(Some(from), verdict, false), previous.copied());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Any parents: orphans, cycles, own parents, doubled ids.
    #[test]
    fn agree_with_asking_each_row(
        rows in prop::collection::vec((0_u64..150, prop::option::of(0_u64..160), 0_u8..4, prop::option::of(0_u64..300)), 0..200),
    ) {
        check(&listing_of(&rows));
    }

    /// Few of a kind, so that whole blocks have none.
    #[test]
    fn find_the_few_among_many(few in prop::collection::btree_set(0_usize..190, 0..4)) {
        let rows = (0..190).map(|at| (at as u64, (at as u64).checked_sub(1), if few.contains(&at) { 3 } else { 0 }, None));
        check(&listing_of(&rows.collect()));
    }
}

#[test]
fn of_nothing_there_is_nothing() {
    let verdicts = Rollup::new(&Table::default(), &Forest::default());
    assert_eq!(verdicts.counts(0..0), Counts::default());
    assert_eq!(verdicts.next(None, Classification::Goodware, true), None);
    assert_eq!(verdicts.next(None, Classification::Goodware, false), None);
}
