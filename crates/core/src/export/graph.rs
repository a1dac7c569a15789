//! Objects and what is in what, made step by step before anything is written.

use crate::export::contents::Contents;
use crate::export::grouping::Grouping;
use crate::export::objects::Objects;
use crate::export::{NameStyle, PIECE};
use crate::hash::SampleHash;
use crate::table::timestamp::Timestamp;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;

/// How far a writer of objects is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Objects are made, and nothing is written yet.
    Preparing,
    /// So many objects are written.
    Writing(u64),
    /// All is.
    Done,
}

/// A writer that goes through its objects step by step.
pub(crate) trait StepWriter {
    /// How far it is.
    fn at(&self) -> Progress;

    /// Goes one step on.
    fn go_on(&mut self, out: &mut String);

    /// What is written next: a piece of the usual length, or what one step of the preparation gives.
    fn next_piece(&mut self) -> Option<String> {
        if self.at() == Progress::Done {
            return None;
        }
        let mut piece = String::new();
        loop {
            let is_preparing = self.at() == Progress::Preparing;
            self.go_on(&mut piece);
            if is_preparing || self.at() == Progress::Done || piece.len() >= PIECE {
                return Some(piece);
            }
        }
    }
}

/// How many rows are worked through in one step.
const STEP: u32 = 16_384;

/// How objects are made and written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The requested sample, if it is known.
    pub sample: Option<&'a SampleHash>,
    /// How names are written.
    pub names: NameStyle,
    /// What becomes one object.
    pub grouping: Grouping,
    /// The time for what the listing gives none for.
    pub now: Timestamp,
}

/// The objects of some rows, and what is in what.
#[derive(Debug)]
pub(crate) struct Graph<'a> {
    forest: &'a Forest,
    rows: &'a [Row],
    settings: Settings<'a>,
    pub(crate) objects: Objects<'a>,
    pub(crate) contents: Contents,
    /// YARA rules, by number, and the objects that they match, each pair once, once all is prepared.
    pub(crate) matched: Vec<(u32, u32)>,
    /// So many rows are objects.
    added: u32,
    /// So many places have been walked over.
    walked: u32,
    is_done: bool,
}

impl<'a> Graph<'a> {
    /// Of some rows; `forest` says what is in what, in any order of siblings.
    pub(crate) fn new(table: &'a Table, forest: &'a Forest, rows: &'a [Row], settings: Settings<'a>) -> Self {
        Self {
            forest,
            rows,
            settings,
            objects: Objects::new(table, rows.len(), settings.sample, settings.names, settings.grouping),
            contents: Contents::new(table.len()),
            matched: Vec::new(),
            added: 0,
            walked: 0,
            is_done: false,
        }
    }

    /// Goes one step on; false when there is nothing more to do.
    pub(crate) fn step(&mut self) -> bool {
        if (self.added as usize) < self.rows.len() {
            let end = (self.added + STEP / 4).min(self.rows.len() as u32);
            for row in &self.rows[self.added as usize..end as usize] {
                if let Some(number) = self.objects.add(*row) {
                    self.contents.set(*row, number);
                    let rules = self.objects.table().yara.of(*row).into_iter().flat_map(|(rules, _)| rules);
                    self.matched.extend(rules.map(|(_, one)| (one.rule, number)));
                }
            }
            self.added = end;
        } else if self.walked < self.forest.len() {
            let end = (self.walked + STEP).min(self.forest.len());
            self.contents.walk(self.forest, self.walked..end, self.settings.sample.map(|_| 0));
            self.walked = end;
        } else if !self.is_done {
            self.objects.make_ids();
            self.contents.sort(self.objects.count());
            self.matched.sort_unstable();
            self.matched.dedup();
            self.is_done = true;
        }
        !self.is_done
    }

    /// How much is done of making the objects and writing them, and how much there is; writing takes twice as long.
    pub(crate) fn progress(&self, at: Progress) -> (u64, u64) {
        let preparation = self.rows.len() as u64 + u64::from(self.forest.len());
        let objects = u64::from(self.count());
        let written = match at {
            Progress::Preparing => {
                return (u64::from(self.added) + u64::from(self.walked), preparation * 3);
            }
            Progress::Writing(written) => written,
            Progress::Done => objects,
        };
        (preparation + preparation * 2 * written / objects.max(1), preparation * 3)
    }

    /// What is said of rows that are no objects: nothing where all are.
    pub(crate) fn nameless_note(&self) -> String {
        match self.objects.nameless() {
            0 => String::new(),
            1 => " 1 file without hash and name is left out.".to_owned(),
            nameless => format!(" {nameless} files without hash and name are left out."),
        }
    }

    /// How it is written.
    pub(crate) const fn settings(&self) -> Settings<'a> {
        self.settings
    }

    /// How many objects there are.
    pub(crate) const fn count(&self) -> u32 {
        self.objects.count() as u32
    }
}
