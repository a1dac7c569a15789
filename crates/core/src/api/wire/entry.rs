//! One entry of the listing as the appliance sends it, fields borrowed from the body.
//!
//! Fields are read leniently, since real appliances leave them out, send `null`, `""` or `"None"`, and change between
//! numbers and strings. An entry with a field of an unusable kind, or with one that is there twice, is refused here and
//! read field by field by `odd`. Unknown fields are passed over: the bytes themselves are kept elsewhere.

use crate::api::wire::hash::Hash;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use std::borrow::Cow;
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

#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
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

/// A text, or nothing. Numbers and truth values are taken as their text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Option<Cow<'a, str>>);

impl Text<'_> {
    /// Takes another in its place that says something: of a field's old name and its new one, either may be empty.
    pub(crate) fn give_way(&mut self, new: Self) {
        if new.said().is_some() {
            *self = new;
        }
    }

    /// The text as it is.
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The text, unless it only says that there is none: `""` or `"None"`.
    pub fn said(&self) -> Option<&str> {
        self.get().filter(|text| !text.is_empty() && *text != "None")
    }
}

/// A whole number that is not negative, or nothing. A text of digits is taken as its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole(pub Option<u64>);

impl Whole {
    /// Takes another in its place that says something.
    pub(crate) fn give_way(&mut self, new: Self) {
        if new.0.is_some() {
            *self = new;
        }
    }
}

impl From<Id<'_>> for Whole {
    fn from(id: Id<'_>) -> Self {
        match id {
            Id::Number(number) => Self(Some(number)),
            Id::None | Id::Text(_) => Self(None),
        }
    }
}

/// What names an entry: the documentation says a string, recordings hold integers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Id<'a> {
    /// `null`, absent, `""` or `"None"`.
    #[default]
    None,
    /// An integer, or a text that is one.
    Number(u64),
    /// Anything else.
    Text(Cow<'a, str>),
}

impl<'a> Id<'a> {
    /// Reads an id that came as a text. `"17"` and `17` are the same id; `"017"` is another.
    pub fn of_text(text: Cow<'a, str>) -> Self {
        if text.is_empty() || text == "None" {
            return Self::None;
        }
        let canonical = text.bytes().all(|b| b.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
        match text.parse() {
            Ok(number) if canonical => Self::Number(number),
            _ => Self::Text(text),
        }
    }
}

macro_rules! readable {
    ($type:ty, $value:ty, $visitor:ident, { $($visit:item)* }) => {
        impl<'de: 'a, 'a> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($visitor)
            }
        }

        struct $visitor;

        impl<'de> Visitor<'de> for $visitor {
            type Value = $value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Default::default())
            }

            $($visit)*
        }
    };
}

readable!(Text<'a>, Text<'de>, TextVisitor, {
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(owned(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text<'de>, E> {
        Ok(owned(if value { "true" } else { "false" }))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text<'de>, E> {
        Ok(owned(&value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text<'de>, E> {
        Ok(owned(&value.to_string()))
    }
});

fn owned<'a>(text: &str) -> Text<'a> {
    Text(Some(Cow::Owned(text.to_owned())))
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Id::deserialize(deserializer).map(Self::from)
    }
}

readable!(Id<'a>, Id<'de>, IdVisitor, {
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Id<'de>, E> {
        Ok(Id::of_text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Id<'de>, E> {
        Ok(Id::of_text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Id<'de>, E> {
        Ok(Id::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Id<'de>, E> {
        Ok(Id::Text(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Id<'de>, E> {
        // Whole numbers up to 2^53 may have been written with a fraction of zero.
        let whole = value.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&value);
        if whole { Ok(Id::Number(value as u64)) } else { Err(E::invalid_value(Unexpected::Float(value), &self)) }
    }
});
