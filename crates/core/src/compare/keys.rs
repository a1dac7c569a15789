//! Numbers for contents, paths from the sample and names that two listings share: what is equal has one number.

use crate::compare::Side;
use crate::insights::duplicates::identity;
use crate::insights::seen::Seen;
use crate::table::seed::{Map, bits};
use crate::table::{Row, Table};

/// Stands for no content: a row without a hash.
pub const NO_CONTENT: u32 = u32::MAX;

/// The numbers of the rows of one listing.
#[derive(Debug, Default)]
pub struct Keys {
    /// The content, by its hash.
    pub content: Vec<u32>,
    /// The path from the sample.
    pub path: Vec<u32>,
    /// The path from the parent.
    pub step: Vec<u32>,
    /// The name.
    pub name: Vec<u32>,
    /// All rows in the appliance's order.
    pub order: Vec<Row>,
}

/// The numbers of both, given step by step.
#[derive(Debug)]
pub struct KeysBuilder {
    keys: [Keys; 2],
    contents: Numbers,
    texts: Numbers,
    paths: Map<(u32, u32), u32>,
    /// What is worked on: the numbers of the first, of the second, the paths of the first, of the second.
    stage: usize,
    /// How many rows of it have theirs.
    done: u32,
}

impl KeysBuilder {
    /// Begins with two listings; each step is given the same ones.
    pub fn new(sides: [&Side<'_>; 2]) -> Self {
        let rows: usize = sides.iter().map(|side| side.table.len() as usize).sum();
        Self {
            keys: sides.map(|side| Keys { order: side.table.in_order(), ..Keys::default() }),
            contents: Numbers::new(rows),
            texts: Numbers::new(2 * rows),
            paths: Map::default(),
            stage: 0,
            done: 0,
        }
    }

    /// Goes on with at most so many rows. Whether something is left to do.
    pub fn step(&mut self, sides: [&Side<'_>; 2], rows: u32) -> bool {
        let Some(side) = sides.get(self.stage % 2) else { return false };
        let to = side.table.len().min(self.done.saturating_add(rows));
        let from = std::mem::replace(&mut self.done, to);
        if self.stage < 2 {
            (from..to).for_each(|row| self.number(sides, row));
        } else {
            // From the top level down, so that what is around a row has its number before it.
            for row in &side.forest.rows()[from as usize..to as usize] {
                self.number_path(side, *row);
            }
        }
        if to == side.table.len() {
            self.stage += 1;
            self.done = 0;
        }
        self.stage < 4
    }

    fn number(&mut self, sides: [&Side<'_>; 2], row: Row) {
        let at = self.stage;
        let hash = |text: Text| identity(sides[usize::from(text.second)].table, text.row);
        let bytes = |text: Text| text.bytes(sides[usize::from(text.second)].table);
        let text = |is_name| Text { second: at == 1, is_name, row };
        let keys = &mut self.keys[at];
        let has_hash = !hash(text(false)).is_empty();
        keys.content.push(if has_hash { self.contents.number(text(false), hash) } else { NO_CONTENT });
        keys.step.push(self.texts.number(text(false), bytes));
        keys.name.push(self.texts.number(text(true), bytes));
    }

    fn number_path(&mut self, side: &Side<'_>, row: Row) {
        let keys = &mut self.keys[self.stage % 2];
        if keys.path.is_empty() {
            keys.path = vec![0; side.table.len() as usize];
        }
        let around = side.parents.parent(row).map_or(0, |parent| keys.path[parent as usize]);
        let next = self.paths.len() as u32 + 1;
        keys.path[row as usize] = *self.paths.entry((around, keys.step[row as usize])).or_insert(next);
    }

    /// The numbers, once nothing is left to do, and how many contents there are.
    pub fn done(self) -> ([Keys; 2], usize) {
        (self.keys, self.contents.firsts.len())
    }
}

/// Where a text or a hash stands.
#[derive(Clone, Copy, Debug)]
struct Text {
    second: bool,
    is_name: bool,
    row: Row,
}

impl Text {
    fn bytes(self, table: &Table) -> &[u8] {
        if self.is_name { table.name_bytes(self.row) } else { table.path_bytes(self.row) }
    }
}

/// Gives what is equal one number, and keeps where it stood first.
#[derive(Debug)]
struct Numbers {
    seen: Seen,
    firsts: Vec<Text>,
}

impl Numbers {
    fn new(most: usize) -> Self {
        Self { seen: Seen::new(most), firsts: Vec::new() }
    }

    fn number<'a>(&mut self, text: Text, bytes: impl Fn(Text) -> &'a [u8]) -> u32 {
        let own = bytes(text);
        let next = self.firsts.len() as u32;
        let firsts = &self.firsts;
        self.seen.before(bits(own), next, |other| bytes(firsts[other as usize]) == own).unwrap_or_else(|| {
            self.firsts.push(text);
            next
        })
    }
}
