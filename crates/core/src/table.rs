//! The rows of one sample, in columns.
//!
//! A row is a number: its place in the order in which rows arrived. Each field is a column that is indexed by it, texts
//! lie one behind another in one arena, types and threat names are interned, hashes are bytes. Adding a page is an append
//! and no row is ever touched again, so a million of them fit in a few hundred megabytes.
//!
//! Reading order: [`Table`], [`schema`] (its columns), [`coverage`] (which part of the appliance's listing is loaded),
//! [`completeness`] (whether that is all of it, and why not).

pub mod arrangement;
pub mod classification;
pub mod completeness;
pub mod counted;
pub mod coverage;
pub mod escape;
pub mod format_size;
pub mod gaps;
pub mod hashes;
pub mod ids;
pub mod intern;
pub mod numbers;
mod positions;
pub mod row_set;
pub mod schema;
pub mod seed;
mod texts;
pub mod timestamp;
pub mod width;
pub mod yara;

use crate::api::wire::Entry;
use crate::api::wire::value::Text;
use crate::table::classification::Classification;
use crate::table::gaps::Gaps;
use crate::table::hashes::HashColumn;
use crate::table::ids::{Code, Ids};
use crate::table::intern::Interner;
use crate::table::numbers::Numbers;
use crate::table::texts::Texts;
use crate::table::timestamp::{NO_TIMESTAMP, Timestamp};
use crate::table::yara::YaraHits;

pub use crate::table::hashes::hex;

/// A row of a [`Table`]: its index in every column.
pub type Row = u32;

/// Stands for "no row".
pub const NO_ROW: Row = Row::MAX;

/// Stands for "no score" in the column of risk scores.
pub const NO_RISK: u8 = u8::MAX;

/// Stands for "not said" in the columns of sizes and file counts.
pub const NOT_SAID: u64 = u64::MAX;

/// Where the bytes of a row are: in which body, and from which byte on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowSource {
    /// Number of the body, in the order in which bodies were begun.
    pub body: u16,
    /// Offset of the entry's `{` in the body.
    pub offset: u32,
}

/// All rows that have come of one sample's listing.
#[derive(Debug, Default)]
pub struct Table {
    ids: Ids,
    texts: Texts,
    sha1: HashColumn<20>,
    sha256: HashColumn<32>,
    md5: HashColumn<16>,
    types: Vec<u32>,
    type_names: Interner,
    threats: Vec<u32>,
    threat_names: Interner,
    sizes: Numbers,
    files: Vec<u32>,
    most_files: u32,
    classifications: Vec<Classification>,
    pub(crate) risks: Vec<u8>,
    first_seen: Vec<Timestamp>,
    last_seen: Vec<Timestamp>,
    bodies: Vec<u16>,
    offsets: Vec<u32>,
    positions: Vec<u32>,
    odd: Vec<Row>,
    /// What rules have found in the files of the rows.
    pub yara: YaraHits,
    /// What was seen of their bytes.
    pub gaps: Gaps,
}

impl Table {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.types.len() as u32
    }

    /// Whether no row has come.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Makes room for so many more rows at once, so that columns do not grow by doubling.
    pub fn reserve(&mut self, rows: usize) {
        self.texts.reserve(rows);
        self.ids.reserve(rows);
        self.sha1.reserve(rows);
        self.sha256.reserve(rows);
        self.md5.reserve(rows);
        self.types.reserve_exact(rows);
        self.threats.reserve_exact(rows);
        self.sizes.reserve(rows);
        self.files.reserve_exact(rows);
        self.classifications.reserve_exact(rows);
        self.risks.reserve_exact(rows);
        self.first_seen.reserve_exact(rows);
        self.last_seen.reserve_exact(rows);
        self.bodies.reserve_exact(rows);
        self.offsets.reserve_exact(rows);
        self.positions.reserve_exact(rows);
    }

    /// Adds the row of an entry, which stands at `position` (from 0) in the appliance's order.
    pub fn push(&mut self, entry: &Entry<'_>, position: u32, source: RowSource) -> Row {
        let row = self.len();
        self.ids.push(&entry.id, &entry.parent_relationship);
        self.texts.push(entry.path.get().unwrap_or(""), entry.filename.get());
        let sample = &entry.sample;
        self.sha1.push(row, sample.sha1.0.as_ref());
        self.sha256.push(row, sample.sha256.0.as_ref());
        self.md5.push(row, sample.md5.0.as_ref());
        self.types.push(self.type_names.intern(sample.type_display.said().unwrap_or("")));
        self.threats.push(self.threat_names.intern(sample.classification_result.said().unwrap_or("")));
        self.sizes.push(sample.file_size.0.unwrap_or(NOT_SAID));
        let files = sample.extracted_file_count.0.map(|n| n.min(u64::from(u32::MAX) - 1) as u32);
        self.files.push(files.unwrap_or(u32::MAX));
        self.most_files = self.most_files.max(files.unwrap_or(0));
        self.classifications.push(Classification::read(sample.classification.get().unwrap_or("")));
        self.risks.push(sample.riskscore.0.map_or(NO_RISK, |n| n.min(u64::from(NO_RISK) - 1) as u8));
        let timestamp = |text: &Text<'_>| text.get().and_then(timestamp::read).unwrap_or(NO_TIMESTAMP);
        self.first_seen.push(timestamp(&sample.local_first_seen));
        self.last_seen.push(timestamp(&sample.local_last_seen));
        self.bodies.push(source.body);
        self.offsets.push(source.offset);
        self.positions.push(position);
        if entry.odd {
            self.odd.push(row);
        }
        row
    }

    /// The rows of entries of which something could not be read, ascending.
    pub fn odd(&self) -> &[Row] {
        &self.odd
    }

    /// Whether something of the row's entry could not be read and counts as absent.
    pub fn is_odd(&self, row: Row) -> bool {
        self.odd.binary_search(&row).is_ok()
    }

    /// Where the first entry of which something could not be read stands in the appliance's order, from 0.
    pub fn first_odd(&self) -> Option<u32> {
        self.odd.iter().map(|row| self.position(*row)).min()
    }

    /// The texts of all rows, row behind row, for searching.
    pub(crate) const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// `path`: relative to the parent entry.
    pub fn path(&self, row: Row) -> &str {
        std::str::from_utf8(self.path_bytes(row)).unwrap_or_default()
    }

    /// `filename`; the last segment of the path where there is none.
    pub fn name(&self, row: Row) -> &str {
        std::str::from_utf8(self.name_bytes(row)).unwrap_or_default()
    }

    /// The bytes of [`Self::path`]: to compare and to search, a text need not be known to be one.
    pub(crate) fn path_bytes(&self, row: Row) -> &[u8] {
        self.texts.path(row)
    }

    /// The bytes of [`Self::name`].
    pub(crate) fn name_bytes(&self, row: Row) -> &[u8] {
        self.texts.name(row)
    }

    /// The entry ids.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// `id` as the appliance gave it.
    pub fn id(&self, row: Row) -> String {
        self.ids.text(self.ids.own(row))
    }

    /// Code of the parent's `id`, as [`Ids`] knows it.
    pub fn parent_code(&self, row: Row) -> Code {
        self.ids.parent(row)
    }

    /// `sample.sha1`, 20 bytes.
    pub fn sha1(&self, row: Row) -> Option<&[u8; 20]> {
        self.sha1.get(row)
    }

    /// `sample.sha256`, 32 bytes.
    pub fn sha256(&self, row: Row) -> Option<&[u8; 32]> {
        self.sha256.get(row)
    }

    /// `sample.md5`, 16 bytes.
    pub fn md5(&self, row: Row) -> Option<&[u8; 16]> {
        self.md5.get(row)
    }

    /// `sample.type_display`; empty where there is none.
    pub fn type_display(&self, row: Row) -> &str {
        self.type_names.get(self.types[row as usize])
    }

    /// The interned types: the column of numbers, and their names.
    pub fn types(&self) -> (&[u32], &Interner) {
        (&self.types, &self.type_names)
    }

    /// The threat name (`classification_result`); empty where there is none.
    pub fn threat(&self, row: Row) -> &str {
        self.threat_names.get(self.threats[row as usize])
    }

    /// The interned threat names: the column of numbers, and their names.
    pub fn threats(&self) -> (&[u32], &Interner) {
        (&self.threats, &self.threat_names)
    }

    /// `sample.file_size`, bytes.
    pub fn size(&self, row: Row) -> Option<u64> {
        Some(self.sizes.get(row)).filter(|size| *size != NOT_SAID)
    }

    /// The largest `sample.extracted_file_count` of all rows.
    pub fn most_files(&self) -> u32 {
        self.most_files
    }

    /// `sample.extracted_file_count`: files below this one at any depth, as the appliance says.
    pub fn files(&self, row: Row) -> Option<u32> {
        Some(self.files[row as usize]).filter(|files| *files != u32::MAX)
    }

    /// The verdict.
    pub fn classification(&self, row: Row) -> Classification {
        self.classifications[row as usize]
    }

    /// The column of verdicts.
    pub fn classifications(&self) -> &[Classification] {
        &self.classifications
    }

    /// `riskscore`, 0 to 10.
    pub fn risk(&self, row: Row) -> Option<u8> {
        Some(self.risks[row as usize]).filter(|risk| *risk != NO_RISK)
    }

    /// `local_first_seen`.
    pub fn first_seen(&self, row: Row) -> Option<Timestamp> {
        Some(self.first_seen[row as usize]).filter(|timestamp| *timestamp != NO_TIMESTAMP)
    }

    /// `local_last_seen`.
    pub fn last_seen(&self, row: Row) -> Option<Timestamp> {
        Some(self.last_seen[row as usize]).filter(|timestamp| *timestamp != NO_TIMESTAMP)
    }

    /// The names of the YARA rules that match the file; empty where none does, or nothing was scanned.
    pub fn yara_rules(&self, row: Row) -> &str {
        self.yara.names(row)
    }

    /// The bytes of [`Self::yara_rules`].
    pub(crate) fn yara_bytes(&self, row: Row) -> &[u8] {
        self.yara_rules(row).as_bytes()
    }

    /// The entropy of the file in hundredths of a bit for each byte, once it was examined.
    pub fn entropy(&self, row: Row) -> Option<u64> {
        self.gaps.facts(row).map(|facts| facts.entropy.into())
    }

    /// Where the bytes of the row are.
    pub fn source(&self, row: Row) -> RowSource {
        RowSource { body: self.bodies[row as usize], offset: self.offsets[row as usize] }
    }

    /// The place of the row in the appliance's order, from 0.
    pub fn position(&self, row: Row) -> u32 {
        self.positions[row as usize]
    }

    /// Where the appliance has each row, by row.
    pub fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// The rows in the appliance's order, whatever the order in which their pages came.
    pub fn in_order(&self) -> Vec<Row> {
        positions::in_order(&self.positions)
    }
}

#[cfg(test)]
pub(crate) mod tests;
