//! A MISP event: a `file` object for each content, `includes` references for what is in it.
//!
//! Its ids are made of the sample's hash and the file's, so that the same export updates the same event and two events can
//! have the same file. For detection (`to_ids`) are hashes of malicious files only, and no file is attached.

use crate::export::graph::{Graph, Progress, Settings, StepWriter};
use crate::export::objects::{KINDS, OWN};
use crate::export::{Export, iso, quoted, uuid};
use crate::table::classification::Classification;
use crate::table::counted::counted;
use crate::table::{Row, Table};
use crate::tree::forest::Forest;
use sha1_smol::Sha1;
use std::fmt::Write;

/// MISP's template of `file` objects, and the version of it that is written.
const TEMPLATE: (&str, u32) = ("688c46fb-5edb-40a3-8273-1af7923e2215", 25);

/// Writes rows as an event. The first pieces are empty: so many steps of preparation go before the first byte.
#[derive(Debug)]
pub struct Misp<'a> {
    graph: Graph<'a>,
    title: &'a str,
    event: u128,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Preparing,
    Object(u32),
    /// Writing what is in an object; so many are done.
    References(u32, usize),
    Done,
}

/// An attribute of an object.
struct Attribute<'a> {
    kind: &'a str,
    /// What it is to the object.
    relation: &'a str,
    category: &'a str,
    value: &'a str,
    /// Tells several with one relation apart.
    number: usize,
    to_ids: bool,
    /// The verdict stands on it as a tag.
    verdict: Option<Classification>,
}

impl<'a> Misp<'a> {
    /// Writes some rows; `title` says of what.
    pub fn new(table: &'a Table, forest: &'a Forest, rows: &'a [Row], title: &'a str, settings: Settings<'a>) -> Self {
        Self { graph: Graph::new(table, forest, rows, settings), title, event: 0, stage: Stage::Preparing }
    }

    /// An id of the event's own.
    fn id(&self, parts: &[&[u8]]) -> u128 {
        uuid::named(self.event, &parts.concat())
    }

    fn head(&mut self, out: &mut String) {
        let settings = self.graph.settings();
        self.event = match settings.sample {
            Some(sample) => uuid::named(OWN, &[b"misp".as_slice(), sample.as_str().as_bytes()].concat()),
            None => {
                let mut digest = Sha1::new();
                digest.update(&OWN.to_be_bytes());
                (0..self.graph.count()).for_each(|number| digest.update(&self.graph.objects.id(number).to_be_bytes()));
                uuid::of_digest(&digest, 5)
            }
        };
        let is_malicious = (0..self.graph.count())
            .any(|number| self.graph.objects.classification(number) == Classification::Malicious);
        out.push_str("{\"Event\":{\"uuid\":");
        push_uuid(out, self.event);
        let info = quoted(&format!("Files extracted from {}", settings.names.write(self.title)));
        let date = iso(settings.now);
        let date = date.get(..10).unwrap_or("1970-01-01");
        // Medium, or undefined; the analysis is complete; it is for the own organisation until somebody says otherwise.
        let level = if is_malicious { 2 } else { 4 };
        let _ = write!(
            out,
            r#","info":{info},"date":"{date}","distribution":"0","threat_level_id":"{level}","analysis":"2","published":false,"Tag":[{{"name":"matryoshka:source=\"spectra-analyze\""}}],"Object":["#,
        );
        out.push('\n');
    }

    fn attribute(&self, out: &mut String, object: u128, is_first: bool, attribute: &Attribute<'_>) {
        let Attribute { kind, relation, category, value, number, to_ids, verdict } = *attribute;
        out.push_str(if is_first { "{\"uuid\":" } else { ",{\"uuid\":" });
        push_uuid(out, self.id(&[&object.to_be_bytes(), relation.as_bytes(), &(number as u32).to_be_bytes()]));
        let value = quoted(value);
        let _ = write!(
            out,
            r#","type":"{kind}","object_relation":"{relation}","category":"{category}","to_ids":{to_ids},"disable_correlation":false,"value":{value}"#,
        );
        if let Some(verdict) = verdict {
            let _ = write!(out, r#","Tag":[{{"name":"spectra-analyze:classification=\"{}\""}}]"#, verdict.word());
        }
        out.push('}');
    }

    /// Writes an object up to what it includes.
    fn object(&self, out: &mut String, number: u32) {
        let objects = &self.graph.objects;
        let (table, names, row) = (objects.table(), objects.names(), objects.verdict(number));
        let id = self.object_id(number);
        out.push_str(if number == 0 { "" } else { ",\n" });
        out.push_str("{\"name\":\"file\",\"meta-category\":\"file\",\"uuid\":");
        push_uuid(out, id);
        let _ = write!(out, r#","template_uuid":"{}","template_version":"{}","Attribute":["#, TEMPLATE.0, TEMPLATE.1);
        let verdict = Some(objects.classification(number)).filter(|_| row.is_some());
        let is_malicious = verdict == Some(Classification::Malicious);
        let mut first = true;
        let mut put = |kind: &str, category: &str, value: &str, at: usize, is_hash: bool, verdict| {
            let relation = if kind == "text" { "state" } else { kind };
            let to_ids = is_hash && is_malicious;
            self.attribute(out, id, first, &Attribute { kind, relation, category, value, number: at, to_ids, verdict });
            first = false;
        };
        let mut tag = verdict;
        for kind in KINDS {
            if let Some(hash) = objects.hash(number, kind) {
                put(&kind.name().replace('-', "").to_lowercase(), "Payload delivery", &hash, 0, true, tag.take());
            }
        }
        for (at, name) in objects.name(number).into_iter().chain(objects.more_names(number)).enumerate() {
            put("filename", "Payload delivery", &name, at, false, tag.take());
        }
        if let Some(size) = objects.size(number) {
            put("size-in-bytes", "Other", &size.to_string(), 0, false, None);
        }
        match verdict {
            Some(Classification::Malicious) => put("text", "Other", "Malicious", 0, false, None),
            Some(Classification::Goodware) => put("text", "Other", "Harmless", 0, false, None),
            _ => {}
        }
        let comment: Vec<_> = row
            .into_iter()
            .flat_map(|row| [table.threat(row), table.type_display(row)])
            .filter(|text| !text.is_empty())
            .map(|text| names.write(text))
            .collect();
        let _ = write!(out, r#"],"comment":{},"ObjectReference":["#, quoted(&comment.join(" · ")));
    }

    fn object_id(&self, number: u32) -> u128 {
        self.id(&[&self.graph.objects.id(number).to_be_bytes()])
    }

    fn reference(&self, out: &mut String, outer: u32, inner: u32, is_first: bool) {
        let [from, to] = [outer, inner].map(|number| self.object_id(number));
        out.push_str(if is_first { "{\"uuid\":" } else { ",{\"uuid\":" });
        push_uuid(out, self.id(&[b"includes", &from.to_be_bytes(), &to.to_be_bytes()]));
        out.push_str(r#","object_uuid":"#);
        push_uuid(out, from);
        out.push_str(r#","referenced_uuid":"#);
        push_uuid(out, to);
        out.push_str(r#","relationship_type":"includes"}"#);
    }

    /// Goes one step on.
    fn step(&mut self, out: &mut String) -> Stage {
        match self.stage {
            Stage::Preparing if self.graph.step() => Stage::Preparing,
            Stage::Preparing => {
                self.head(out);
                Stage::Object(0)
            }
            Stage::Object(number) if number == self.graph.count() => {
                out.push_str("\n]}}\n");
                Stage::Done
            }
            Stage::Object(number) => {
                self.object(out, number);
                Stage::References(number, 0)
            }
            Stage::References(number, at) => match self.graph.contents.inside(number).get(at).copied() {
                Some(inner) => {
                    self.reference(out, number, inner, at == 0);
                    Stage::References(number, at + 1)
                }
                None => {
                    out.push_str("]}");
                    Stage::Object(number + 1)
                }
            },
            Stage::Done => Stage::Done,
        }
    }
}

fn push_uuid(out: &mut String, id: u128) {
    out.push('"');
    uuid::write(out, id);
    out.push('"');
}

impl Iterator for Misp<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.next_piece()
    }
}

impl StepWriter for Misp<'_> {
    fn at(&self) -> Progress {
        match self.stage {
            Stage::Preparing => Progress::Preparing,
            Stage::Object(number) | Stage::References(number, _) => Progress::Writing(number.into()),
            Stage::Done => Progress::Done,
        }
    }

    fn go_on(&mut self, out: &mut String) {
        self.stage = self.step(out);
    }
}

impl Export for Misp<'_> {
    fn progress(&self) -> (u64, u64) {
        self.graph.progress(self.at())
    }

    fn note(&self) -> String {
        let objects = counted(self.graph.count().into(), "file object", "file objects");
        format!(" {objects}.{}", self.graph.nameless_note())
    }
}
