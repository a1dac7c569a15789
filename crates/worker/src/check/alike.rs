//! Members that hold no file of the listing, by what they are called: they tell which row may be meant.

use crate::check::State;
use matryoshka_core::table::seed::Map;
use matryoshka_core::table::{Row, Table};

/// Members by their names, and by the hashes that are in their names.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    by_name: Map<String, Found>,
    by_hash: Map<Vec<u8>, Found>,
}

/// The number of a member, and whether it was skipped.
#[derive(Clone, Copy, Debug)]
struct Found {
    member: u32,
    skipped: bool,
}

impl Alike {
    /// Takes a member in.
    pub(crate) fn add(&mut self, name: &str, member: u32, skipped: bool) {
        let found = Found { member, skipped };
        // One that was skipped may be it after all, and must not be called a liar's.
        let keep = |kept: &mut Found| {
            if skipped && !kept.skipped {
                *kept = found;
            }
        };
        self.by_name.entry(last(name).to_owned()).and_modify(keep).or_insert(found);
        // Members are numbered where names would meet.
        if let Some(plain) = unnumbered(last(name)) {
            self.by_name.entry(plain.to_owned()).and_modify(keep).or_insert(found);
        }
        for digits in name.split(|c: char| !c.is_ascii_hexdigit()).filter(|digits| matches!(digits.len(), 40 | 64)) {
            self.by_hash.entry(bytes(digits)).and_modify(keep).or_insert(found);
        }
    }

    /// How the rows of a file come out whose content no member has, and which member is called like it.
    pub(crate) fn state(&self, table: &Table, rows: impl Iterator<Item = Row>) -> (State, Option<u32>) {
        let mut called: Option<Found> = None;
        for row in rows {
            let sha1 = table.sha1(row).and_then(|hash| self.by_hash.get(hash.as_slice()));
            let sha256 = || table.sha256(row).and_then(|hash| self.by_hash.get(hash.as_slice()));
            let name =
                || Some(last(table.name(row))).filter(|name| !name.is_empty()).and_then(|name| self.by_name.get(name));
            if let Some(found) = sha1.or_else(sha256).or_else(name)
                && called.is_none_or(|called| found.skipped && !called.skipped)
            {
                called = Some(*found);
            }
        }
        match called {
            Some(Found { member, skipped: true }) => (State::NotChecked, Some(member)),
            Some(Found { member, skipped: false }) => (State::Differs, Some(member)),
            None => (State::Missing, None),
        }
    }
}

/// What stands behind a number and a line: `00017_a.txt` is `a.txt`.
fn unnumbered(name: &str) -> Option<&str> {
    let (number, plain) = name.split_once('_')?;
    (!number.is_empty() && !plain.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = (0..digits.len() / 2).filter_map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok());
    pairs.collect()
}
