use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::icicle::weights::Area;
use crate::icicle::*;
use crate::table::RowSource;
use crate::table::Table;
use crate::table::tests::text;
use crate::tree::rollup::Rollup;
use crate::tree::visibility::with_ancestors;
use proptest::prelude::*;

/// An id, a parent, a size, a verdict.
type Rows = Vec<(u64, Option<u64>, Option<u64>, u8)>;

pub fn listing_of(rows: &Rows) -> Table {
    let mut table = Table::default();
    for (at, (id, parent, size, verdict)) in rows.iter().enumerate() {
        let sample = Sample {
            classification: text(Classification::of_number(*verdict).word()),
            file_size: Whole(*size),
            ..Sample::default()
        };
        let parent_relationship = parent.map_or(Id::None, Id::Number);
        let entry = Entry { id: Id::Number(*id), parent_relationship, sample, ..Entry::default() };
        table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

/// Everything that a map is laid out from, with siblings in this order.
struct Made {
    table: Table,
    parents: Parents,
    forest: Forest,
    rollup: Rollup,
    weights: Weights,
}

impl Made {
    fn new(rows: &Rows, order: impl FnOnce(&mut Vec<Row>), area: Area) -> Self {
        let table = listing_of(rows);
        let parents = Parents::of(&table);
        let mut ordered = table.in_order();
        order(&mut ordered);
        let forest = Forest::new(&parents, &ordered);
        let rollup = Rollup::new(&table, &forest);
        let weights = Weights::new(&table, &parents, &forest, area);
        Self { table, parents, forest, rollup, weights }
    }

    fn scene(&self) -> IcicleInput<'_> {
        IcicleInput {
            positions: self.table.positions(),
            parents: &self.parents,
            forest: &self.forest,
            kinds: self.rollup.column(),
            whole: self.rollup.column().iter().copied().max().unwrap_or_default(),
            weights: &self.weights,
            lit: None,
        }
    }

    /// The rows of a branch with the branch itself; all without one.
    fn inside(&self, branch: Option<Row>) -> Vec<Row> {
        (0..self.table.len())
            .filter(|row| {
                branch.is_none_or(|top| top == *row || self.parents.ancestors(*row).any(|above| above == top))
            })
            .collect()
    }
}

/// Any listing: orphans, cycles, own parents, doubled ids, sizes missing, zero or absurd.
fn rows() -> impl Strategy<Value = Rows> {
    let size = prop::option::of(prop_oneof![Just(0), Just(u64::MAX), 0_u64..100, 0_u64..1_000_000]);
    prop::collection::vec((0_u64..60, prop::option::weighted(0.8, 0_u64..70), size, 0_u8..4), 0..80)
}

fn area() -> impl Strategy<Value = Area> {
    prop_oneof![Just(Area::Size), Just(Area::Files)]
}

fn check(made: &Made, branch: Option<Row>, map: &Icicle, width: u32, levels: u32) {
    let blocks = &map.blocks;
    assert_eq!((blocks[0].left, blocks[0].right, blocks[0].level), (0, width, 0));
    assert!(map.levels() <= levels);
    let mut counted = 0;
    for (at, block) in blocks.iter().enumerate() {
        counted += block.files;
        assert!(block.left <= block.right);
        let inner = map.children(at as u32);
        let inside: Vec<Block> = inner.clone().map(|at| blocks[at as usize]).collect();
        assert!(inside.iter().all(|inner| inner.parent == at as u32 && inner.level == block.level + 1));
        // Each begins where the one before it ends, and what the file itself weighs is left free behind the last.
        let mut edge = block.left;
        for inner in &inside {
            assert_eq!(inner.left, edge);
            edge = inner.right;
        }
        assert!(edge <= block.right);
        let weight: u64 = inside.iter().map(|inner| inner.weight).sum();
        assert!(weight <= block.weight);
        if weight == block.weight && !inside.is_empty() {
            assert_eq!(edge, block.right, "widths add up to the parent's");
        }
        let share = |inner: &Block| inner.weight as f64 / block.weight as f64 * f64::from(block.width());
        let crumbs = inside.iter().any(|inner| share(inner) < f64::from(LEAST));
        for inner in &inside {
            let share = share(inner);
            let off = (f64::from(inner.width()) - share).abs();
            // Crumbs are widened by a few pixels, which the others give.
            assert!(off <= if crumbs { 1.0 + 4.0 * f64::from(LEAST) } else { 1.0 }, "{inner:?} in {block:?}");
            assert!(!inner.merged || block.width() < 16 * LEAST || inner.width() > 1, "{inner:?} can be seen");
        }
        let worst = |row: Row| made.rollup.worst(row);
        assert!(block.merged || block.row == NO_ROW || block.worst == worst(block.row));
        for at in inner {
            assert_eq!(map.beside(at, true).and_then(|next| map.beside(next, false)).unwrap_or(at), at);
        }
        for x in block.left..block.right {
            assert_eq!(map.at(block.level, x), Some(at as u32));
        }
    }
    assert_eq!(counted as usize, made.inside(branch).len(), "each row is drawn or counted once");
    for row in 0..made.table.len() {
        let around = map.around(&made.forest, row);
        assert_eq!(around.is_some(), made.inside(branch).contains(&row));
        if let Some(at) = around {
            let shown = blocks[at as usize].row;
            assert!(shown == NO_ROW || made.inside(Some(shown)).contains(&row));
        }
    }
    let mut alone: Vec<Row> = blocks.iter().filter(|block| !block.merged).map(|block| block.row).collect();
    alone.sort_unstable();
    assert!(alone.is_sorted_by(|a, b| a < b), "no row is drawn twice");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn areas_add_up_and_nothing_overlaps(rows in rows(), area in area(), top in prop::option::of(0_u32..90), width in 0_u32..700, levels in 1_u32..12) {
        let made = Made::new(&rows, |_| {}, area);
        let branch = top.filter(|row| *row < made.table.len());
        check(&made, branch, &Icicle::new(&made.scene(), top, width, levels), width, levels);
    }

    #[test]
    fn another_order_of_rows_changes_nothing(rows in rows(), area in area(), width in 0_u32..700, turn in 0_usize..90) {
        let here = Made::new(&rows, |_| {}, area);
        let there = Made::new(&rows, |order| { let by = turn.min(order.len()); order.rotate_left(by); order.reverse(); }, area);
        prop_assert_eq!(Icicle::new(&here.scene(), None, width, 9).blocks, Icicle::new(&there.scene(), None, width, 9).blocks);
        let heaviest = |made: &Made| made.weights.heaviest(made.table.positions(), &made.forest, None);
        prop_assert_eq!(heaviest(&here), heaviest(&there));
    }

    #[test]
    fn a_filter_dims_what_does_not_match_and_moves_nothing(rows in rows(), width in 0_u32..700, some in prop::collection::vec(any::<bool>(), 80)) {
        let made = Made::new(&rows, |_| {}, Area::Size);
        let mut matches = RowSet::none(made.table.len());
        (0..made.table.len()).filter(|row| some[*row as usize]).for_each(|row| matches.insert(row));
        let lit = with_ancestors(&matches, &made.parents);
        let plain = Icicle::new(&made.scene(), None, width, 9);
        let filtered = Icicle::new(&IcicleInput { lit: Some(&lit), ..made.scene() }, None, width, 9);
        prop_assert_eq!(plain.blocks.len(), filtered.blocks.len());
        for (plain, filtered) in plain.blocks.iter().zip(&filtered.blocks) {
            prop_assert_eq!(*plain, Block { lit: true, ..*filtered });
            prop_assert!(plain.lit);
            if !plain.merged && plain.row != NO_ROW {
                let any = made.inside(Some(plain.row)).iter().any(|row| matches.has(*row));
                prop_assert_eq!(filtered.lit, any);
            }
        }
    }
}

#[test]
fn one_malicious_file_among_ten_thousand_can_be_seen() {
    let mut rows: Rows = (0..10_000).map(|id| (id, None, Some(1000), 0)).collect();
    rows[777].3 = 3;
    let made = Made::new(&rows, |_| {}, Area::Size);
    let map = Icicle::new(&made.scene(), None, 1000, 8);
    let blocks: Vec<_> = map.blocks[1..].iter().map(|b| (b.row, b.files, b.merged, b.worst)).collect();
    let expected = [(777, 1, false, Classification::Malicious), (0, 9999, true, Classification::Goodware)];
    assert_eq!(blocks, expected);
    assert!(map.blocks[1].width() >= LEAST);
}

#[test]
fn a_file_keeps_the_room_that_what_is_in_it_does_not_fill() {
    // An archive weighs what is in it, a program what it is itself.
    let rows =
        vec![(1, None, Some(10), 1), (2, Some(1), Some(60), 1), (3, None, Some(40), 1), (4, Some(3), Some(10), 3)];
    let made = Made::new(&rows, |_| {}, Area::Size);
    let map = Icicle::new(&made.scene(), None, 100, 8);
    let blocks: Vec<_> = map.blocks.iter().map(|block| (block.row, block.left, block.right)).collect();
    assert_eq!(blocks, [(NO_ROW, 0, 100), (0, 0, 60), (2, 60, 100), (1, 0, 60), (3, 60, 70)]);
    assert_eq!(map.blocks[2].worst, Classification::Malicious);
    let files = Made::new(&rows, |_| {}, Area::Files);
    assert_eq!((files.weights.total(), files.weights.of(0)), (4, 2));
}

#[test]
fn a_hundred_thousand_rows_or_levels_are_few_blocks() {
    let chain: Rows = (0..100_000_u64).map(|id| (id, id.checked_sub(1), Some(5), 1)).collect();
    let made = Made::new(&chain, |_| {}, Area::Files);
    let map = Icicle::new(&made.scene(), None, 1000, 20);
    assert_eq!((map.blocks.len(), map.blocks[19].files), (20, 100_000 - 18));
    let wide: Rows = (0..100_000).map(|id| (id, None, Some(id % 7), (id % 4) as u8)).collect();
    let made = Made::new(&wide, |_| {}, Area::Size);
    assert_eq!(Icicle::new(&made.scene(), None, 1000, 20).blocks.len(), 5);
}

#[test]
fn what_weighs_nothing_is_one_block() {
    let rows: Rows = (0..5_000).map(|id| (id, None, Some(1), 1)).collect();
    let made = Made::new(&rows, |_| {}, Area::Size);
    // As in a map of differences, where files that are the same weigh nothing.
    for different in [None, Some((4_000, 100))] {
        let weight = |row: Row| different.filter(|(own, _)| *own == row).map_or(0, |(_, weight)| weight);
        let weights = Weights::of_sizes(&made.parents, &made.forest, weight);
        let scene = IcicleInput { weights: &weights, ..made.scene() };
        let map = Icicle::new(&scene, None, 800, 8);
        let blocks: Vec<_> = map.blocks[1..].iter().map(|block| (block.merged, block.files)).collect();
        match different {
            None => assert_eq!(blocks, [(true, 5_000)]),
            Some(_) => assert_eq!(blocks, [(false, 1), (true, 4_999)]),
        }
    }
}
