use crate::api::wire::entry::Entry;
use crate::api::wire::fast_path::Shape;
use crate::api::wire::value::{Id, Text, Whole};
use crate::api::wire::{Answer, Hash, Reader};
use proptest::prelude::*;
use std::borrow::Cow;

/// A JSON value, and what it is as a text, as an id and as a whole number; none where it is of no use as such.
type Value = (String, Option<Text<'static>>, Option<Id<'static>>, Option<Whole>);

fn text(text: &str) -> Text<'static> {
    Text(Some(Cow::Owned(text.to_owned())))
}

fn of_text(said: &str) -> Value {
    let json = serde_json::to_string(said).expect("a text");
    let id = Id::of_text(Cow::Owned(said.to_owned()));
    (json, Some(text(said)), Some(id.clone()), Some(Whole::from(id)))
}

fn of_number(number: u64) -> Value {
    (number.to_string(), Some(text(&number.to_string())), Some(Id::Number(number)), Some(Whole(Some(number))))
}

/// Of no use for any field.
fn unusable() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        Just("1e999".to_owned()),
        Just("-1e999".to_owned()),
        Just("18446744073709551616".to_owned()),
        any::<f64>().prop_filter("a fraction", |f| f.is_finite() && f.fract() != 0.0).prop_map(|f| format!("{f:?}")),
        "[1-9][0-9]{20,60}",
        Just("[]".to_owned()),
        Just("{}".to_owned()),
    ];
    leaf.prop_recursive(6, 30, 4, |inner| {
        let inner = prop_oneof![inner, Just("null".to_owned()), Just("\"\\ud800\"".to_owned())];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|all| format!("[{}]", all.join(", "))),
            prop::collection::vec(inner, 0..4).prop_map(|all| format!(
                "{{{}}}",
                all.iter().map(|v| format!("\"id\":{v}")).collect::<Vec<_>>().join(",")
            )),
        ]
    })
    .boxed()
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        3 => prop_oneof!["[ -~]{0,12}", ".{0,12}", "[0-9]{1,22}", Just("None".to_owned())].prop_map(|said| of_text(&said)),
        3 => prop_oneof![any::<u64>(), 0_u64..20].prop_map(of_number),
        1 => Just(("null".to_owned(), Some(Text(None)), Some(Id::None), Some(Whole(None)))),
        1 => (i64::MIN..0).prop_map(|number| {
            let said = number.to_string();
            let id = Id::Text(Cow::Owned(said.clone()));
            (said.clone(), Some(text(&said)), Some(id), Some(Whole(None)))
        }),
        1 => any::<bool>().prop_map(|truth| (truth.to_string(), Some(text(&truth.to_string())), None, None)),
        1 => (0_u32..1000).prop_map(|number| {
            (format!("{number}.0"), None, Some(Id::Number(number.into())), Some(Whole(Some(number.into()))))
        }),
        2 => unusable().prop_map(|json| (json, None, None, None)),
    ]
    .boxed()
}

/// A field: absent, there once, or there twice.
fn field() -> BoxedStrategy<Vec<Value>> {
    prop_oneof![
        1 => Just(Vec::new()),
        8 => value().prop_map(|value| vec![value]),
        1 => [value(), value()].prop_map(Vec::from),
    ]
    .boxed()
}

/// What a field says, and whether it is as it should be.
fn said<T: Clone + Default>(field: &[Value], part: impl Fn(&Value) -> Option<T>) -> (T, bool) {
    match field {
        [] => (T::default(), true),
        [once] => part(once).map_or((T::default(), false), |said| (said, true)),
        _ => (T::default(), false),
    }
}

/// An object of fields, put one behind another.
fn object(fields: &[(&str, &[Value])]) -> String {
    let all =
        fields.iter().flat_map(|(name, values)| values.iter().map(move |value| format!("\"{name}\": {}", value.0)));
    format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
}

fn hash<const N: usize>(field: &[Value], odd: &mut bool) -> Hash<N> {
    let (text, is_usable) = said(field, |value| value.1.clone());
    *odd |= !is_usable;
    Hash::from(text)
}

fn rows(body: &str) -> (Vec<(String, u64)>, Result<Answer, crate::api::wire::WireFault>) {
    let mut rows = Vec::new();
    let answer = Reader::of(body.as_bytes()).finish(&mut |entry, offset| rows.push((format!("{entry:?}"), offset)));
    (rows, answer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    /// Whatever the fields hold: what can be read is read, what cannot be read counts as absent, and the rows behind come.
    #[test]
    fn each_field_costs_itself(outer in prop::array::uniform4(field()), inner in prop::array::uniform11(field())) {
        let names = ["sha1", "sha256", "md5", "type_display", "file_size", "extracted_file_count", "local_first_seen",
            "local_last_seen", "classification", "riskscore", "classification_result"];
        let fields: Vec<_> = names.into_iter().zip(inner.iter().map(Vec::as_slice)).collect();
        let sample = vec![(object(&fields), None, None, None)];
        let json = object(&[("id", &outer[0]), ("parent_relationship", &outer[1]), ("sample", &sample), ("filename", &outer[2]), ("path", &outer[3])]);
        let mut odd = false;
        macro_rules! part {
            ($field:expr, $part:tt) => {{
                let (said, is_usable) = said($field, |value| value.$part.clone());
                odd |= !is_usable;
                said
            }};
        }
        let mut wanted = Entry {
            id: part!(&outer[0], 2),
            parent_relationship: part!(&outer[1], 2),
            filename: part!(&outer[2], 1),
            path: part!(&outer[3], 1),
            ..Entry::default()
        };
        let sample = &mut wanted.sample;
        sample.type_display = part!(&inner[3], 1);
        sample.file_size = part!(&inner[4], 3);
        sample.extracted_file_count = part!(&inner[5], 3);
        sample.local_first_seen = part!(&inner[6], 1);
        sample.local_last_seen = part!(&inner[7], 1);
        sample.riskscore = part!(&inner[9], 3);
        // An old name of it would be asked where it says nothing.
        let classification: Text<'_> = part!(&inner[8], 1);
        let threat: Text<'_> = part!(&inner[10], 1);
        sample.classification.replace_if_said(classification);
        sample.classification_result.replace_if_said(threat);
        sample.sha1 = hash(&inner[0], &mut odd);
        sample.sha256 = hash(&inner[1], &mut odd);
        sample.md5 = hash(&inner[2], &mut odd);
        wanted.odd = odd;

        let body = format!(r#"{{"count": 3, "results": [{{"id": 1}}, {json}, {{"id": 2}}]}}"#);
        let (rows, answer) = rows(&body);
        prop_assert!(matches!(answer, Ok(Answer::Rows(_, 3))), "{:?}", answer);
        prop_assert_eq!(&rows[1].0, &format!("{wanted:?}"));
        prop_assert!(body[rows[1].1 as usize..].starts_with(&json) && rows[2].0.contains("Number(2)"));
        // The quick way is taken for nothing that is odd, and says the same.
        if let Some((entry, length)) = Shape::new().entry(json.as_bytes()) {
            prop_assert_eq!((format!("{entry:?}"), length), (rows[1].0.clone(), json.len()));
            prop_assert!(!odd);
        }
    }

    /// Anything may stand where an entry should.
    #[test]
    fn an_entry_that_is_none_costs_itself(odd in prop_oneof![unusable(), value().prop_map(|value| value.0)], cut: prop::sample::Index) {
        let body = format!(r#"[{{"id": 1}}, {odd}, {{"id": 2}} ]"#);
        let (whole, answer) = rows(&body);
        prop_assert!(matches!(answer, Ok(Answer::Rows(_, 3))), "{:?}", answer);
        prop_assert!(whole[2].0.contains("Number(2)"));
        prop_assert!(whole[1].0.contains("odd: true") || odd.starts_with('{'), "{}", whole[1].0);
        // However it is cut.
        let mut reader = Reader::new();
        let mut rows = Vec::new();
        let at = cut.index(body.len());
        for piece in [&body.as_bytes()[..at], &body.as_bytes()[at..]] {
            reader.room(piece.len()).copy_from_slice(piece);
            while reader.read(8, &mut |entry, offset| rows.push((format!("{entry:?}"), offset))) == Ok(true) {}
        }
        let answer = reader.finish(&mut |_, _| {});
        prop_assert!(answer.is_ok());
        prop_assert_eq!(rows, whole);
    }
}

#[test]
fn what_the_issue_names_is_read_and_marked() {
    for odd in [
        "null",
        "7",
        "\"x\"",
        "[]",
        r#"{"id":5,"sample":[],"filename":"a"}"#,
        r#"{"id":5,"id":6,"filename":"a"}"#,
        r#"{"id":5,"filename":"a","sample":{"file_size":1e999}}"#,
        r#"{"id":18446744073709551616,"filename":"a"}"#,
        r#"{"id":5,"filename":"a","sample":{"sha1":"","sha1":""}}"#,
        r#"{"id":5,"filename":"a","path":["\ud800"]}"#,
    ] {
        let body = format!(r#"{{"count":2,"results":[{odd},{{"id":9,"sample":{{"file_size":7}}}}]}}"#);
        let (rows, answer) = rows(&body);
        assert!(matches!(answer, Ok(Answer::Rows(_, 2))), "{odd}: {answer:?}");
        assert!(rows[0].0.contains("odd: true") && rows[1].0.contains("odd: false"), "{odd}: {rows:?}");
        assert_eq!(rows[0].0.contains("filename: Text(Some(\"a\"))"), odd.contains("\"a\""), "{odd}");
    }
    // Names that are no Unicode are no fault of an entry.
    let (rows, _) = rows(r#"[{"id":5,"filename":"a\ud800"}]"#);
    assert!(rows[0].0.contains("odd: false") && rows[0].0.contains("a⟨U+D800⟩"), "{rows:?}");
}
