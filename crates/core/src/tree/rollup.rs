//! What is in a branch: the worst verdict and risk of a row and of everything below it, and how many of each.
//!
//! A branch is a range of places in the [`Forest`], so what is asked of it is asked of a range. The verdicts of 64 places
//! are two words of bits; with a running sum before each such block any range is counted from its two ends. That is
//! about 1.6 bytes a row with the column of worst verdicts.

use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use std::ops::Range;

/// How many of each verdict; the index is `Classification as usize`.
pub type Counts = [u32; 4];

/// How many places a block holds: one for each bit of a word.
const BLOCK: u32 = u64::BITS;

/// The verdicts of 64 places.
#[derive(Debug, Default)]
struct Block {
    /// The low and the high bit of the verdict's number, for each place.
    low: u64,
    high: u64,
    /// How many of each stand before the block.
    before: Counts,
    /// The greatest risk score in the block, one up; 0 where there is none.
    risk: u8,
}

impl Block {
    /// The places with that verdict. Places beyond the end count as goodware.
    const fn places(&self, verdict: Classification) -> u64 {
        let number = verdict as u8;
        (if number & 1 == 0 { !self.low } else { self.low }) & (if number & 2 == 0 { !self.high } else { self.high })
    }
}

/// The verdicts of a listing, by branch.
#[derive(Debug, Default)]
pub struct Rollup {
    worst: Vec<Classification>,
    blocks: Vec<Block>,
    places: u32,
}

impl Rollup {
    /// Rolls the verdicts of all rows up.
    pub fn new(table: &Table, forest: &Forest) -> Self {
        let mut rolling = RollupBuilder::new(table, forest);
        while rolling.step(table, forest, u32::MAX) {}
        rolling.done()
    }

    /// Takes over another order of siblings: what is in a branch stays, but branches stand elsewhere.
    pub fn lay_out(&mut self, table: &Table, forest: &Forest) {
        self.blocks.clear();
        self.add_blocks(table, forest, u32::MAX);
    }

    /// Lays out some of the places that have not been laid out.
    fn add_blocks(&mut self, table: &Table, forest: &Forest, blocks: u32) {
        let own = table.classifications();
        let count = forest.rows().len().div_ceil(BLOCK as usize);
        self.blocks.reserve_exact(count - self.blocks.len());
        self.places = forest.len();
        let mut sum = self.before(self.blocks.len() as u32 * BLOCK);
        let rest = forest.rows().chunks(BLOCK as usize).skip(self.blocks.len());
        for rows in rest.take(blocks as usize) {
            let mut block = Block { before: sum, ..Block::default() };
            for (at, row) in rows.iter().enumerate() {
                let verdict = own[*row as usize];
                block.low |= u64::from(verdict as u8 & 1) << at;
                block.high |= u64::from(verdict as u8 >> 1) << at;
                block.risk = block.risk.max(table.risk(*row).map_or(0, |risk| risk + 1));
                sum[verdict as usize] += 1;
            }
            self.blocks.push(block);
        }
    }

    /// The worst verdict of the row itself and of everything below it.
    pub fn worst(&self, row: Row) -> Classification {
        self.worst[row as usize]
    }

    /// The worst verdict in each row's branch, by row: what the tree is sorted by.
    pub fn column(&self) -> &[Classification] {
        &self.worst
    }

    /// The greatest risk score strictly below the row at `place`.
    pub fn worst_risk_below(&self, table: &Table, forest: &Forest, place: u32) -> Option<u8> {
        let range = place + 1..forest.end(place);
        let one_by_one = |from, to| (from..to).filter_map(|place| table.risk(forest.row(place))).max();
        let first = range.start.next_multiple_of(BLOCK);
        let last = range.end - range.end % BLOCK;
        if first >= last {
            return one_by_one(range.start, range.end);
        }
        let blocks = &self.blocks[(first / BLOCK) as usize..(last / BLOCK) as usize];
        let inside = blocks.iter().map(|block| block.risk).max().and_then(|risk| risk.checked_sub(1));
        inside.max(one_by_one(range.start, first)).max(one_by_one(last, range.end))
    }

    /// How many of each verdict are strictly below the row at `place`.
    pub fn counts_below(&self, forest: &Forest, place: u32) -> Counts {
        self.counts(place + 1..forest.end(place))
    }

    /// How many of each verdict are at these places.
    pub fn counts(&self, places: Range<u32>) -> Counts {
        let (before, upto) = (self.before(places.start.min(places.end)), self.before(places.end));
        std::array::from_fn(|verdict| upto[verdict] - before[verdict])
    }

    /// How many of each verdict stand before a place.
    fn before(&self, place: u32) -> Counts {
        let place = place.min(self.places);
        let (block, rest) = match self.blocks.get((place / BLOCK) as usize) {
            Some(block) => (block, place % BLOCK),
            None => match self.blocks.last() {
                Some(block) => (block, BLOCK),
                None => return Counts::default(),
            },
        };
        let mut counts = block.before;
        for verdict in Classification::ALL {
            counts[verdict as usize] += (block.places(verdict) & first_bits(rest)).count_ones();
        }
        counts
    }

    /// The next place with that verdict behind `from`, or the last one before it; beyond the end it goes on from the
    /// other one, so `from` itself is the last to be found. Without `from`, the first or the last of all.
    pub fn next(&self, from: Option<u32>, verdict: Classification, forward: bool) -> Option<u32> {
        if forward {
            let from = from.map_or(0, |from| from + 1);
            self.first(from..self.places, verdict).or_else(|| self.first(0..from, verdict))
        } else {
            let from = from.unwrap_or(self.places);
            self.last(0..from, verdict).or_else(|| self.last(from..self.places, verdict))
        }
    }

    fn first(&self, places: Range<u32>, verdict: Classification) -> Option<u32> {
        self.blocks_of(places).find_map(|(number, mask)| {
            let hits = self.blocks[number as usize].places(verdict) & mask;
            (hits != 0).then(|| number * BLOCK + hits.trailing_zeros())
        })
    }

    fn last(&self, places: Range<u32>, verdict: Classification) -> Option<u32> {
        self.blocks_of(places).rev().find_map(|(number, mask)| {
            let hits = self.blocks[number as usize].places(verdict) & mask;
            (hits != 0).then(|| number * BLOCK + (BLOCK - 1 - hits.leading_zeros()))
        })
    }

    /// The blocks that these places lie in, and which of each block's places are meant.
    fn blocks_of(&self, places: Range<u32>) -> impl DoubleEndedIterator<Item = (u32, u64)> {
        let (start, end) = (places.start, places.end.min(self.places));
        let blocks = if start < end { start / BLOCK..end.div_ceil(BLOCK) } else { 0..0 };
        blocks.map(move |number| {
            let from = start.saturating_sub(number * BLOCK).min(BLOCK);
            let to = (end - number * BLOCK).min(BLOCK);
            (number, first_bits(to) & !first_bits(from))
        })
    }
}

/// Rollup being rolled up step by step: so a caller can let the browser paint in between.
#[derive(Debug)]
pub struct RollupBuilder {
    verdicts: Rollup,
    /// Places from this one on have been rolled up.
    from: u32,
    /// For each level, the worst of what has been met below it.
    levels: Vec<Classification>,
}

impl RollupBuilder {
    /// Begins.
    pub fn new(table: &Table, forest: &Forest) -> Self {
        let worst = table.classifications()[..forest.rows().len()].to_vec();
        let verdicts = Rollup { worst, ..Rollup::default() };
        Self { verdicts, from: forest.len(), levels: Vec::new() }
    }

    /// Goes on with at most about so many rows; false when there is no more to do.
    pub fn step(&mut self, table: &Table, forest: &Forest, rows: u32) -> bool {
        if self.from > 0 {
            let from = self.from.saturating_sub(rows);
            self.roll_up(forest, from..self.from);
            self.from = from;
        } else {
            self.verdicts.add_blocks(table, forest, rows.div_ceil(BLOCK));
        }
        self.from > 0 || self.verdicts.blocks.len() < forest.rows().len().div_ceil(BLOCK as usize)
    }

    /// From the last place to the first.
    fn roll_up(&mut self, forest: &Forest, places: Range<u32>) {
        let Self { verdicts: Rollup { worst, .. }, levels, .. } = self;
        for place in places.rev() {
            let row = forest.row(place) as usize;
            let depth = forest.depth(place) as usize;
            if levels.len() < depth + 2 {
                levels.resize(depth + 2, Classification::Goodware);
            }
            let below = std::mem::replace(&mut levels[depth + 1], Classification::Goodware);
            // What stands here so far is the row's own.
            worst[row] = worst[row].max(below);
            levels[depth] = levels[depth].max(worst[row]);
        }
    }

    /// What has been rolled up.
    pub fn done(self) -> Rollup {
        self.verdicts
    }
}

/// A word with the lowest `count` bits set.
const fn first_bits(count: u32) -> u64 {
    if count >= BLOCK { u64::MAX } else { (1 << count) - 1 }
}

/// How many of each verdict there are in the whole listing, or among some of its rows.
pub fn total(table: &Table, rows: Option<&RowSet>) -> Counts {
    let own = table.classifications();
    let mut counts = Counts::default();
    match rows {
        Some(rows) => rows.iter().for_each(|row| counts[own[row as usize] as usize] += 1),
        None => own.iter().for_each(|verdict| counts[*verdict as usize] += 1),
    }
    counts
}

#[cfg(test)]
mod tests;
