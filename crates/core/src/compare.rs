//! Two listings as one tree: what is the same, what was added, what is gone, and what has changed.
//!
//! Rows are [paired](pairing) by content first, then by their path from the sample, then by name among paired parents. Of several
//! that are alike the first in the appliance's order goes with the first, so that the outcome is the same every time, and that of
//! the second with the first is its mirror image. All of it takes a number of steps that grows with the rows alone: equal names
//! and equal contents, however many, are looked up and never compared with one another.
//!
//! Reading order: `keys` (numbers for contents, paths and names), [`pairing`], [`change`], [`tree`] (the tree of both), [`filter`] and [`shown`]
//! (what of it is on screen), [`sizes`] (by how much sizes differ).

pub mod change;
pub mod filter;
mod keys;
pub mod pairing;
pub mod shown;
pub mod sizes;
pub mod tree;

use crate::table::Table;
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;

/// One of two listings.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its rows.
    pub table: &'a Table,
    /// Who is in whom.
    pub parents: &'a Parents,
    /// The tree, siblings in any order.
    pub forest: &'a Forest,
}

#[cfg(test)]
mod tests;
