//! An entry as the appliance sent it: every field, in its own order, as text.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A field of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawField {
    /// Its name; those inside `sample` have that before them.
    pub name: String,
    /// Its value: a text as it reads, everything else as JSON.
    pub value: String,
}

/// The fields of the entry at the beginning of some bytes. Bytes that are no object have none.
pub fn raw_fields(bytes: &[u8]) -> Vec<RawField> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = Vec::new();
    let mut entries = serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<&RawValue>();
    if let Some(Ok(entry)) = entries.next() {
        flatten("", entry.get(), &mut out);
    }
    out
}

fn flatten(prefix: &str, object: &str, out: &mut Vec<RawField>) {
    let Ok(Object(fields)) = serde_json::from_str(object) else { return };
    for (name, value) in fields {
        let json = value.get();
        if name == "sample" && prefix.is_empty() && json.starts_with('{') {
            flatten("sample.", json, out);
        } else {
            let value = serde_json::from_str::<Cow<'_, str>>(json).map_or_else(|_| json.to_owned(), Cow::into_owned);
            out.push(RawField { name: format!("{prefix}{name}"), value });
        }
    }
}

/// An object's fields in their own order.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::{RawField, raw_fields};
    use proptest::prelude::*;

    #[test]
    fn fields_keep_their_order_and_their_text() {
        let entry =
            br#"{"id":9007199254740993,"sample":{"sha1":null,"n":1.50},"path":"a\u202eb","x":{"y":[1, 2]}} , {"id":1}"#;
        let fields: Vec<_> = raw_fields(entry).into_iter().map(|RawField { name, value }| (name, value)).collect();
        let wanted = [
            ("id", "9007199254740993"),
            ("sample.sha1", "null"),
            ("sample.n", "1.50"),
            ("path", "a\u{202e}b"),
            ("x", r#"{"y":[1, 2]}"#),
        ];
        assert_eq!(fields, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, text in "\\PC{0,60}") {
            let _ = raw_fields(&bytes);
            let _ = raw_fields(text.as_bytes());
        }
    }
}
