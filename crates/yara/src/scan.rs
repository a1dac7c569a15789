//! A file that comes in pieces, and which rules match it.

use crate::compile::{compile, cut};
use boreal::Metadata;
use boreal::MetadataValue;
use boreal::scanner::{EvaluatedRule, Scanner};
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{About, Compiled, FileMatches, Match, Place, Rule, RuleFile};
use std::collections::{HashMap, HashSet};

/// Rules and the file that they are run over.
#[derive(Debug)]
pub struct Engine {
    scanner: Scanner,
    /// The numbers of the rules that have matched, by the number of their file and their name.
    told: HashMap<(u32, String), u32>,
    /// What the file is called: rules see each of its names.
    called: Vec<About>,
    /// What has come of the file.
    bytes: Vec<u8>,
    /// More came than may come.
    is_too_large: bool,
    /// Places that may still be kept.
    room: usize,
}

impl Engine {
    /// Compiles rules: see [`compile`].
    pub fn new(files: &[RuleFile], now: i64) -> (Self, Compiled) {
        let (scanner, compiled) = compile(files, now);
        let (told, called, bytes) = (HashMap::new(), Vec::new(), Vec::new());
        (Self { scanner, told, called, bytes, is_too_large: false, room: limits::PLACES }, compiled)
    }

    /// A file begins. Without a name rules see an empty one.
    pub fn begin(&mut self) {
        self.bytes.clear();
        self.called.clear();
        self.is_too_large = false;
    }

    /// The file has this name, too. It is scanned under each of the first [`limits::NAMES_OF_FILE`] that it has.
    pub fn called(&mut self, about: &About) {
        if self.called.len() < limits::NAMES_OF_FILE && !self.called.contains(about) {
            self.called.push(about.clone());
        }
    }

    /// Takes the next bytes of the file. One that is too large is not scanned.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.bytes.len() as u64 + bytes.len() as u64 > limits::FILE_BYTES {
            self.is_too_large = true;
        }
        if !self.is_too_large {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The file has ended: what the rules find in it under any of its names, if anything.
    pub fn finish(&mut self) -> Option<FileMatches> {
        if self.is_too_large {
            return None;
        }
        if self.called.is_empty() {
            self.called.push(About::default());
        }
        let (mut matches, mut seen) = (FileMatches::default(), HashSet::new());
        for about in &self.called {
            for (symbol, value) in
                [("filename", about.name.clone()), ("filepath", about.path.clone()), ("extension", about.extension())]
            {
                // It is known to the compiler.
                let _ = self.scanner.define_symbol(symbol, value);
            }
            // What was found before an error is found all the same.
            let found = self.scanner.scan_mem(&self.bytes).unwrap_or_else(|(_, found)| found);
            for rule in &found.rules {
                let file = rule.namespace.parse().unwrap_or_default();
                let key = (file, rule.name.to_owned());
                if !seen.insert(key.clone()) {
                    continue;
                }
                if matches.matches.len() == limits::RULES_OF_FILE {
                    matches.left_out += 1;
                    continue;
                }
                let next = self.told.len() as u32;
                let number = *self.told.entry(key).or_insert(next);
                if number == next {
                    matches.rules.push(describe(&self.scanner, file, rule));
                }
                let one = places(number, rule, self.room);
                self.room -= one.places.len();
                matches.matches.push(one);
            }
        }
        (!matches.matches.is_empty()).then_some(matches)
    }
}

/// The rule as it describes itself.
fn describe(scanner: &Scanner, file: u32, rule: &EvaluatedRule<'_>) -> Rule {
    let text = |text: &str| {
        let mut text = text.to_owned();
        cut(&mut text);
        text
    };
    let meta = |meta: &Metadata| {
        let value = match meta.value {
            MetadataValue::Bytes(bytes) => String::from_utf8_lossy(scanner.get_bytes_symbol(bytes)).into_owned(),
            MetadataValue::Integer(number) => number.to_string(),
            MetadataValue::Boolean(truth) => truth.to_string(),
        };
        (text(scanner.get_string_symbol(meta.name)), text(&value))
    };
    Rule {
        name: text(rule.name),
        file,
        tags: rule.tags.iter().take(limits::TAGS).map(|tag| text(scanner.get_string_symbol(*tag))).collect(),
        meta: rule.metadatas.iter().take(limits::META).map(meta).collect(),
    }
}

/// Where the strings of the rule were found: the first places of each string in turn, so that each is seen.
fn places(number: u32, rule: &EvaluatedRule<'_>, room: usize) -> Match {
    let mut one = Match { rule: number, ..Match::default() };
    one.count = rule.matches.iter().map(|string| string.matches.len() as u64).sum();
    let most = limits::PLACES_OF_RULE.min(room);
    let longest = rule.matches.iter().map(|string| string.matches.len()).max().unwrap_or_default();
    'all: for at in 0..longest {
        for string in &rule.matches {
            if one.places.len() >= most {
                break 'all;
            }
            if let Some(found) = string.matches.get(at) {
                one.places.push(Place {
                    string: ["$", string.name].concat(),
                    offset: (found.base + found.offset) as u64,
                    length: found.length.try_into().unwrap_or(u32::MAX),
                });
            }
        }
    }
    one.places.sort_by_key(|place| place.offset);
    one
}

#[cfg(test)]
mod tests;
