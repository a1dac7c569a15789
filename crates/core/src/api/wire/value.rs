//! Values of an entry: texts, whole numbers and ids, each read from whatever an appliance sends for it.

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A text, or nothing. Numbers and truth values are taken as their text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Option<Cow<'a, str>>);

impl Text<'_> {
    /// Takes another in its place that says something: of a field's old name and its new one, either may be empty.
    pub(crate) fn replace_if_said(&mut self, new: Self) {
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
    pub(crate) fn replace_if_said(&mut self, new: Self) {
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
