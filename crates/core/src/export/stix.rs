//! A STIX 2.1 bundle, as the programs that import one read it.
//!
//! - A `file` for each content, or for each row; its id as section 2.9 of the specification has it, from one hash and the
//!   name, so two analysts who export the same file get the same id. What is in it stands in `contains_refs`, which `OpenCTI`
//!   reads, and once more where MISP reads it: in `archive-ext`, or for a file of which an analysis speaks in relationships,
//!   since MISP's importer drops an analysis of a file that has `archive-ext`.
//! - A `related-to` relationship for what can't be nested: what is more than a hundred levels deep, or in a circle.
//! - A `malware-analysis` for each verdict but `unknown`, and a `malware` for each threat name of malicious files.
//! - A `malware-analysis` by `yara` for each rule that matches, with all files that it matches as what was captured, and the result
//!   `unknown`: a match is no verdict. The text of the rule is not in it. Both importers keep all of that; a `note` is an error in MISP's.
//!
//! The specification gives a file one name: the first one. What is between two exported files but not exported itself is
//! passed over: then the outer file contains the inner one, as is true, and no reference leads out of the bundle.

pub mod merged;
mod text;
mod verdicts;
mod yara;

use crate::export::graph::{Graph, Progress, Settings, StepWriter};
use crate::export::objects::{KINDS, OWN};
use crate::export::{Export, quoted, uuid};
use crate::table::classification::Classification;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use sha1_smol::Sha1;
use std::fmt::Write;
use text::{is_time, reference, time};

/// The greatest whole number that STIX has.
const GREATEST: u64 = (1 << 53) - 1;

/// Writes rows as a bundle, in the order given, behind the requested sample. The first pieces are empty: so many steps of
/// preparation go before the first byte.
pub struct Stix<'a> {
    graph: Graph<'a>,
    /// Malicious objects, those of one threat name one behind another; the number of a name stands first.
    malicious: Vec<(u32, u32)>,
    /// Objects that some rule matches.
    is_matched: Vec<bool>,
    /// Of what is written, to make the bundle's id of.
    digest: Sha1,
    written: usize,
    /// How many relationships say what no reference says.
    unnested: usize,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Preparing,
    /// Writing a file.
    File(u32),
    /// Writing what is in a file: so many of its contents are done, so many of them written; for a second time.
    Inside(u32, usize, usize, bool),
    /// Writing what is in a file and can't be nested, or not for all readers.
    Relationships(u32, usize),
    /// Writing the verdict on a file.
    Analysis(u32),
    /// Writing the malware whose first file stands there.
    Malware(usize),
    /// Writing its files, from the first to that one.
    Samples(usize, usize),
    /// Writing the rule of which the first match stands there.
    Rule(usize),
    /// Writing the files that it matches, from the first to that one.
    Matching(usize, usize),
    Id,
    Done,
}

impl<'a> Stix<'a> {
    /// Writes some rows; `forest` says what is in what, in any order of siblings.
    pub fn new(table: &'a Table, forest: &'a Forest, rows: &'a [Row], settings: Settings<'a>) -> Self {
        Self {
            graph: Graph::new(table, forest, rows, settings),
            malicious: Vec::new(),
            is_matched: Vec::new(),
            digest: Sha1::new(),
            written: 0,
            unnested: 0,
            stage: Stage::Preparing,
        }
    }

    /// How many objects have been written.
    pub const fn objects(&self) -> usize {
        self.written
    }

    fn begin(&mut self, out: &mut String, kind: &str, id: u128) {
        out.push_str(if self.written == 0 { "" } else { ",\n" });
        self.written += 1;
        self.digest.update(&id.to_be_bytes());
        // Writing to a String cannot fail.
        let _ = write!(out, r#"{{"type":"{kind}","spec_version":"2.1","id":"#);
        reference(out, kind, id);
    }

    /// What is no observable has the time at which the file was last seen.
    fn begin_object(&mut self, out: &mut String, kind: &str, of: &[u8], row: Option<Row>) {
        let mut digest = Sha1::new();
        digest.update(&OWN.to_be_bytes());
        digest.update(kind.as_bytes());
        digest.update(of);
        self.begin(out, kind, uuid::of_digest(&digest, 4));
        let said = row.and_then(|row| self.graph.objects.table().last_seen(row)).filter(|seen| is_time(*seen));
        let at = time(said.unwrap_or(self.graph.settings().now));
        let _ = write!(out, r#","created":"{at}","modified":"{at}""#);
    }

    /// Writes a file up to what it contains.
    fn file(&mut self, out: &mut String, number: u32) {
        self.begin(out, "file", self.graph.objects.id(number));
        let objects = &self.graph.objects;
        let mut before = r#","hashes":{"#;
        for kind in KINDS {
            if let Some(hash) = objects.hash(number, kind) {
                let _ = write!(out, r#"{before}"{}":"{hash}""#, kind.name());
                before = ",";
            }
        }
        out.push_str(if before == "," { "}" } else { "" });
        if let Some(size) = objects.size(number).filter(|size| *size <= GREATEST) {
            let _ = write!(out, r#","size":{size}"#);
        }
        if let Some(name) = objects.name(number) {
            let _ = write!(out, r#","name":{}"#, quoted(&name));
        }
    }

    fn relationship(&mut self, out: &mut String, outer: u32, inner: u32) {
        let [from, to] = [outer, inner].map(|number| self.graph.objects.id(number));
        let row = self.graph.objects.verdict(outer);
        self.begin_object(out, "relationship", &[from.to_be_bytes(), to.to_be_bytes()].concat(), row);
        out.push_str(r#","relationship_type":"related-to","description":"contains","source_ref":"#);
        reference(out, "file", from);
        out.push_str(r#","target_ref":"#);
        reference(out, "file", to);
        out.push('}');
    }

    /// What stands at the head of the bundle, and who is malicious.
    fn head(&mut self, out: &mut String) -> Stage {
        let objects = &self.graph.objects;
        let codes = objects.table().threats().0;
        self.malicious = (0..self.graph.count())
            .filter(|number| objects.classification(*number) == Classification::Malicious)
            .filter_map(|number| Some((codes[objects.verdict(number)? as usize], number)))
            .collect();
        self.malicious.sort_unstable();
        self.is_matched = vec![false; self.graph.count() as usize];
        self.graph.matched.iter().for_each(|(_, number)| self.is_matched[*number as usize] = true);
        out.push_str("{\"type\":\"bundle\"");
        if self.graph.count() == 0 {
            return Stage::Id;
        }
        out.push_str(",\"objects\":[\n");
        Stage::File(0)
    }

    /// Goes one step on.
    fn step(&mut self, out: &mut String) -> Stage {
        match self.stage {
            Stage::Preparing if self.graph.step() => Stage::Preparing,
            Stage::Preparing => self.head(out),
            Stage::File(number) if number == self.graph.count() => Stage::Relationships(0, 0),
            Stage::File(number) => {
                self.file(out, number);
                Stage::Inside(number, 0, 0, false)
            }
            Stage::Inside(number, at, written, again) => self.inside(out, number, at, written, again),
            Stage::Relationships(number, _) if number == self.graph.count() => Stage::Analysis(0),
            Stage::Relationships(number, at) => match self.graph.contents.inside(number).get(at).copied() {
                None => Stage::Relationships(number + 1, 0),
                Some(inner) => {
                    let is_nested = self.graph.contents.is_nested(number, inner);
                    if !is_nested || self.is_analysed(number) {
                        self.relationship(out, number, inner);
                    }
                    self.unnested += usize::from(!is_nested);
                    Stage::Relationships(number, at + 1)
                }
            },
            Stage::Analysis(number) if number == self.graph.count() => Stage::Malware(0),
            Stage::Analysis(number) => {
                self.analysis(out, number);
                Stage::Analysis(number + 1)
            }
            Stage::Malware(first) => match self.malicious.get(first).copied() {
                None => Stage::Rule(0),
                Some((_, number)) => {
                    self.malware(out, number);
                    Stage::Samples(first, first)
                }
            },
            Stage::Samples(first, at) => self.samples(out, first, at),
            Stage::Rule(first) => self.rule(out, first),
            Stage::Matching(first, at) => self.matching(out, first, at),
            Stage::Id => {
                // The specification wishes for a random id (version 4) here; the digest takes the place of chance, so
                // that the same export is the same file.
                out.push_str(",\"id\":");
                reference(out, "bundle", uuid::of_digest(&self.digest, 4));
                out.push_str("}\n");
                Stage::Done
            }
            Stage::Done => Stage::Done,
        }
    }

    fn inside(&mut self, out: &mut String, number: u32, at: usize, written: usize, again: bool) -> Stage {
        if let Some(inner) = self.graph.contents.inside(number).get(at).copied() {
            let is_nested = self.graph.contents.is_nested(number, inner);
            if is_nested {
                out.push_str(match (written, again) {
                    (0, false) => r#","contains_refs":["#,
                    (0, true) => r#","extensions":{"archive-ext":{"contains_refs":["#,
                    _ => ",",
                });
                let id = self.graph.objects.id(inner);
                self.digest.update(&id.to_be_bytes());
                reference(out, "file", id);
            }
            return Stage::Inside(number, at + 1, written + usize::from(is_nested), again);
        }
        if written > 0 && !again && !self.is_analysed(number) {
            out.push(']');
            return Stage::Inside(number, 0, 0, true);
        }
        out.push_str(match (written, again) {
            (0, _) => "}",
            (_, false) => "]}",
            (_, true) => "]}}}",
        });
        Stage::File(number + 1)
    }
}

impl Iterator for Stix<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.next_piece()
    }
}

impl StepWriter for Stix<'_> {
    fn at(&self) -> Progress {
        let objects = u64::from(self.graph.count());
        match self.stage {
            Stage::Preparing => Progress::Preparing,
            Stage::File(number) | Stage::Inside(number, ..) => Progress::Writing(u64::from(number) * 2 / 3),
            Stage::Relationships(..) => Progress::Writing(objects * 2 / 3),
            Stage::Analysis(number) => Progress::Writing(objects * 2 / 3 + u64::from(number) / 3),
            Stage::Malware(..) | Stage::Samples(..) | Stage::Rule(..) | Stage::Matching(..) | Stage::Id => {
                Progress::Writing(objects)
            }
            Stage::Done => Progress::Done,
        }
    }

    fn go_on(&mut self, out: &mut String) {
        self.stage = self.step(out);
    }
}

impl Export for Stix<'_> {
    fn progress(&self) -> (u64, u64) {
        self.graph.progress(self.at())
    }

    fn note(&self) -> String {
        text::note(&self.graph, self.written, self.unnested)
    }
}

#[cfg(test)]
mod tests;
