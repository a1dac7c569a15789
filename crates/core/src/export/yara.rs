//! What YARA rules have found, as a JSON file that is kept beside another export: the rules once, then each file that they match,
//! with its rows and every place that is kept.

use crate::export::report::About;
use crate::export::{Export, NameStyle, PIECE, hash_of, path_from_sample, quoted};
use crate::hash::HashKind;
use crate::table::seed::Map;
use crate::table::{Row, Table, hex};
use crate::tree::parents::Parents;
use crate::yara::wire::{Match, Rule};
use std::fmt::Write;

/// The hashes of a listing, as they are called in the file.
const HASHES: [(HashKind, &str); 3] = [(HashKind::Md5, "md5"), (HashKind::Sha1, "sha1"), (HashKind::Sha256, "sha256")];

/// Writes hits piece by piece.
#[derive(Debug)]
pub struct Yara<'a> {
    table: &'a Table,
    parents: &'a Parents,
    names: NameStyle,
    head: String,
    /// The rows whose files match, those of one file one behind another, files in the order of their first rows.
    rows: Vec<Row>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Head,
    /// Writing a rule.
    Rule(usize),
    /// Writing a row of a file, the first one or a further one.
    Row(usize),
    /// Writing so much of what was found in the file whose last row that is.
    Match(usize, usize),
    Done,
}

impl<'a> Yara<'a> {
    /// What was found in the files of some rows.
    pub fn new(table: &'a Table, parents: &'a Parents, rows: &[Row], about: &About<'_>, names: NameStyle) -> Self {
        let mut order = Map::<u32, u32>::default();
        let mut found: Vec<(u32, Row)> = Vec::new();
        for row in rows {
            if let Some(file) = table.yara.file_of(*row) {
                let next = order.len() as u32;
                found.push((*order.entry(file).or_insert(next), *row));
            }
        }
        // Stable: rows of one file stay in their order.
        found.sort_by_key(|(file, _)| *file);
        let text = |text: &str| quoted(&names.write(text));
        let (sample, scope, date) = (text(about.sample), text(about.scope), text(about.date));
        let files = order.len();
        let head = format!(
            "{{\"sample\":{sample},\"scope\":{scope},\"written\":{date},\"matching_files\":{files},\n\"rules\":[\n"
        );
        let rows = found.into_iter().map(|(_, row)| row).collect();
        Self { table, parents, names, head, rows, stage: Stage::Head }
    }

    fn text(&self, text: &str) -> String {
        quoted(&self.names.write(text))
    }

    fn rule(&self, out: &mut String, rule: &Rule) {
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, "{{{},\"tags\":[", self.named(rule));
        for (at, tag) in rule.tags.iter().enumerate() {
            let _ = write!(out, "{}{}", comma(at), self.text(tag));
        }
        out.push_str("],\"meta\":[");
        for (at, (name, value)) in rule.meta.iter().enumerate() {
            let _ = write!(out, "{}{{\"name\":{},\"value\":{}}}", comma(at), self.text(name), self.text(value));
        }
        out.push_str("]}");
    }

    /// What a rule is called: two files may both have a rule of some name.
    fn named(&self, rule: &Rule) -> String {
        let namespace = self.text(self.table.yara.source(rule));
        format!("\"rule\":{},\"namespace\":{namespace}", self.text(&rule.name))
    }

    fn file(&self, out: &mut String, row: Row) {
        out.push('{');
        for (kind, key) in HASHES {
            if let Some(hash) = hash_of(self.table, row, kind) {
                let _ = write!(out, "\"{key}\":\"{}\",", hex(hash));
            }
        }
        if let Some(size) = self.table.size(row) {
            let _ = write!(out, "\"size\":{size},");
        }
        out.push_str("\"rows\":[");
    }

    fn row(&self, out: &mut String, row: Row) {
        let (name, path) = (self.table.name(row), path_from_sample(self.table, self.parents, row));
        let (id, name, path) = (quoted(&self.table.id(row)), self.text(name), self.text(&path));
        let _ = write!(out, "{{\"id\":{id},\"filename\":{name},\"path_from_sample\":{path}}}");
    }

    fn found(&self, out: &mut String, rule: &Rule, one: &Match) {
        let _ = write!(out, "{{{},\"count\":{},\"strings\":[", self.named(rule), one.count);
        for (at, place) in one.places.iter().enumerate() {
            let (string, offset, length) = (self.text(&place.string), place.offset, place.length);
            let _ = write!(out, "{}{{\"name\":{string},\"offset\":{offset},\"length\":{length}}}", comma(at));
        }
        out.push_str("]}");
    }

    /// Goes one step on.
    fn step(&mut self, out: &mut String) -> Stage {
        let yara = &self.table.yara;
        match self.stage {
            Stage::Head => {
                out.push_str(&self.head);
                Stage::Rule(0)
            }
            Stage::Rule(at) => match yara.rules().get(at) {
                Some(rule) => {
                    out.push_str(if at == 0 { "" } else { ",\n" });
                    self.rule(out, rule);
                    Stage::Rule(at + 1)
                }
                None => {
                    out.push_str("\n],\n\"files\":[\n");
                    Stage::Row(0)
                }
            },
            Stage::Row(at) => {
                let file = |at: usize| self.rows.get(at).and_then(|row| yara.file_of(*row));
                let Some(row) = self.rows.get(at).copied() else {
                    out.push_str("\n]}\n");
                    return Stage::Done;
                };
                if at == 0 || file(at - 1) != file(at) {
                    out.push_str(if at == 0 { "" } else { ",\n" });
                    self.file(out, row);
                } else {
                    out.push(',');
                }
                self.row(out, row);
                if file(at + 1) == file(at) { Stage::Row(at + 1) } else { Stage::Match(at, 0) }
            }
            Stage::Match(at, number) => {
                let Some((mut matches, left_out)) = yara.of(self.rows[at]) else { return Stage::Row(at + 1) };
                if let Some((rule, one)) = matches.nth(number) {
                    out.push_str(if number == 0 { "],\"matches\":[" } else { "," });
                    self.found(out, rule, one);
                    return Stage::Match(at, number + 1);
                }
                out.push_str(if number == 0 { "],\"matches\":[" } else { "" });
                let _ = write!(out, "],\"more_rules\":{left_out}}}");
                Stage::Row(at + 1)
            }
            Stage::Done => Stage::Done,
        }
    }
}

impl Iterator for Yara<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.stage == Stage::Done {
            return None;
        }
        let mut piece = String::with_capacity(PIECE + PIECE / 8);
        while self.stage != Stage::Done && piece.len() < PIECE {
            self.stage = self.step(&mut piece);
        }
        Some(piece)
    }
}

impl Export for Yara<'_> {
    fn progress(&self) -> (u64, u64) {
        let all = self.rows.len() as u64 + 1;
        match self.stage {
            Stage::Head | Stage::Rule(_) => (0, all),
            Stage::Row(at) | Stage::Match(at, _) => (at as u64, all),
            Stage::Done => (all, all),
        }
    }

    fn note(&self) -> String {
        " Files of the archive that no row names are not in it.".to_owned()
    }
}

/// What stands between what is in a list.
const fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

#[cfg(test)]
mod tests;
