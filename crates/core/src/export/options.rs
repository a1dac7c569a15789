//! What a person can choose about a file, and the writer that comes of it. Page and worker share this.

use crate::export::csv::{Csv, Separator};
use crate::export::cyclonedx::Cyclonedx;
use crate::export::graph::Settings;
use crate::export::grouping::Grouping;
use crate::export::hash_format::{HashFormat, Pattern};
use crate::export::hashes::Hashes;
use crate::export::kind::ExportKind;
use crate::export::markdown::Markdown;
use crate::export::misp::Misp;
use crate::export::report::{About, Report};
use crate::export::stix::Stix;
use crate::export::yara::Yara;
use crate::export::{Export, NameStyle};
use crate::hash::{HashKind, SampleHash};
use crate::table::timestamp::Timestamp;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use serde::{Deserialize, Serialize};

/// What is to be written, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOptions {
    /// The kind of file.
    pub kind: ExportKind,
    /// Which hash, for lists of hashes.
    pub hash: HashKind,
    /// How a list of hashes is written.
    pub format: HashFormat,
    /// The line of the person's own for each hash.
    pub template: String,
    /// What stands between the cells of a file for Excel.
    pub separator: Separator,
    /// What becomes one object of STIX.
    pub grouping: Grouping,
    /// How names are written.
    pub names: NameStyle,
    /// The requested sample's hash; without one its objects stand for themselves.
    pub sample: String,
    /// The requested sample's hash, or the name of the file that the listing came from.
    pub title: String,
    /// When it is written, in words.
    pub date: String,
    /// When it is written.
    pub now: Timestamp,
}

/// Rows of a listing, to be written.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// The listing.
    pub table: &'a Table,
    /// Who is in whom.
    pub parents: &'a Parents,
    /// The tree.
    pub forest: &'a Forest,
    /// The rows, in the order in which they are written.
    pub rows: &'a [Row],
    /// Which rows these are of how many, in words.
    pub scope: &'a str,
    /// The requested sample, if it is known: see [`ExportOptions::sample`].
    pub sample: Option<&'a SampleHash>,
}

impl ExportOptions {
    /// The requested sample, if it is known.
    pub fn sample_hash(&self) -> Option<SampleHash> {
        SampleHash::parse(&self.sample).ok()
    }

    /// What stands around hashes.
    pub fn pattern(&self) -> Pattern {
        Pattern::new(self.format, self.hash, &self.template)
    }

    /// How the file's name ends.
    pub const fn ending(&self) -> &'static str {
        match (self.kind, self.hash) {
            (ExportKind::Hashes, HashKind::Md5) => "md5.txt",
            (ExportKind::Hashes, HashKind::Sha1) => "sha1.txt",
            (ExportKind::Hashes, HashKind::Sha256) => "sha256.txt",
            (ExportKind::Hashes, HashKind::Sha512) => "sha512.txt",
            (ExportKind::Excel, _) => self.separator.ending(),
            (kind, _) => kind.file().0,
        }
    }

    /// The media type of the file.
    pub const fn media_type(&self) -> &'static str {
        match (self.kind, self.separator) {
            (ExportKind::Excel, Separator::Tab) => "text/tab-separated-values",
            (kind, _) => kind.file().1,
        }
    }

    /// The writer; none for a kind that holds entries as the appliance sent them, which are copied and not written.
    pub fn writer<'a>(&'a self, of: Chosen<'a>) -> Option<Box<dyn Export + 'a>> {
        let Chosen { table, parents, forest, rows, scope, sample } = of;
        let names = self.names;
        let settings = Settings { sample, names, grouping: self.grouping, now: self.now };
        let about = About { sample: &self.title, scope, date: &self.date };
        Some(match self.kind {
            ExportKind::Csv => Box::new(Csv::new(table, parents, rows, names)),
            ExportKind::Excel => Box::new(Csv::new(table, parents, rows, names).for_excel(self.separator)),
            ExportKind::Hashes => Box::new(Hashes::new(table, self.hash, rows).with(self.pattern())),
            ExportKind::Stix => Box::new(Stix::new(table, forest, rows, settings)),
            ExportKind::Misp => {
                let settings = Settings { grouping: Grouping::Contents, ..settings };
                Box::new(Misp::new(table, forest, rows, &self.title, settings))
            }
            ExportKind::Cyclonedx => Box::new(Cyclonedx::new(table, forest, rows, &self.title, settings)),
            ExportKind::Markdown => Box::new(Markdown::new(table, parents, forest, rows, &about, names)),
            ExportKind::Report => Box::new(Report::new(table, parents, forest, rows, &about, names)),
            ExportKind::Yara => Box::new(Yara::new(table, parents, rows, &about, names)),
            ExportKind::Json | ExportKind::Lines => return None,
        })
    }
}

#[cfg(test)]
mod tests;
