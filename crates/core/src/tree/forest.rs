//! The tree of parent relationships as it is drawn.
//!
//! Each row stands in the tree exactly once. A row whose parent never came, that is its own parent, or at which a cycle
//! had to be cut stands at the top level behind the direct children of the sample, with a [`Mark`] that says so.
//!
//! The tree is kept as it is drawn: the rows in preorder, and for each place the end of its subtree and its depth. A
//! closed branch is skipped by one jump, and a branch's contents are a range.
//!
//! [`Mark`]: crate::tree::parents::Mark

use crate::table::{NO_ROW, Row};
use crate::tree::parents::Parents;

/// The tree as it is drawn: rows in preorder, siblings in a given order. A *place* is an index in the preorder.
#[derive(Debug, Default)]
pub struct Forest {
    rows: Vec<Row>,
    ends: Vec<u32>,
    depths: Vec<u32>,
    places: Vec<u32>,
}

/// Puts siblings in another order: it is given the rows group by group, each group in the order in which they came, and
/// where each group ends. A group may be empty.
pub type Siblings<'a> = &'a mut dyn FnMut(&mut [Row], &[u32]);

impl Forest {
    /// Lays the tree out, siblings in the order in which `order` has them. `order` holds each row once.
    pub fn new(parents: &Parents, order: &[Row]) -> Self {
        Self::sorted(parents, order, &mut |_, _| {})
    }

    /// Lays the tree out, siblings in an order of their own.
    pub fn sorted(parents: &Parents, order: &[Row], siblings: Siblings<'_>) -> Self {
        let mut growing = ForestBuilder::new(parents);
        while growing.step(parents, order, u32::MAX, siblings) {}
        growing.done()
    }

    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows in preorder.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row at a place.
    pub fn row(&self, place: u32) -> Row {
        self.rows[place as usize]
    }

    /// The place of a row.
    pub fn place(&self, row: Row) -> u32 {
        self.places[row as usize]
    }

    /// The place behind the last row below the row at `place`.
    pub fn end(&self, place: u32) -> u32 {
        self.ends[place as usize]
    }

    /// The level of the row at `place`, from 1.
    pub fn depth(&self, place: u32) -> u32 {
        self.depths[place as usize]
    }

    /// How many rows are below the row at `place`, at any depth.
    pub fn below(&self, place: u32) -> u32 {
        self.ends[place as usize] - place - 1
    }

    /// The rows that have something below them.
    pub fn branches(&self) -> impl Iterator<Item = Row> + '_ {
        (0..self.len()).filter(|place| self.below(*place) > 0).map(|place| self.row(place))
    }

    /// The places of the children of the row at `place`, or of the top level.
    pub fn children(&self, place: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        let (mut next, end) = place.map_or((0, self.len()), |place| (place + 1, self.end(place)));
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let place = next;
                next = self.end(place);
                place
            })
        })
    }

    /// The greatest level.
    pub fn max_depth(&self) -> u32 {
        self.depths.iter().copied().max().unwrap_or(0)
    }
}

/// A tree being laid out step by step: so a caller can let the browser paint in between.
#[derive(Debug)]
pub struct ForestBuilder {
    /// The children of each row one behind another; the top level is the last.
    children: Vec<Row>,
    /// Where those of each begin; while they are put there, where the next one goes.
    starts: Vec<u32>,
    stage: Stage,
    forest: Forest,
    /// Each level that is being walked: its next child, its end, and the place of its parent.
    levels: Vec<(u32, u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Rows from this one on are still to be counted.
    Count(Row),
    /// From this one on in the order, they are still to be put beside their siblings; first those without a mark.
    Put {
        from: usize,
        marked: bool,
    },
    Walk,
}

impl ForestBuilder {
    /// Begins.
    pub fn new(parents: &Parents) -> Self {
        let count = parents.len() as usize;
        Self {
            children: vec![0; count],
            starts: vec![0; count + 2],
            stage: Stage::Count(0),
            forest: Forest {
                rows: Vec::with_capacity(count),
                ends: vec![0; count],
                depths: Vec::with_capacity(count),
                places: vec![0; count],
            },
            levels: Vec::new(),
        }
    }

    /// Goes on with at most so many rows; false when there is no more to do.
    pub fn step(&mut self, parents: &Parents, order: &[Row], rows: u32, siblings: Siblings<'_>) -> bool {
        match self.stage {
            Stage::Count(from) => {
                let to = from.saturating_add(rows).min(parents.len());
                for parent in &parents.column()[from as usize..to as usize] {
                    self.starts[slot(*parent, parents) + 1] += 1;
                }
                self.stage = Stage::Count(to);
                if to == parents.len() {
                    for at in 1..self.starts.len() {
                        self.starts[at] += self.starts[at - 1];
                    }
                    self.stage = Stage::Put { from: 0, marked: false };
                }
                true
            }
            Stage::Put { from, marked } => {
                let to = from.saturating_add(rows as usize).min(order.len());
                self.put(parents, &order[from..to], marked);
                self.stage = match (to == order.len(), marked || parents.marks().is_empty()) {
                    (false, _) => Stage::Put { from: to, marked },
                    (true, false) => Stage::Put { from: 0, marked: true },
                    (true, true) => {
                        self.begin_walk(parents, siblings);
                        Stage::Walk
                    }
                };
                true
            }
            Stage::Walk => self.walk(rows),
        }
    }

    /// What has been laid out.
    pub fn done(self) -> Forest {
        self.forest
    }

    fn put(&mut self, parents: &Parents, rows: &[Row], marked: bool) {
        let all = parents.marks().is_empty();
        for row in rows.iter().filter(|row| all || parents.marks().contains_key(row) == marked) {
            let at = &mut self.starts[slot(parents.column()[*row as usize], parents)];
            self.children[*at as usize] = *row;
            *at += 1;
        }
    }

    fn begin_walk(&mut self, parents: &Parents, siblings: Siblings<'_>) {
        // Each start now stands at its end. What is marked is a group of its own behind the rest of the top level.
        let count = parents.len();
        let top = self.starts.len() - 2;
        self.starts[top] = count - parents.marks().len() as u32;
        self.starts[top + 1] = count;
        siblings(&mut self.children, &self.starts);
        self.starts[top] = count;
        // Where one ends is where the next one begins.
        self.starts.rotate_right(1);
        self.starts[0] = 0;
        self.levels.push((self.starts[top], count, NO_ROW));
    }

    fn walk(&mut self, rows: u32) -> bool {
        let Self { children, starts, forest, levels, .. } = self;
        let stop = forest.rows.len().saturating_add(rows as usize);
        while let Some((next, end, parent)) = levels.last_mut() {
            if *next == *end {
                if *parent != NO_ROW {
                    forest.ends[*parent as usize] = forest.rows.len() as u32;
                }
                levels.pop();
                continue;
            }
            if forest.rows.len() >= stop {
                return true;
            }
            let row = children[*next as usize];
            *next += 1;
            let place = forest.rows.len() as u32;
            forest.places[row as usize] = place;
            forest.rows.push(row);
            forest.depths.push(levels.len() as u32);
            let (start, end) = (starts[row as usize], starts[row as usize + 1]);
            if start == end {
                forest.ends[place as usize] = place + 1;
            } else {
                levels.push((start, end, place));
            }
        }
        false
    }
}

/// Where the children of a row are counted: those of the top level behind all others.
fn slot(parent: Row, parents: &Parents) -> usize {
    if parent == NO_ROW { parents.len() as usize } else { parent as usize }
}

#[cfg(test)]
mod tests;
