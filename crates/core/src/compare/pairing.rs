//! Which row of one listing is which of the other.
//!
//! In turn, each among what is left by those before it:
//!
//! 1. The same content at the same path from the sample.
//! 2. The same content elsewhere, the outermost first: what was moved takes along what is inside it. One of the same name is taken
//!    before others.
//! 3. Another content at the same path.
//! 4. Among what is inside paired rows, the same path from there, then the same name.

use crate::compare::keys::{Keys, NO_CONTENT};
use crate::table::seed::Map;
use crate::table::{NO_ROW, Row};

/// Which row is which; [`NO_ROW`] stands for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// For each row of the first listing that of the second.
    pub of_a: Vec<Row>,
    /// For each row of the second listing that of the first.
    pub of_b: Vec<Row>,
}

/// The rows inside each row, in the appliance's order; those of the top level behind all others.
#[derive(Debug)]
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

/// What is paired next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The same content at the same path.
    Unmoved,
    /// Looks for what is outermost of the same content elsewhere.
    Outermost,
    /// What is outermost: of the same name, then others.
    OutermostNamed,
    OutermostOthers,
    /// What is inside of those.
    InsideMoved,
    /// All other of the same content: of the same name, then others.
    MovedNamed,
    MovedOthers,
    /// Another content at the same path.
    Changed,
    /// Begins with what is inside of paired rows.
    Paired,
    /// What is inside of paired rows.
    InsidePaired,
    /// Nothing.
    Done,
}

/// Pairs the rows of two listings step by step. It needs the listings' keys alone.
#[derive(Debug)]
pub struct Matching {
    keys: [Keys; 2],
    contents: usize,
    parents: [Vec<Row>; 2],
    inside: [Inside; 2],
    pairing: Pairing,
    stage: Stage,
    /// Rows whose content is left on both sides, those that are in none of them.
    tops: [Vec<Row>; 2],
    /// Pairs whose inside has not been looked at.
    fresh: Vec<(Row, Row)>,
}

impl Matching {
    /// Begins with the keys of both, how many contents there are, and who is in whom.
    pub fn new(keys: [Keys; 2], contents: usize, parents: [&[Row]; 2]) -> Self {
        let inside = [Inside::new(&keys[0].order, parents[0]), Inside::new(&keys[1].order, parents[1])];
        let pairing = Pairing { of_a: vec![NO_ROW; parents[0].len()], of_b: vec![NO_ROW; parents[1].len()] };
        Self {
            keys,
            contents,
            parents: parents.map(<[Row]>::to_vec),
            inside,
            pairing,
            stage: Stage::Unmoved,
            tops: Default::default(),
            fresh: Vec::new(),
        }
    }

    /// Goes on: once over all rows, or with what is inside of about so many. Whether something is left to do.
    pub fn step(&mut self, rows: u32) -> bool {
        let content = |keys: &Keys, row: Row| keys.content[row as usize];
        let has = move |keys: &Keys, row: Row| Some(content(keys, row)).filter(|content| *content != NO_CONTENT);
        let name = |keys: &Keys, row: Row| keys.name[row as usize];
        let path = |keys: &Keys, row: Row| keys.path[row as usize];
        let step = |keys: &Keys, row: Row| keys.step[row as usize];
        self.stage = match self.stage {
            Stage::Unmoved => {
                self.all(&|keys, row| Some(both(has(keys, row)?, path(keys, row))));
                Stage::Outermost
            }
            Stage::Outermost => {
                self.tops = self.outermost();
                self.fresh.clear();
                Stage::OutermostNamed
            }
            Stage::OutermostNamed => {
                self.outer(&|keys, row| Some(both(has(keys, row)?, name(keys, row))));
                Stage::OutermostOthers
            }
            Stage::OutermostOthers => {
                self.outer(&|keys, row| Some(has(keys, row)?.into()));
                Stage::InsideMoved
            }
            Stage::InsideMoved => {
                let is_more = self.inner(rows, &[&|keys, row| Some(both(has(keys, row)?, step(keys, row)))]);
                if is_more { Stage::InsideMoved } else { Stage::MovedNamed }
            }
            Stage::MovedNamed => {
                self.all(&|keys, row| Some(both(has(keys, row)?, name(keys, row))));
                Stage::MovedOthers
            }
            Stage::MovedOthers => {
                self.all(&|keys, row| Some(has(keys, row)?.into()));
                Stage::Changed
            }
            Stage::Changed => {
                self.all(&|keys, row| Some(path(keys, row).into()));
                Stage::Paired
            }
            Stage::Paired => {
                let pairs = self.pairing.of_a.iter().enumerate().filter(|(_, other)| **other != NO_ROW);
                self.fresh = pairs.map(|(row, other)| (row as Row, *other)).collect();
                self.fresh.push((NO_ROW, NO_ROW));
                Stage::InsidePaired
            }
            Stage::InsidePaired => {
                let is_more = self.inner(
                    rows,
                    &[&|keys, row| Some(step(keys, row).into()), &|keys, row| Some(name(keys, row).into())],
                );
                if is_more { Stage::InsidePaired } else { Stage::Done }
            }
            Stage::Done => Stage::Done,
        };
        self.stage != Stage::Done
    }

    /// Which row is which, once nothing is left to do.
    pub fn done(self) -> Pairing {
        self.pairing
    }

    /// Pairs what is left of all rows by a key; rows without one are left out.
    fn all(&mut self, key: Key<'_>) {
        let orders = [0, 1].map(|side| std::mem::take(&mut self.keys[side].order));
        self.each_with_each([&orders[0], &orders[1]], key);
        let [of_a, of_b] = orders;
        (self.keys[0].order, self.keys[1].order) = (of_a, of_b);
    }

    /// Pairs what is left of what is outermost by a key.
    fn outer(&mut self, key: Key<'_>) {
        let tops = std::mem::take(&mut self.tops);
        self.each_with_each([&tops[0], &tops[1]], key);
        self.tops = tops;
    }

    /// Pairs what is left of some rows by a key: the first with the first, the second with the second.
    fn each_with_each(&mut self, [a, b]: [&[Row]; 2], key: Key<'_>) {
        // Of each key the first row, and of each row the next one with its key.
        let mut first: Map<u64, usize> = Map::default();
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
        for other in b.iter().copied() {
            if self.pairing.of_b[other as usize] != NO_ROW {
                continue;
            }
            let Some(at) = key(&self.keys[1], other).and_then(|key| first.get_mut(&key)) else { continue };
            if let Some(row) = a.get(*at) {
                *at = next[*at];
                self.pairing.of_a[*row as usize] = other;
                self.pairing.of_b[other as usize] = *row;
                self.fresh.push((*row, other));
            }
        }
    }

    /// Of the rows whose content is left on both sides, those that are in none of them.
    fn outermost(&self) -> [Vec<Row>; 2] {
        let sides = [&self.pairing.of_a, &self.pairing.of_b];
        let is_left = |side: usize, row: Row| {
            sides[side][row as usize] == NO_ROW && self.keys[side].content[row as usize] != NO_CONTENT
        };
        let mut there = [vec![false; self.contents], vec![false; self.contents]];
        for (side, there) in there.iter_mut().enumerate() {
            for row in self.keys[side].order.iter().filter(|row| is_left(side, **row)) {
                there[self.keys[side].content[*row as usize] as usize] = true;
            }
        }
        let on_both = |side: usize, row: Row| {
            is_left(side, row) && {
                let content = self.keys[side].content[row as usize] as usize;
                there[0][content] && there[1][content]
            }
        };
        [0, 1].map(|side| {
            let is_top = |row: &Row| {
                let parent = self.parents[side][*row as usize];
                on_both(side, *row) && (parent == NO_ROW || !on_both(side, parent))
            };
            self.keys[side].order.iter().copied().filter(is_top).collect()
        })
    }

    /// Pairs what is inside of pairs by each of the keys in turn, and of those that are so found. Whether more is left.
    fn inner(&mut self, rows: u32, keys: &[Key<'_>]) -> bool {
        let mut left = rows as usize;
        while left > 0 {
            let Some((a, b)) = self.fresh.pop() else { return false };
            for key in keys {
                left = left.saturating_sub(self.inside_of(a, b, *key));
            }
        }
        !self.fresh.is_empty()
    }

    /// Pairs what is left inside of two rows; of the top level for [`NO_ROW`]. Gives how many rows were looked at.
    fn inside_of(&mut self, a: Row, b: Row, key: Key<'_>) -> usize {
        let left = |rows: &[Row], paired: &[Row]| -> Vec<Row> {
            rows.iter().copied().filter(|row| paired[*row as usize] == NO_ROW).collect()
        };
        let of = [self.inside[0].of(a), self.inside[1].of(b)];
        let looked_at = 1 + of[0].len() + of[1].len();
        let inside_a = left(of[0], &self.pairing.of_a);
        if !inside_a.is_empty() {
            let inside_b = left(of[1], &self.pairing.of_b);
            self.each_with_each([&inside_a, &inside_b], key);
        }
        looked_at
    }
}

/// By what rows are paired; rows without it are left out.
type Key<'a> = &'a dyn Fn(&Keys, Row) -> Option<u64>;

/// Two numbers as one.
const fn both(one: u32, other: u32) -> u64 {
    (one as u64) << 32 | other as u64
}
