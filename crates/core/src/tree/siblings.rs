//! Where each row stands among its siblings.

use crate::table::row_set::RowSet;
use crate::table::{NO_ROW, Row};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;

/// The place of every row among its siblings, worked out in one pass: a row that is drawn asks for its own, and a parent
/// may have a million children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Siblings {
    /// By row, counted from 1; 0 for rows that are not shown.
    positions: Vec<u32>,
    /// How many children of each row are shown; those of the top level behind all others.
    counts: Vec<u32>,
}

impl Siblings {
    /// Counts the rows of a tree, with a filter only those in `shown`: what matches and everything around that.
    pub fn new(forest: &Forest, parents: &Parents, shown: Option<&RowSet>) -> Self {
        let rows = forest.len() as usize;
        let mut siblings = Self { positions: vec![0; rows], counts: vec![0; rows + 1] };
        let mut place = 0;
        while place < forest.len() {
            let row = forest.row(place);
            if shown.is_some_and(|shown| !shown.has(row)) {
                place = forest.end(place);
                continue;
            }
            let count = &mut siblings.counts[slot(parents.column()[row as usize], rows)];
            *count += 1;
            siblings.positions[row as usize] = *count;
            place += 1;
        }
        siblings
    }

    /// `aria-posinset` (from 1) and `aria-setsize` of a row that is shown.
    pub fn of(&self, parents: &Parents, row: Row) -> (u32, u32) {
        let parent = parents.parent(row).unwrap_or(NO_ROW);
        (self.positions[row as usize], self.counts[slot(parent, self.positions.len())])
    }

    /// How many children of a row are shown.
    pub fn children(&self, row: Row) -> u32 {
        self.counts[row as usize]
    }
}

/// Where the children of a row are counted.
const fn slot(parent: Row, rows: usize) -> usize {
    if parent == NO_ROW { rows } else { parent as usize }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;
    use crate::tree::visibility::with_ancestors;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_walking_over_the_siblings(
            rows in prop::collection::vec((0_u64..25, prop::option::of(0_u64..30)), 1..60),
            matching in prop::option::of(prop::collection::vec(any::<prop::sample::Index>(), 0..10)),
            turned: bool,
        ) {
            let table = listing_of(&rows, 0);
            let parents = Parents::of(&table);
            let mut turn = |rows: &mut [Row], ends: &[u32]| {
                let mut from = 0;
                for to in ends {
                    rows[from..*to as usize].reverse();
                    from = *to as usize;
                }
            };
            let order = table.in_order();
            let forest = if turned { Forest::sorted(&parents, &order, &mut turn) } else { Forest::new(&parents, &order) };
            let shown = matching.map(|matching| {
                let mut set = RowSet::none(table.len());
                matching.iter().for_each(|row| set.insert(row.index(rows.len()) as Row));
                with_ancestors(&set, &parents)
            });
            let siblings = Siblings::new(&forest, &parents, shown.as_ref());
            let is_shown = |row: Row| shown.as_ref().is_none_or(|shown| shown.has(row));
            for row in (0..table.len()).filter(|row| is_shown(*row)) {
                let all = |place: Option<u32>| -> Vec<Row> {
                    forest.children(place).map(|place| forest.row(place)).filter(|row| is_shown(*row)).collect()
                };
                let own = all(parents.parent(row).map(|parent| forest.place(parent)));
                let at = own.iter().position(|other| *other == row).expect("it is its own sibling") as u32 + 1;
                prop_assert_eq!(siblings.of(&parents, row), (at, own.len() as u32));
                prop_assert_eq!(siblings.children(row) as usize, all(Some(forest.place(row))).len());
            }
        }
    }

    /// Each row is asked for: by walking over its siblings that would take twenty thousand million steps.
    #[test]
    fn a_parent_may_have_any_number_of_children() {
        const CHILDREN: u64 = 200_000;
        let rows: Vec<_> = (0..=CHILDREN).map(|id| (id, (id > 0).then_some(0))).collect();
        let table = listing_of(&rows, 0);
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        let siblings = Siblings::new(&forest, &parents, None);
        assert!((1..=CHILDREN as Row).all(|row| siblings.of(&parents, row) == (row, CHILDREN as u32)));
        assert_eq!((siblings.of(&parents, 0), siblings.children(0)), ((1, 1), CHILDREN as u32));
    }
}
