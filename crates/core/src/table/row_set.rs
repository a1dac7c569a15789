//! A set of rows, a bit each.

use crate::table::Row;

/// Which rows of a listing are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: u32,
}

impl RowSet {
    /// No row of a listing of `rows` rows.
    pub fn none(rows: u32) -> Self {
        Self { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// Each row of a listing of `rows` rows.
    pub fn all(rows: u32) -> Self {
        let mut set = Self { words: vec![u64::MAX; (rows as usize).div_ceil(64)], rows };
        set.trim();
        set
    }

    /// How many rows the listing has, in the set or not.
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// Whether the row is in. A row that the listing does not have is not.
    pub fn has(&self, row: Row) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Takes the row in.
    pub fn insert(&mut self, row: Row) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    /// Takes the row out.
    pub fn remove(&mut self, row: Row) {
        self.words[row as usize / 64] &= !(1 << (row % 64));
    }

    /// Takes the row in if it is out, and out if it is in.
    pub fn toggle(&mut self, row: Row) {
        self.words[row as usize / 64] ^= 1 << (row % 64);
    }

    /// How many rows are in.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether no row is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Leaves only rows that are in both.
    pub fn intersect(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Takes in the rows of the other.
    pub fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Takes out what is in and in what is out.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    fn trim(&mut self) {
        if !self.rows.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.rows % 64)) - 1;
        }
    }

    /// The rows in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Row> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut word = *word;
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros();
                    word &= word - 1;
                    at as Row * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn is_a_set(rows in 1_u32..300, some in prop::collection::btree_set(0_u32..300, 0..60), others in prop::collection::btree_set(0_u32..300, 0..60)) {
            let some: BTreeSet<u32> = some.into_iter().filter(|r| *r < rows).collect();
            let others: BTreeSet<u32> = others.into_iter().filter(|r| *r < rows).collect();
            let make = |from: &BTreeSet<u32>| { let mut set = RowSet::none(rows); from.iter().for_each(|r| set.insert(*r)); set };
            let set = make(&some);
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), some.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(set.len() as usize, some.len());
            let mut both = set.clone();
            both.intersect(&make(&others));
            prop_assert_eq!(both, make(&some.intersection(&others).copied().collect()));
            let mut either = set.clone();
            either.unite(&make(&others));
            prop_assert_eq!(either, make(&some.union(&others).copied().collect()));
            let mut not = set.clone();
            not.invert();
            prop_assert_eq!(not.len() + set.len(), rows);
            not.unite(&set);
            prop_assert_eq!(not, RowSet::all(rows));
        }
    }
}
