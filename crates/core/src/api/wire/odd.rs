//! The forgiving way for an entry that is not as it should be: it costs itself what cannot be read, and nothing else.

use crate::api::wire::entry::{Entry, Field, Sample};
use crate::api::wire::hash::Hash;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// The fields of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum EntryField {
    Id,
    ParentRelationship,
    Filename,
    Path,
    Sample,
    #[serde(other)]
    Other,
}

/// Reads what there is to read of a JSON value that should have been an entry. What is of an unusable kind counts as absent, and
/// so does a field that is there twice: neither value is more likely than the other.
pub fn entry(json: &str) -> Entry<'_> {
    let mut entry = Entry { odd: true, ..Entry::default() };
    for (field, value) in fields(json) {
        match field {
            EntryField::Id => entry.id = read(value),
            EntryField::ParentRelationship => entry.parent_relationship = read(value),
            EntryField::Filename => entry.filename = read(value),
            EntryField::Path => entry.path = read(value),
            EntryField::Sample => entry.sample = sample(value),
            EntryField::Other => {}
        }
    }
    entry
}

fn sample(json: &str) -> Sample<'_> {
    let mut sample = Sample::default();
    for (field, value) in fields(json) {
        match field {
            Field::Sha1 => sample.sha1 = read::<Hash<20>>(value),
            Field::Sha256 => sample.sha256 = read::<Hash<32>>(value),
            Field::Md5 => sample.md5 = read::<Hash<16>>(value),
            Field::TypeDisplay => sample.type_display = read(value),
            Field::FileSize => sample.file_size = read(value),
            Field::ExtractedFileCount => sample.extracted_file_count = read(value),
            Field::LocalFirstSeen => sample.local_first_seen = read(value),
            Field::LocalLastSeen => sample.local_last_seen = read(value),
            Field::Classification | Field::ThreatStatus => sample.classification.give_way(read(value)),
            Field::Riskscore | Field::ThreatLevel => sample.riskscore.give_way(read(value)),
            Field::ClassificationResult | Field::ThreatName => sample.classification_result.give_way(read(value)),
            Field::Other => {}
        }
    }
    sample
}

fn read<'a, T: Deserialize<'a> + Default>(json: &'a str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

/// The fields of an object that are there once, and their values, in their order. None where it is no object.
fn fields<'a, F: Deserialize<'a> + Copy + PartialEq>(json: &'a str) -> impl Iterator<Item = (F, &'a str)> {
    let Object(all) = serde_json::from_str(json).unwrap_or_default();
    let mut times: Vec<(F, u32)> = Vec::new();
    for (field, _) in &all {
        match times.iter_mut().find(|(other, _)| other == field) {
            Some((_, times)) => *times += 1,
            None => times.push((*field, 1)),
        }
    }
    let is_once = move |field: F| times.iter().any(|(other, times)| *other == field && *times == 1);
    all.into_iter().filter(move |(field, _)| is_once(*field)).map(|(field, value)| (field, value.get()))
}

/// An object, its values as they stand there.
struct Object<'a, F>(Vec<(F, &'a RawValue)>);

impl<F> Default for Object<'_, F> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de: 'a, 'a, F: Deserialize<'de>> Deserialize<'de> for Object<'a, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<F>(PhantomData<F>);

impl<'de, F: Deserialize<'de>> Visitor<'de> for ObjectVisitor<F> {
    type Value = Object<'de, F>;

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
