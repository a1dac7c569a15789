//! Who is in whom: the tree of parent relationships, whatever the parents say.
//!
//! Each row stands in the tree exactly once. A row whose parent never came, that is its own parent, or at which a cycle
//! had to be cut stands at the top level behind the direct children of the sample, with a [`Mark`] that says so.
//!
//! The tree is kept as it is drawn: the rows in preorder, and for each place the end of its subtree and its depth. A
//! closed branch is skipped by one jump, and a branch's contents are a range.

use super::ids::{Index, NO_ID};
use super::{Listing, NO_ROW, Row};
use rustc_hash::FxHashMap;

/// Why a row stands at the top level although it names a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its parent is not in the listing.
    Orphan,
    /// It names itself as its parent.
    OwnParent,
    /// It is in itself, over others; here the cycle was cut.
    CycleCut,
}

/// Each row's parent, settled: following parents always ends.
#[derive(Debug, Default)]
pub struct Parents {
    of: Vec<Row>,
    marks: FxHashMap<Row, Mark>,
    doubled: u32,
}

impl Parents {
    /// Settles the parents of all rows.
    pub fn of(listing: &Listing) -> Self {
        let mut index = listing.ids().index();
        index.add(listing.ids(), 0, listing.len());
        Self::with(listing, &index)
    }

    /// The same with an index that has been filled already.
    pub fn with(listing: &Listing, index: &Index) -> Self {
        let mut marks = FxHashMap::default();
        let ids = listing.ids();
        let mut of: Vec<Row> = (0..listing.len())
            .map(|row| match ids.parent(row) {
                NO_ID => NO_ROW,
                code => match index.row(code) {
                    // Of two rows with one id only the first can be its own parent by that id.
                    Some(parent) if parent == row || ids.own(row) == code => {
                        marks.insert(row, Mark::OwnParent);
                        NO_ROW
                    }
                    Some(parent) => parent,
                    None => {
                        marks.insert(row, Mark::Orphan);
                        NO_ROW
                    }
                },
            })
            .collect();
        cut_cycles(&mut of, &mut marks, |row| listing.position(row));
        Self { of, marks, doubled: index.doubled() }
    }

    /// The row's parent, if it has one in the tree.
    pub fn parent(&self, row: Row) -> Option<Row> {
        self.of.get(row as usize).copied().filter(|parent| *parent != NO_ROW)
    }

    /// Why the row stands at the top level although it names a parent.
    pub fn mark(&self, row: Row) -> Option<Mark> {
        self.marks.get(&row).copied()
    }

    /// All marks.
    pub const fn marks(&self) -> &FxHashMap<Row, Mark> {
        &self.marks
    }

    /// How many rows have an id that an earlier row has.
    pub const fn doubled(&self) -> u32 {
        self.doubled
    }

    /// The row's parents, from the nearest to the one at the top level.
    pub fn ancestors(&self, row: Row) -> impl Iterator<Item = Row> + '_ {
        std::iter::successors(self.parent(row), |row| self.parent(*row))
    }
}

const UNKNOWN: u8 = 0;
const ON_WAY: u8 = 1;
const ENDS: u8 = 2;

/// Cuts each cycle at its first row in the appliance's order.
fn cut_cycles(of: &mut [Row], marks: &mut FxHashMap<Row, Mark>, position: impl Fn(Row) -> u32) {
    let settle = |of: &[Row], state: &mut [u8], start: Row| {
        let mut row = start;
        while row != NO_ROW && state[row as usize] == ON_WAY {
            state[row as usize] = ENDS;
            row = of[row as usize];
        }
    };
    let mut state = vec![UNKNOWN; of.len()];
    for start in 0..of.len() as Row {
        let mut row = start;
        while row != NO_ROW && state[row as usize] == UNKNOWN {
            state[row as usize] = ON_WAY;
            row = of[row as usize];
        }
        if row != NO_ROW && state[row as usize] == ON_WAY {
            let mut first = row;
            let mut at = of[row as usize];
            while at != row {
                if position(at) < position(first) {
                    first = at;
                }
                at = of[at as usize];
            }
            // The rest of the cycle, from the cut on, now ends as well.
            let behind = std::mem::replace(&mut of[first as usize], NO_ROW);
            marks.insert(first, Mark::CycleCut);
            settle(of, &mut state, behind);
        }
        settle(of, &mut state, start);
    }
}

/// The tree as it is drawn: rows in preorder, siblings in a given order. A *place* is an index in the preorder.
#[derive(Debug, Default)]
pub struct Forest {
    rows: Vec<Row>,
    ends: Vec<u32>,
    depths: Vec<u32>,
    places: Vec<u32>,
}

impl Forest {
    /// Lays the tree out, siblings in the order in which `order` has them. `order` holds each row once.
    pub fn new(parents: &Parents, order: &[Row]) -> Self {
        let count = parents.of.len();
        let (starts, children) = group(parents, order);
        let mut forest = Self {
            rows: Vec::with_capacity(count),
            ends: vec![0; count],
            depths: Vec::with_capacity(count),
            places: vec![0; count],
        };
        let range = |parent: usize| (starts[parent] as usize, starts[parent + 1] as usize);
        // Each level that is being walked: its next child, its end, and the place of its parent.
        let mut levels = vec![(range(count), NO_ROW)];
        while let Some(((next, end), parent)) = levels.last_mut() {
            if *next == *end {
                if *parent != NO_ROW {
                    forest.ends[*parent as usize] = forest.rows.len() as u32;
                }
                levels.pop();
                continue;
            }
            let row = children[*next];
            *next += 1;
            let place = forest.rows.len() as u32;
            forest.places[row as usize] = place;
            forest.rows.push(row);
            forest.depths.push(levels.len() as u32);
            let below = range(row as usize);
            if below.0 == below.1 {
                forest.ends[place as usize] = place + 1;
            } else {
                levels.push((below, place));
            }
        }
        forest
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

/// The children of each row one behind another, and where those of each begin; the top level is the last.
fn group(parents: &Parents, order: &[Row]) -> (Vec<u32>, Vec<Row>) {
    let count = parents.of.len();
    let slot = |row: Row| match parents.of[row as usize] {
        NO_ROW => count,
        parent => parent as usize,
    };
    let mut starts = vec![0_u32; count + 2];
    for parent in &parents.of {
        starts[if *parent == NO_ROW { count } else { *parent as usize } + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut children = vec![0; count];
    let mut fill = |row: Row, starts: &mut Vec<u32>| {
        let at = &mut starts[slot(row)];
        children[*at as usize] = row;
        *at += 1;
    };
    if parents.marks.is_empty() {
        order.iter().for_each(|row| fill(*row, &mut starts));
    } else {
        let marked = |row: &&Row| parents.marks.contains_key(row);
        order.iter().filter(|row| !marked(row)).for_each(|row| fill(*row, &mut starts));
        order.iter().filter(marked).for_each(|row| fill(*row, &mut starts));
    }
    // Each start now stands at its end, which is where the next one begins.
    starts.rotate_right(1);
    starts[0] = 0;
    (starts, children)
}

#[cfg(test)]
mod tests;
