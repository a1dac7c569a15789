use crate::api::wire::fast_path::*;
use proptest::prelude::*;
use serde_json::Deserializer;

/// What the library reads.
fn library(bytes: &[u8]) -> Option<(String, usize)> {
    let mut entries = Deserializer::from_slice(bytes).into_iter::<Entry<'_>>();
    let entry = entries.next()?.ok()?;
    Some((format!("{entry:?}"), entries.byte_offset()))
}

/// What is read behind an entry that was laid out in a way of its own.
fn behind(before: &[u8], bytes: &[u8]) -> Option<(String, usize)> {
    let mut shape = Shape::new();
    shape.entry(before);
    shape.entry(bytes).map(|(entry, length)| (format!("{entry:?}"), length))
}

fn quick(bytes: &[u8]) -> Option<(String, usize)> {
    behind(b"", bytes)
}

const USUAL: &str = r#"{"id": 197, "parent_relationship": null,
 "sample": {"id": 192, "sha1": "9ef1d22739a73f659f6b6491690902a33bdfea5d", "type_display": "PE/Exe", "category": "application",
  "identification_name": null, "file_size": 267278, "extracted_file_count": "2", "local_first_seen": "2016-05-05T09:57:50Z",
  "classification": "malicious", "riskscore": 10, "classification_result": "Win32.Trojan.Bitman", "is_new": true},
 "filename": "DeVüongHoi.exe", "path": "a/DeVüongHoi.exe", "extra": 0}, {"id": 2}"#;

#[test]
fn the_usual_entry_goes_the_quick_way() {
    let (read, length) = quick(USUAL.as_bytes()).expect("it is usual");
    assert_eq!(length, USUAL.len() - 11);
    assert_eq!(Some((read, length)), library(USUAL.as_bytes()));
    assert!(quick(br#"{"id":"7","parent_relationship":"None","sample":{},"filename":"","path":null}"#).is_some());
}

#[test]
fn an_entry_like_the_one_before_is_known_by_its_layout() {
    let mut shape = Shape::new();
    shape.entry(USUAL.as_bytes()).expect("it is usual");
    for (value, other) in [("197", "7"), ("null", "\"x\""), ("267278", "null"), ("DeVüongHoi", ""), ("true", "1")] {
        let next = USUAL.replace(value, other);
        let (entry, length) = shape.again(next.as_bytes()).expect("only values are different");
        assert_eq!(Some((format!("{entry:?}"), length)), library(next.as_bytes()));
    }
    for (key, other) in [("\"path\"", "\"pbth\""), ("\"id\": 192", "\"id\" : 192"), ("0}", "0 }")] {
        assert!(shape.again(USUAL.replace(key, other).as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn what_is_unusual_is_left_to_the_library() {
    for odd in [
        r#"{"id":1,"id":2}"#,
        r#"{"id":1.0}"#,
        r#"{"id":01}"#,
        r#"{"id":-1}"#,
        r#"{"id":12345678901234567890}"#,
        r#"{"path":"a\u0041"}"#,
        r#"{"path":["a"]}"#,
        r#"{"sample":null}"#,
        r#"{"id":1,}"#,
        r#"{"id":1"#,
        r#"{"id":1}"#,
        "{\"path\":\"a\nb\"}",
    ] {
        let read = quick(odd.as_bytes());
        assert!(read.is_none() || odd == r#"{"id":1}"#, "{odd}: {read:?}");
    }
}

/// A value as JSON, of any kind and with any white space.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\"[a-z0-9 /.é\u{7f}\u{202e}]{0,30}\"",
        1 => "\"(a|\\\\n|\\\\u00e9|\\\\ud800|\\\\\"|\u{1}){0,4}\"",
        3 => any::<u64>().prop_map(|number| number.to_string()),
        2 => "[0-9]{1,3}",
        1 => "-?[0-9]{1,3}(\\.[0-9])?(e[0-9])?",
        2 => Just("null".to_owned()),
        1 => prop_oneof![Just("true"), Just("false"), Just("nul"), Just("{}"), Just("[1]"), Just("{\"a\":{}}")].prop_map(str::to_owned),
    ]
}

/// An object, and another that differs from it in its values alone.
fn objects(keys: &'static [&'static str]) -> impl Strategy<Value = [String; 2]> {
    let field = (prop::sample::select(keys), "[ \n]{0,2}", [value(), value()], "[ \t]?");
    prop::collection::vec(field, 0..6).prop_map(|fields| {
        [0, 1].map(|which| {
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, space, values, more)| format!("{space}\"{key}\"{more}:{space}{}{more}", values[which]))
                .collect();
            format!("{{{}}}", fields.join(","))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// Whatever is read the quick way, the library reads the same.
    #[test]
    fn says_what_the_library_says(
        outer in objects(&["id", "parent_relationship", "filename", "path", "extra", ""]),
        samples in objects(&["sha1", "md5", "file_size", "riskscore", "classification", "threat_level", "local_last_seen", "id"]),
        tail in "[ ,\\]}x]{0,3}",
        damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        end: prop::sample::Index,
    ) {
        let [undamaged, other] = [0, 1].map(|which| {
            let (outer, sample) = (&outer[which], &samples[which]);
            let all = format!("{},\"sample\":{sample}}}{tail}", &outer[..outer.len() - 1]);
            all.replacen("{,", "{", 1).into_bytes()
        });
        let mut bytes = undamaged.clone();
        if let Some((at, byte)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..end.index(bytes.len() + 1)]] {
            for read in [quick(bytes), behind(&undamaged, bytes), behind(&other, bytes)].into_iter().flatten() {
                prop_assert_eq!(Some(read), library(bytes));
            }
        }
    }

    #[test]
    fn finds_the_first_special_byte(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(b'"')], 0..40)) {
        let wanted = bytes.iter().position(|byte| *byte == b'"' || *byte == b'\\' || *byte < 0x20);
        let found = special(&bytes);
        prop_assert_eq!(found.map(|(at, _)| at), wanted);
        if let Some((at, true)) = found {
            prop_assert!(bytes[..at].is_ascii());
        }
    }
}
