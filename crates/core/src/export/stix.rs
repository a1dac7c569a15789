//! A STIX 2.1 bundle: a `file` object for each file, and `contains_refs` for what is in what.
//!
//! Only what is certain is said: hashes, size, name, and what was inside; a verdict is the appliance's opinion, for which
//! STIX has no plain place. Ids are made as section 2.9 of the specification has it, from one hash and the name, so two
//! analysts who export the same file get the same id. Rows with the same id are one object, with all that is in any of
//! them; a file under two names is two, since the specification counts the name. A row with neither hash nor name can't
//! be an object. What is between two exported files but not exported itself is passed over: then the outer file
//! contains the inner one, as is true, and no reference leads out of the bundle.

mod contents;

use crate::export::stix::contents::Contents;
use crate::export::{NameStyle, PIECE, hash_of, push_hex, uuid};
use crate::hash::{HashKind, SampleHash};
use crate::insights::seen::Seen;
use crate::table::row_set::RowSet;
use crate::table::seed::bits;
use crate::table::{NO_ROW, Row, Table, hex};
use crate::tree::forest::Forest;
use sha1_smol::Sha1;
use std::fmt::Write;

/// The namespace that the specification gives for ids made of the properties it names.
const OASIS: u128 = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7;

/// The namespace for ids that the specification's rule can't make.
const OWN: u128 = 0x7c3f_95e1_4b0d_4d6a_8f62_1d1b_0a6e_52c9;

/// In the order in which the specification chooses one for the id.
const KINDS: [HashKind; 4] = [HashKind::Md5, HashKind::Sha1, HashKind::Sha256, HashKind::Sha512];

/// The greatest whole number that STIX has.
const GREATEST: u64 = (1 << 53) - 1;

/// How many rows are worked through in one step of preparation.
const STEP: u32 = 16_384;

/// Writes rows as a bundle, in the order given, behind the requested sample. The first pieces are empty: so many steps of
/// preparation go before the first byte.
pub struct Stix<'a> {
    table: &'a Table,
    forest: &'a Forest,
    rows: &'a [Row],
    sample: Option<&'a SampleHash>,
    names: NameStyle,
    /// The id of each object.
    ids: Vec<u128>,
    /// The row that each object was made from; none for the sample.
    first: Vec<Row>,
    /// Objects whose rows contradict one another about the size.
    unsure: RowSet,
    seen: Seen,
    contents: Contents,
    nameless: u32,
    /// Of what is written, to make the bundle's id of.
    digest: Sha1,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Finding the objects; so many rows are done.
    Objects(u32),
    /// Finding what is in what; so many places are done.
    Contents(u32),
    /// Putting that in order.
    Sorting,
    /// Writing an object.
    Object(u32),
    /// Writing what is in an object; so many are done, and so many of them written.
    Inside(u32, u32, u32),
    /// Writing the bundle's id.
    Id,
    Done,
}

impl<'a> Stix<'a> {
    /// Writes some rows; `forest` says what is in what, in any order of siblings.
    pub fn new(
        table: &'a Table,
        forest: &'a Forest,
        rows: &'a [Row],
        sample: Option<&'a SampleHash>,
        names: NameStyle,
    ) -> Self {
        let mut stix = Self {
            table,
            forest,
            rows,
            sample,
            names,
            ids: Vec::new(),
            first: Vec::new(),
            unsure: RowSet::none(rows.len() as u32 + 1),
            seen: Seen::new(rows.len() + 1),
            contents: Contents::new(table.len()),
            nameless: 0,
            digest: Sha1::new(),
            stage: Stage::Objects(0),
        };
        if let Some(sample) = sample {
            let id = uuid::named(OASIS, properties(Some((sample.kind(), sample.as_str())), "").as_bytes());
            stix.object(id, NO_ROW);
        }
        stix
    }

    /// How many rows have neither hash nor name, and so are left out. Known once a piece is not empty.
    pub const fn nameless(&self) -> u32 {
        self.nameless
    }

    /// How many objects the bundle has. Known once a piece is not empty.
    pub fn objects(&self) -> usize {
        self.ids.len()
    }

    /// How many objects are still to be written; all of them while they are being prepared.
    pub fn left(&self) -> usize {
        match self.stage {
            Stage::Object(object) | Stage::Inside(object, ..) => self.ids.len() - object as usize,
            Stage::Id | Stage::Done => 0,
            _ => self.rows.len(),
        }
    }

    /// The number of the object with that id.
    fn object(&mut self, id: u128, row: Row) -> u32 {
        let number = self.ids.len() as u32;
        let ids = &self.ids;
        self.seen.before(bits(&id.to_be_bytes()), number, |other| ids[other as usize] == id).unwrap_or_else(|| {
            self.ids.push(id);
            self.first.push(row);
            number
        })
    }

    fn add(&mut self, row: Row) {
        let name = self.names.write(self.table.name(row)).into_owned();
        let hash = KINDS.into_iter().find_map(|kind| Some((kind, hex(hash_of(self.table, row, kind)?))));
        if hash.is_none() && name.is_empty() {
            self.nameless += 1;
            return;
        }
        let hash = hash.as_ref().map(|(kind, hex)| (*kind, hex.as_str()));
        let mut number = self.object(uuid::named(OASIS, properties(hash, &name).as_bytes()), row);
        if self.another_file(number, row) {
            // Two files with one MD5 are easily made. The specification's rule gives both the same id, so the second
            // gets one of all its hashes.
            let mut all = name.into_bytes();
            for kind in KINDS {
                all.push(0);
                all.extend_from_slice(hash_of(self.table, row, kind).unwrap_or_default());
            }
            number = self.object(uuid::named(OWN, &all), row);
        }
        self.contents.set(row, number);
        let first = self.first[number as usize];
        if first != NO_ROW && self.table.size(first) != self.table.size(row) {
            self.unsure.insert(number);
        }
    }

    /// Whether a row shares the id of an object but not all of its hashes.
    fn another_file(&self, number: u32, row: Row) -> bool {
        let first = self.first[number as usize];
        first != NO_ROW
            && KINDS.into_iter().any(|kind| {
                let hashes = hash_of(self.table, first, kind).zip(hash_of(self.table, row, kind));
                hashes.is_some_and(|(one, other)| one != other)
            })
    }

    /// Writes an object up to what it contains.
    fn begin(&mut self, out: &mut String, number: u32) {
        out.push_str(if number == 0 { "" } else { ",\n" });
        let id = self.ids[number as usize];
        self.digest.update(&id.to_be_bytes());
        out.push_str(r#"{"type":"file","spec_version":"2.1","id":"#);
        reference(out, id);
        let row = self.first[number as usize];
        if row == NO_ROW {
            if let Some(sample) = self.sample {
                let _ = write!(out, r#","hashes":{{"{}":"{}"}}"#, sample.kind().name(), sample.as_str());
            }
            return;
        }
        let mut before = r#","hashes":{"#;
        for kind in KINDS {
            if let Some(hash) = hash_of(self.table, row, kind) {
                // Writing to a String cannot fail.
                let _ = write!(out, r#"{before}"{}":""#, kind.name());
                push_hex(out, hash);
                out.push('"');
                before = ",";
            }
        }
        out.push_str(if before == "," { "}" } else { "" });
        let size = self.table.size(row).filter(|size| *size <= GREATEST && !self.unsure.has(number));
        if let Some(size) = size {
            let _ = write!(out, r#","size":{size}"#);
        }
        let name = self.names.write(self.table.name(row));
        if !name.is_empty() {
            let _ = write!(out, r#","name":{}"#, quoted(&name));
        }
    }

    /// Goes one step on.
    fn step(&mut self, out: &mut String) -> Stage {
        match self.stage {
            Stage::Objects(done) => {
                let end = (done + STEP / 4).min(self.rows.len() as u32);
                for row in &self.rows[done as usize..end as usize] {
                    self.add(*row);
                }
                if (end as usize) < self.rows.len() { Stage::Objects(end) } else { Stage::Contents(0) }
            }
            Stage::Contents(done) => {
                let end = (done + STEP).min(self.forest.len());
                let outermost = self.sample.map(|_| 0);
                self.contents.walk(self.forest, done..end, outermost);
                if end < self.forest.len() { Stage::Contents(end) } else { Stage::Sorting }
            }
            Stage::Sorting => {
                self.contents.sort(self.ids.len());
                out.push_str("{\"type\":\"bundle\"");
                if self.ids.is_empty() {
                    return Stage::Id;
                }
                out.push_str(",\"objects\":[\n");
                Stage::Object(0)
            }
            Stage::Object(number) if number as usize == self.ids.len() => {
                out.push_str("\n]");
                Stage::Id
            }
            Stage::Object(number) => {
                self.begin(out, number);
                Stage::Inside(number, 0, 0)
            }
            Stage::Inside(number, done, written) => {
                let Some(inner) = self.contents.inside(number, done) else {
                    out.push_str(if written == 0 { "}" } else { "]}" });
                    return Stage::Object(number + 1);
                };
                let new = self.contents.is_new(number, inner);
                if new {
                    out.push_str(if written == 0 { ",\"contains_refs\":[" } else { "," });
                    let id = self.ids[inner as usize];
                    self.digest.update(&id.to_be_bytes());
                    reference(out, id);
                }
                Stage::Inside(number, done + 1, written + u32::from(new))
            }
            Stage::Id => {
                // The specification wishes for a random id (version 4) here; the digest takes the place of chance, so
                // that the same export is the same file.
                out.push_str(",\"id\":\"bundle--");
                uuid::write(out, uuid::of_digest(&self.digest, 4));
                out.push_str("\"}\n");
                Stage::Done
            }
            Stage::Done => Stage::Done,
        }
    }
}

impl Iterator for Stix<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if matches!(self.stage, Stage::Done) {
            return None;
        }
        let mut piece = String::new();
        loop {
            let preparing = matches!(self.stage, Stage::Objects(_) | Stage::Contents(_));
            self.stage = self.step(&mut piece);
            if preparing || matches!(self.stage, Stage::Done) || piece.len() >= PIECE {
                return Some(piece);
            }
        }
    }
}

/// The properties that an id is made of, as canonical JSON (RFC 8785): names of properties in order, no white space.
fn properties(hash: Option<(HashKind, &str)>, name: &str) -> String {
    let hash = hash.map(|(kind, hex)| format!(r#""hashes":{{"{}":"{hex}"}}"#, kind.name()));
    let name = (!name.is_empty()).then(|| format!(r#""name":{}"#, quoted(name)));
    format!("{{{}}}", [hash, name].into_iter().flatten().collect::<Vec<_>>().join(","))
}

/// A text as JSON, escaped as little as can be, which is what canonical JSON asks for.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn reference(out: &mut String, id: u128) {
    out.push_str("\"file--");
    uuid::write(out, id);
    out.push('"');
}
