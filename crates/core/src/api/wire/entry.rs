//! One entry of the listing as the appliance sends it, fields borrowed from the body.
//!
//! Fields are read leniently, since real appliances leave them out, send `null`, `""` or `"None"`, and change between
//! numbers and strings. An entry with a field of an unusable kind, or with one that is there twice, is refused here and
//! read field by field by `odd`. Unknown fields are passed over: the bytes themselves are kept elsewhere.

use crate::api::wire::hash::Hash;
use crate::api::wire::value::{Id, Text, Whole};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// One row: a file at one place in the sample.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entry<'a> {
    /// `id`: what tells this row from others.
    #[serde(borrow)]
    pub id: Id<'a>,
    /// `parent_relationship`: the `id` of the parent entry; absent for a direct child of the requested sample.
    #[serde(borrow)]
    pub parent_relationship: Id<'a>,
    /// `sample`: the file itself.
    #[serde(borrow)]
    pub sample: Sample<'a>,
    /// `filename`: the last segment of `path`.
    #[serde(borrow)]
    pub filename: Text<'a>,
    /// `path`, relative to the parent, with `/`.
    #[serde(borrow)]
    pub path: Text<'a>,
    /// Whether something of it could not be read and counts as absent: it is no object, a field is of an unusable kind or too large
    /// a number, or is there twice.
    #[serde(skip)]
    pub odd: bool,
}

/// The file in a row.
#[derive(Debug, Default)]
pub struct Sample<'a> {
    /// `sha1`.
    pub sha1: Hash<20>,
    /// `sha256`.
    pub sha256: Hash<32>,
    /// `md5`.
    pub md5: Hash<16>,
    /// `type_display`, for instance `PE/Exe`.
    pub type_display: Text<'a>,
    /// `file_size`, bytes.
    pub file_size: Whole,
    /// `extracted_file_count`: all files below this one, at any depth.
    pub extracted_file_count: Whole,
    /// `local_first_seen`, ISO 8601.
    pub local_first_seen: Text<'a>,
    /// `local_last_seen`, ISO 8601.
    pub local_last_seen: Text<'a>,
    /// `classification`; `threat_status` on old appliances.
    pub classification: Text<'a>,
    /// `riskscore`, 0 to 10; `threat_level` on old appliances.
    pub riskscore: Whole,
    /// `classification_result`, the threat name; `threat_name` on old appliances.
    pub classification_result: Text<'a>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Sample<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SampleVisitor)
    }
}

/// The fields of a sample, by their new and old names.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
pub(super) enum Field {
    Sha1,
    Sha256,
    Md5,
    TypeDisplay,
    FileSize,
    ExtractedFileCount,
    LocalFirstSeen,
    LocalLastSeen,
    Classification,
    ThreatStatus,
    Riskscore,
    ThreatLevel,
    ClassificationResult,
    ThreatName,
    #[serde(other)]
    Other,
}

struct SampleVisitor;

impl<'de> Visitor<'de> for SampleVisitor {
    type Value = Sample<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("“sample” to be an object")
    }

    // Written out and not derived, since an answer may carry an old and a new name of one field at once, which a
    // derived reader refuses as a doubled field.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut sample = Sample::default();
        let mut seen = 0_u32;
        while let Some(field) = map.next_key::<Field>()? {
            let own = 1 << field as u32;
            if seen & own != 0 && !matches!(field, Field::Other) {
                return Err(Error::custom("a field comes twice"));
            }
            seen |= own;
            match field {
                Field::Sha1 => sample.sha1 = map.next_value()?,
                Field::Sha256 => sample.sha256 = map.next_value()?,
                Field::Md5 => sample.md5 = map.next_value()?,
                Field::TypeDisplay => sample.type_display = map.next_value()?,
                Field::FileSize => sample.file_size = map.next_value()?,
                Field::ExtractedFileCount => sample.extracted_file_count = map.next_value()?,
                Field::LocalFirstSeen => sample.local_first_seen = map.next_value()?,
                Field::LocalLastSeen => sample.local_last_seen = map.next_value()?,
                Field::Classification | Field::ThreatStatus => sample.classification.give_way(map.next_value()?),
                Field::Riskscore | Field::ThreatLevel => sample.riskscore.give_way(map.next_value()?),
                Field::ClassificationResult | Field::ThreatName => {
                    sample.classification_result.give_way(map.next_value()?);
                }
                Field::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(sample)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Sample::default())
    }
}
