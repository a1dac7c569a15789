//! The careful way for an entry: as the JSON library reads it.

use crate::api::wire::{Entry, Reader, WireFault, odd, repair};
use serde::de::IgnoredAny;
use serde_json::Deserializer;

impl Reader {
    /// Hands on the entry at the beginning of `rest`, as the JSON library reads it, or what can be read of it. Gives how many
    /// bytes it takes; `None` when it has not come whole.
    #[inline(never)]
    pub(crate) fn by_library(
        &self,
        rest: &[u8],
        offset: u64,
        row: &mut dyn FnMut(&Entry<'_>, u64),
    ) -> Result<Option<usize>, WireFault> {
        let mut entries = Deserializer::from_slice(rest).into_iter::<Entry<'_>>();
        if rest.first() == Some(&b'{') {
            match entries.next() {
                Some(Ok(entry)) => {
                    row(&entry, offset);
                    return Ok(Some(entries.byte_offset()));
                }
                Some(Err(error)) if !error.is_eof() => {}
                _ => return Ok(None),
            }
        }
        // Perhaps only a lone surrogate, a byte that is no UTF-8, or something else than an entry.
        let mut whole = Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
        match whole.next() {
            Some(Ok(_)) => {}
            Some(Err(error)) if !error.is_eof() => return Err(self.broken(&error.to_string())),
            _ => return Ok(None),
        }
        let length = whole.byte_offset();
        let is_delimited = matches!(rest[length - 1], b'}' | b']' | b'"');
        if length == rest.len() && !is_delimited {
            return Ok(None); // a number may go on in the next piece
        }
        let repaired = repair::entry(&rest[..length]);
        let is_object = repaired.starts_with('{');
        let read = serde_json::from_str::<Entry<'_>>(&repaired).ok().filter(|_| is_object);
        row(&read.unwrap_or_else(|| odd::entry(&repaired)), offset);
        Ok(Some(length))
    }
}
