//! What there is to narrow a listing down by, with counts: verdicts, types, depths.

use crate::table::Table;
use crate::table::row_set::RowSet;
use crate::tree::forest::Forest;
use crate::tree::rollup::{Counts, total};

/// A type and how many rows have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeCount {
    /// The number of the type in [`Table::types`]; its text is empty for rows without a type.
    pub number: u32,
    /// How many rows have it.
    pub rows: u32,
}

/// What stands behind the most frequent types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// How many types.
    pub types: u32,
    /// How many rows have one of them.
    pub rows: u32,
}

/// Counts over a listing, or over what a filter leaves of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By verdict.
    pub verdicts: Counts,
    /// By type, the most frequent first; types with no row are left out. Equally frequent ones are in the order in
    /// which they came.
    pub types: Vec<TypeCount>,
    /// By depth; the index is the level from 1, so that the first is always zero.
    pub depths: Vec<u32>,
}

impl Facets {
    /// Counts all rows, or those that are in a set.
    pub fn new(table: &Table, forest: &Forest, rows: Option<&RowSet>) -> Self {
        let (numbers, names) = table.types();
        let mut types = vec![0_u32; names.texts().len()];
        let mut depths = Vec::new();
        let mut count_depth = |place: u32| {
            let depth = forest.depth(place) as usize;
            if depths.len() <= depth {
                depths.resize(depth + 1, 0);
            }
            depths[depth] += 1;
        };
        if let Some(rows) = rows {
            rows.iter().for_each(|row| types[numbers[row as usize] as usize] += 1);
            rows.iter().for_each(|row| count_depth(forest.place(row)));
        } else {
            for number in numbers {
                types[*number as usize] += 1;
            }
            (0..forest.len()).for_each(count_depth);
        }
        let counts = types.into_iter().enumerate();
        let mut types: Vec<_> = counts.map(|(number, rows)| TypeCount { number: number as u32, rows }).collect();
        types.retain(|found| found.rows > 0);
        types.sort_by_key(|found| std::cmp::Reverse(found.rows));
        Self { verdicts: total(table, rows), types, depths }
    }

    /// The `n` most frequent types, and what the others add up to.
    pub fn top_types(&self, n: usize) -> (&[TypeCount], Others) {
        let (top, others) = self.types.split_at(n.min(self.types.len()));
        (top, Others { types: others.len() as u32, rows: others.iter().map(|found| found.rows).sum() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::{Entry, Id, Sample};
    use crate::table::classification::Classification;
    use crate::table::tests::text;
    use crate::table::{Row, RowSource};
    use crate::tree::parents::Parents;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn agree_with_counting_one_after_another(
            rows in prop::collection::vec((0_u64..25, prop::option::of(0_u64..30), 0_u8..4, "[abc]?"), 0..60),
            some in prop::option::of(prop::collection::vec(0_u32..60, 0..30)),
            n in 0_usize..5,
        ) {
            let mut table = Table::default();
            for (at, (id, parent, verdict, kind)) in rows.iter().enumerate() {
                let classification = text(Classification::of_number(*verdict).word());
                let sample = Sample { classification, type_display: text(kind), ..Sample::default() };
                let parent_relationship = parent.map_or(Id::None, Id::Number);
                let entry = Entry { id: Id::Number(*id), parent_relationship, sample, ..Entry::default() };
                table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
            }
            let parents = Parents::of(&table);
            let forest = Forest::new(&parents, &table.in_order());
            let set = some.map(|rows| {
                let mut set = RowSet::none(table.len());
                rows.into_iter().filter(|row| *row < table.len()).for_each(|row| set.insert(row));
                set
            });
            let facets = Facets::new(&table, &forest, set.as_ref());
            let counted: Vec<Row> = (0..table.len()).filter(|row| set.as_ref().is_none_or(|set| set.has(*row))).collect();
            let count = |fits: &dyn Fn(Row) -> bool| counted.iter().filter(|row| fits(**row)).count() as u32;
            for verdict in Classification::ALL {
                prop_assert_eq!(facets.verdicts[verdict as usize], count(&|row| table.classification(row) == verdict));
            }
            let (_, names) = table.types();
            for (number, name) in names.texts().iter().enumerate() {
                let found = facets.types.iter().find(|found| found.number as usize == number).map_or(0, |found| found.rows);
                prop_assert_eq!(found, count(&|row| table.type_display(row) == &**name));
            }
            prop_assert!(facets.types.is_sorted_by_key(|found| (std::cmp::Reverse(found.rows), found.number)));
            let (top, others) = facets.top_types(n);
            prop_assert_eq!(top.len() + others.types as usize, facets.types.len());
            prop_assert_eq!(top.iter().map(|found| found.rows).sum::<u32>() + others.rows, counted.len() as u32);
            for (depth, rows) in facets.depths.iter().enumerate() {
                prop_assert_eq!(*rows, count(&|row| parents.ancestors(row).count() + 1 == depth));
            }
            prop_assert_eq!(facets.depths.iter().sum::<u32>(), counted.len() as u32);
        }
    }
}
