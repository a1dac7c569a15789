//! A report as Markdown, for tickets: the verdicts in numbers, what is malicious or suspicious, then the tree.
//!
//! Every text of the sample is a code span, in which nothing is a link, a mention, markup or HTML.

use crate::export::outline::Outline;
use crate::export::report::About;
use crate::export::{Export, NameStyle, PIECE};
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::table::{Row, Table, format_size, hex};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use std::fmt::Write;

/// Levels that are indented; below them the level is written.
const DEEPEST: u32 = 12;

/// Writes a report piece by piece.
#[derive(Debug)]
pub struct Markdown<'a> {
    table: &'a Table,
    forest: &'a Forest,
    rows: RowSet,
    shown: RowSet,
    names: NameStyle,
    head: Option<String>,
    /// What comes next: first the concerning rows, then all.
    place: u32,
    is_tree: bool,
}

impl<'a> Markdown<'a> {
    /// A report of some rows, with what is around them.
    pub fn new(
        table: &'a Table,
        parents: &Parents,
        forest: &'a Forest,
        rows: &[Row],
        about: &About<'_>,
        names: NameStyle,
    ) -> Self {
        let Outline { rows, shown, bytes, counts } = Outline::new(table, parents, rows);
        let mut head = String::from("# Extracted files\n\n");
        span(&mut head, names, about.sample);
        head.push_str("\n\n");
        span(&mut head, names, about.scope);
        head.push_str("\n\n");
        // Writing to a String cannot fail.
        let _ = write!(head, "- {} in all, at most {} deep\n- ", format_size::size(bytes), forest.max_depth());
        span(&mut head, names, about.date);
        head.push('\n');
        for verdict in Classification::ALL.into_iter().filter(|verdict| counts[*verdict as usize] > 0) {
            let _ = writeln!(head, "- **{}** {}", counts[verdict as usize], verdict.word());
        }
        if counts[Classification::Malicious as usize] + counts[Classification::Suspicious as usize] > 0 {
            head.push_str("\n## Malicious and suspicious\n\n");
        }
        Self { table, forest, rows, shown, names, head: Some(head), place: 0, is_tree: false }
    }

    fn entry(&self, out: &mut String, row: Row) {
        let table = self.table;
        out.push_str("- ");
        let name = table.name(row);
        span(out, self.names, if name.is_empty() { "(no name)" } else { name });
        let verdict = table.classification(row);
        if verdict >= Classification::Suspicious {
            let _ = write!(out, " **{}**", verdict.word());
        } else {
            let _ = write!(out, " {}", verdict.word());
        }
        if let Some(risk) = table.risk(row).filter(|_| verdict != Classification::Unknown) {
            let _ = write!(out, ", risk {risk}");
        }
        if let Some(size) = table.size(row) {
            let _ = write!(out, ", {}", format_size::size(size));
        }
        for text in [table.threat(row), table.type_display(row)] {
            if !text.is_empty() {
                out.push_str(", ");
                span(out, self.names, text);
            }
        }
        let hashes = [table.sha256(row).map(|hash| hex(hash)), table.sha1(row).map(|hash| hex(hash))];
        if let Some(hash) = hashes.into_iter().flatten().next() {
            let _ = write!(out, ", `{hash}`");
        }
        if !self.rows.has(row) {
            out.push_str(", around what was chosen");
        }
    }

    /// Writes one place of the tree; gives the next one.
    fn line(&self, out: &mut String) -> u32 {
        let (place, row) = (self.place, self.forest.row(self.place));
        if !self.shown.has(row) {
            return self.forest.end(place);
        }
        if self.is_tree {
            let depth = self.forest.depth(place);
            for _ in 1..depth.min(DEEPEST) {
                out.push_str("  ");
            }
            self.entry(out, row);
            if depth > DEEPEST {
                let _ = write!(out, ", level {depth}");
            }
            out.push('\n');
        } else if self.rows.has(row) && self.table.classification(row) >= Classification::Suspicious {
            self.entry(out, row);
            out.push('\n');
        }
        place + 1
    }
}

impl Iterator for Markdown<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(head) = self.head.take() {
            return Some(head);
        }
        if self.place >= self.forest.len() && self.is_tree {
            return None;
        }
        let mut out = String::new();
        let end = self.place.saturating_add(1 << 16).min(self.forest.len());
        while self.place < end && out.len() < PIECE {
            self.place = self.line(&mut out);
        }
        if self.place >= self.forest.len() && !self.is_tree {
            (self.place, self.is_tree) = (0, true);
            out.push_str("\n## All files\n\n");
        }
        Some(out)
    }
}

impl Export for Markdown<'_> {
    fn progress(&self) -> (u64, u64) {
        let all = u64::from(self.forest.len());
        (u64::from(self.place) + if self.is_tree { all } else { 0 }, all * 2)
    }
}

/// Adds a text as a code span: between more backticks than it has in a row.
fn span(out: &mut String, names: NameStyle, text: &str) {
    let text = names.write(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space at both ends is taken off again, and needed where the text has one or a backtick there.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    let _ = write!(out, "{fence}{pad}{text}{pad}{fence}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_its_text() {
        for (text, wanted) in [
            ("a.exe", "`a.exe`"),
            ("`", "`` ` ``"),
            ("a``b", "```a``b```"),
            ("<img src=x> [a](http://b) @c |", "`<img src=x> [a](http://b) @c |`"),
        ] {
            let mut out = String::new();
            span(&mut out, NameStyle::Shown, text);
            assert_eq!(out, wanted);
        }
    }
}
