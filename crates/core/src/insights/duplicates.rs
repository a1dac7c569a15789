//! The same file at many places.
//!
//! A file is known by its SHA-1, else its SHA-256, else its MD5; a row without any hash is a file of its own. The rows of
//! one file lie one behind another in one array, and each row knows where those of its file begin: eight bytes a row.

use crate::insights::seen::Seen;
use crate::table::row_set::RowSet;
use crate::table::seed::{Map, bits};
use crate::table::{Row, Table};

/// In what the rows of one file differ although the hash is the same. A field that is not said in a row differs from
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// `file_size`.
    pub size: bool,
    /// `classification`.
    pub classification: bool,
    /// `riskscore`.
    pub risk: bool,
}

/// Which rows are the same file.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// All rows, those of one file one behind another and in the appliance's order.
    grouped: Vec<Row>,
    /// For each row, where in `grouped` its file begins.
    starts: Vec<u32>,
    unique: u32,
    /// By where the file begins.
    conflicts: Map<u32, Conflict>,
}

impl Duplicates {
    /// Finds the doubles of all rows.
    pub fn new(table: &Table) -> Self {
        let order = table.in_order();
        // First each row is given the first row of its file, then the files are put one behind another.
        let mut ends = vec![0_u32; order.len()];
        let mut seen = Seen::new(order.len());
        let mut starts = first_rows(table, &order, &mut seen);
        starts.iter().for_each(|first| ends[*first as usize] += 1);
        // The largest thing here, and done with.
        drop(seen);
        let mut duplicates = Self { grouped: vec![0; order.len()], ..Self::default() };
        let mut at = 0;
        for row in order {
            let first = starts[row as usize] as usize;
            if first == row as usize {
                let rows = std::mem::replace(&mut ends[first], at);
                starts[first] = at;
                at += rows;
                duplicates.unique += 1;
            }
            // The first has come before, so its start is settled.
            starts[row as usize] = starts[first];
            duplicates.grouped[ends[first] as usize] = row;
            ends[first] += 1;
        }
        duplicates.starts = starts;
        duplicates.find_conflicts(table, &ends);
        duplicates
    }

    fn find_conflicts(&mut self, table: &Table, ends: &[u32]) {
        let mut at = 0;
        while let Some(first) = self.grouped.get(at) {
            let end = ends[*first as usize] as usize;
            if end - at > 1
                && let Some(conflict) = conflict(table, &self.grouped[at..end])
            {
                self.conflicts.insert(at as u32, conflict);
            }
            at = end;
        }
    }

    /// At how many places the row's file is, the row itself included.
    pub fn places(&self, row: Row) -> u32 {
        self.rows_of(row).len() as u32
    }

    /// All rows with the same file, in the appliance's order.
    pub fn rows_of(&self, row: Row) -> &[Row] {
        let start = self.starts[row as usize];
        let rows = &self.grouped[start as usize..];
        // Where files begin only grows along `grouped`: in doubling steps the end of this one is found at once.
        let same = |row: &Row| self.starts[*row as usize] == start;
        let mut reach = 1;
        while rows.get(reach).is_some_and(same) {
            reach *= 2;
        }
        let reach = reach.min(rows.len());
        &rows[..reach / 2 + rows[reach / 2..reach].partition_point(same)]
    }

    /// How many files there are, each counted once.
    pub const fn unique(&self) -> u32 {
        self.unique
    }

    /// How many files there are among some rows, each counted once.
    pub fn unique_of(&self, rows: &RowSet) -> u32 {
        let mut seen = RowSet::none(self.starts.len() as u32);
        rows.iter().for_each(|row| seen.insert(self.starts[row as usize]));
        seen.len()
    }

    /// Whether the row is the first with its file in the appliance's order.
    pub fn is_first(&self, row: Row) -> bool {
        self.grouped[self.starts[row as usize] as usize] == row
    }

    /// Of some rows in some order, those that are the first with their file.
    pub fn first_of_each(&self, order: &[Row]) -> Vec<Row> {
        let mut seen = RowSet::none(self.starts.len() as u32);
        let mut is_new = |row: &Row| {
            let start = self.starts[*row as usize];
            !seen.has(start) && {
                seen.insert(start);
                true
            }
        };
        order.iter().copied().filter(|row| is_new(row)).collect()
    }

    /// In what the rows of this row's file contradict one another.
    pub fn conflict(&self, row: Row) -> Option<Conflict> {
        self.conflicts.get(&self.starts[row as usize]).copied()
    }
}

/// The first row of each row's file.
fn first_rows(table: &Table, order: &[Row], seen: &mut Seen) -> Vec<Row> {
    let mut firsts: Vec<Row> = (0..table.len()).collect();
    for row in order.iter().copied() {
        let own = identity(table, row);
        let same = |other| identity(table, other) == own;
        if !own.is_empty()
            && let Some(first) = seen.before(bits(own), row, same)
        {
            firsts[row as usize] = first;
        }
    }
    firsts
}

/// By what a file is known; empty where there is no hash. Kinds need not be told apart, since their lengths differ.
pub(crate) fn identity(table: &Table, row: Row) -> &[u8] {
    table
        .sha1(row)
        .map(<[u8; 20]>::as_slice)
        .or_else(|| table.sha256(row).map(<[u8; 32]>::as_slice))
        .or_else(|| table.md5(row).map(<[u8; 16]>::as_slice))
        .unwrap_or_default()
}

fn conflict(table: &Table, file: &[Row]) -> Option<Conflict> {
    let conflict = Conflict {
        size: differ(file.iter().filter_map(|row| table.size(*row))),
        classification: differ(file.iter().map(|row| table.classification(*row))),
        risk: differ(file.iter().filter_map(|row| table.risk(*row))),
    };
    (conflict != Conflict::default()).then_some(conflict)
}

fn differ<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    values.next().is_some_and(|first| values.any(|value| value != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::value::Whole;
    use crate::api::wire::{Entry, Sample};
    use crate::table::RowSource;
    use crate::table::classification::Classification;
    use crate::table::tests::text;
    use proptest::prelude::*;

    /// Hashes that begin alike, so that their beginning does not tell them apart.
    const BEGINNINGS: [&str; 3] = ["", "00000001", "0000000100000001"];

    fn hash(kind: Option<(usize, u8)>, digits: usize) -> String {
        kind.map_or(String::new(), |(beginning, end)| {
            let beginning = BEGINNINGS[beginning];
            format!("{beginning}{end:0>width$x}", width = digits - beginning.len())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn agree_with_comparing_each_two(
            rows in prop::collection::vec((
                (prop::option::of((0_usize..3, 1_u8..4)), prop::option::of((0_usize..3, 1_u8..3)), prop::option::of((0_usize..3, 1_u8..3))),
                (prop::option::of(0_u64..2), 0_u8..2, prop::option::of(0_u64..2)),
            ), 0..120),
            turn: prop::sample::Index,
            some: Vec<prop::sample::Index>,
        ) {
            let mut table = Table::default();
            for (at, ((sha1, sha256, md5), (size, verdict, risk))) in rows.iter().enumerate() {
                let sample = Sample {
                    sha1: text(&hash(*sha1, 40)).into(), sha256: text(&hash(*sha256, 64)).into(), md5: text(&hash(*md5, 32)).into(),
                    file_size: Whole(*size), classification: text(Classification::of_number(*verdict).word()),
                    riskscore: Whole(*risk), ..Sample::default()
                };
                let position = (at + turn.index(rows.len())) % rows.len();
                table.push(&Entry { sample, ..Entry::default() }, position as u32, RowSource { body: 0, offset: 0 });
            }
            let duplicates = Duplicates::new(&table);
            let order = table.in_order();
            let same = |a: Row, b: Row| match (table.sha1(a), table.sha1(b), table.sha256(a), table.sha256(b)) {
                (Some(a), Some(b), ..) => a == b,
                (None, None, Some(a), Some(b)) => a == b,
                (None, None, None, None) => a == b || table.md5(a).is_some() && table.md5(a) == table.md5(b),
                _ => a == b,
            };
            for row in order.iter().copied() {
                let wanted: Vec<Row> = order.iter().copied().filter(|other| *other == row || same(row, *other)).collect();
                prop_assert_eq!(duplicates.rows_of(row), &wanted);
                prop_assert_eq!(duplicates.places(row) as usize, wanted.len());
                prop_assert_eq!(duplicates.is_first(row), wanted[0] == row);
                let pairs = || wanted.iter().flat_map(|a| wanted.iter().map(|b| (*a, *b)));
                let wanted = Conflict {
                    size: pairs().any(|(a, b)| table.size(a).zip(table.size(b)).is_some_and(|(a, b)| a != b)),
                    classification: pairs().any(|(a, b)| table.classification(a) != table.classification(b)),
                    risk: pairs().any(|(a, b)| table.risk(a).zip(table.risk(b)).is_some_and(|(a, b)| a != b)),
                };
                prop_assert_eq!(duplicates.conflict(row).unwrap_or_default(), wanted);
            }
            let firsts = |rows: &[Row]| -> Vec<Row> {
                let is_first = |at: &usize| !rows[..*at].iter().any(|other| same(*other, rows[*at]));
                (0..rows.len()).filter(is_first).map(|at| rows[at]).collect()
            };
            prop_assert_eq!(duplicates.first_of_each(&order), firsts(&order));
            prop_assert_eq!(duplicates.unique() as usize, firsts(&order).len());
            if table.is_empty() {
                return Ok(());
            }
            let mut set = RowSet::none(table.len());
            for row in &some {
                set.insert(row.index(rows.len()) as Row);
            }
            let backwards: Vec<Row> = set.iter().collect::<Vec<_>>().into_iter().rev().collect();
            prop_assert_eq!(duplicates.first_of_each(&backwards), firsts(&backwards));
            prop_assert_eq!(duplicates.unique_of(&set) as usize, firsts(&backwards).len());
        }
    }

    /// A hash without a seed, as was used here before.
    fn plain(hash: &[u8]) -> u64 {
        let word = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        let all = hash.chunks(8).fold(0_u64, |bits, bytes| (bits.rotate_left(5) ^ word(bytes)).wrapping_mul(MIX));
        let all = (all ^ all >> 32).wrapping_mul(MIX);
        all ^ all >> 29
    }

    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

    #[test]
    fn hashes_made_to_collide_cost_no_more_than_others() {
        const ROWS: u32 = 5_000;
        let mut table = Table::default();
        for row in 0..ROWS {
            // The second word takes back what the first one has done.
            let first = u64::from(row) << 32 | 1;
            let second = first.wrapping_mul(MIX).rotate_left(5);
            let hash = [&first.to_le_bytes()[..], &second.to_le_bytes(), &[1; 4]].concat();
            assert_eq!(
                plain(&hash),
                plain(&[&1_u64.to_le_bytes()[..], &MIX.rotate_left(5).to_le_bytes(), &[1; 4]].concat())
            );
            let sample = Sample { sha1: text(&crate::table::hex(&hash)).into(), ..Sample::default() };
            table.push(&Entry { sample, ..Entry::default() }, row, RowSource { body: 0, offset: 0 });
        }
        let mut seen = Seen::new(ROWS as usize);
        first_rows(&table, &table.in_order(), &mut seen);
        let probes = seen.probes.get();
        assert!(probes < u64::from(ROWS) * 4, "{probes} probes");
    }
}
