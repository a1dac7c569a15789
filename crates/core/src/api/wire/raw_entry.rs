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

/// An entry as it came, as far as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEntry {
    /// Its first fields.
    pub fields: Vec<RawField>,
    /// How many more it has.
    pub left_out: usize,
    /// The bytes end before the entry does.
    pub is_cut: bool,
}

/// Most fields that are shown.
const MOST_FIELDS: usize = 300;

/// The fields of the entry at the beginning of some bytes. Bytes that are no object have none.
pub fn raw_entry(bytes: &[u8]) -> RawEntry {
    let text = String::from_utf8_lossy(bytes);
    let mut out = RawEntry::default();
    let mut entries = serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<&RawValue>();
    match entries.next() {
        Some(Ok(entry)) => flatten("", entry.get(), &mut out),
        Some(Err(error)) => out.is_cut = error.is_eof(),
        None => {}
    }
    out
}

fn flatten(prefix: &str, object: &str, out: &mut RawEntry) {
    let Ok(Object(fields)) = serde_json::from_str(object) else { return };
    for (name, value) in fields {
        let json = value.get();
        if name == "sample" && prefix.is_empty() && json.starts_with('{') {
            flatten("sample.", json, out);
        } else if out.fields.len() == MOST_FIELDS {
            out.left_out += 1;
        } else {
            let value = serde_json::from_str::<Cow<'_, str>>(json).map_or_else(|_| json.to_owned(), Cow::into_owned);
            out.fields.push(RawField { name: format!("{prefix}{name}"), value });
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
    use super::{MOST_FIELDS, RawField, raw_entry};
    use proptest::prelude::*;

    #[test]
    fn fields_keep_their_order_and_their_text() {
        let entry =
            br#"{"id":9007199254740993,"sample":{"sha1":null,"n":1.50},"path":"a\u202eb","x":{"y":[1, 2]}} , {"id":1}"#;
        let fields: Vec<_> =
            raw_entry(entry).fields.into_iter().map(|RawField { name, value }| (name, value)).collect();
        let wanted = [
            ("id", "9007199254740993"),
            ("sample.sha1", "null"),
            ("sample.n", "1.50"),
            ("path", "a\u{202e}b"),
            ("x", r#"{"y":[1, 2]}"#),
        ];
        assert_eq!(fields, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn of_very_many_fields_some_are_shown_and_the_rest_is_counted() {
        let many = (0..100_000).map(|number| format!("\"a{number}\":0,")).collect::<Vec<_>>().concat();
        let entry = raw_entry(format!("{{{many}\"sample\":{{{many}\"z\":0}}}}").as_bytes());
        assert_eq!((entry.fields.len(), entry.left_out), (MOST_FIELDS, 200_001 - MOST_FIELDS));
    }

    #[test]
    fn an_entry_that_is_cut_says_so() {
        let entry = br#"{"id":1,"path":"abc","sample":{"size":1}}"#;
        for end in 1..entry.len() {
            assert!(raw_entry(&entry[..end]).is_cut, "{end}");
        }
        assert!(!raw_entry(entry).is_cut && !raw_entry(b"").is_cut && !raw_entry(b"{x").is_cut);
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, text in "\\PC{0,60}") {
            let _ = raw_entry(&bytes);
            let _ = raw_entry(text.as_bytes());
        }
    }
}
