//! THE description of a column: its word in the address, its header, where it comes from, how wide it is, what its values are
//! and so how they are sorted and written in a cell.
//!
//! A column is one [`ColumnKey`] and one row of [`COLUMNS`]; list, tree, chooser, address and sort follow from it.

use crate::gaps::reason::hundredths;
use crate::table::classification::Classification;
use crate::table::escape::shortened;
use crate::table::format_size;
use crate::table::hashes::hex;
use crate::table::timestamp::Timestamp;
use crate::table::width::Width;
use crate::table::{Row, Table};

/// Stands in a cell without a value.
const NOTHING: &str = "–";

/// Stands in the cell of a row without a name.
const NO_NAME: &str = "(no name)";

/// The widest letter of a number, in CSS pixels: a digit of the largest font of a cell.
const LETTER_OF_NUMBER: u32 = 9;

/// How wide a letter of a time is at most, on the whole, in CSS pixels: some are signs.
const LETTER_OF_TIME: u32 = 8;

/// Any time: in one language all are written in as many letters.
const SOME_TIME: Timestamp = 978_307_199_000_000;

/// Letters of a text that a cell shows at most; the details show all of it.
const MOST_LETTERS: usize = 300;

/// Letters of a text that a tooltip shows at most.
const MOST_LETTERS_OF_TOOLTIP: usize = 2_000;

/// A column of list and tree. Each can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the columns")]
pub enum ColumnKey {
    Name,
    Path,
    Type,
    Size,
    Files,
    Classification,
    Risk,
    Threat,
    Sha1,
    FirstSeen,
    LastSeen,
    Yara,
    Entropy,
}

impl ColumnKey {
    /// All columns, in their order.
    pub const ALL: [Self; 13] = [
        Self::Name,
        Self::Path,
        Self::Type,
        Self::Size,
        Self::Files,
        Self::Classification,
        Self::Risk,
        Self::Threat,
        Self::Sha1,
        Self::FirstSeen,
        Self::LastSeen,
        Self::Yara,
        Self::Entropy,
    ];

    /// The column.
    pub const fn column(self) -> &'static Column {
        &COLUMNS[self as usize]
    }

    /// The word for it in the address.
    pub const fn word(self) -> &'static str {
        self.column().word
    }

    /// Whether it is hidden until somebody asks for it.
    pub const fn is_hidden_at_first(self) -> bool {
        matches!(self, Self::Entropy)
    }

    /// Whether it may be left out. The name is always shown: it is what a row is known by.
    pub const fn can_be_hidden(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// What the values of a column are: how a row's is found, and with that how rows are sorted by it and what a cell says.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// Texts, in which capital letters count as small ones when they are sorted; and the same as bytes.
    Text(for<'t> fn(&'t Table, Row) -> &'t str, for<'t> fn(&'t Table, Row) -> &'t [u8]),
    /// The appliance's names of types, of which there are few.
    Type,
    /// Names of threats, of which there are few.
    Threat,
    /// Verdicts. A branch of the tree is as bad as the worst in it.
    Verdict,
    /// Risk scores. Unknown files carry scores that mean nothing: the vendor shows none for them.
    Score,
    /// Numbers; and the largest of all rows.
    Number(fn(&Table, Row) -> Option<u64>, fn(&Table) -> u64),
    /// Numbers in hundredths.
    Hundredths(fn(&Table, Row) -> Option<u64>),
    /// Sizes in bytes.
    Size(fn(&Table, Row) -> Option<u64>),
    /// Hashes, which are bytes.
    Hash(for<'t> fn(&'t Table, Row) -> Option<&'t [u8]>),
    /// Points in time.
    Time(fn(&Table, Row) -> Option<Timestamp>),
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Which one it is.
    pub key: ColumnKey,
    /// The word for it in the address.
    pub word: &'static str,
    /// The header.
    pub header: &'static str,
    /// The appliance's name of the field, and what there is to know of it.
    pub description: &'static str,
    /// The width, where nobody has chosen one and nothing needs more.
    pub width: Width,
    /// The class of its cells.
    pub class: &'static str,
    /// What its values are.
    pub values: Values,
}

/// All columns in their order, which is that of [`ColumnKey`].
#[rustfmt::skip]
pub static COLUMNS: [Column; ColumnKey::ALL.len()] = [
    Column { key: ColumnKey::Name, word: "name", header: "Name", description: "filename", width: Width::shared(256, 3.0), class: "cell name", values: Values::Text(Table::name, Table::name_bytes) },
    Column { key: ColumnKey::Path, word: "path", header: "Path", description: "path, relative to the parent", width: Width::shared(140, 2.0), class: "cell path", values: Values::Text(Table::path, Table::path_bytes) },
    Column { key: ColumnKey::Type, word: "type", header: "Type", description: "type_display", width: Width::shared(110, 1.0), class: "cell", values: Values::Type },
    Column { key: ColumnKey::Size, word: "size", header: "Size", description: "file_size", width: Width::fixed(84), class: "cell number", values: Values::Size(Table::size) },
    Column { key: ColumnKey::Files, word: "files", header: "Files", description: "extracted_file_count: all files below, at any depth", width: Width::fixed(64), class: "cell number", values: Values::Number(files, most_files) },
    Column { key: ColumnKey::Classification, word: "classification", header: "Classification", description: "classification", width: Width::fixed(124), class: "cell verdict", values: Values::Verdict },
    Column { key: ColumnKey::Risk, word: "risk", header: "Risk", description: "riskscore, 0 to 10", width: Width::fixed(56), class: "cell number", values: Values::Score },
    Column { key: ColumnKey::Threat, word: "threat", header: "Threat", description: "classification_result", width: Width::shared(130, 1.4), class: "cell", values: Values::Threat },
    Column { key: ColumnKey::Sha1, word: "sha1", header: "SHA-1", description: "sha1", width: Width::shared(112, 1.0), class: "cell hash", values: Values::Hash(sha1) },
    Column { key: ColumnKey::FirstSeen, word: "first_seen", header: "First seen", description: "local_first_seen, in your time zone", width: Width::fixed(152), class: "cell time", values: Values::Time(Table::first_seen) },
    Column { key: ColumnKey::LastSeen, word: "last_seen", header: "Last seen", description: "local_last_seen, in your time zone", width: Width::fixed(152), class: "cell time", values: Values::Time(Table::last_seen) },
    Column { key: ColumnKey::Yara, word: "yara", header: "YARA", description: "the YARA rules that match", width: Width::shared(130, 1.4), class: "cell", values: Values::Text(Table::yara_rules, Table::yara_bytes) },
    Column { key: ColumnKey::Entropy, word: "entropy", header: "Entropy", description: "bits for each byte, 0 to 8: packed and encrypted files come near 8", width: Width::fixed(72), class: "cell number", values: Values::Hundredths(Table::entropy) },
];

fn files(table: &Table, row: Row) -> Option<u64> {
    table.files(row).map(u64::from)
}

fn most_files(table: &Table) -> u64 {
    table.most_files().into()
}

fn sha1(table: &Table, row: Row) -> Option<&[u8]> {
    table.sha1(row).map(<[u8; 20]>::as_slice)
}

/// Two columns are one when they have the same key.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Column {}

/// How numbers and times are written: as the reader's browser does it.
#[derive(Clone, Copy, Debug)]
pub struct Formats {
    /// A whole number.
    pub number: fn(u64) -> String,
    /// A point in time.
    pub time: fn(Timestamp) -> String,
}

impl Column {
    /// The width where nobody has chosen one: as in the schema, but never so narrow that a number or a time of the table is cut.
    pub fn width_in(&self, table: &Table, formats: &Formats) -> Width {
        let letters = |text: String| text.chars().count();
        match self.values {
            Values::Number(_, most) => {
                self.width.with_room_for(letters((formats.number)(most(table))), LETTER_OF_NUMBER)
            }
            Values::Time(_) => self.width.with_room_for(letters((formats.time)(SOME_TIME)), LETTER_OF_TIME),
            // These are as wide as they can be: sizes have three digits and a unit, scores two digits, entropies
            // three, and texts no end.
            Values::Size(_)
            | Values::Hundredths(_)
            | Values::Score
            | Values::Text(..)
            | Values::Type
            | Values::Threat
            | Values::Verdict
            | Values::Hash(_) => self.width,
        }
    }

    /// What a cell of the column says of a row: hostile characters visible, long texts cut.
    pub fn cell(&self, table: &Table, row: Row, formats: &Formats) -> String {
        self.write(table, row, formats, MOST_LETTERS)
    }

    /// The same with more of a long text, for a tooltip.
    pub fn tooltip(&self, table: &Table, row: Row, formats: &Formats) -> String {
        self.write(table, row, formats, MOST_LETTERS_OF_TOOLTIP)
    }

    fn write(&self, table: &Table, row: Row, formats: &Formats, most: usize) -> String {
        let text = |text: &str| self.shown(text, most);
        let or_nothing = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
        match self.values {
            Values::Text(get, _) => text(get(table, row)),
            Values::Type => text(table.type_display(row)),
            Values::Threat => text(table.threat(row)),
            Values::Verdict => table.classification(row).word().to_owned(),
            Values::Score if table.classification(row) == Classification::Unknown => NOTHING.to_owned(),
            Values::Score => or_nothing(table.risk(row).map(u64::from).map(formats.number)),
            Values::Number(get, _) => or_nothing(get(table, row).map(formats.number)),
            Values::Hundredths(get) => or_nothing(get(table, row).map(hundredths)),
            Values::Size(get) => or_nothing(get(table, row).map(format_size::size)),
            Values::Hash(get) => or_nothing(get(table, row).map(hex)),
            Values::Time(get) => or_nothing(get(table, row).map(formats.time)),
        }
    }

    fn shown(&self, text: &str, most: usize) -> String {
        if text.is_empty() {
            return if self.key == ColumnKey::Name { NO_NAME } else { NOTHING }.to_owned();
        }
        shortened(text, most).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, ColumnKey, Formats};
    use crate::api::wire::value::Whole;
    use crate::api::wire::{Entry, Sample};
    use crate::table::{RowSource, Table};
    use std::collections::BTreeSet;

    #[test]
    fn each_key_has_its_column() {
        for (at, key) in ColumnKey::ALL.into_iter().enumerate() {
            assert_eq!((key as usize, COLUMNS[at].key), (at, key));
        }
    }

    #[test]
    fn a_column_of_numbers_is_as_wide_as_its_widest() {
        let formats = Formats { number: |number| number.to_string(), time: |_| String::new() };
        let with = |files: u64| {
            let mut table = Table::default();
            let sample = Sample { extracted_file_count: Whole(Some(files)), ..Sample::default() };
            let entry = Entry { sample, ..Entry::default() };
            table.push(&entry, 0, RowSource { body: 0, offset: 0 });
            table
        };
        let width = |files: u64| ColumnKey::Files.column().width_in(&with(files), &formats).track();
        assert_eq!([width(0), width(99_999), width(745_123)], ["64px", "64px", "71px"]);
        assert_eq!(width(u64::MAX), "107px");
        // What is in one column makes no other wider.
        for column in COLUMNS.iter().filter(|column| column.key != ColumnKey::Files) {
            assert_eq!(column.width_in(&with(u64::MAX), &formats), column.width, "{}", column.header);
        }
    }

    #[test]
    fn a_column_of_times_has_room_for_them_in_any_language() {
        let width = |time| {
            let formats = Formats { number: |number| number.to_string(), time };
            ColumnKey::FirstSeen.column().width_in(&Table::default(), &formats).track()
        };
        assert_eq!(width(|_| "23/11/2026 14:05".to_owned()), "152px");
        assert_eq!(width(|_| "23.11.2026 г., 14:05 ч.".to_owned()), "201px");
    }

    #[test]
    fn words_and_headers_are_those_of_one_column() {
        assert_eq!(COLUMNS.iter().map(|column| column.word).collect::<BTreeSet<_>>().len(), COLUMNS.len());
        assert_eq!(COLUMNS.iter().map(|column| column.header).collect::<BTreeSet<_>>().len(), COLUMNS.len());
    }
}
