//! JSON: every entry exactly as the appliance sent it, in the shape of the API. Nothing is decoded and written again, so
//! null, absent and unknown fields, 64-bit numbers and their order stay what they were.

use super::source::Order;
use matryoshka_rooms::listing::Source;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This text.
    Text(String),
    /// These bytes of a body: number, first, behind the last.
    Slice(u16, u64, u64),
}

/// Where an entry ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct End {
    at: u64,
    /// Only a comma and white space stand between it and the entry that is next in the body.
    joined: bool,
}

/// The parts of the file with the rows `chosen` (indices into `order`). `read` gives all bytes of a body.
///
/// # Errors
/// Words, when a body can't be read.
pub fn pieces(
    order: &Order,
    chosen: &[u32],
    read: &mut dyn FnMut(u16) -> Result<Vec<u8>, String>,
) -> Result<Vec<Piece>, String> {
    let ends = ends(order, chosen, read)?;
    let count = chosen.len();
    let mut out = vec![Piece::Text(format!("{{\"count\":{count},\"next\":null,\"previous\":null,\"results\":["))];
    let mut run: Option<(u16, u64, u64, bool)> = None;
    for (at, end) in chosen.iter().zip(ends) {
        let Source { body, offset } = order[*at as usize];
        let offset = u64::from(offset);
        run = Some(match run {
            // What lies between two entries that follow one another is a comma already.
            Some((same, from, to, true))
                if same == body && offset >= to && offset - to < 64 && is_next(order, body, to, offset) =>
            {
                (body, from, end.at, end.joined)
            }
            Some((body_before, from, to, _)) => {
                out.push(Piece::Slice(body_before, from, to));
                out.push(Piece::Text(",\n".to_owned()));
                (body, offset, end.at, end.joined)
            }
            None => (body, offset, end.at, end.joined),
        });
    }
    if let Some((body, from, to, _)) = run {
        out.push(Piece::Slice(body, from, to));
    }
    out.push(Piece::Text("]}\n".to_owned()));
    Ok(out)
}

/// No other entry of the listing begins between the two.
fn is_next(order: &Order, body: u16, from: u64, to: u64) -> bool {
    // Between two neighbours there are a few bytes at most, too few for an entry with an id.
    to - from < 8 || !order.iter().any(|source| source.body == body && (from..to).contains(&u64::from(source.offset)))
}

fn ends(
    order: &Order,
    chosen: &[u32],
    read: &mut dyn FnMut(u16) -> Result<Vec<u8>, String>,
) -> Result<Vec<End>, String> {
    let mut by_body: Vec<u32> = (0..chosen.len() as u32).collect();
    let source = |at: u32| order[chosen[at as usize] as usize];
    by_body.sort_unstable_by_key(|at| source(*at).body);
    let mut ends = vec![End::default(); chosen.len()];
    let mut bytes = Vec::new();
    let mut held = None;
    for at in by_body {
        let Source { body, offset } = source(at);
        if held != Some(body) {
            bytes = read(body)?;
            held = Some(body);
        }
        let rest = bytes.get(offset as usize..).unwrap_or_default();
        let mut values = Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
        if !matches!(values.next(), Some(Ok(_))) {
            return Err("an answer of the appliance can no longer be read".to_owned());
        }
        let length = values.byte_offset();
        let behind = &rest[length..];
        let gap = behind.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        let commas = behind[..gap].iter().filter(|byte| **byte == b',').count();
        let joined = commas == 1 && behind.get(gap) == Some(&b'{') && gap < 64;
        ends[at as usize] = End { at: u64::from(offset) + length as u64, joined };
    }
    Ok(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::tests::body;
    use proptest::prelude::*;
    use serde_json::Value;

    fn file(bodies: &[Vec<u8>], order: &Order, chosen: &[u32]) -> String {
        let pieces = pieces(order, chosen, &mut |body| Ok(bodies[usize::from(body)].clone())).expect("pieces");
        let mut out = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.extend(text.into_bytes()),
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
            turned: bool,
        ) {
            let mut bodies = Vec::new();
            let mut order = Vec::new();
            let mut texts = Vec::new();
            for (number, count) in counts.iter().enumerate() {
                let entries: Vec<String> = (0..*count)
                    .map(|at| format!("{{\"id\": 9007199254740993{number}{at}, \"x\":  null, \"a\": [ 1.50 , {{}}]}}"))
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
            prop_assert_eq!(value["count"].as_u64(), Some(chosen.len() as u64));
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
    fn neighbours_are_one_slice() {
        let entries: Vec<String> = (0..1000).map(|id| format!("{{\"id\": {id}}}")).collect();
        let (bytes, order) = body(0, &entries);
        let all: Vec<u32> = (0..1000).collect();
        let pieces = pieces(&order, &all, &mut |_| Ok(bytes.clone())).expect("pieces");
        assert_eq!(pieces.len(), 3);
    }
}
