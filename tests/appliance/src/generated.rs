//! Listings of any size that look like real ones, made as they are asked for: a row is a pure function of the shape
//! of the tree and its number. Only two numbers per row are kept, parent and number of descendants.

mod names;
mod row;
mod tree;
mod types;

use std::ops::Range;

/// A listing of generated rows.
#[derive(Debug)]
pub struct Listing {
    /// Index of the parent's row, [`NO_PARENT`] for direct children of the sample. Never decreasing, and smaller than
    /// the row's own index: that is what breadth-first order means.
    parents: Vec<u32>,
    /// All files below each row.
    descendants: Vec<u32>,
}

const NO_PARENT: u32 = u32::MAX;
/// `id` of the first row.
const FIRST_ID: u64 = 4_000_001;
/// `sample.id` of the first file.
const FIRST_SAMPLE_ID: u64 = 30_000_001;

impl Listing {
    /// A listing of `count` rows: wide and deep, with doubles and all verdicts.
    pub fn mixed(count: u32) -> Self {
        Self::from_parents(tree::mixed(count))
    }

    /// One file inside the other, `count` times.
    pub fn deep(count: u32) -> Self {
        Self::from_parents((0..count).map(|row| row.wrapping_sub(1)).collect())
    }

    /// One file with `count` others inside.
    pub fn wide(count: u32) -> Self {
        Self::from_parents((0..=count).map(|row| if row == 0 { NO_PARENT } else { 0 }).collect())
    }

    fn from_parents(parents: Vec<u32>) -> Self {
        let mut descendants = vec![0_u32; parents.len()];
        for row in (0..parents.len()).rev() {
            let below = descendants[row] + 1;
            if let Some(parent) = descendants.get_mut(parents[row] as usize) {
                *parent += below;
            }
        }
        Self { parents, descendants }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Appends rows as JSON, with commas between them, until all of `rows` are written or `out` is longer than
    /// `enough` bytes. Returns the rows that are left.
    pub fn write(&self, mut rows: Range<usize>, out: &mut Vec<u8>, enough: usize) -> Range<usize> {
        let texts = row::Texts::get();
        while out.len() < enough {
            let Some(index) = rows.next() else { break };
            self.write_row(texts, index, out);
            if !rows.is_empty() {
                out.push(b',');
            }
        }
        rows
    }

    /// The rows as JSON values, for scenarios that change something about them.
    pub fn values(&self) -> Vec<serde_json::Value> {
        let mut out = Vec::new();
        let row = |index| {
            out.clear();
            self.write(index..index + 1, &mut out, usize::MAX);
            serde_json::from_slice(&out).ok()
        };
        (0..self.len()).filter_map(row).collect()
    }
}

/// 64 bits that look random and follow from `seed` (splitmix64).
#[inline]
pub const fn mix(seed: u64) -> u64 {
    let seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    seed ^ (seed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn any_number_of_rows_is_a_breadth_first_tree() {
        for count in (0..300).chain([1_000, 12_345]) {
            let listing = Listing::mixed(count);
            assert_eq!(listing.len(), count as usize);
            for row in 0..listing.len() {
                let parent = listing.parents[row];
                assert!(parent == NO_PARENT || (parent as usize) < row);
                let before = row.checked_sub(1).map_or(NO_PARENT, |before| listing.parents[before]);
                assert!(before == NO_PARENT || before <= parent, "{count} rows, row {row}");
            }
        }
    }

    #[test]
    fn a_large_one_is_wide_and_deep() {
        let listing = Listing::mixed(200_000);
        let mut children = HashMap::<u32, usize>::new();
        let mut depths = vec![1_usize; listing.len()];
        for row in 0..listing.len() {
            let parent = listing.parents[row];
            *children.entry(parent).or_default() += 1;
            if parent != NO_PARENT {
                depths[row] = depths[parent as usize] + 1;
            }
        }
        assert!(depths.iter().max() >= Some(&12));
        assert!(children.values().max() >= Some(&10_000));
        assert!(children[&NO_PARENT] < 1_000);
    }

    #[test]
    fn rows_look_like_real_ones() {
        let values = Listing::mixed(20_000).values();
        assert_eq!(values.len(), 20_000);
        let bytes: usize = values.iter().map(|row| row.to_string().len()).sum();
        assert!((580..680).contains(&(bytes / values.len())), "{} bytes a row", bytes / values.len());
        let distinct = |of: &dyn Fn(&serde_json::Value) -> String| values.iter().map(of).collect::<HashSet<_>>().len();
        let files = distinct(&|row| row["sample"]["sha1"].to_string());
        assert!((18_600..19_500).contains(&files), "{files} different files");
        assert_eq!(files, distinct(&|row| row["sample"]["id"].to_string()));
        assert_eq!(distinct(&|row| row["sample"]["classification"].to_string()), 4);
        let types = distinct(&|row| row["sample"]["type_display"].to_string());
        assert!(types >= 150, "{types} types");
        assert!(distinct(&|row| row["filename"].to_string()) > 5_000);
    }

    #[test]
    fn a_row_does_not_depend_on_where_a_page_begins() {
        let listing = Listing::mixed(500);
        let mut whole = Vec::new();
        listing.write(0..500, &mut whole, usize::MAX);
        let mut pages = Vec::new();
        for start in (0..500).step_by(70) {
            let left = listing.write(start..(start + 70).min(500), &mut pages, usize::MAX);
            assert!(left.is_empty());
            pages.push(b',');
        }
        pages.pop();
        assert!(whole == pages);
    }
}
