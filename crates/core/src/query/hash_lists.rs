//! Lists of hashes that a filter asks for by name: `in:list1`.

use crate::hash::{HashKind, SampleHash};
use crate::table::seed::Map;
use crate::table::{Row, Table};

/// Most hashes of a list.
pub const MOST_HASHES: usize = 100_000;

/// Most lists that are kept: the oldest is forgotten for another.
const MOST_LISTS: usize = 20;

/// A list of hashes with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedList {
    name: String,
    hashes: Vec<SampleHash>,
    /// Where in the list the hash with these bytes stands.
    places: Map<Vec<u8>, u32>,
}

impl NamedList {
    /// What it is called in a filter.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many hashes it holds.
    pub const fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether it holds none.
    pub const fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Whether one of the row's hashes is in it.
    pub fn has(&self, table: &Table, row: Row) -> bool {
        self.places_of(table, row).next().is_some()
    }

    /// How many of its hashes are of a kind that no listing has: rows carry SHA-1, SHA-256 and MD5.
    pub fn incomparable(&self) -> usize {
        self.hashes.iter().filter(|hash| hash.kind() == HashKind::Sha512).count()
    }

    /// Those of its hashes that no row has although it could, in its order.
    pub fn missing(&self, table: &Table) -> Vec<&SampleHash> {
        let mut is_found = vec![false; self.hashes.len()];
        for row in 0..table.len() {
            self.places_of(table, row).for_each(|place| is_found[place as usize] = true);
        }
        let missing = |(hash, is_found): (&'_ SampleHash, bool)| !is_found && hash.kind() != HashKind::Sha512;
        self.hashes.iter().zip(is_found).filter(|one| missing(*one)).map(|(hash, _)| hash).collect()
    }

    fn places_of(&self, table: &Table, row: Row) -> impl Iterator<Item = u32> {
        let place = |hash: &[u8]| self.places.get(hash).copied();
        let sha1 = table.sha1(row).and_then(|hash| place(hash));
        let sha256 = table.sha256(row).and_then(|hash| place(hash));
        let md5 = table.md5(row).and_then(|hash| place(hash));
        sha1.into_iter().chain(sha256).chain(md5)
    }
}

/// The lists of this tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HashLists {
    /// The oldest first.
    lists: Vec<NamedList>,
    made: u32,
}

impl HashLists {
    /// Takes in a list. Gives its name: that of the list with the same hashes where there is one.
    pub fn add(&mut self, hashes: Vec<SampleHash>) -> String {
        if let Some(same) = self.lists.iter().find(|list| list.hashes == hashes) {
            return same.name.clone();
        }
        if self.lists.len() == MOST_LISTS {
            self.lists.remove(0);
        }
        self.made += 1;
        let name = format!("list{}", self.made);
        let places = hashes.iter().zip(0..).map(|(hash, place)| (hash.bytes(), place)).collect();
        self.lists.push(NamedList { name: name.clone(), hashes, places });
        name
    }

    /// The list with that name, in any case.
    pub fn get(&self, name: &str) -> Option<&NamedList> {
        self.lists.iter().find(|list| list.name.eq_ignore_ascii_case(name))
    }

    /// All of them, the oldest first.
    pub fn all(&self) -> &[NamedList] {
        &self.lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::{Entry, Sample};
    use crate::table::RowSource;
    use crate::table::tests::text;
    use proptest::prelude::*;

    /// A listing of files that each have one of the three hashes, by the number of their contents.
    fn sample(files: &[Option<u64>]) -> Table {
        let mut table = Table::default();
        for (at, file) in files.iter().enumerate() {
            let hash = file.map_or(String::new(), |file| hash(file).to_string());
            let sample = match file.map(|file| file % 3) {
                Some(1) => Sample { sha256: text(&hash).into(), ..Sample::default() },
                Some(2) => Sample { md5: text(&hash).into(), ..Sample::default() },
                _ => Sample { sha1: text(&hash).into(), ..Sample::default() },
            };
            table.push(&Entry { sample, ..Entry::default() }, at as u32, RowSource { body: 0, offset: 0 });
        }
        table
    }

    fn hash(number: u64) -> SampleHash {
        // Of nothing but zeros is the hash of no file.
        let (number, digits) = (number + 1, [40, 64, 32][number as usize % 3]);
        SampleHash::parse(&format!("{number:0digits$x}")).expect("a hash")
    }

    proptest! {
        #[test]
        fn what_is_found_and_what_is_missing_is_the_whole_list(
            files in prop::collection::vec(prop::option::of(0_u64..20), 0..30),
            listed in prop::collection::btree_set(0_u64..20, 0..20),
        ) {
            let table = sample(&files);
            let mut lists = HashLists::default();
            let name = lists.add(listed.iter().copied().map(hash).collect());
            let list = lists.get(&name).expect("it was added");
            prop_assert_eq!(list.len(), listed.len());
            for (row, file) in files.iter().enumerate() {
                prop_assert_eq!(list.has(&table, row as Row), file.is_some_and(|file| listed.contains(&file)));
            }
            let missing: Vec<SampleHash> = list.missing(&table).into_iter().cloned().collect();
            let wanted: Vec<SampleHash> = listed.iter().filter(|file| !files.contains(&Some(**file))).copied().map(hash).collect();
            prop_assert_eq!(missing, wanted);
        }
    }

    #[test]
    fn a_list_has_one_name_and_the_last_are_kept() {
        let mut lists = HashLists::default();
        assert_eq!(lists.add(vec![hash(1), hash(2)]), "list1");
        assert_eq!(lists.add(vec![hash(2)]), "list2");
        assert_eq!(lists.add(vec![hash(1), hash(2)]), "list1");
        for number in 0..MOST_LISTS as u64 {
            lists.add(vec![hash(100 + number)]);
        }
        assert!(lists.get("list1").is_none() && lists.get("LIST22").is_some());
        assert_eq!(lists.all().len(), MOST_LISTS);
        // No row has a SHA-512: it is neither found nor missing, and never in the way.
        let long = SampleHash::parse(&"ab".repeat(64)).expect("a hash");
        let name = lists.add(vec![long, hash(1), hash(2)]);
        let table = sample(&[Some(1)]);
        let list = lists.get(&name).expect("it was added");
        assert_eq!((list.missing(&table), list.incomparable()), (vec![&hash(2)], 1));
    }
}
