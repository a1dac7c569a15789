//! Which object contains which, and which of that can be nested: written as a reference inside of a reference, as far as
//! importers follow.
//!
//! Importers follow such references by recursion and lose what leads back. So each object has a level, greater than that of
//! what is around it, and only from level to level down to a depth there are references; whatever else is in something
//! is a relationship of its own.

use crate::table::Row;
use crate::tree::forest::Forest;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// Levels that references go down. Python gives up at a thousand calls inside of one another, and importers need some for
/// each level.
pub const DEEPEST: u32 = 100;

/// What is in what, among numbered objects.
#[derive(Debug)]
pub struct Contents {
    /// The object of each row; none for rows that are not exported.
    of_row: Vec<u32>,
    /// On each level of the walk, the object that is nearest around what comes next.
    around: Vec<u32>,
    /// Outer and inner object, in the order of the walk.
    pairs: Vec<(u32, u32)>,
    /// Where each object's contents begin in `inner`.
    starts: Vec<u32>,
    inner: Vec<u32>,
    levels: Vec<u32>,
    in_itself: u32,
}

impl Contents {
    /// Of a listing of so many rows.
    pub fn new(rows: u32) -> Self {
        Self {
            of_row: vec![NONE; rows as usize],
            around: Vec::new(),
            pairs: Vec::new(),
            starts: Vec::new(),
            inner: Vec::new(),
            levels: Vec::new(),
            in_itself: 0,
        }
    }

    /// Says which object a row is.
    pub fn set(&mut self, row: Row, object: u32) {
        self.of_row[row as usize] = object;
    }

    /// Walks over some places, from the first on; what stands at the top level is in `outermost`.
    pub fn walk(&mut self, forest: &Forest, places: Range<u32>, outermost: Option<u32>) {
        if places.start == 0 {
            self.around = vec![outermost.unwrap_or(NONE)];
        }
        for place in places {
            self.around.truncate(forest.depth(place) as usize);
            let outer = self.around.last().copied().unwrap_or(NONE);
            let object = self.of_row[forest.row(place) as usize];
            if object != NONE && object == outer {
                self.in_itself += 1;
            } else if object != NONE && outer != NONE {
                self.pairs.push((outer, object));
            }
            self.around.push(if object == NONE { outer } else { object });
        }
    }

    /// Puts what each of so many objects contains together, each once, and finds the levels.
    pub fn sort(&mut self, objects: usize) {
        let pairs = std::mem::take(&mut self.pairs);
        self.of_row = Vec::new();
        let mut starts = vec![0; objects + 2];
        for (outer, _) in &pairs {
            starts[*outer as usize + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut inner = vec![0; pairs.len()];
        for (outer, object) in pairs {
            // Each start is kept one further on until it has moved to where the next one begins.
            let at = &mut starts[outer as usize + 1];
            inner[*at as usize] = object;
            *at += 1;
        }
        // For each object, the one that it was last found in.
        let mut last = vec![NONE; objects];
        let mut kept = 0;
        for outer in 0..objects {
            let range = starts[outer] as usize..starts[outer + 1] as usize;
            starts[outer] = kept as u32;
            for at in range {
                let object = inner[at];
                if std::mem::replace(&mut last[object as usize], outer as u32) != outer as u32 {
                    inner[kept] = object;
                    kept += 1;
                }
            }
        }
        starts.truncate(objects + 1);
        starts[objects] = kept as u32;
        inner.truncate(kept);
        (self.starts, self.inner) = (starts, inner);
        self.levels = self.find_levels(objects);
    }

    /// What is in nothing has level 0, all else one more than the deepest of what is around it. Of a circle the first
    /// object is taken as if nothing of the circle were around it.
    fn find_levels(&self, objects: usize) -> Vec<u32> {
        let mut levels = vec![0_u32; objects];
        let mut around = vec![0_u32; objects];
        for object in &self.inner {
            around[*object as usize] += 1;
        }
        let mut is_done = vec![false; objects];
        let mut ready = Vec::new();
        // First all that no circle is around; only then are circles cut, one after another.
        for cut in [false, true] {
            for object in 0..objects {
                if is_done[object] || !cut && around[object] > 0 {
                    continue;
                }
                is_done[object] = true;
                ready.push(object as u32);
                while let Some(outer) = ready.pop() {
                    for object in self.inside(outer) {
                        let object = *object as usize;
                        around[object] -= 1;
                        if !is_done[object] {
                            levels[object] = levels[object].max(levels[outer as usize] + 1);
                            if around[object] == 0 {
                                is_done[object] = true;
                                ready.push(object as u32);
                            }
                        }
                    }
                }
            }
        }
        levels
    }

    /// What is in an object, each once.
    pub fn inside(&self, outer: u32) -> &[u32] {
        &self.inner[self.starts[outer as usize] as usize..self.starts[outer as usize + 1] as usize]
    }

    /// Whether what is in `outer` is written as a reference.
    pub fn is_nested(&self, outer: u32, inner: u32) -> bool {
        let [outer, inner] = [outer, inner].map(|object| self.levels[object as usize]);
        outer < DEEPEST && outer < inner
    }

    /// How many places are in a file with the same content, and so are left out.
    pub const fn in_itself(&self) -> u32 {
        self.in_itself
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;
    use crate::tree::parents::Parents;
    use proptest::prelude::*;

    fn contents(rows: &[(u64, Option<u64>)], objects: &[u32]) -> Contents {
        let table = listing_of(rows, 0);
        let forest = Forest::new(&Parents::of(&table), &table.in_order());
        let mut contents = Contents::new(table.len());
        for (row, object) in objects.iter().enumerate().take(rows.len()) {
            contents.set(row as Row, *object);
        }
        contents.walk(&forest, 0..forest.len(), None);
        contents.sort(objects.iter().max().map_or(0, |most| *most as usize + 1));
        contents
    }

    proptest! {
        #[test]
        fn references_go_down_and_all_else_is_there(
            rows in prop::collection::vec((0_u64..40, prop::option::of(0_u64..40)), 1..60),
            objects in prop::collection::vec(0_u32..12, 60),
        ) {
            let contents = contents(&rows, &objects);
            let table = listing_of(&rows, 0);
            let parents = Parents::of(&table);
            let mut wanted: Vec<(u32, u32)> = (0..table.len())
                .filter_map(|row| Some((objects[parents.parent(row)? as usize], objects[row as usize])))
                .filter(|(outer, inner)| outer != inner)
                .collect();
            wanted.sort_unstable();
            wanted.dedup();
            let objects = contents.levels.len() as u32;
            let mut found: Vec<(u32, u32)> =
                (0..objects).flat_map(|outer| contents.inside(outer).iter().map(move |inner| (outer, *inner))).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &wanted);
            // Where there is no circle, everything is a reference.
            let mut reach: Vec<Vec<bool>> = vec![vec![false; objects as usize]; objects as usize];
            for (outer, inner) in &found {
                reach[*outer as usize][*inner as usize] = true;
            }
            for middle in 0..objects as usize {
                for from in 0..objects as usize {
                    for to in 0..objects as usize {
                        reach[from][to] |= reach[from][middle] && reach[middle][to];
                    }
                }
            }
            if (0..objects as usize).all(|object| !reach[object][object]) {
                prop_assert!(found.iter().all(|(outer, inner)| contents.is_nested(*outer, *inner)));
            }
        }
    }

    #[test]
    fn a_deep_chain_is_nested_only_so_deep() {
        let rows: Vec<_> = (0_u64..200_000).map(|id| (id, id.checked_sub(1))).collect();
        let objects: Vec<u32> = (0..200_000).collect();
        let contents = contents(&rows, &objects);
        let nested = (0..199_999).filter(|outer| contents.is_nested(*outer, outer + 1)).count();
        assert_eq!(nested, DEEPEST as usize);
    }
}
