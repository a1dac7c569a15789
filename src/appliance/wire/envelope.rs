//! What stands around the rows of an answer.

use super::{Reader, State, Step, WireFault, space};
use serde::de::IgnoredAny;
use serde_json::Deserializer;

impl Reader {
    /// One key and its value in the outer object.
    #[inline(never)]
    pub(super) fn key(&mut self, byte: u8, last: bool) -> Result<Step, WireFault> {
        match byte {
            b'}' => {
                self.at += 1;
                self.state = State::Done;
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
            "count" => self.head.count = number(value).or(self.head.count),
            "next" => self.head.has_next = value != b"null" && value != b"\"\"",
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
            let name = crate::listing::escape::visible(&key).chars().take(20).collect::<String>();
            self.first_keys.push_str(if self.first_keys.is_empty() { "“" } else { ", “" });
            self.first_keys.push_str(&name);
            self.first_keys.push('”');
        }
        self.at += end;
        Ok(Step::Went)
    }
}

/// A whole number, which may stand in quotes.
fn number(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value).ok()?.trim_matches('"').parse().ok()
}
