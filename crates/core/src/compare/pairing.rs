//! Which row of one listing is which of the other.
//!
//! In turn, each among what is left by those before it:
//!
//! 1. The same content at the same path from the sample.
//! 2. The same content elsewhere, the outermost first: what was moved takes along what is inside it. One of the same name is taken
//!    before others.
//! 3. Another content at the same path.
//! 4. Among what is inside paired rows, the same path from there, then the same name.

use crate::compare::Side;
use crate::compare::keys::{self, Keys, NO_CONTENT};
use crate::table::seed::Map;
use crate::table::{NO_ROW, Row};
use std::hash::Hash;

/// Which row is which; [`NO_ROW`] stands for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// For each row of the first listing that of the second.
    pub of_a: Vec<Row>,
    /// For each row of the second listing that of the first.
    pub of_b: Vec<Row>,
}

/// Pairs the rows of two listings.
pub fn pair(a: &Side<'_>, b: &Side<'_>) -> Pairing {
    let (keys, contents) = keys::of_both(a, b);
    let parents = [a.parents.column(), b.parents.column()];
    let inside = [Inside::new(&keys[0].order, parents[0]), Inside::new(&keys[1].order, parents[1])];
    let pairing = Pairing { of_a: vec![NO_ROW; a.table.len() as usize], of_b: vec![NO_ROW; b.table.len() as usize] };
    let mut matching = Matching { keys: &keys, parents, inside, pairing, fresh: Vec::new() };
    matching.by_content(contents);
    matching.all(|keys, row| Some(keys.path[row as usize]));
    matching.by_name();
    matching.pairing
}

/// The rows inside each row, in the appliance's order; those of the top level behind all others.
struct Inside {
    rows: Vec<Row>,
    starts: Vec<u32>,
}

impl Inside {
    fn new(order: &[Row], parents: &[Row]) -> Self {
        let count = parents.len();
        let slot = |row: Row| (parents[row as usize] as usize).min(count);
        let mut starts = vec![0_u32; count + 2];
        order.iter().for_each(|row| starts[slot(*row) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut rows = vec![0; count];
        for row in order {
            let at = &mut next[slot(*row)];
            rows[*at as usize] = *row;
            *at += 1;
        }
        Self { rows, starts }
    }

    /// The rows inside one, or of the top level for [`NO_ROW`].
    fn of(&self, row: Row) -> &[Row] {
        let slot = (row as usize).min(self.starts.len() - 2);
        &self.rows[self.starts[slot] as usize..self.starts[slot + 1] as usize]
    }
}

struct Matching<'a> {
    keys: &'a [Keys; 2],
    parents: [&'a [Row]; 2],
    inside: [Inside; 2],
    pairing: Pairing,
    /// Pairs whose inside has not been looked at.
    fresh: Vec<(Row, Row)>,
}

impl Matching<'_> {
    /// Pairs what is left of all rows by a key; rows without one are left out.
    fn all<K: Hash + Eq>(&mut self, key: impl Fn(&Keys, Row) -> Option<K>) {
        let keys = self.keys;
        self.each_with_each(&keys[0].order, &keys[1].order, &key);
    }

    /// Pairs what is left of some rows by a key: the first with the first, the second with the second.
    fn each_with_each<K: Hash + Eq>(&mut self, a: &[Row], b: &[Row], key: &impl Fn(&Keys, Row) -> Option<K>) {
        // Of each key the first row, and of each row the next one with its key.
        let mut first: Map<K, usize> = Map::default();
        let mut next = vec![usize::MAX; a.len()];
        for (at, row) in a.iter().enumerate().rev() {
            if self.pairing.of_a[*row as usize] == NO_ROW
                && let Some(key) = key(&self.keys[0], *row)
            {
                next[at] = first.insert(key, at).unwrap_or(usize::MAX);
            }
        }
        if first.is_empty() {
            return;
        }
        for other in b.iter().filter(|row| self.pairing.of_b[**row as usize] == NO_ROW).copied().collect::<Vec<_>>() {
            let Some(at) = key(&self.keys[1], other).and_then(|key| first.get_mut(&key)) else { continue };
            if let Some(row) = a.get(*at) {
                *at = next[*at];
                self.pairing.of_a[*row as usize] = other;
                self.pairing.of_b[other as usize] = *row;
                self.fresh.push((*row, other));
            }
        }
    }

    /// Pairs what has the same content.
    fn by_content(&mut self, contents: usize) {
        let with = |keys: &Keys, row: Row| Some(keys.content[row as usize]).filter(|content| *content != NO_CONTENT);
        self.all(|keys, row| Some((with(keys, row)?, keys.path[row as usize])));
        let tops = self.outermost(contents);
        self.fresh.clear();
        self.each_with_each(&tops[0], &tops[1], &|keys, row| Some((with(keys, row)?, keys.name[row as usize])));
        self.each_with_each(&tops[0], &tops[1], &with);
        while let Some((a, b)) = self.fresh.pop() {
            self.inside_of(a, b, &|keys, row| Some((with(keys, row)?, keys.step[row as usize])));
        }
        self.all(|keys, row| Some((with(keys, row)?, keys.name[row as usize])));
        self.all(with);
    }

    /// Of the rows whose content is left on both sides, those that are in none of them.
    fn outermost(&self, contents: usize) -> [Vec<Row>; 2] {
        let sides = [&self.pairing.of_a, &self.pairing.of_b];
        let is_left = |side: usize, row: Row| {
            sides[side][row as usize] == NO_ROW && self.keys[side].content[row as usize] != NO_CONTENT
        };
        let mut there = [vec![false; contents], vec![false; contents]];
        for (side, there) in there.iter_mut().enumerate() {
            for row in self.keys[side].order.iter().filter(|row| is_left(side, **row)) {
                there[self.keys[side].content[*row as usize] as usize] = true;
            }
        }
        let on_both = |side: usize, row: Row| {
            let content = self.keys[side].content[row as usize] as usize;
            is_left(side, row) && there[0][content] && there[1][content]
        };
        [0, 1].map(|side| {
            let is_top = |row: &Row| {
                let parent = self.parents[side][*row as usize];
                on_both(side, *row) && (parent == NO_ROW || !on_both(side, parent))
            };
            self.keys[side].order.iter().copied().filter(is_top).collect()
        })
    }

    /// Pairs what is left inside of two rows; of the top level for [`NO_ROW`].
    fn inside_of<K: Hash + Eq>(&mut self, a: Row, b: Row, key: &impl Fn(&Keys, Row) -> Option<K>) {
        let left = |rows: &[Row], of: &[Row]| -> Vec<Row> {
            rows.iter().copied().filter(|row| of[*row as usize] == NO_ROW).collect()
        };
        let inside_a = left(self.inside[0].of(a), &self.pairing.of_a);
        if inside_a.is_empty() {
            return;
        }
        let inside_b = left(self.inside[1].of(b), &self.pairing.of_b);
        self.each_with_each(&inside_a, &inside_b, key);
    }

    /// Pairs what is inside of paired rows by its path from there, then by its name.
    fn by_name(&mut self) {
        let pairs = self.pairing.of_a.iter().enumerate().filter(|(_, other)| **other != NO_ROW);
        self.fresh = pairs.map(|(row, other)| (row as Row, *other)).collect();
        self.fresh.push((NO_ROW, NO_ROW));
        while let Some((a, b)) = self.fresh.pop() {
            self.inside_of(a, b, &|keys, row| Some(keys.step[row as usize]));
            self.inside_of(a, b, &|keys, row| Some(keys.name[row as usize]));
        }
    }
}
