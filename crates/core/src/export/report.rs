//! A report: one HTML file for a ticket, without a script, readable and printable anywhere.
//!
//! Every text of the sample is escaped twice over: hostile characters as on the page, then what HTML would take for more
//! than text. No link is made from any of it, and the file's own policy allows nothing but its styles.

use crate::export::outline::Outline;
use crate::export::{Export, NameStyle, PIECE};
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::table::{Row, Table, format_size, hex};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use std::fmt::Write;

/// Levels that are indented, so that there is room on a sheet of paper; below them the level is written.
const DEEPEST: u32 = 16;

/// What stands at the head of a report.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The sample's hash, or the name of the file that the listing came from.
    pub sample: &'a str,
    /// Which rows these are, in words.
    pub scope: &'a str,
    /// When it was written, in words.
    pub date: &'a str,
}

/// Writes a report piece by piece.
#[derive(Debug)]
pub struct Report<'a> {
    table: &'a Table,
    forest: &'a Forest,
    rows: RowSet,
    shown: RowSet,
    names: NameStyle,
    head: Option<String>,
    place: u32,
    depth: u32,
    done: bool,
}

/// The head of every report.
pub(crate) const HEAD: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"referrer\" content=\"no-referrer\">\
<title>Extracted files</title><style>\
body{font:14px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#1e1a23;background:#fff}\
code{font-size:12px}ul{list-style:none;margin:0;padding-left:1.2em;border-left:1px solid #ddd7e1}\
li,p{margin:2px 0;overflow-wrap:anywhere}.row{break-inside:avoid-page}.bar{display:flex;flex-wrap:wrap;gap:2px;margin:1em 0}.bar span{padding:2px 8px;border:1px solid;white-space:nowrap}\
.malicious{color:#b3211a;font-weight:600}.suspicious{color:#855300;font-weight:600}.unknown{color:#5b5464}.goodware{color:#1a6a38}\
.aside{color:#5b5464}.meta{color:#5b5464}@page{margin:14mm}\
@media print{body{margin:0;padding:0;max-width:none;font-size:10px}code{font-size:9px}ul{padding-left:1em}}\
</style></head><body>";

impl<'a> Report<'a> {
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
        let mut head = String::from(HEAD);
        head.push_str("<h1>Extracted files</h1><p><code>");
        push(&mut head, names, about.sample);
        head.push_str("</code></p><p>");
        push(&mut head, names, about.scope);
        // Writing to a String cannot fail.
        let _ = write!(
            head,
            " {} in all, at most {} deep.</p><p class=\"meta\">",
            format_size::size(bytes),
            forest.max_depth()
        );
        push(&mut head, names, about.date);
        head.push_str("</p><div class=\"bar\">");
        for verdict in Classification::ALL.into_iter().rev() {
            let count = counts[verdict as usize];
            if count > 0 {
                let _ =
                    write!(head, "<span class=\"{0}\" style=\"flex-grow:{count}\">{count} {0}</span>", verdict.word());
            }
        }
        head.push_str("</div>");
        Self { table, forest, rows, shown, names, head: Some(head), place: 0, depth: 0, done: false }
    }

    fn entry(&self, out: &mut String, row: Row, depth: u32) {
        let table = self.table;
        let word = table.classification(row).word();
        let aside = if self.rows.has(row) { "" } else { " class=\"aside\"" };
        let _ = write!(out, "<li{aside}><div class=\"row\"><bdi>");
        let name = table.name(row);
        push(out, self.names, if name.is_empty() { "(no name)" } else { name });
        let _ = write!(out, "</bdi> <span class=\"{word}\">{word}</span><span class=\"meta\">");
        if let Some(risk) = table.risk(row).filter(|_| table.classification(row) != Classification::Unknown) {
            let _ = write!(out, " risk {risk}");
        }
        for text in [table.threat(row), table.type_display(row)] {
            if !text.is_empty() {
                out.push_str(" · ");
                push(out, self.names, text);
            }
        }
        if let Some(size) = table.size(row) {
            let _ = write!(out, " · {}", format_size::size(size));
        }
        let rules = table.yara_rules(row);
        if !rules.is_empty() {
            out.push_str(" · YARA: ");
            push(out, NameStyle::Shown, rules);
        }
        let reasons = table.gaps.told.as_ref().map(|told| told.reasons(table.position(row))).unwrap_or_default();
        if !reasons.is_empty() {
            let _ = write!(out, " · open question: {}", reasons.words());
        }
        if depth > DEEPEST {
            let _ = write!(out, " · level {depth}");
        }
        out.push_str("</span>");
        for (kind, hash) in [("SHA-1", table.sha1(row).map(|h| hex(h))), ("SHA-256", table.sha256(row).map(|h| hex(h)))]
        {
            if let Some(hash) = hash {
                let _ = write!(out, "<br><span class=\"meta\">{kind}</span> <code>{hash}</code>");
            }
        }
        out.push_str("</div>");
    }
}

impl Iterator for Report<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(head) = self.head.take() {
            return Some(head);
        }
        if self.done {
            return None;
        }
        let mut out = String::new();
        while self.place < self.forest.len() {
            let row = self.forest.row(self.place);
            if !self.shown.has(row) {
                self.place = self.forest.end(self.place);
                continue;
            }
            let level = self.forest.depth(self.place);
            let depth = level.min(DEEPEST);
            // Down one level at a time, up any number of them.
            if depth > self.depth {
                out.push_str("<ul>");
            } else {
                for _ in depth..self.depth {
                    out.push_str("</li></ul>");
                }
                out.push_str("</li>");
            }
            self.depth = depth;
            self.entry(&mut out, row, level);
            self.place += 1;
            if out.len() >= PIECE {
                return Some(out);
            }
        }
        for _ in 0..self.depth {
            out.push_str("</li></ul>");
        }
        out.push_str("</body></html>\n");
        self.done = true;
        Some(out)
    }
}

impl Export for Report<'_> {
    fn progress(&self) -> (u64, u64) {
        (self.place.into(), self.forest.len().into())
    }
}

/// Adds a text of the sample.
pub(crate) fn push(out: &mut String, names: NameStyle, text: &str) {
    for c in names.write(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::{Entry, Id, Sample};
    use crate::table::RowSource;
    use crate::table::escape::is_hostile;
    use crate::table::tests::text;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn names_each_chosen_row_once_and_lets_nothing_through(
            rows in prop::collection::vec((0_u64..20, prop::option::of(0_u64..25), "(<script>|&|\"|\u{202e}|\\PC){0,4}"), 1..30),
            chosen in prop::collection::vec(any::<bool>(), 30),
        ) {
            let mut table = Table::default();
            for (at, (id, parent, name)) in rows.iter().enumerate() {
                let sample = Sample { type_display: text(name), ..Sample::default() };
                let entry = Entry { id: Id::Number(*id), parent_relationship: parent.map_or(Id::None, Id::Number), filename: text(name), sample, ..Entry::default() };
                table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
            }
            let parents = Parents::of(&table);
            let forest = Forest::new(&parents, &table.in_order());
            let chosen: Vec<Row> = (0..table.len()).filter(|row| chosen[*row as usize]).collect();
            let about = About { sample: "<b>", scope: "All.", date: "now" };
            let html: String = Report::new(&table, &parents, &forest, &chosen, &about, NameStyle::Shown).collect();
            prop_assert!(!html.contains("<script") && !html.contains("<b>"));
            prop_assert!(!html.trim_end().chars().any(is_hostile));
            prop_assert_eq!(html.matches("<li>").count(), chosen.len());
            prop_assert_eq!(html.matches("<li").count(), html.matches("</li>").count());
            prop_assert_eq!(html.matches("<ul>").count(), html.matches("</ul>").count());
        }
    }
}
