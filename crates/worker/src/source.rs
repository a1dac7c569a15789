//! The listing, read again from the bodies as they came: nothing but those has to be handed to the worker.

use matryoshka_core::api::wire::{Entry, Reader};
use matryoshka_core::table::{RowSource, Table};
use matryoshka_core::tree::forest::Forest;
use matryoshka_core::tree::parents::Parents;

/// Where each row's entry is, in the listing's order.
pub type Order = Vec<RowSource>;

/// Gives some bytes of a body, by its number, from an offset on; none at its end.
pub type Read<'a> = &'a mut dyn FnMut(u16, u64) -> Result<Vec<u8>, String>;

/// A listing with its tree.
#[derive(Debug, Default)]
pub struct Sources {
    /// The rows. A row's position is its index in the order.
    pub table: Table,
    /// Who is in whom.
    pub parents: Parents,
    /// The tree.
    pub forest: Forest,
}

impl Sources {
    /// Reads the rows of `order` from the bodies.
    ///
    /// # Errors
    /// Explanation, when a body can't be read.
    pub fn read(order: &[RowSource], read: Read<'_>) -> Result<Self, String> {
        let table = table(order, read)?;
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        Ok(Self { table, parents, forest })
    }
}

/// Reads the rows of `order` from the bodies, without a tree.
///
/// # Errors
/// Explanation, when a body can't be read.
pub fn table(order: &[RowSource], read: Read<'_>) -> Result<Table, String> {
    let mut by_body: Vec<u32> = (0..order.len() as u32).collect();
    by_body.sort_unstable_by_key(|at| (order[*at as usize].body, order[*at as usize].offset));
    let mut table = Table::default();
    table.reserve(order.len());
    let mut next = 0;
    while let Some(first) = by_body.get(next) {
        let body = order[*first as usize].body;
        let mut reader = Reader::for_file();
        let mut take = |entry: &Entry<'_>, offset: u64| {
            // A body may hold rows that came another way before.
            let wanted = by_body.get(next).map(|at| (order[*at as usize], *at));
            if let Some((source, at)) = wanted.filter(|(s, _)| s.body == body && u64::from(s.offset) == offset) {
                table.push(entry, at, source);
                next += 1;
            }
        };
        let mut from = 0;
        loop {
            let bytes = read(body, from)?;
            if bytes.is_empty() {
                break;
            }
            from += bytes.len() as u64;
            reader.room(bytes.len()).copy_from_slice(&bytes);
            // A body that broke off holds its rows up to there.
            if reader.read(usize::MAX, &mut take).is_err() {
                break;
            }
        }
        let unread = by_body.get(next).is_some_and(|at| order[*at as usize].body == body);
        if unread {
            return Err("an answer of the appliance can no longer be read".to_owned());
        }
    }
    Ok(table)
}

/// Bodies to read.
#[cfg(test)]
pub mod tests {
    use super::*;

    /// A body with some entries, and where they are.
    pub fn body(number: u16, entries: &[String]) -> (Vec<u8>, Order) {
        let mut text = String::from("{\"count\": 9, \"results\": [");
        let mut order = Vec::new();
        for entry in entries {
            if !order.is_empty() {
                text.push_str(" , ");
            }
            order.push(RowSource { body: number, offset: text.len() as u32 });
            text.push_str(entry);
        }
        text.push_str("]}");
        (text.into_bytes(), order)
    }

    /// Gives the bodies in small pieces.
    pub fn pieces(bodies: &[Vec<u8>]) -> impl FnMut(u16, u64) -> Result<Vec<u8>, String> + '_ {
        |body, from| {
            let bytes = &bodies[usize::from(body)];
            let from = (from as usize).min(bytes.len());
            Ok(bytes[from..(from + 7).min(bytes.len())].to_vec())
        }
    }

    #[test]
    fn rows_stand_in_the_order_given_whatever_body_they_are_in() {
        let entry = |id: u32, parent: &str| {
            format!("{{\"id\": {id}, \"parent_relationship\": {parent}, \"filename\": \"f{id}\"}}")
        };
        let (first, a) = body(0, &[entry(3, "1"), entry(4, "null")]);
        let (second, b) = body(1, &[entry(1, "null"), entry(2, "1")]);
        let order = [b[0], b[1], a[0], a[1]];
        let bodies = [first, second];
        let sources = Sources::read(&order, &mut pieces(&bodies)).expect("a listing");
        let names: Vec<&str> = sources.table.in_order().into_iter().map(|row| sources.table.name(row)).collect();
        assert_eq!(names, ["f1", "f2", "f3", "f4"]);
        let depths: Vec<u32> = (0..4).map(|place| sources.forest.depth(place)).collect();
        assert_eq!(depths, [1, 2, 2, 1]);
    }

    #[test]
    fn rows_that_are_not_in_the_order_are_passed_over() {
        let (bytes, order) = body(0, &["{\"id\": 1}".to_owned(), "{\"id\": 2}".to_owned()]);
        let bodies = [bytes];
        let sources = Sources::read(&order[1..], &mut pieces(&bodies)).expect("a listing");
        assert_eq!(sources.table.len(), 1);
        assert_eq!(sources.table.id(0), "2");
    }

    #[test]
    fn a_body_that_is_gone_is_said() {
        let order = [RowSource { body: 0, offset: 0 }];
        assert!(Sources::read(&order, &mut |_, _| Ok(Vec::new())).is_err());
        assert!(Sources::read(&order, &mut |_, _| Err("gone".to_owned())).is_err());
    }
}
