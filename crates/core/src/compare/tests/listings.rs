//! Listings to compare.

use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::compare::Side;
use crate::table::tests::text;
use crate::table::{RowSource, Table};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use proptest::prelude::*;

/// A row: the number of its parent's row, its path, the number of its content, and its verdict.
pub type File<'a> = (Option<u64>, &'a str, Option<u64>, &'a str);

pub struct Listing {
    pub table: Table,
    pub parents: Parents,
    pub forest: Forest,
}

impl Listing {
    pub fn of(files: &[File<'_>]) -> Self {
        Self::of_sizes(files, &[])
    }

    /// Of these files, with these sizes in turn.
    fn of_sizes(files: &[File<'_>], sizes: &[Option<u64>]) -> Self {
        let mut table = Table::default();
        for (at, entry) in entries(files, sizes).iter().enumerate() {
            table.push(entry, at as u32, RowSource { body: 0, offset: 0 });
        }
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        Self { table, parents, forest }
    }

    pub fn side(&self) -> Side<'_> {
        Side { table: &self.table, parents: &self.parents, forest: &self.forest }
    }
}

/// What an appliance says of these files, with these sizes in turn.
pub fn entries<'a>(files: &'a [File<'_>], sizes: &[Option<u64>]) -> Vec<Entry<'a>> {
    let entry = |(at, (parent, path, content, verdict)): (usize, &'a File<'_>)| {
        let sample = Sample {
            sha1: text(&content.map_or(String::new(), |content| format!("{:040x}", content + 1))).into(),
            classification: text(verdict),
            file_size: Whole(sizes.get(at % sizes.len().max(1)).copied().flatten()),
            ..Sample::default()
        };
        Entry {
            id: Id::Number(at as u64),
            parent_relationship: parent.map_or(Id::None, Id::Number),
            path: text(path),
            sample,
            ..Entry::default()
        }
    };
    files.iter().enumerate().map(entry).collect()
}

/// Listings in which much is alike, with parents that may be missing, themselves, or in a ring.
pub fn files() -> impl Strategy<Value = Vec<(Option<u64>, String, Option<u64>, usize)>> {
    let path = prop_oneof!["[ab]", "[ab]/[ab]", "[ab]{0,2}/0", ".{0,3}"];
    prop::collection::vec((prop::option::of(0_u64..14), path, prop::option::weighted(0.9, 0_u64..6), 0_usize..2), 0..14)
}

pub fn listing(files: &[(Option<u64>, String, Option<u64>, usize)]) -> Listing {
    sized(files, &[])
}

/// A listing with these sizes, in turn.
pub fn sized(files: &[(Option<u64>, String, Option<u64>, usize)], sizes: &[Option<u64>]) -> Listing {
    let of = |(parent, path, content, verdict): &'_ (Option<u64>, String, Option<u64>, usize)| {
        (*parent, path.clone(), *content, ["goodware", "malicious"][*verdict])
    };
    let files: Vec<_> = files.iter().map(of).collect();
    Listing::of_sizes(
        &files
            .iter()
            .map(|(parent, path, content, verdict)| (*parent, path.as_str(), *content, *verdict))
            .collect::<Vec<_>>(),
        sizes,
    )
}
