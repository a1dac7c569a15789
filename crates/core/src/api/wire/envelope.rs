//! What stands around the rows of an answer.

use crate::api::wire::{Links, Reader, State, Step, WireFault, space};
use serde::de::IgnoredAny;
use serde_json::Deserializer;

/// The member by which an export says what part of the listing it holds.
pub const PART: &str = "matryoshka";

/// Most bytes that are kept of it.
const LONGEST_PART: usize = 16_384;

impl Reader {
    /// A listing has ended. Of several, the whole is cut short only where none of them is the last page, or the first.
    pub(crate) fn end_listing(&mut self) {
        let Links { next, previous } = std::mem::take(&mut self.links);
        self.head.has_next = next && (self.listings == 0 || self.head.has_next);
        self.head.has_previous = previous && (self.listings == 0 || self.head.has_previous);
        self.listings += 1;
        self.state = State::Done;
    }

    /// One key and its value in the outer object.
    #[inline(never)]
    pub(super) fn key(&mut self, byte: u8, last: bool) -> Result<Step, WireFault> {
        match byte {
            b'}' => {
                self.at += 1;
                self.end_listing();
                return Ok(Step::Went);
            }
            b',' => {
                self.at += 1;
                return Ok(Step::Went);
            }
            b'"' => {}
            _ => return Err(self.broken("a key was expected")),
        }
        // Nothing is taken until key and value are both whole.
        let rest = self.rest();
        let mut keys = Deserializer::from_slice(rest).into_iter::<String>();
        let key = match keys.next() {
            Some(Ok(key)) => key,
            Some(Err(error)) if !error.is_eof() => return Err(self.broken(&error.to_string())),
            _ => return Ok(Step::Wants),
        };
        let mut at = keys.byte_offset();
        at += space(&rest[at..]);
        match rest.get(at) {
            Some(b':') => at += 1,
            Some(_) => return Err(self.broken("“:” was expected")),
            None => return Ok(Step::Wants),
        }
        at += space(&rest[at..]);
        let Some(first) = rest.get(at).copied() else { return Ok(Step::Wants) };
        if key == "results" && first == b'[' {
            self.at += at + 1;
            self.saw_rows = true;
            self.state = State::Rows { in_object: true };
            return Ok(Step::Went);
        }
        let mut values = Deserializer::from_slice(&rest[at..]).into_iter::<IgnoredAny>();
        match values.next() {
            Some(Ok(_)) => {}
            Some(Err(error)) if !error.is_eof() => return Err(self.broken(&error.to_string())),
            _ => return Ok(Step::Wants),
        }
        let end = at + values.byte_offset();
        let value = &rest[at..end];
        if end == rest.len() && !last {
            return Ok(Step::Wants); // a number may go on in the next piece
        }
        match key.as_str() {
            // Of several pages in a file, the greatest: some appliances count only the rows of the page.
            "count" if self.many => self.head.count = number(value).max(self.head.count),
            "count" => self.head.count = number(value).or(self.head.count),
            "next" => self.links.next = is_link(value),
            "previous" => self.links.previous = is_link(value),
            PART if self.many && self.head.part.is_none() && value.len() <= LONGEST_PART => {
                self.head.part = std::str::from_utf8(value).ok().map(str::to_owned);
            }
            "message" | "detail" | "error" => {
                let said = serde_json::from_slice(value).ok().filter(|text: &String| !text.is_empty());
                // Of several, the message is what was meant for people.
                if said.is_some() && (self.head.message.is_none() || key == "message") {
                    self.head.message = said;
                }
            }
            _ => {}
        }
        if !self.saw_rows && self.first_keys.len() < 80 {
            let name = crate::table::escape::visible(&key).chars().take(20).collect::<String>();
            self.first_keys.push_str(if self.first_keys.is_empty() { "“" } else { ", “" });
            self.first_keys.push_str(&name);
            self.first_keys.push('”');
        }
        self.at += end;
        Ok(Step::Went)
    }
}

/// Whether a link names a page.
fn is_link(value: &[u8]) -> bool {
    !matches!(value, b"null" | b"\"\"" | b"false")
}

/// A whole number, which may stand in quotes.
fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value).ok()?.trim_matches('"').parse().ok()
}
