//! UTF-16 as UTF-8, piece by piece.

use crate::opened_files::ByteOrder;

/// Reads units that come in pieces of any size. Half of a pair becomes U+FFFD: what is read is a file that another program
/// has converted, and not what an appliance sent.
#[derive(Clone, Debug)]
pub struct Utf16 {
    order: ByteOrder,
    /// The first byte of a unit whose second has not come.
    byte: Option<u8>,
    /// The first half of a pair whose second has not come.
    half: Option<u16>,
}

impl Utf16 {
    /// In this order.
    pub const fn new(order: ByteOrder) -> Self {
        Self { order, byte: None, half: None }
    }

    /// The text of some more bytes.
    pub fn read(&mut self, bytes: &[u8]) -> String {
        let mut out = String::with_capacity(bytes.len() / 2 + 4);
        for byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(*byte);
                continue;
            };
            let unit = match self.order {
                ByteOrder::Little => u16::from_le_bytes([first, *byte]),
                ByteOrder::Big => u16::from_be_bytes([first, *byte]),
            };
            match self.half.take() {
                Some(half) if matches!(unit, 0xdc00..=0xdfff) => {
                    out.extend(char::decode_utf16([half, unit]).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
                    continue;
                }
                Some(_) => out.push(char::REPLACEMENT_CHARACTER),
                None => {}
            }
            if matches!(unit, 0xd800..=0xdbff) {
                self.half = Some(unit);
            } else {
                out.push(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        out
    }

    /// What is left when all bytes have come: half of something stands for a letter.
    pub fn finish(self) -> String {
        let is_half = self.byte.is_some() || self.half.is_some();
        if is_half { char::REPLACEMENT_CHARACTER.to_string() } else { String::new() }
    }
}
