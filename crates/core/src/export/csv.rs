//! Comma-separated values (RFC 4180): one record a row, CRLF, a header.
//!
//! A name from malware is written for a spreadsheet to open, so a text is protected in two ways, and both can be undone:
//!
//! - Hostile characters are escaped as on the page (`⟨U+202E⟩`). So is a semicolon before what would begin a formula:
//!   where a spreadsheet takes semicolons for the separator, a new cell would begin there.
//! - A text that would begin a formula gets a leading `'`: one that begins with `=`, `+`, `-`, `@` or a look-alike of
//!   them, with or without white space, escapes, quotation marks or `'` before it.
//!
//! For Excel there is a dialect in which that is not needed: see [`Csv::for_excel`].
//!
//! To get a text back, take one `'` off where the rest [begins a formula](begins_formula), then turn escapes into
//! characters.

use crate::export::formula::begins_formula;
use crate::export::{Export, NameStyle, PIECE, excel, hash_of, iso, path_from_sample};
use crate::gaps::reason::hundredths;
use crate::hash::HashKind;
use crate::table::{Row, Table, hex};
use crate::tree::parents::Parents;
use serde::{Deserialize, Serialize};

/// The columns, by the vendor's names; `path_from_sample` is the walk over the parents' paths. Where files were scanned, the
/// names of the YARA rules that match follow as [`YARA`]; where they were examined, [`SEEN`].
pub const COLUMNS: [&str; 16] = [
    "id",
    "parent_relationship",
    "filename",
    "path",
    "sha1",
    "sha256",
    "md5",
    "type_display",
    "file_size",
    "extracted_file_count",
    "classification",
    "riskscore",
    "classification_result",
    "local_first_seen",
    "local_last_seen",
    "path_from_sample",
];

/// The column of YARA rules.
pub const YARA: &str = "yara";

/// The columns of what was seen of the files.
pub const SEEN: [&str; 2] = ["entropy", "open_questions"];

/// What stands between the cells of a file for Excel: it takes the separator of the system's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`, where the decimal sign is a comma.
    Semicolon,
    /// A tabulator.
    Tab,
}

impl Separator {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    const fn text(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "\t",
        }
    }

    /// How the name of a file for Excel ends: by it programs choose how they read one.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Comma | Self::Semicolon => "excel.csv",
            Self::Tab => "excel.tsv",
        }
    }
}

/// Writes rows as CSV, in the order given. A field that the appliance did not give is an empty cell.
#[derive(Debug)]
pub struct Csv<'a> {
    table: &'a Table,
    parents: &'a Parents,
    all: usize,
    rows: std::slice::Iter<'a, Row>,
    names: NameStyle,
    separator: Separator,
    is_for_excel: bool,
    begun: bool,
}

impl<'a> Csv<'a> {
    /// Writes some rows.
    pub fn new(table: &'a Table, parents: &'a Parents, rows: &'a [Row], names: NameStyle) -> Self {
        let (separator, all) = (Separator::Comma, rows.len());
        Self { table, parents, all, rows: rows.iter(), names, separator, is_for_excel: false, begun: false }
    }

    /// The same for Excel: with the mark of UTF-8, and every cell so that it stays the text it is.
    #[must_use]
    pub fn for_excel(self, separator: Separator) -> Self {
        Self { separator, is_for_excel: true, ..self }
    }

    fn record(&self, out: &mut String, row: Row) {
        let table = self.table;
        self.text(out, &NameStyle::Shown.write(&table.id(row)));
        self.next_text(out, &NameStyle::Shown.write(&table.ids().text(table.parent_code(row))));
        self.next_text(out, &self.names.write(table.name(row)));
        self.next_text(out, &self.names.write(table.path(row)));
        for kind in [HashKind::Sha1, HashKind::Sha256, HashKind::Md5] {
            self.next_text(out, &hash_of(table, row, kind).map(hex).unwrap_or_default());
        }
        self.next_text(out, &NameStyle::Shown.write(table.type_display(row)));
        self.number(out, table.size(row));
        self.number(out, table.files(row).map(u64::from));
        out.push_str(self.separator.text());
        out.push_str(table.classification(row).word());
        self.number(out, table.risk(row).map(u64::from));
        self.next_text(out, &NameStyle::Shown.write(table.threat(row)));
        for seen in [table.first_seen(row), table.last_seen(row)] {
            self.next_text(out, &seen.map_or(String::new(), iso));
        }
        self.next_text(out, &self.names.write(&path_from_sample(table, self.parents, row)));
        if table.yara.is_scanned() {
            self.next_text(out, &NameStyle::Shown.write(table.yara_rules(row)));
        }
        if let Some(told) = &table.gaps.told {
            let position = table.position(row);
            self.next_text(out, &told.entropy(position).map(hundredths).unwrap_or_default());
            self.next_text(out, &told.reasons(position).words());
        }
        out.push_str("\r\n");
    }

    fn text(&self, out: &mut String, content: &str) {
        if self.is_for_excel {
            excel::cell(out, content);
        } else {
            text(out, content);
        }
    }

    fn next_text(&self, out: &mut String, content: &str) {
        out.push_str(self.separator.text());
        self.text(out, content);
    }

    /// A number; one of more digits than Excel keeps is a text for it.
    fn number(&self, out: &mut String, number: Option<u64>) {
        out.push_str(self.separator.text());
        match number {
            Some(number) if self.is_for_excel && number >= 1_000_000_000_000_000 => {
                excel::cell(out, &number.to_string());
            }
            Some(number) => out.push_str(&number.to_string()),
            None => {}
        }
    }
}

impl Iterator for Csv<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut piece = String::with_capacity(PIECE + PIECE / 8);
        if !self.begun {
            self.begun = true;
            piece.push_str(if self.is_for_excel { "\u{feff}" } else { "" });
            piece.push_str(&COLUMNS.join(self.separator.text()));
            if self.table.yara.is_scanned() {
                piece.push_str(self.separator.text());
                piece.push_str(YARA);
            }
            for column in SEEN.iter().filter(|_| self.table.gaps.told.is_some()) {
                piece.push_str(self.separator.text());
                piece.push_str(column);
            }
            piece.push_str("\r\n");
        }
        while piece.len() < PIECE
            && let Some(row) = self.rows.next()
        {
            self.record(&mut piece, *row);
        }
        (!piece.is_empty()).then_some(piece)
    }
}

impl Export for Csv<'_> {
    fn progress(&self) -> (u64, u64) {
        ((self.all - self.rows.len()) as u64, self.all as u64)
    }
}

/// Adds a text as a cell, protected and quoted where it must be.
pub(crate) fn text(out: &mut String, text: &str) {
    let quoted = text.contains(['"', ',', ';', '\r', '\n']);
    if quoted {
        out.push('"');
    }
    if begins_formula(text) {
        out.push('\'');
    }
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\"\""),
            ';' if begins_formula(&text[at + 1..]) => out.push_str("⟨U+003B⟩"),
            c => out.push(c),
        }
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::formula;

    /// For each semicolon it is asked whether a formula begins behind it: together that must be no more than the text.
    #[test]
    fn many_semicolons_cost_no_more_than_the_text() {
        for part in [";⟨U+", "; ", ";⟨U+0009⟩", ";'", ";⟨U+0009", ";⟨U+00000000", "; ;\"", ";=", ";⟨U+003B⟩"]
        {
            let whole = part.repeat(20_000);
            let looked_at: usize = whole
                .match_indices(';')
                .map(|(at, _)| at + 1)
                .map(|at| whole.len() - at - formula::skipped(&whole[at..]).len())
                .sum();
            assert!(looked_at <= whole.len(), "{part}: {looked_at} bytes of {}", whole.len());
            let mut cell = String::new();
            text(&mut cell, &whole);
            assert!(cell.len() <= whole.len() * 12);
        }
    }
}
