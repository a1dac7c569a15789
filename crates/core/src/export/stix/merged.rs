//! One bundle of the bundles of several samples.
//!
//! An object that several samples have is written once, as the first of them has it: its references lead to what that one has, so
//! none goes in a circle. What a later sample says beyond that is not lost: what it has inside the same file becomes a
//! relationship, and the files of the same malware are put together.

use super::text::{reference, time};
use crate::export::objects::OWN;
use crate::export::uuid;
use crate::table::seed::{Map, Set};
use crate::table::timestamp::Timestamp;
use sha1_smol::Sha1;

/// What stands before the ids of the files that an object refers to.
const CONTAINS: &str = r#""contains_refs":["#;
const SAMPLES: &str = r#""sample_refs":["#;

/// A malware up to the files of it, and those.
#[derive(Debug, Default)]
struct Malware {
    head: String,
    files: Vec<u128>,
    seen: Set<u128>,
}

/// Puts bundles together that [`Stix`](super::Stix) has written.
pub struct MergedStix {
    now: Timestamp,
    seen: Set<u128>,
    /// Which file is said to be in which.
    inside: Set<(u128, u128)>,
    malware: Vec<Malware>,
    /// The place of each by its id.
    malware_at: Map<u128, usize>,
    digest: Sha1,
    written: usize,
}

impl MergedStix {
    /// Of no bundle yet. What only this bundle says is said `now`.
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            seen: Set::default(),
            inside: Set::default(),
            malware: Vec::new(),
            malware_at: Map::default(),
            digest: Sha1::new(),
            written: 0,
        }
    }

    /// How many objects there are.
    pub fn objects(&self) -> usize {
        self.written + self.malware.len()
    }

    /// Adds a bundle. Gives what is written of it now.
    pub fn add(&mut self, bundle: &str) -> String {
        let mut out = String::new();
        // Each object is a line.
        for line in bundle.lines() {
            let line = line.strip_suffix(',').unwrap_or(line);
            match head(line) {
                Some(("malware", id)) => self.add_malware(line, id),
                Some((kind, id)) if self.seen.insert(id) => {
                    self.write(&mut out, line, id);
                    if kind == "file" {
                        self.inside.extend(references(line, CONTAINS).map(|inner| (id, inner)));
                    }
                }
                Some(("file", id)) => {
                    for inner in references(line, CONTAINS) {
                        if self.inside.insert((id, inner)) {
                            self.relate(&mut out, id, inner);
                        }
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// What stands at the end.
    pub fn finish(mut self) -> String {
        let mut out = String::new();
        for Malware { mut head, files, .. } in std::mem::take(&mut self.malware) {
            for (at, file) in files.iter().enumerate() {
                head.push_str(if at == 0 { "" } else { "," });
                reference(&mut head, "file", *file);
            }
            head.push_str("]}");
            let id = self::head(&head).map_or(0, |(_, id)| id);
            self.write(&mut out, &head, id);
        }
        out.push_str(if self.written == 0 { "{\"type\":\"bundle\"" } else { "\n]" });
        out.push_str(",\"id\":");
        reference(&mut out, "bundle", uuid::of_digest(&self.digest, 4));
        out.push_str("}\n");
        out
    }

    fn write(&mut self, out: &mut String, object: &str, id: u128) {
        out.push_str(if self.written == 0 { "{\"type\":\"bundle\",\"objects\":[\n" } else { ",\n" });
        out.push_str(object);
        self.digest.update(&id.to_be_bytes());
        self.written += 1;
    }

    fn add_malware(&mut self, line: &str, id: u128) {
        let Some(end) = line.find(SAMPLES) else { return };
        let next = self.malware.len();
        let at = *self.malware_at.entry(id).or_insert(next);
        if at == next {
            let head = line[..end + SAMPLES.len()].to_owned();
            self.malware.push(Malware { head, ..Malware::default() });
        }
        let malware = &mut self.malware[at];
        malware.files.extend(references(line, SAMPLES).filter(|file| malware.seen.insert(*file)));
    }

    /// Says that a file is in another, as the bundle of one sample does where it is more than a reference can say.
    fn relate(&mut self, out: &mut String, outer: u128, inner: u128) {
        let mut digest = Sha1::new();
        digest.update(&OWN.to_be_bytes());
        digest.update(b"relationship");
        digest.update(&outer.to_be_bytes());
        digest.update(&inner.to_be_bytes());
        let id = uuid::of_digest(&digest, 4);
        if !self.seen.insert(id) {
            return;
        }
        let mut object = r#"{"type":"relationship","spec_version":"2.1","id":"#.to_owned();
        reference(&mut object, "relationship", id);
        let at = time(self.now);
        object.push_str(&format!(
            r#","created":"{at}","modified":"{at}","relationship_type":"related-to","description":"contains","source_ref":"#
        ));
        reference(&mut object, "file", outer);
        object.push_str(r#","target_ref":"#);
        reference(&mut object, "file", inner);
        object.push('}');
        self.write(out, &object, id);
    }
}

/// The type and the id of the object on a line.
fn head(line: &str) -> Option<(&str, u128)> {
    let (kind, rest) = line.strip_prefix(r#"{"type":""#)?.split_once('"')?;
    let id = rest.strip_prefix(r#","spec_version":"2.1","id":""#)?.strip_prefix(kind)?.strip_prefix("--")?;
    Some((kind, read_uuid(id.split_once('"')?.0)?))
}

/// The files that stand behind a key. In a text of the sample its quotes would be escaped.
fn references<'a>(line: &'a str, key: &str) -> impl Iterator<Item = u128> + use<'a> {
    let list = line.split_once(key).and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split(',').filter_map(|file| read_uuid(file.trim_matches('"').strip_prefix("file--")?))
}

fn read_uuid(text: &str) -> Option<u128> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    u128::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::graph::Settings;
    use crate::export::stix::Stix;
    use crate::export::tests::{listing_of, rows};
    use crate::hash::SampleHash;
    use crate::table::Table;
    use crate::tree::forest::Forest;
    use crate::tree::parents::Parents;
    use proptest::prelude::*;
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet};

    fn bundle(table: &Table, sample: u32) -> String {
        let forest = Forest::new(&Parents::of(table), &table.in_order());
        let sample = SampleHash::parse(&format!("{:040x}", 0xabc_def0_u32 + sample)).expect("a hash");
        let settings = Settings { sample: Some(&sample), ..Settings::default() };
        Stix::new(table, &forest, &table.in_order(), settings).collect()
    }

    fn objects(bundle: &str) -> Vec<Value> {
        let bundle: Value = serde_json::from_str(bundle).expect("JSON");
        bundle["objects"].as_array().cloned().unwrap_or_default()
    }

    fn text(value: &Value) -> String {
        value.as_str().expect("a text").to_owned()
    }

    /// What each object refers to, by ids.
    type Nested = BTreeMap<String, Vec<String>>;

    /// What is in what, by references and relationships, and by references alone.
    fn inside(objects: &[Value]) -> (BTreeSet<(String, String)>, Nested) {
        let (mut all, mut nested) = (BTreeSet::new(), BTreeMap::new());
        for object in objects {
            let own = text(&object["id"]);
            let refs: Vec<String> = object["contains_refs"].as_array().into_iter().flatten().map(text).collect();
            all.extend(refs.iter().map(|inner| (own.clone(), inner.clone())));
            nested.insert(own, refs);
            if object["type"] == "relationship" {
                all.insert((text(&object["source_ref"]), text(&object["target_ref"])));
            }
        }
        (all, nested)
    }

    /// Whether references lead from an object to one that is around it.
    fn is_circular(of: &str, nested: &BTreeMap<String, Vec<String>>, around: &mut Vec<String>) -> bool {
        if around.iter().any(|other| other == of) {
            return true;
        }
        around.push(of.to_owned());
        let circular = nested[of].iter().any(|inner| is_circular(inner, nested, around));
        around.pop();
        circular
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn says_what_each_bundle_says_and_nothing_twice(samples in prop::collection::vec(rows(), 0..4)) {
            let bundles: Vec<String> = samples.iter().zip(0..).map(|(rows, sample)| bundle(&listing_of(rows), sample)).collect();
            let mut merged = MergedStix::new(0);
            let mut whole: String = bundles.iter().map(|bundle| merged.add(bundle)).collect();
            let count = merged.objects();
            whole.push_str(&merged.finish());
            let found = objects(&whole);
            prop_assert_eq!(found.len(), count);
            let ids: BTreeSet<String> = found.iter().map(|object| text(&object["id"])).collect();
            prop_assert_eq!(ids.len(), found.len());
            let (said, nested) = inside(&found);
            prop_assert!(said.iter().all(|(outer, inner)| ids.contains(outer) && ids.contains(inner)));
            prop_assert!(nested.keys().all(|id| !is_circular(id, &nested, &mut Vec::new())));
            for bundle in &bundles {
                let own = objects(bundle);
                prop_assert!(own.iter().all(|object| ids.contains(&text(&object["id"]))));
                prop_assert!(inside(&own).0.is_subset(&said));
                for malware in own.iter().filter(|object| object["type"] == "malware") {
                    let same = found.iter().find(|object| object["id"] == malware["id"]).expect("it is there");
                    let files = |of: &Value| of["sample_refs"].as_array().cloned().unwrap_or_default();
                    prop_assert!(files(malware).iter().all(|file| files(same).contains(file)));
                }
            }
        }
    }

    #[test]
    fn of_one_bundle_it_is_the_same_objects() {
        let one = bundle(&listing_of(&[((1, None, "a".into(), "b".into()), (Some(1), Some(2), None))]), 0);
        let mut merged = MergedStix::new(0);
        let whole = merged.add(&one) + &merged.finish();
        assert_eq!(objects(&whole), objects(&one));
        assert_eq!(objects(&MergedStix::new(0).finish()), Vec::<Value>::new());
    }
}
