//! The careful way for an entry: as the JSON library reads it.

use super::{Entry, Reader, WireFault, repair};
use serde::de::IgnoredAny;
use serde_json::Deserializer;

impl Reader {
    /// Hands on the entry at the beginning of `rest`, as the JSON library reads it. Gives how many bytes it takes; `None` when
    /// it has not come whole.
    #[inline(never)]
    pub(super) fn by_library(
        &self,
        rest: &[u8],
        offset: u64,
        row: &mut dyn FnMut(&Entry<'_>, u64),
    ) -> Result<Option<usize>, WireFault> {
        let mut entries = Deserializer::from_slice(rest).into_iter::<Entry<'_>>();
        match entries.next() {
            Some(Ok(entry)) => {
                row(&entry, offset);
                Ok(Some(entries.byte_offset()))
            }
            Some(Err(error)) if !error.is_eof() => {
                // Perhaps only a lone surrogate, a byte that is no UTF-8, or a field of another shape.
                let mut whole = Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
                match whole.next() {
                    Some(Ok(_)) => {}
                    Some(Err(error)) if !error.is_eof() => return Err(self.broken(&error.to_string())),
                    _ => return Ok(None),
                }
                let length = whole.byte_offset();
                let repaired = repair::entry(&rest[..length]);
                let entry = serde_json::from_slice::<Entry<'_>>(repaired.as_bytes())
                    .map_err(|error| WireFault::Entry { number: self.entries + 1, why: plain(&error) })?;
                row(&entry, offset);
                Ok(Some(length))
            }
            _ => Ok(None),
        }
    }
}

/// The words of the JSON reader without its line and column, which count from the entry and not from the body.
fn plain(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
}
