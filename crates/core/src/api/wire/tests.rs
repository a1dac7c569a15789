use crate::api::wire::*;
use proptest::prelude::*;

type Row = (String, String, String, u64);

/// Reads a body in pieces that end at the given places.
fn read(body: &[u8], pieces: &[usize]) -> (Vec<Row>, Result<Answer, WireFault>) {
    let mut rows = Vec::new();
    let mut reader = Reader::new();
    let mut row = |entry: &Entry<'_>, offset: u64| {
        rows.push((
            format!("{:?}", entry.id),
            format!("{:?}", entry.parent_relationship),
            entry.filename.get().unwrap_or("-").to_owned(),
            offset,
        ));
    };
    let mut from = 0;
    let mut cuts: Vec<usize> = pieces.iter().map(|cut| cut % (body.len() + 1)).collect();
    cuts.sort_unstable();
    cuts.push(body.len());
    for cut in cuts {
        reader.room(cut - from).copy_from_slice(&body[from..cut]);
        from = cut;
        loop {
            match reader.read(64, &mut row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => return (rows, Err(fault)),
            }
        }
    }
    let answer = reader.finish(&mut row);
    (rows, answer)
}

const PAGE: &str = r#" {"next": "http://x/?page=2","results":[
 {"id":197,"parent_relationship":null,"sample":{"id":192,"sha1":"9e","file_size":"267278","riskscore":null,"x":{"y":[1]}},"filename":"De\u0056u.exe","path":"a/DeVu.exe"},
 {"id":"198","parent_relationship":"197","sample":{"threat_status":"malicious","classification":"","threat_level":7},"filename":null,"path":"\ud800"},
 {"id":9007199254740993,"parent_relationship":12.0,"filename":"None","extra":true} ], "count": 12, "previous":null}"#;

#[test]
fn a_page_reads_the_same_however_it_is_cut() {
    let (rows, answer) = read(PAGE.as_bytes(), &[]);
    assert_eq!(answer, Ok(Answer::Rows(Head { count: Some(12), has_next: true, ..Head::default() }, 3)));
    assert_eq!(rows[0].2, "DeVu.exe");
    assert_eq!((rows[1].0.as_str(), rows[1].1.as_str()), ("Number(198)", "Number(197)"));
    assert_eq!((rows[2].0.as_str(), rows[2].1.as_str()), ("Number(9007199254740993)", "Number(12)"));
    for row in &rows {
        assert!(PAGE[row.3 as usize..].starts_with("{\"id\""));
    }
    for cut in 0..PAGE.len() {
        assert_eq!(read(PAGE.as_bytes(), &[cut]), (rows.clone(), answer.clone()), "cut at {cut}");
    }
}

#[test]
fn old_names_give_way_to_new_ones_that_say_something() {
    let mut seen = String::new();
    let mut reader = Reader::new();
    let body = br#"[{"sample":{"threat_status":"malicious","classification":"","threat_level":7,"riskscore":null,"threat_name":"X"}}]"#;
    reader.room(body.len()).copy_from_slice(body);
    let answer = reader.finish(&mut |entry, _| {
        let sample = &entry.sample;
        seen = format!(
            "{:?} {:?} {:?}",
            sample.classification.said(),
            sample.riskscore.0,
            sample.classification_result.said()
        );
    });
    assert_eq!(answer, Ok(Answer::Rows(Head::default(), 1)));
    assert_eq!(seen, r#"Some("malicious") Some(7) Some("X")"#);
}

#[test]
fn answers_that_are_no_rows() {
    let answer = |body: &str| read(body.as_bytes(), &[]).1;
    for nothing in ["", " \n", "{}", "[]", r#"{"count":0}"#, r#"{"count":0,"results":[]}"#] {
        assert_eq!(answer(nothing), Ok(Answer::Nothing), "{nothing}");
    }
    assert_eq!(answer(r#"{"message":"Hash not found."}"#), Ok(Answer::Message("Hash not found.".into())));
    assert_eq!(answer(r#"{"code":405,"message":"No","detail":{"a":1}}"#), Ok(Answer::Message("No".into())));
    assert_eq!(answer("<!DOCTYPE html>"), Err(WireFault::Html));
    assert!(matches!(answer("42"), Err(WireFault::NotAListing(_))));
    assert!(matches!(answer(r#"{"a":1}"#), Err(WireFault::NotAListing(_))));
    assert!(matches!(answer(r#"{"results":[{"id":1},"#), Err(WireFault::CutOff { entries: 1, .. })));
    assert!(matches!(answer(r#"{"results":[{"id":1}"#), Err(WireFault::CutOff { .. })));
    assert!(matches!(answer(r#"{"results":[{"id":1}]"#), Err(WireFault::CutOff { .. })));
    assert!(matches!(answer(r#"{"results":[{"id"=1}]}"#), Err(WireFault::Broken { .. })));
    assert!(matches!(answer(r#"{"results":[{"id":1}]} x"#), Err(WireFault::Broken { .. })));
    assert!(matches!(answer(r#"{"results":[x]}"#), Err(WireFault::Broken { .. })));
    assert!(matches!(answer(r#"{"results":[7"#), Err(WireFault::CutOff { entries: 0, .. })));
}

#[test]
fn a_file_may_hold_several_pages() {
    let body = br#"{"count":2,"results":[{"id":1}]} {"count":2,"results":[{"id":2}]}"#;
    let mut reader = Reader::for_file();
    reader.room(body.len()).copy_from_slice(body);
    let mut ids = Vec::new();
    let answer = reader.finish(&mut |entry, _| ids.push(entry.id.clone() == Id::Number(2)));
    assert!(matches!(answer, Ok(Answer::Rows(_, 2))), "{answer:?}");
    assert_eq!(ids, [false, true]);
}

/// However large one value is, and however small the pieces: what has come is not read again for each of them.
#[test]
fn a_long_value_in_small_pieces_is_gone_over_once() {
    let long = "x\\\"[{,é".repeat(8_000);
    let nested = "[{\"a\":[".repeat(8_000) + &"]}]".repeat(8_000);
    let many = format!("[{}1]", "\"a\",{},".repeat(8_000));
    for body in [
        format!(r#"[{{"id":1,"path":"{long}"}},{{"id":2}}]"#),
        format!(r#"[{{"id":1,"extra":{nested}}}]"#),
        format!(r#"[{{"id":1,"sample":{many}}}]"#),
        format!(r#"["{long}",{many},null]"#),
        format!(r#"{{"message":"{long}"}}"#),
        format!(r#"{{"{long}":{many},"results":[]}}"#),
        format!(r#"{{"a":{nested},"count":1}}"#),
    ] {
        let mut reader = Reader::new();
        let (mut rows, mut whole) = (Vec::new(), Vec::new());
        for piece in body.as_bytes().chunks(50) {
            reader.room(piece.len()).copy_from_slice(piece);
            while reader.read(64, &mut |entry, offset| rows.push((format!("{entry:?}"), offset))) == Ok(true) {}
        }
        let answer = reader.finish(&mut |_, _| {});
        assert!(reader.in_vain < 4 * body.len() as u64, "{} bytes of {}", reader.in_vain, body.len());
        assert_eq!(
            Reader::of(body.as_bytes()).finish(&mut |entry, offset| whole.push((format!("{entry:?}"), offset))),
            answer
        );
        assert_eq!(rows, whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn never_panics_on_a_damaged_page(at in 0..PAGE.len(), byte: u8, cuts in prop::collection::vec(any::<usize>(), 0..4)) {
        let mut body = PAGE.as_bytes().to_vec();
        body[at] = byte;
        let (rows, answer) = read(&body, &cuts);
        prop_assert!(rows.len() <= 4 || answer.is_err());
        if let Err(fault) = answer {
            prop_assert!(!fault.to_string().is_empty());
        }
    }

    #[test]
    fn never_panics_on_anything(body in "[\\[\\]{}\":,a-z0-9\\\\ ]{0,60}", cut: usize) {
        let _ = read(body.as_bytes(), &[cut]);
    }
}

/// What stands around the rows of a file.
fn around(text: &str) -> Head {
    let mut reader = Reader::for_file();
    reader.room(text.len()).copy_from_slice(text.as_bytes());
    match reader.finish(&mut |_, _| {}) {
        Ok(Answer::Rows(head, _)) => head,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_names_more_where_its_first_or_last_page_is_not_in_it() {
    let page = |count: &str, next: &str, previous: &str| {
        format!("{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":[{{\"id\":1}}]}}")
    };
    let (first, middle, last) = (page("9", "\"x\"", "null"), page("7", "\"x\"", "\"y\""), page("8", "null", "\"y\""));
    let links = |text: &str| {
        let head = around(text);
        (head.has_next, head.has_previous)
    };
    assert_eq!(links(&first), (true, false));
    assert_eq!(links(&middle), (true, true));
    assert_eq!(links(&last), (false, true));
    for whole in
        [format!("{first}{middle}{last}"), format!("{last},{first}\n{middle}"), format!("{first}[{{\"id\":3}}]")]
    {
        assert_eq!(links(&whole), (false, false), "{whole}");
    }
    assert_eq!(links(&format!("{first}{middle}")), (true, false));
    assert_eq!(around(&format!("{middle}{first}{last}")).count, Some(9), "the greatest");
    assert_eq!(links("[{\"id\":1}]"), (false, false));
}

#[test]
fn what_an_export_says_of_itself_is_handed_on() {
    let file = r#"{"count":85,"next":null,"matryoshka":{"filters":["a"]},"results":[{"id":1}]}"#;
    assert_eq!(around(file).part.as_deref(), Some(r#"{"filters":["a"]}"#));
    let answer = Reader::of(file.as_bytes()).finish(&mut |_, _| {});
    let Ok(Answer::Rows(head, 1)) = answer else { panic!("{answer:?}") };
    assert_eq!(head.part, None, "an appliance says nothing of the kind");
}

#[test]
fn an_empty_page_that_names_more_is_not_nothing() {
    let answer = Reader::of(br#"{"count":0,"next":"x","results":[]}"#).finish(&mut |_, _| {});
    assert_eq!(answer, Ok(Answer::Rows(Head { count: Some(0), has_next: true, ..Head::default() }, 0)));
}
