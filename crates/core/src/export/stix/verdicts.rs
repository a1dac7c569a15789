//! Verdicts in a bundle: the appliance's on each file, and what malicious files are called.

use super::text::{is_time, reference, time};
use super::{Stage, Stix};
use crate::export::objects::KINDS;
use crate::export::quoted;
use crate::table::classification::Classification;
use std::fmt::Write;

/// Whose verdicts they are, in the way of writing that the specification wishes for.
const PRODUCT: &str = "reversinglabs-spectra-analyze";

impl Stix<'_> {
    /// Whether an analysis or a malware refers to a file.
    pub(super) fn is_analysed(&self, number: u32) -> bool {
        self.is_matched[number as usize] || self.graph.objects.classification(number) != Classification::Unknown
    }

    pub(super) fn analysis(&mut self, out: &mut String, number: u32) {
        let Some(row) = self.graph.objects.verdict(number) else { return };
        let table = self.graph.objects.table();
        let result = match table.classification(row) {
            Classification::Unknown => return,
            Classification::Goodware => "benign",
            said => said.word(),
        };
        let id = self.graph.objects.id(number);
        self.begin_object(out, "malware-analysis", &id.to_be_bytes(), Some(row));
        // Writing to a String cannot fail.
        let _ = write!(out, r#","product":"{PRODUCT}","result":"{result}""#);
        if !table.threat(row).is_empty() {
            let _ = write!(out, r#","result_name":{}"#, quoted(&self.graph.objects.names().write(table.threat(row))));
        }
        if let Some(seen) = table.first_seen(row).filter(|seen| is_time(*seen)) {
            let _ = write!(out, r#","submitted":"{}""#, time(seen));
        }
        out.push_str(r#","sample_ref":"#);
        reference(out, "file", id);
        out.push('}');
    }

    pub(super) fn malware(&mut self, out: &mut String, number: u32) {
        let row = self.graph.objects.verdict(number);
        let (table, names) = (self.graph.objects.table(), self.graph.objects.names());
        let threat = row.map_or("", |row| table.threat(row));
        let is_family = !threat.is_empty();
        // The specification's advice for what has no name.
        let hash = || KINDS.into_iter().rev().find_map(|kind| self.graph.objects.hash(number, kind));
        let name = if is_family {
            names.write(threat).into_owned()
        } else {
            hash().or_else(|| self.graph.objects.name(number)).unwrap_or_default()
        };
        // As the appliance has it: two threat names can look the same when they are written.
        let of = if is_family {
            [b"named ", threat.as_bytes()].concat()
        } else {
            [b"file ", self.graph.objects.id(number).to_be_bytes().as_slice()].concat()
        };
        self.begin_object(out, "malware", &of, row);
        let name = quoted(&name);
        let _ = write!(out, r#","name":{name},"malware_types":["unknown"],"is_family":{is_family},"sample_refs":["#);
    }

    pub(super) fn samples(&mut self, out: &mut String, first: usize, at: usize) -> Stage {
        let (code, _) = self.malicious[first];
        let is_named = |number| {
            self.graph.objects.verdict(number).is_some_and(|row| !self.graph.objects.table().threat(row).is_empty())
        };
        match self.malicious.get(at).copied() {
            Some((same, number)) if same == code && (at == first || is_named(number)) => {
                out.push_str(if at == first { "" } else { "," });
                reference(out, "file", self.graph.objects.id(number));
                Stage::Samples(first, at + 1)
            }
            _ => {
                out.push_str("]}");
                Stage::Malware(at)
            }
        }
    }
}
