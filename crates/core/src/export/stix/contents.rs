//! Which object contains which.

use crate::table::Row;
use crate::tree::forest::Forest;
use std::ops::Range;

const NONE: u32 = u32::MAX;

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
    /// For each object, the one that it was last found in.
    last: Vec<u32>,
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
            last: Vec::new(),
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
            if object != NONE && outer != NONE && object != outer {
                self.pairs.push((outer, object));
            }
            self.around.push(if object == NONE { outer } else { object });
        }
    }

    /// Puts what each of so many objects contains together.
    pub fn sort(&mut self, objects: usize) {
        let pairs = std::mem::take(&mut self.pairs);
        self.starts = vec![0; objects + 2];
        for (outer, _) in &pairs {
            self.starts[*outer as usize + 2] += 1;
        }
        for at in 2..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.inner = vec![0; pairs.len()];
        for (outer, inner) in pairs {
            // Each start is kept one further on until it has moved to where the next one begins.
            let at = &mut self.starts[outer as usize + 1];
            self.inner[*at as usize] = inner;
            *at += 1;
        }
        self.last = vec![NONE; objects];
    }

    /// The object at a place among those in `outer`; one that is there twice comes twice.
    pub fn inside(&self, outer: u32, at: u32) -> Option<u32> {
        let range = self.starts[outer as usize]..self.starts[outer as usize + 1];
        range.start.checked_add(at).filter(|at| *at < range.end).map(|at| self.inner[at as usize])
    }

    /// Whether `inner` has not been asked for in `outer` before; all of one object has to be asked for before the next.
    pub fn is_new(&mut self, outer: u32, inner: u32) -> bool {
        std::mem::replace(&mut self.last[inner as usize], outer) != outer
    }
}
