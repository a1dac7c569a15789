//! Numbers for contents, paths from the sample and names that two listings share: what is equal has one number.

use crate::compare::Side;
use crate::insights::duplicates::identity;
use crate::table::Row;
use crate::table::seed::Map;

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

/// The numbers of both, and how many contents there are.
pub fn of_both(a: &Side<'_>, b: &Side<'_>) -> ([Keys; 2], usize) {
    let mut numbers = Numbers::default();
    let mut keys = [a, b].map(|side| numbers.of(side));
    // From the top level down, so that what is around a row has its number before it.
    let mut paths: Map<(u32, u32), u32> = Map::default();
    for (keys, side) in keys.iter_mut().zip([a, b]) {
        keys.path = vec![0; side.table.len() as usize];
        for row in side.forest.rows() {
            let around = side.parents.parent(*row).map_or(0, |parent| keys.path[parent as usize]);
            let next = paths.len() as u32 + 1;
            keys.path[*row as usize] = *paths.entry((around, keys.step[*row as usize])).or_insert(next);
        }
    }
    (keys, numbers.contents.len())
}

#[derive(Default)]
struct Numbers<'a> {
    contents: Map<&'a [u8], u32>,
    texts: Map<&'a [u8], u32>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, side: &Side<'a>) -> Keys {
        let table = side.table;
        let mut keys = Keys { order: table.in_order(), ..Keys::default() };
        for row in 0..table.len() {
            let hash = identity(table, row);
            keys.content.push(if hash.is_empty() { NO_CONTENT } else { number(&mut self.contents, hash) });
            keys.step.push(number(&mut self.texts, table.path_bytes(row)));
            keys.name.push(number(&mut self.texts, table.name_bytes(row)));
        }
        keys
    }
}

fn number<'a>(numbers: &mut Map<&'a [u8], u32>, key: &'a [u8]) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(key).or_insert(next)
}
