//! YARA in a bundle: which rules match which files.

use super::text::reference;
use super::{Stage, Stix};
use crate::export::quoted;
use std::fmt::Write;

impl Stix<'_> {
    /// Writes an analysis by a rule up to the files that it matches.
    pub(super) fn rule(&mut self, out: &mut String, first: usize) -> Stage {
        let Some((number, _)) = self.graph.matched.get(first).copied() else {
            out.push_str("\n]");
            return Stage::Id;
        };
        let (yara, names) = (&self.graph.objects.table().yara, self.graph.objects.names());
        let Some(rule) = yara.rules().get(number as usize) else { return Stage::Rule(first + 1) };
        let name = quoted(&names.write(&rule.name));
        let tags: Vec<String> = rule.tags.iter().map(|tag| quoted(&names.write(tag))).collect();
        // Another sample has files of its own that the rule matches, and two files can have rules of one name.
        let mut of = [b"yara ", rule.name.as_bytes(), b"\0", yara.source(rule).as_bytes()].concat();
        of.extend_from_slice(&rule.file.to_be_bytes());
        of.extend_from_slice(&self.graph.objects.id(0).to_be_bytes());
        self.begin_object(out, "malware-analysis", &of, None);
        if !tags.is_empty() {
            // Writing to a String cannot fail, here and below.
            let _ = write!(out, r#","labels":[{}]"#, tags.join(","));
        }
        let _ = write!(out, r#","product":"yara","result":"unknown","result_name":{name},"analysis_sco_refs":["#);
        Stage::Matching(first, first)
    }

    /// Writes one of the files that a rule matches.
    pub(super) fn matching(&mut self, out: &mut String, first: usize, at: usize) -> Stage {
        let (rule, _) = self.graph.matched[first];
        match self.graph.matched.get(at).copied() {
            Some((same, number)) if same == rule => {
                out.push_str(if at == first { "" } else { "," });
                reference(out, "file", self.graph.objects.id(number));
                Stage::Matching(first, at + 1)
            }
            _ => {
                out.push_str("]}");
                Stage::Rule(at)
            }
        }
    }
}
