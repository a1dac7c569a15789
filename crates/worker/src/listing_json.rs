//! JSON: every entry exactly as the appliance sent it, in the shape of the API. Nothing is decoded and written again, so
//! null, absent and unknown fields, 64-bit numbers and their order stay what they were.
//!
//! `count` is that of the whole listing. Where the file holds a part of it, a member of its own says which, for Open file.

use crate::source::{Order, Read};
use matryoshka_core::api::wire::PART;
use matryoshka_core::api::wire::nesting::{Nesting, Role};
use matryoshka_core::table::RowSource;
use matryoshka_core::table::completeness::Completeness;
use std::borrow::Cow;

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This text.
    Text(Cow<'static, str>),
    /// These bytes of a body: number, first, behind the last.
    Slice(u16, u64, u64),
}

/// Where an entry ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct End {
    at: u64,
    /// Where the next entry begins, if nothing but a comma and white space stands before it.
    next: Option<u64>,
}

/// Most bytes between two entries that are taken over with them.
const GAP: usize = 64;

/// The parts of the file with the rows `chosen` (indices into `order`). `read` gives some bytes of a body from an offset
/// on, none at its end. Rows that follow one another as they came are one slice. `export` says how much of the listing they
/// are.
///
/// # Errors
/// Explanation, when a body can't be read.
pub fn pieces(order: &Order, chosen: &[u32], export: &Completeness, read: Read<'_>) -> Result<Vec<Piece>, String> {
    let ends = ends(order, chosen, read)?;
    let mut out = vec![Piece::Text(head(export).into())];
    let mut run: Option<(u16, u64, End)> = None;
    for (at, end) in chosen.iter().zip(ends) {
        let RowSource { body, offset } = order[*at as usize];
        let offset = u64::from(offset);
        run = Some(match run {
            // What lies between two entries that follow one another is a comma already.
            Some((same, from, before)) if same == body && before.next == Some(offset) => (body, from, end),
            Some((body_before, from, before)) => {
                out.push(Piece::Slice(body_before, from, before.at));
                out.push(Piece::Text(",\n".into()));
                (body, offset, end)
            }
            None => (body, offset, end),
        });
    }
    if let Some((body, from, end)) = run {
        out.push(Piece::Slice(body, from, end.at));
    }
    out.push(Piece::Text("]}\n".into()));
    Ok(out)
}

/// Has the rows `chosen` written as JSON Lines: each entry as it came, on a line of its own. Line ends inside of an entry are
/// white space between its values and become spaces.
///
/// # Errors
/// Explanation, when a body can't be read.
pub fn lines(order: &Order, chosen: &[u32], read: Read<'_>, put: &mut dyn FnMut(&[u8])) -> Result<(), String> {
    let ends = ends(order, chosen, read)?;
    let mut body = Body { read, number: 0, from: 0, bytes: Vec::new() };
    let mut line = Vec::new();
    for (at, end) in chosen.iter().zip(ends) {
        let RowSource { body: number, offset } = order[*at as usize];
        let mut from = u64::from(offset);
        while from < end.at {
            let rest = body.rest(number, from)?;
            if rest.is_empty() {
                return Err(GONE.to_owned());
            }
            let length = rest.len().min((end.at - from) as usize);
            line.extend(rest[..length].iter().map(|byte| if matches!(byte, b'\r' | b'\n') { b' ' } else { *byte }));
            from += length as u64;
        }
        line.push(b'\n');
        put(&line);
        line.clear();
    }
    Ok(())
}

const GONE: &str = "an answer of the appliance can no longer be read";

/// What stands before the rows.
fn head(export: &Completeness) -> String {
    let count = export.count().map_or_else(|| "null".to_owned(), |count| count.to_string());
    let part = if export.is_complete() { String::new() } else { format!("\"{PART}\":{},", export.to_json()) };
    format!("{{\"count\":{count},\"next\":null,\"previous\":null,{part}\"results\":[")
}

/// The ends of the chosen entries. Bodies are read one after another, once and from front to back.
fn ends(order: &Order, chosen: &[u32], read: Read<'_>) -> Result<Vec<End>, String> {
    let source = |at: u32| order[chosen[at as usize] as usize];
    let mut by_place: Vec<u32> = (0..chosen.len() as u32).collect();
    by_place.sort_unstable_by_key(|at| (source(*at).body, source(*at).offset));
    let mut ends = vec![End::default(); chosen.len()];
    let mut body = Body { read, number: 0, from: 0, bytes: Vec::new() };
    for at in by_place {
        let RowSource { body: number, offset } = source(at);
        ends[at as usize] = body.end(number, offset.into())?;
    }
    Ok(ends)
}

/// A body, of which a piece is held.
struct Body<'a> {
    read: Read<'a>,
    number: u16,
    /// The offset of the piece.
    from: u64,
    bytes: Vec<u8>,
}

impl Body<'_> {
    /// What is held from an offset on; none at the end of the body.
    fn rest(&mut self, number: u16, offset: u64) -> Result<&[u8], String> {
        let held = self.from..self.from + self.bytes.len() as u64;
        if number != self.number || !held.contains(&offset) {
            self.bytes = (self.read)(number, offset)?;
            (self.number, self.from) = (number, offset);
        }
        Ok(&self.bytes[(offset - self.from) as usize..])
    }

    /// The end of the entry that begins at an offset.
    fn end(&mut self, number: u16, offset: u64) -> Result<End, String> {
        // An entry may be any value: an odd one is shown like the others.
        if !matches!(
            self.rest(number, offset)?.first(),
            Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
        ) {
            return Err(GONE.to_owned());
        }
        let (mut scan, mut at) = (Scan::default(), offset);
        while !scan.is_over {
            let rest = self.rest(number, at)?;
            if rest.is_empty() {
                return Err(GONE.to_owned());
            }
            at += scan.read(rest) as u64;
        }
        let (mut gap, mut commas) = (at, 0);
        let next = loop {
            match self.rest(number, gap)?.first() {
                Some(b',') => commas += 1,
                Some(b' ' | b'\t' | b'\r' | b'\n') => {}
                Some(b'{') if commas == 1 => break Some(gap),
                _ => break None,
            }
            gap += 1;
            if gap - at > GAP as u64 {
                break None;
            }
        };
        Ok(End { at, next })
    }
}

/// Goes through a JSON value to its end. The listing's reader has found it well made before.
#[derive(Debug, Default)]
struct Scan {
    nesting: Nesting,
    is_over: bool,
}

impl Scan {
    /// Reads on; gives how many bytes belong to the value.
    fn read(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            let length = match (self.nesting.step(*byte), byte) {
                (Role::Ends, _) => at + 1,
                // What is no text, list or object ends where something else begins.
                (Role::Outside, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n') => at,
                _ => continue,
            };
            self.is_over = true;
            return length;
        }
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
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
        lines(&order, &[2, 0, 1], &mut in_pieces(&bodies), &mut put).expect("lines");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text, "{\"id\": 2, \"a\": [ 1.50 ]}\n{\"id\": 1,   \"x\": \"a\\n\"}\nnull\n");
        assert!(lines(&order, &[0], &mut |_, _| Ok(Vec::new()), &mut |_| {}).is_err());
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
}
