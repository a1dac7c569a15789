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
pub struct End {
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

/// Has the rows `chosen`, whose [`ends`] are known, written as JSON Lines: each entry as it came, on a line of its own. Line ends
/// inside of an entry are white space between its values and become spaces.
///
/// # Errors
/// Explanation, when a body can't be read.
pub fn lines(
    order: &Order,
    chosen: &[u32],
    ends: &[End],
    read: Read<'_>,
    put: &mut dyn FnMut(&[u8]),
) -> Result<(), String> {
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
///
/// # Errors
/// Explanation, when a body can't be read.
pub fn ends(order: &Order, chosen: &[u32], read: Read<'_>) -> Result<Vec<End>, String> {
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
mod tests;
