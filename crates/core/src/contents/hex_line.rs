//! A line of a hex view: sixteen bytes as hex and as text, in three parts where some of them are selected.

use std::fmt::Write;
use std::ops::Range;

/// Bytes in a line.
pub const BYTES: u64 = 16;

/// Letters that a byte takes in hex, with the space behind it.
pub const LETTERS: usize = 3;

/// A line: before the selected bytes, they themselves, and behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HexLine {
    /// As hex, a space behind each byte.
    pub hex: [String; 3],
    /// As text: what is printable in ASCII, else a dot.
    pub text: [String; 3],
}

impl HexLine {
    /// The line of `bytes`, of which some are selected, counted from the first of them.
    pub fn new(bytes: &[u8], selected: &Range<usize>) -> Self {
        let mut line = Self::default();
        for (at, byte) in bytes.iter().enumerate() {
            let part = usize::from(at >= selected.start) + usize::from(at >= selected.end.max(selected.start));
            // Writing to a String cannot fail.
            let _ = write!(line.hex[part], "{byte:02x} ");
            line.text[part].push(if (0x20..0x7f).contains(byte) { char::from(*byte) } else { '.' });
        }
        line
    }
}

/// What of the line that begins at `from` is selected.
pub fn selected(from: u64, selection: &Range<u64>) -> Range<usize> {
    let inside = |at: u64| {
        let at = at.saturating_sub(from);
        if at > BYTES { BYTES as usize } else { at as usize }
    };
    inside(selection.start)..inside(selection.end)
}

/// An offset as it stands before a line.
pub fn offset(at: u64) -> String {
    format!("{at:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_read_as_in_any_hex_editor() {
        let line = HexLine::new(b"MZ\x90\0", &(1..3));
        assert_eq!(line.hex, ["4d ", "5a 90 ", "00 "]);
        assert_eq!(line.text, ["M", "Z.", "."]);
        assert_eq!(offset(0x1f0), "000001f0");
        assert_eq!(offset(1 << 32), "100000000");
    }

    proptest! {
        #[test]
        fn the_selected_bytes_stand_in_the_middle(bytes in prop::collection::vec(any::<u8>(), 0..=16), from in 0_u64..9, start in 0_u64..300, length in 0_u64..300) {
            let from = from * BYTES;
            let chosen = selected(from, &(start..start + length));
            let line = HexLine::new(&bytes, &chosen);
            let is_chosen = |at: &usize| (start..start + length).contains(&(from + *at as u64));
            let wanted: Vec<String> = (0..bytes.len()).filter(is_chosen).map(|at| format!("{:02x} ", bytes[at])).collect();
            prop_assert_eq!(&line.hex[1], &wanted.concat());
            prop_assert_eq!(line.hex.concat().len(), bytes.len() * LETTERS);
            prop_assert_eq!(line.text.concat().len(), bytes.len());
        }
    }
}
