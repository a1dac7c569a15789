//! What rules have found, by row.

use crate::table::Row;
use crate::table::intern::Interner;
use crate::yara::limits;
use crate::yara::wire::{FileMatches, Match, Rule};
use serde::{Deserialize, Serialize};

/// Stands for "no rule matches".
const NO_FILE: u32 = u32::MAX;

/// Most rules that the text for a row names.
const NAMED: usize = 100;

/// What the last scan has found.
#[derive(Debug, Default)]
pub struct YaraHits {
    is_scanned: bool,
    /// The rules that have matched something.
    rules: Vec<Rule>,
    /// The names of the rules that match, for each different set of them.
    names: Interner,
    files: Vec<File>,
    /// For each row, which of the files is its own.
    by_row: Vec<u32>,
    /// Places that are kept of all files.
    places: usize,
}

/// What was found in one file.
#[derive(Debug, Default)]
struct File {
    names: u32,
    matches: Vec<Match>,
    left_out: u32,
}

/// The names of the rules that match, for who needs no more of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The different texts.
    pub texts: Vec<String>,
    /// A place in the appliance's order, and which of the texts is about its row.
    pub rows: Vec<(u32, u32)>,
}

impl YaraHits {
    /// Begins a scan: what the one before has found is forgotten.
    pub fn begin(&mut self) {
        *self = Self { is_scanned: true, ..Self::default() };
    }

    /// Whether there was a scan.
    pub const fn is_scanned(&self) -> bool {
        self.is_scanned
    }

    /// Keeps what was found in a file that is the content of some rows. Rules are kept also where no row names the file:
    /// their numbers count.
    pub fn add(&mut self, found: FileMatches, rows: impl IntoIterator<Item = Row>) {
        self.rules.extend(found.rules);
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        let known = self.rules.len();
        let mut matches = found.matches;
        // A number that nobody has told of means nothing.
        matches.retain(|one| (one.rule as usize) < known);
        for one in &mut matches {
            one.places.truncate(limits::PLACES.saturating_sub(self.places));
            self.places += one.places.len();
        }
        let text = self.text(&matches, found.left_out);
        let names = self.names.intern(&text);
        let file = self.files.len() as u32;
        self.files.push(File { names, matches, left_out: found.left_out });
        for row in rows {
            self.put(row, file);
        }
    }

    fn put(&mut self, row: Row, file: u32) {
        let row = row as usize;
        if self.by_row.len() <= row {
            self.by_row.resize(row + 1, NO_FILE);
        }
        self.by_row[row] = file;
    }

    fn text(&self, matches: &[Match], left_out: u32) -> String {
        let names = matches.iter().take(NAMED).map(|one| self.rules[one.rule as usize].name.as_str());
        let mut text = names.collect::<Vec<_>>().join(", ");
        let more = matches.len().saturating_sub(NAMED) + left_out as usize;
        if more > 0 {
            text.push_str(&format!(", and {more} more"));
        }
        text
    }

    fn file(&self, row: Row) -> Option<&File> {
        self.files.get(*self.by_row.get(row as usize)? as usize)
    }

    /// The names of the rules that match the file of a row; empty where none does.
    pub fn names(&self, row: Row) -> &str {
        self.file(row).map_or("", |file| self.names.get(file.names))
    }

    /// The rules that match the file of a row with what they have found, and how many more match.
    pub fn of(&self, row: Row) -> Option<(impl Iterator<Item = (&Rule, &Match)>, u32)> {
        let file = self.file(row)?;
        let rules = file.matches.iter().filter_map(|one| Some((self.rules.get(one.rule as usize)?, one)));
        Some((rules, file.left_out))
    }

    /// The rules that have matched something.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// For each of so many rows, whether a rule matches of which the name or a tag fits, or with `or_none` whether no rule
    /// matches.
    pub fn fitting(&self, fits: impl Fn(&str) -> bool, or_none: bool) -> impl Fn(Row) -> bool {
        let rules: Vec<bool> =
            self.rules.iter().map(|rule| fits(&rule.name) || rule.tags.iter().any(|tag| fits(tag))).collect();
        let is_fitting = |one: &Match| rules.get(one.rule as usize).copied().unwrap_or_default();
        let files: Vec<bool> = self.files.iter().map(|file| file.matches.iter().any(is_fitting)).collect();
        let by_row = &self.by_row;
        move |row| match by_row.get(row as usize).copied().unwrap_or(NO_FILE) {
            NO_FILE => or_none,
            file => files.get(file as usize).copied().unwrap_or_default(),
        }
    }

    /// The names alone, for rows that are known by their places.
    pub fn to_names(&self, position: impl Fn(Row) -> u32) -> Names {
        let texts = self.names.texts().iter().map(|text| String::from(&**text)).collect();
        let row = |(row, file): (usize, &u32)| Some((position(row as Row), self.files.get(*file as usize)?.names));
        Names { texts, rows: self.by_row.iter().enumerate().filter_map(row).collect() }
    }

    /// The names as they were made by [`Self::to_names`].
    pub fn of_names(names: &Names, row: impl Fn(u32) -> Option<Row>) -> Self {
        let mut hits = Self { is_scanned: true, ..Self::default() };
        for text in &names.texts {
            let names = hits.names.intern(text);
            hits.files.push(File { names, ..File::default() });
        }
        for (position, text) in &names.rows {
            if let Some(row) = row(*position).filter(|_| (*text as usize) < names.texts.len()) {
                hits.put(row, *text);
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests;
