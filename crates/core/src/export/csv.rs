//! Comma-separated values (RFC 4180): one record a row, CRLF, a header.
//!
//! A name from malware is written for a spreadsheet to open, so a text is protected in two ways, and both can be undone:
//!
//! - Hostile characters are escaped as on the page (`⟨U+202E⟩`). So is a semicolon before what would begin a formula:
//!   where a spreadsheet takes semicolons for the separator, a new cell would begin there.
//! - A text that would begin a formula gets a leading `'`: one that begins with `=`, `+`, `-`, `@` or a look-alike of
//!   them, with or without white space, escapes, quotation marks or `'` before it.
//!
//! To get a text back, take one `'` off where the rest [begins a formula](begins_formula), then turn escapes into
//! characters.

use crate::export::{NameStyle, PIECE, hash_of, path_from_sample, push_hex};
use crate::hash::HashKind;
use crate::table::{Row, Table, timestamp};
use crate::tree::parents::Parents;
use std::fmt::Write;

/// The columns, by the vendor's names; `path_from_sample` is the walk over the parents' paths.
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

/// Writes rows as CSV, in the order given. A field that the appliance did not give is an empty cell.
#[derive(Debug)]
pub struct Csv<'a> {
    table: &'a Table,
    parents: &'a Parents,
    rows: std::slice::Iter<'a, Row>,
    names: NameStyle,
    begun: bool,
}

impl<'a> Csv<'a> {
    /// Writes some rows.
    pub fn new(table: &'a Table, parents: &'a Parents, rows: &'a [Row], names: NameStyle) -> Self {
        Self { table, parents, rows: rows.iter(), names, begun: false }
    }

    /// How many rows are still to be written.
    pub fn left(&self) -> usize {
        self.rows.len()
    }

    fn record(&self, out: &mut String, row: Row) {
        let table = self.table;
        text(out, &NameStyle::Shown.write(&table.id(row)));
        out.push(',');
        text(out, &NameStyle::Shown.write(&table.ids().text(table.parent_code(row))));
        out.push(',');
        text(out, &self.names.write(table.name(row)));
        out.push(',');
        text(out, &self.names.write(table.path(row)));
        for kind in [HashKind::Sha1, HashKind::Sha256, HashKind::Md5] {
            out.push(',');
            push_hex(out, hash_of(table, row, kind).unwrap_or_default());
        }
        out.push(',');
        text(out, &NameStyle::Shown.write(table.type_display(row)));
        number(out, table.size(row));
        number(out, table.files(row).map(u64::from));
        out.push(',');
        out.push_str(table.classification(row).word());
        number(out, table.risk(row).map(u64::from));
        out.push(',');
        text(out, &NameStyle::Shown.write(table.threat(row)));
        for seen in [table.first_seen(row), table.last_seen(row)] {
            out.push(',');
            text(out, &seen.map_or(String::new(), iso));
        }
        out.push(',');
        text(out, &self.names.write(&path_from_sample(table, self.parents, row)));
        out.push_str("\r\n");
    }
}

impl Iterator for Csv<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut piece = String::with_capacity(PIECE + PIECE / 8);
        if !self.begun {
            self.begun = true;
            piece.push_str(&COLUMNS.join(","));
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

/// Whether a spreadsheet could take the text for a formula: whether `=`, `+`, `-`, `@` or a look-alike comes first, not
/// counting white space, escapes such as `⟨U+0009⟩`, quotation marks and `'`.
pub fn begins_formula(text: &str) -> bool {
    skipped(text).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'])
}

/// What is left of a text when all is taken off that a spreadsheet may not see. No further than to that place is looked, but for
/// an escape's few digits, so that a text of many parts can be asked for each of them.
fn skipped(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\'' | '"'));
        match escape(rest) {
            // An escaped semicolon is one that was disarmed.
            Some((digits, behind)) if digits != "003B" => rest = behind,
            _ => return rest,
        }
    }
}

/// The digits of an escape (`⟨U+0009⟩`) at the beginning of a text, and what is behind it.
fn escape(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("⟨U+")?;
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
    let behind = rest[digits..].strip_prefix('⟩')?;
    matches!(digits, 4..=6).then_some((&rest[..digits], behind))
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

fn number(out: &mut String, number: Option<u64>) {
    out.push(',');
    if let Some(number) = number {
        // Writing to a String cannot fail.
        let _ = write!(out, "{number}");
    }
}

/// ISO 8601 in UTC, to the microsecond.
fn iso(timestamp: timestamp::Timestamp) -> String {
    format!("{}.{:06}Z", timestamp::utc(timestamp).replace(' ', "T"), timestamp.rem_euclid(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_that_are_written() {
        assert_eq!(escape("⟨U+0009⟩=1"), Some(("0009", "=1")));
        assert_eq!(escape("⟨U+E0001⟩"), Some(("E0001", "")));
        for none in ["⟨U+⟩", "⟨U+003⟩", "⟨U+0000009⟩", "⟨U+00G9⟩", "⟨U+0009", "⟨U+00", "U+0009⟩", "⟨U+é⟩"]
        {
            assert_eq!(escape(none), None, "{none}");
        }
        assert!(begins_formula("⟨U+0009⟩⟨U+202E⟩ '=1") && !begins_formula("⟨U+003B⟩=1"));
    }

    /// For each semicolon it is asked whether a formula begins behind it: together that must be no more than the text.
    #[test]
    fn many_semicolons_cost_no_more_than_the_text() {
        for part in [";⟨U+", "; ", ";⟨U+0009⟩", ";'", ";⟨U+0009", ";⟨U+00000000", "; ;\"", ";=", ";⟨U+003B⟩"]
        {
            let whole = part.repeat(20_000);
            let looked_at: usize = whole
                .match_indices(';')
                .map(|(at, _)| at + 1)
                .map(|at| whole.len() - at - skipped(&whole[at..]).len())
                .sum();
            assert!(looked_at <= whole.len(), "{part}: {looked_at} bytes of {}", whole.len());
            let mut cell = String::new();
            text(&mut cell, &whole);
            assert!(cell.len() <= whole.len() * 12);
        }
    }
}
