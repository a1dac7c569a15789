//! The files of an export as objects: what several rows say of one content is one object, or each row is one.
//!
//! A content is known by its SHA-1, else its SHA-256, else its MD5, as on the page; a row without a hash by its name. Rows
//! with one such hash that contradict one another in a further one are different contents: forged hashes occur.

use crate::export::grouping::Grouping;
use crate::export::{NameStyle, hash_of, uuid};
use crate::hash::{HashKind, SampleHash};
use crate::insights::seen::Seen;
use crate::table::classification::Classification;
use crate::table::seed::bits;
use crate::table::{NO_ROW, Row, Table, hex};

/// The namespace that the STIX specification gives for ids made of the properties it names.
const OASIS: u128 = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7;

/// The namespace for ids that the specification's rule can't make.
pub(crate) const OWN: u128 = 0x7c3f_95e1_4b0d_4d6a_8f62_1d1b_0a6e_52c9;

/// In the order in which the specification chooses one for the id.
pub(crate) const KINDS: [HashKind; 4] = [HashKind::Md5, HashKind::Sha1, HashKind::Sha256, HashKind::Sha512];

/// In the order in which one is chosen to know a content by.
const IDENTITY: [HashKind; 3] = [HashKind::Sha1, HashKind::Sha256, HashKind::Md5];

/// Further names of one object that are given, and rows that are looked at for them.
const MOST_NAMES: usize = 16;
const MOST_LOOKED_AT: usize = 1024;

/// What is said of an object: the row that says it, for each thing.
#[derive(Clone, Copy, Debug)]
struct Object {
    md5: Row,
    sha1: Row,
    sha256: Row,
    name: Row,
    size: Row,
    verdict: Row,
    /// Its rows contradict one another about the size.
    is_unsure: bool,
}

const NOTHING: Object =
    Object { md5: NO_ROW, sha1: NO_ROW, sha256: NO_ROW, name: NO_ROW, size: NO_ROW, verdict: NO_ROW, is_unsure: false };

impl Object {
    const fn with_hash(&self, kind: HashKind) -> Row {
        match kind {
            HashKind::Md5 => self.md5,
            HashKind::Sha1 => self.sha1,
            HashKind::Sha256 => self.sha256,
            HashKind::Sha512 => NO_ROW,
        }
    }
}

/// The objects of some rows, by number. With a requested sample that is number 0.
#[derive(Debug)]
pub(crate) struct Objects<'a> {
    table: &'a Table,
    sample: Option<&'a SampleHash>,
    names: NameStyle,
    grouping: Grouping,
    said: Vec<Object>,
    keys: Vec<u128>,
    ids: Vec<u128>,
    /// First by key; then by id.
    seen: Seen,
    /// Objects and rows that give them a further name.
    more_names: Vec<(u32, Row)>,
    nameless: u32,
}

impl<'a> Objects<'a> {
    /// Of at most so many rows; first of all the requested sample.
    pub fn new(
        table: &'a Table,
        rows: usize,
        sample: Option<&'a SampleHash>,
        names: NameStyle,
        grouping: Grouping,
    ) -> Self {
        let mut objects = Self {
            table,
            sample,
            names,
            grouping,
            said: Vec::new(),
            keys: Vec::new(),
            ids: Vec::new(),
            seen: Seen::new(rows + 1),
            more_names: Vec::new(),
            nameless: 0,
        };
        if sample.is_some() {
            objects.with_key(uuid::named(OWN, b"the requested sample"));
            // What any row says of the sample's own content is known of the sample.
            if let Some(row) = (0..table.len()).find(|row| objects.is_sample(*row)) {
                objects.learn(0, row);
                objects.said[0].name = NO_ROW;
            }
        }
        objects
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.said.len()
    }

    /// How many rows had neither hash nor name, and so are none.
    pub const fn nameless(&self) -> u32 {
        self.nameless
    }

    /// How many have further names. Known once ids are made.
    pub fn with_more_names(&self) -> usize {
        self.more_names.chunk_by(|one, other| one.0 == other.0).count()
    }

    /// An object's further names as they are written, each once, the first few of them.
    pub fn more_names(&self, number: u32) -> Vec<String> {
        let from = self.more_names.partition_point(|(other, _)| *other < number);
        let rows = self.more_names[from..].iter().take_while(|(other, _)| *other == number).take(MOST_LOOKED_AT);
        let mut names: Vec<&str> = Vec::new();
        for (_, row) in rows {
            let name = self.table.name(*row);
            if names.len() < MOST_NAMES && !names.contains(&name) {
                names.push(name);
            }
        }
        names.into_iter().map(|name| self.names.write(name).into_owned()).collect()
    }

    /// The object that a row belongs to, made if it is the first one of it.
    pub fn add(&mut self, row: Row) -> Option<u32> {
        let name = self.table.name(row);
        let hash = IDENTITY.into_iter().find_map(|kind| Some((kind, hash_of(self.table, row, kind)?)));
        let key = match (self.grouping, hash) {
            (_, None) if name.is_empty() => {
                self.nameless += 1;
                return None;
            }
            (Grouping::Rows, _) => {
                uuid::named(OWN, &[b"row".as_slice(), &self.table.position(row).to_be_bytes()].concat())
            }
            (Grouping::Contents, Some(_)) if self.sample.is_some() && self.is_sample(row) => self.keys[0],
            (Grouping::Contents, Some((kind, hash))) => uuid::named(OWN, &[&[kind as u8], hash].concat()),
            (Grouping::Contents, None) => uuid::named(OWN, &[b"name".as_slice(), name.as_bytes()].concat()),
        };
        let mut number = self.with_key(key);
        if self.contradicts(number, row) {
            number = self.with_key(uuid::named(OWN, &all_hashes(self.table, row)));
        }
        self.learn(number, row);
        Some(number)
    }

    fn is_sample(&self, row: Row) -> bool {
        self.sample.is_some_and(|sample| {
            hash_of(self.table, row, sample.kind()).is_some_and(|hash| hex(hash) == sample.as_str())
        })
    }

    /// The number of the object with that key.
    fn with_key(&mut self, key: u128) -> u32 {
        let (number, keys) = (self.said.len() as u32, &self.keys);
        self.seen.before(bits(&key.to_be_bytes()), number, |other| keys[other as usize] == key).unwrap_or_else(|| {
            self.keys.push(key);
            self.said.push(NOTHING);
            number
        })
    }

    /// Whether a row has another hash than the object.
    fn contradicts(&self, number: u32, row: Row) -> bool {
        let object = &self.said[number as usize];
        IDENTITY.into_iter().any(|kind| {
            let said = object.with_hash(kind);
            said != NO_ROW
                && hash_of(self.table, said, kind)
                    .zip(hash_of(self.table, row, kind))
                    .is_some_and(|(one, other)| one != other)
        })
    }

    /// Takes what a row says of an object.
    fn learn(&mut self, number: u32, row: Row) {
        let table = self.table;
        let object = &mut self.said[number as usize];
        let first = |place: &mut Row, is_said: bool| {
            if is_said && *place == NO_ROW {
                *place = row;
            }
        };
        first(&mut object.md5, table.md5(row).is_some());
        first(&mut object.sha1, table.sha1(row).is_some());
        first(&mut object.sha256, table.sha256(row).is_some());
        first(&mut object.name, !table.name(row).is_empty());
        first(&mut object.size, table.size(row).is_some());
        if object.name != NO_ROW && !table.name(row).is_empty() && table.name(object.name) != table.name(row) {
            self.more_names.push((number, row));
        }
        object.is_unsure |=
            table.size(row).is_some_and(|size| table.size(object.size).is_some_and(|other| other != size));
        if object.verdict == NO_ROW || table.classification(row) > table.classification(object.verdict) {
            object.verdict = row;
        }
    }

    /// Gives each its id, once all rows have been added: as section 2.9 of the STIX specification has it, from one hash
    /// and the name, unless another one has that already.
    pub fn make_ids(&mut self) {
        self.seen = Seen::new(self.said.len());
        for number in 0..self.said.len() as u32 {
            let name = self.name(number);
            let hash = KINDS.into_iter().find_map(|kind| Some((kind, self.hash(number, kind)?)));
            let mut id = uuid::named(OASIS, properties(hash.as_ref(), name.as_deref().unwrap_or("")).as_bytes());
            let ids = &self.ids;
            let is_taken = self.seen.before(bits(&id.to_be_bytes()), number, |other| ids[other as usize] == id);
            if is_taken.is_some() {
                // The key is its own.
                id = uuid::named(OWN, &self.keys[number as usize].to_be_bytes());
            }
            self.ids.push(id);
        }
        self.seen = Seen::default();
        self.keys = Vec::new();
        self.more_names.sort_unstable();
    }

    /// Its id.
    pub fn id(&self, number: u32) -> u128 {
        self.ids[number as usize]
    }

    /// Its hash of a kind, as hex digits.
    pub fn hash(&self, number: u32, kind: HashKind) -> Option<String> {
        let row = self.said[number as usize].with_hash(kind);
        let said = if row == NO_ROW { None } else { hash_of(self.table, row, kind).map(hex) };
        let own = self.sample.filter(|sample| number == 0 && sample.kind() == kind);
        own.map(|sample| sample.as_str().to_owned()).or(said)
    }

    /// Its name as it is written.
    pub fn name(&self, number: u32) -> Option<String> {
        let row = self.said[number as usize].name;
        (row != NO_ROW).then(|| self.names.write(self.table.name(row)).into_owned())
    }

    /// Its size in bytes, unless its rows contradict one another.
    pub fn size(&self, number: u32) -> Option<u64> {
        let object = &self.said[number as usize];
        if object.size == NO_ROW || object.is_unsure { None } else { self.table.size(object.size) }
    }

    /// The row with the gravest verdict on it; none for a sample that no row speaks of.
    pub fn verdict(&self, number: u32) -> Option<Row> {
        Some(self.said[number as usize].verdict).filter(|row| *row != NO_ROW)
    }

    /// The gravest verdict on it.
    pub fn classification(&self, number: u32) -> Classification {
        self.verdict(number).map_or(Classification::Unknown, |row| self.table.classification(row))
    }

    pub const fn table(&self) -> &'a Table {
        self.table
    }

    pub const fn names(&self) -> NameStyle {
        self.names
    }
}

fn all_hashes(table: &Table, row: Row) -> Vec<u8> {
    let mut all = b"all".to_vec();
    for kind in IDENTITY {
        all.push(0);
        all.extend_from_slice(hash_of(table, row, kind).unwrap_or_default());
    }
    all
}

/// The properties that an id is made of, as canonical JSON (RFC 8785): names of properties in order, no white space.
fn properties(hash: Option<&(HashKind, String)>, name: &str) -> String {
    let hash = hash.map(|(kind, hex)| format!(r#""hashes":{{"{}":"{hex}"}}"#, kind.name()));
    let name = (!name.is_empty()).then(|| format!(r#""name":{}"#, super::quoted(name)));
    format!("{{{}}}", [hash, name].into_iter().flatten().collect::<Vec<_>>().join(","))
}
