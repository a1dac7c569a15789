//! What rules have found, by row.

use crate::table::Row;
use crate::table::intern::Interner;
use crate::table::seed::Map;
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
    /// What the files with rules are called; empty for rules that were typed.
    sources: Vec<String>,
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

/// What was found, for rows that are known by their places: to be handed to the worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What the files with rules are called.
    pub sources: Vec<String>,
    /// The rules that have matched something.
    pub rules: Vec<Rule>,
    /// What was found in files; without places, once for all in which the same rules match.
    pub files: Vec<FileMatches>,
    /// A place in the appliance's order, and which of the files is the content of its row.
    pub rows: Vec<(u32, u32)>,
}

impl YaraHits {
    /// Begins a scan with rules of files that are called so: what the one before has found is forgotten.
    pub fn begin(&mut self, sources: Vec<String>) {
        *self = Self { is_scanned: true, sources, ..Self::default() };
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

    /// The number of the file that is the content of a row, where a rule matches it.
    pub fn file_of(&self, row: Row) -> Option<u32> {
        self.by_row.get(row as usize).copied().filter(|file| *file != NO_FILE)
    }

    /// The rules that have matched something.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What the file with a rule is called; empty for rules that were typed.
    pub fn source(&self, rule: &Rule) -> &str {
        self.sources.get(rule.file as usize).map_or("", String::as_str)
    }

    /// How many files rules match that rows name, and how many places of strings are kept of them.
    pub const fn kept(&self) -> (usize, usize) {
        (self.files.len(), self.places)
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

    /// What was found, for rows that are known by their places. Without `places` it is no more than which rules match.
    pub fn tell(&self, position: impl Fn(Row) -> u32, places: bool) -> Told {
        let (mut files, mut numbers) = (Vec::new(), Vec::new());
        let mut same = Map::<(Vec<u32>, u32), u32>::default();
        for file in &self.files {
            let next = files.len() as u32;
            let rules = || file.matches.iter().map(|one| one.rule).collect();
            let number = if places { next } else { *same.entry((rules(), file.left_out)).or_insert(next) };
            if number == next {
                let bare = |one: &Match| Match { rule: one.rule, ..Match::default() };
                let matches = if places { file.matches.clone() } else { file.matches.iter().map(bare).collect() };
                files.push(FileMatches { rules: Vec::new(), matches, left_out: file.left_out });
            }
            numbers.push(number);
        }
        let row = |(row, file): (usize, &u32)| Some((position(row as Row), *numbers.get(*file as usize)?));
        let rows = self.by_row.iter().enumerate().filter_map(row).collect();
        Told { sources: self.sources.clone(), rules: self.rules.clone(), files, rows }
    }

    /// What was found, as [`Self::tell`] tells it.
    pub fn told(told: Told, row: impl Fn(u32) -> Option<Row>) -> Self {
        let mut hits = Self { is_scanned: true, sources: told.sources, rules: told.rules, ..Self::default() };
        let mut rows = vec![Vec::new(); told.files.len()];
        for (position, file) in told.rows {
            if let (Some(rows), Some(row)) = (rows.get_mut(file as usize), row(position)) {
                rows.push(row);
            }
        }
        told.files.into_iter().zip(rows).for_each(|(file, rows)| hits.add(file, rows));
        hits
    }
}

#[cfg(test)]
mod tests;
