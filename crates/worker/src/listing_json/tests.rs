use super::*;
use crate::source::tests::{body, pieces as in_pieces};
use matryoshka_core::api::wire::{Answer, Reader};
use matryoshka_core::table::completeness::Choice;
use proptest::prelude::*;
use serde_json::Value;

/// What the chosen ones of all rows are.
fn export(order: &Order, chosen: &[u32]) -> Completeness {
    let rows = order.len() as u64;
    let all = Completeness { rows, total: Some(rows), ..Completeness::default() };
    all.of_export(&Choice { rows: chosen.len() as u64, filter: Some("a \u{202e}\"b"), ..Choice::default() })
}

fn file(bodies: &[Vec<u8>], order: &Order, chosen: &[u32]) -> String {
    let pieces = pieces(order, chosen, &export(order, chosen), &mut in_pieces(bodies)).expect("pieces");
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.extend(text.bytes()),
            Piece::Slice(body, from, to) => out.extend(&bodies[usize::from(body)][from as usize..to as usize]),
        }
    }
    String::from_utf8(out).expect("UTF-8")
}

proptest! {
    #[test]
    fn holds_each_chosen_entry_as_it_came(
        counts in prop::collection::vec(0_usize..6, 1..4),
        chosen in prop::collection::vec(any::<bool>(), 18),
        odds in prop::collection::vec(0_usize..12, 18),
        turned: bool,
    ) {
        let mut bodies = Vec::new();
        let mut order = Vec::new();
        let mut texts = Vec::new();
        for (number, count) in counts.iter().enumerate() {
            let odd = ["null", "-1.5e9", "\"},{\\\"\"", "[[], {}]", "false"];
            let entries: Vec<String> = (0..*count)
                .map(|at| match odd.get(odds[*count + at + number]) {
                    Some(odd) => (*odd).to_owned(),
                    None => format!("{{\"id\": 9007199254740993{number}{at}, \"x\":  null, \"a\": [ 1.50 , {{}}]}}"),
                })
                .collect();
            let (bytes, places) = body(number as u16, &entries);
            bodies.push(bytes);
            order.extend(places);
            texts.extend(entries);
        }
        if turned {
            order.reverse();
            texts.reverse();
        }
        let chosen: Vec<u32> = (0..order.len() as u32).filter(|at| chosen[*at as usize]).collect();
        let file = file(&bodies, &order, &chosen);
        let value: Value = serde_json::from_str(&file).expect("JSON");
        prop_assert_eq!(value["count"].as_u64(), Some(order.len() as u64));
        prop_assert_eq!(value.get(PART).is_some(), chosen.len() < order.len());
        prop_assert_eq!(value["results"].as_array().map(Vec::len), Some(chosen.len()));
        let mut from = 0;
        for at in &chosen {
            let text = &texts[*at as usize];
            let found = file[from..].find(text.as_str());
            prop_assert!(found.is_some(), "{} is not in {}", text, file);
            from += found.unwrap_or(0) + text.len();
        }
    }
}

#[test]
fn lines_are_the_entries_one_on_each() {
    let entries = ["{\"id\": 1,\r\n \"x\": \"a\\n\"}", "null", "{\"id\": 2, \"a\": [\n1.50\n]}"].map(str::to_owned);
    let (bytes, order) = body(0, &entries);
    let bodies = [bytes];
    let mut out = Vec::new();
    let mut put = |bytes: &[u8]| out.extend_from_slice(bytes);
    let chosen = [2, 0, 1];
    let ends = ends(&order, &chosen, &mut in_pieces(&bodies)).expect("ends");
    lines(&order, &chosen, &ends, &mut in_pieces(&bodies), &mut put).expect("lines");
    let text = String::from_utf8(out).expect("UTF-8");
    assert_eq!(text, "{\"id\": 2, \"a\": [ 1.50 ]}\n{\"id\": 1,   \"x\": \"a\\n\"}\nnull\n");
    assert!(lines(&order, &chosen, &ends, &mut |_, _| Ok(Vec::new()), &mut |_| {}).is_err());
}

#[test]
fn neighbours_are_one_slice() {
    let entries: Vec<String> = (0..1000).map(|id| format!("{{\"id\": {id}}}")).collect();
    let (bytes, order) = body(0, &entries);
    let all: Vec<u32> = (0..1000).collect();
    let bodies = [bytes];
    let pieces = pieces(&order, &all, &export(&order, &all), &mut in_pieces(&bodies)).expect("pieces");
    assert_eq!(pieces.len(), 3);
}

#[test]
fn an_entry_that_is_not_of_the_listing_is_not_between_its_neighbours() {
    let entries: Vec<String> = (0..3).map(|id| format!("{{\"id\": {id}, \"x\": \"}}\\\"{{\"}}")).collect();
    let (bytes, mut order) = body(0, &entries);
    order.remove(1);
    let file = file(&[bytes], &order, &[0, 1]);
    assert!(file.contains("\"id\": 0") && file.contains("\"id\": 2") && !file.contains("\"id\": 1"), "{file}");
}

#[test]
fn a_body_that_is_gone_is_said() {
    let order = [RowSource { body: 0, offset: 0 }].to_vec();
    let export = export(&order, &[0]);
    assert!(pieces(&order, &[0], &export, &mut |_, _| Ok(Vec::new())).is_err());
    let endless = [b"{\"id\": 1".to_vec()];
    assert!(pieces(&order, &[0], &export, &mut in_pieces(&endless)).is_err(), "it never ends");
    assert!(pieces(&order, &[0], &export, &mut |_, _| Err("gone".to_owned())).is_err());
}

/// What a file is when it is opened.
fn opened(text: &str) -> Completeness {
    let mut reader = Reader::for_file();
    reader.room(text.len()).copy_from_slice(text.as_bytes());
    let Ok(Answer::Rows(head, rows)) = reader.finish(&mut |_, _| {}) else { panic!("no rows: {text}") };
    Completeness::of_file(rows, &head, false, false)
}

#[test]
fn a_part_opens_as_a_part_and_the_whole_as_the_whole() {
    let entries: Vec<String> = (0..5).map(|id| format!("{{\"id\": {id}}}")).collect();
    let (bytes, order) = body(0, &entries);
    let bodies = [bytes];
    let whole = opened(&file(&bodies, &order, &[0, 1, 2, 3, 4]));
    assert_eq!((whole.is_complete(), whole.count()), (true, Some(5)));
    let part = opened(&file(&bodies, &order, &[0, 3]));
    assert_eq!((part.is_complete(), part.count(), part.rows), (false, Some(5), 2));
    assert_eq!(part.filters, ["a \u{202e}\"b"]);
    let page = Completeness { rows: 5, more: true, ..Completeness::default() };
    let export = page.of_export(&Choice { rows: 5, ..Choice::default() });
    let pieces = pieces(&order, &[0, 1, 2, 3, 4], &export, &mut in_pieces(&bodies)).expect("pieces");
    let Some(Piece::Text(head)) = pieces.first() else { panic!("no head") };
    let again = opened(&format!("{head}{{}},{{}},{{}},{{}},{{}}]}}"));
    assert_eq!((again.is_complete(), again.count()), (false, None), "{head}");
}
