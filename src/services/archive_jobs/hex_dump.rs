//! Bytes as hex and text.

use matryoshka_core::table::hex;

/// Bytes in a line.
const LINE: usize = 16;

/// Bytes as hex, with what is plain text in them beside it.
pub fn hex_dump(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 5);
    for (at, line) in bytes.chunks(LINE).enumerate() {
        out.push_str(&format!("{:08x}  ", at * LINE));
        for byte in line {
            out.push_str(&hex(&[*byte]));
            out.push(' ');
        }
        out.extend(std::iter::repeat_n(' ', (LINE - line.len()) * 3 + 1));
        let shown = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' };
        out.extend(line.iter().map(shown));
        out.push('\n');
    }
    out
}
