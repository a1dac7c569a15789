//! The forgiving way for an entry that is not as it should be: it costs itself what cannot be read, and nothing else.

use crate::api::wire::entry::{Entry, Sample};
use crate::api::wire::hash::Hash;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a sample's fields are called.
const SAMPLE: [&str; 14] = [
    "sha1",
    "sha256",
    "md5",
    "type_display",
    "file_size",
    "extracted_file_count",
    "local_first_seen",
    "local_last_seen",
    "classification",
    "threat_status",
    "riskscore",
    "threat_level",
    "classification_result",
    "threat_name",
];

/// What an entry's fields are called.
const ENTRY: [&str; 5] = ["id", "parent_relationship", "filename", "path", "sample"];

/// Reads what there is to read of a JSON value that should have been an entry. What is of an unusable kind counts as absent, and
/// so does a field that is there twice: neither value is more likely than the other.
pub fn entry(json: &str) -> Entry<'_> {
    let mut entry = Entry { odd: true, ..Entry::default() };
    for (name, value) in fields(json, &ENTRY) {
        match name {
            "id" => entry.id = read(value),
            "parent_relationship" => entry.parent_relationship = read(value),
            "filename" => entry.filename = read(value),
            "path" => entry.path = read(value),
            _ => entry.sample = sample(value),
        }
    }
    entry
}

fn sample(json: &str) -> Sample<'_> {
    let mut sample = Sample::default();
    for (name, value) in fields(json, &SAMPLE) {
        match name {
            "sha1" => sample.sha1 = read::<Hash<20>>(value),
            "sha256" => sample.sha256 = read::<Hash<32>>(value),
            "md5" => sample.md5 = read::<Hash<16>>(value),
            "type_display" => sample.type_display = read(value),
            "file_size" => sample.file_size = read(value),
            "extracted_file_count" => sample.extracted_file_count = read(value),
            "local_first_seen" => sample.local_first_seen = read(value),
            "local_last_seen" => sample.local_last_seen = read(value),
            "classification" | "threat_status" => sample.classification.give_way(read(value)),
            "riskscore" | "threat_level" => sample.riskscore.give_way(read(value)),
            _ => sample.classification_result.give_way(read(value)),
        }
    }
    sample
}

fn read<'a, T: Deserialize<'a> + Default>(json: &'a str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

/// The fields of an object that are there once, and their values, in their order. None where it is no object.
fn fields<'a>(json: &'a str, names: &'static [&'static str]) -> impl Iterator<Item = (&'static str, &'a str)> {
    let Object(all) = serde_json::from_str(json).unwrap_or_default();
    let known = |name: &str| names.iter().position(|known| *known == name);
    let mut times = vec![0_u32; names.len()];
    let all: Vec<_> = all.into_iter().filter_map(|(name, value)| Some((known(&name)?, value.get()))).collect();
    all.iter().for_each(|(name, _)| times[*name] += 1);
    all.into_iter().filter(move |(name, _)| times[*name] == 1).map(|(name, value)| (names[name], value))
}

/// An object, its values as they stand there.
#[derive(Default)]
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Object(fields))
    }
}

#[cfg(test)]
mod tests;
