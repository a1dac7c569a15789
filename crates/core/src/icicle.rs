//! The whole sample as a map: an icicle, a band for each level, in which width is size or number of files. Of two
//! samples it shows by how much sizes differ ([`sizes`](crate::compare::sizes)); [`Kind`] is then grown and shrunk and not a verdict.
//!
//! A [`Icicle`] is laid out for one branch and one width in pixels, in whole pixels, so that what is beside each other meets
//! without gap or overlap. Only what can be seen is visited: siblings that are narrower than [`LEAST`] together are one
//! block for each verdict, so one malicious file among ten thousand still stands out, and nothing below them is looked at.
//!
//! Where a block stands does not depend on how rows are sorted: siblings stand in the appliance's order, then what was
//! merged, the most concerning first.

pub mod picture;
pub mod weights;

use crate::icicle::weights::Weights;
use crate::query::sort;
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::table::{NO_ROW, Row};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use std::ops::Range;

/// The least width of a block that stands for one row among its siblings, in pixels.
pub const LEAST: u32 = 3;

/// What blocks are told apart by. What is too small to be drawn is merged with others of its kind.
pub trait Kind: Copy + Default + Eq + 'static {
    /// All of them, in the order in which merged ones stand.
    const ALL: &'static [Self];

    /// Its number, from 0.
    fn number(self) -> usize;
}

impl Kind for Classification {
    const ALL: &'static [Self] = &Self::ALL;

    fn number(self) -> usize {
        self as usize
    }
}

/// What a map is laid out from.
#[derive(Clone, Copy, Debug)]
pub struct IcicleInput<'a, K = Classification> {
    /// Where each row stands among its siblings, by row.
    pub positions: &'a [u32],
    /// Who is in whom.
    pub parents: &'a Parents,
    /// The same as a tree, siblings in any order.
    pub forest: &'a Forest,
    /// The kind of each branch, by row: the worst verdict in it.
    pub kinds: &'a [K],
    /// The kind of everything.
    pub whole: K,
    /// How much each branch weighs.
    pub weights: &'a Weights,
    /// The rows that a filter leaves, with everything around them.
    pub lit: Option<&'a RowSet>,
}

/// A rectangle of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<K = Classification> {
    /// The row, or the first in the appliance's order of those that are merged; [`NO_ROW`] is the whole sample.
    pub row: Row,
    /// How many rows it stands for: one, or with everything below where that is not drawn.
    pub files: u32,
    /// It stands for several siblings, and not for `row` alone.
    pub merged: bool,
    /// The block above; the first block is its own.
    pub parent: u32,
    /// The band, from 0.
    pub level: u32,
    /// Where it begins, in pixels.
    pub left: u32,
    /// Where it ends, in pixels.
    pub right: u32,
    /// What it weighs.
    pub weight: u64,
    /// Its kind: the worst verdict in it.
    pub worst: K,
    /// It, or something in it, matches the filter.
    pub lit: bool,
}

impl<K> Block<K> {
    /// Its width in pixels.
    pub const fn width(&self) -> u32 {
        self.right - self.left
    }
}

/// Siblings that are too narrow to be drawn one by one and are of the same kind.
#[derive(Clone, Copy)]
struct Crumbs {
    rows: u32,
    files: u32,
    weight: u64,
    first: Row,
    lit: bool,
}

/// The blocks of a branch, band by band and in each from left to right.
#[derive(Debug, Default)]
pub struct Icicle<K = Classification> {
    /// All of them. The first is the branch itself.
    pub blocks: Vec<Block<K>>,
}

impl<K: Kind> Icicle<K> {
    /// Lays a branch out, or the whole sample, in so many pixels and on at most so many levels.
    pub fn new(scene: &IcicleInput<'_, K>, branch: Option<Row>, width: u32, levels: u32) -> Self {
        let rows = scene.forest.len();
        let branch = branch.filter(|row| *row < rows);
        let everything = Block {
            row: NO_ROW,
            files: 0,
            merged: false,
            parent: 0,
            level: 0,
            left: 0,
            right: width,
            weight: scene.weights.total(),
            worst: scene.whole,
            lit: scene.lit.is_none_or(|lit| !lit.is_empty()),
        };
        let first = branch.map_or(everything, |row| Block {
            row,
            files: 1,
            weight: scene.weights.of(row),
            worst: scene.kinds[row as usize],
            lit: scene.lit.is_none_or(|lit| lit.has(row)),
            ..everything
        });
        let mut map = Self { blocks: vec![first] };
        let mut at = 0;
        while let Some(block) = map.blocks.get(at).copied() {
            if !block.merged {
                let place = (block.row != NO_ROW).then(|| scene.forest.place(block.row));
                if block.level + 1 < levels && block.width() >= LEAST {
                    map.open(scene, at as u32, block, place);
                } else {
                    map.blocks[at].files += place.map_or(rows, |place| scene.forest.below(place));
                }
            }
            at += 1;
        }
        map
    }

    /// Lays out what is in a block.
    fn open(&mut self, scene: &IcicleInput<'_, K>, parent: u32, around: Block<K>, place: Option<u32>) {
        // What weighs nothing is never drawn by itself.
        let least = ((f64::from(LEAST) * around.weight as f64 / f64::from(around.width())) as u64).max(1);
        let mut wide = Vec::new();
        let mut crumbs = vec![Crumbs { rows: 0, files: 0, weight: 0, first: NO_ROW, lit: false }; K::ALL.len()];
        let order = |row: Row| {
            let marked = scene.parents.mark(row).is_some();
            u64::from(marked) << 32 | u64::from(scene.positions[row as usize])
        };
        for child in scene.forest.children(place) {
            let row = scene.forest.row(child);
            let weight = scene.weights.of(row);
            if weight >= least {
                wide.push(row);
                continue;
            }
            let some = &mut crumbs[scene.kinds[row as usize].number()];
            if some.rows == 0 || order(row) < order(some.first) {
                some.first = row;
            }
            some.rows += 1;
            some.files += 1 + scene.forest.below(child);
            some.weight += weight;
            some.lit |= scene.lit.is_none_or(|lit| lit.has(row));
        }
        sort::by_number(&mut wide, &order);
        // Crumbs are given a width at which they can be seen, unless that would take too much from the others.
        let floor = if around.width() >= 16 * LEAST { least } else { 0 };
        let more: u64 = crumbs.iter().filter(|some| some.rows > 0).map(|some| floor.saturating_sub(some.weight)).sum();
        let scale = f64::from(around.width()) / (around.weight + more) as f64;
        let mut sum = 0;
        let mut push = |block: Block<K>, share: u64| {
            let edge = |sum: u64| around.right.min(around.left + (sum as f64 * scale + 0.5) as u32);
            let left = edge(sum);
            sum += share;
            self.blocks.push(Block { parent, level: around.level + 1, left, right: edge(sum), ..block });
        };
        for row in wide {
            let weight = scene.weights.of(row);
            let lit = scene.lit.is_none_or(|lit| lit.has(row));
            let worst = scene.kinds[row as usize];
            push(Block { row, files: 1, merged: false, weight, worst, lit, ..around }, weight);
        }
        for worst in K::ALL.iter().copied() {
            let Crumbs { rows, files, weight, first, lit } = crumbs[worst.number()];
            if rows > 0 {
                // What is below a single one is laid out in its turn, and counted there.
                let files = if rows == 1 { 1 } else { files };
                let block = Block { row: first, files, merged: rows > 1, weight, worst, lit, ..around };
                push(block, weight.max(floor));
            }
        }
    }

    /// How many levels are drawn.
    pub fn levels(&self) -> u32 {
        self.blocks.last().map_or(0, |block| block.level + 1)
    }

    /// The blocks in a block.
    pub fn children(&self, at: u32) -> Range<u32> {
        let inner = self.blocks.get(1..).unwrap_or_default();
        let from = inner.partition_point(|block| block.parent < at);
        let to = inner.partition_point(|block| block.parent <= at);
        from as u32 + 1..to as u32 + 1
    }

    /// The block at a pixel of a level.
    pub fn at(&self, level: u32, x: u32) -> Option<u32> {
        let at = self.blocks.partition_point(|block| (block.level, block.right) <= (level, x));
        let block = self.blocks.get(at)?;
        (block.level == level && block.left <= x).then_some(at as u32)
    }

    /// The block beside another in the same block.
    pub fn beside(&self, at: u32, forward: bool) -> Option<u32> {
        let siblings = self.children(self.blocks.get(at as usize)?.parent);
        let to = if forward { at + 1 } else { at.wrapping_sub(1) };
        siblings.contains(&to).then_some(to)
    }

    /// The block that shows a row: its own, or the nearest around it. None when the row is not in this branch.
    pub fn around(&self, forest: &Forest, row: Row) -> Option<u32> {
        let holds = |block: &Block<K>| {
            let from = (block.row < forest.len()).then(|| forest.place(block.row));
            row < forest.len() && from.is_none_or(|from| (from..forest.end(from)).contains(&forest.place(row)))
        };
        let mut at = self.blocks.first().filter(|block| holds(block)).map(|_| 0)?;
        while let Some(inner) = self.children(at).find(|inner| {
            let block = &self.blocks[*inner as usize];
            !block.merged && holds(block)
        }) {
            at = inner;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests;
