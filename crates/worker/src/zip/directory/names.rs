//! The name of a member as text.

use crate::zip::directory::{fields, word};

/// The upper half of code page 437, which names are in that are not in UTF-8: nothing of them is lost.
#[rustfmt::skip]
const UPPER: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐',
    '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧',
    '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀',
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩',
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{a0}',
];

/// A name as text, and its bytes where it is in doubt what they mean: in UTF-8 whatever the flag says of it, because programs
/// forget it; else the one that Info-ZIP puts beside; else one in some code page, as which 437 is taken.
pub fn text(name: &[u8], extra: &[u8]) -> (String, Option<Vec<u8>>) {
    if name.is_ascii() {
        return (beside(name, extra).unwrap_or_else(|| String::from_utf8_lossy(name).into_owned()), None);
    }
    if let Ok(text) = std::str::from_utf8(name) {
        return (text.to_owned(), None);
    }
    match beside(name, extra) {
        Some(text) => (text, None),
        None => (in_437(name), Some(name.to_vec())),
    }
}

/// A name in code page 437.
pub fn in_437(name: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0..128 => char::from(*byte),
        _ => UPPER[usize::from(*byte) - 128],
    };
    name.iter().map(letter).collect()
}

/// The name that stands beside, for the very one that stands in front.
fn beside(name: &[u8], extra: &[u8]) -> Option<String> {
    let (_, field) = fields(extra).find(|(number, field)| *number == 0x7075 && field.first() == Some(&1))?;
    let mut crc = flate2::Crc::new();
    crc.update(name);
    (word(field, 1) == crc.sum()).then(|| String::from_utf8(field.get(5..)?.to_vec()).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_name_is_lost() {
        assert!((1..128).all(|at| !UPPER[..at].contains(&UPPER[at])), "each byte is a letter of its own");
        let text = |name: &[u8], extra: &[u8]| super::text(name, extra).0;
        assert_eq!(text(b"a.txt", b""), "a.txt");
        assert_eq!(text("ü漢.txt".as_bytes(), b""), "ü漢.txt");
        assert_eq!(text(b"\x81\xff.txt", b""), "ü\u{a0}.txt");
    }

    /// The letter of a byte is at a place of its own in the table, and not found by counting letters up to it.
    #[test]
    fn long_names_are_read_letter_by_letter() {
        let name: Vec<u8> = (0..u32::from(u16::MAX)).map(|at| 0xff - (at % 128) as u8).collect();
        let read: Vec<char> = in_437(&name).chars().collect();
        assert_eq!(read.len(), name.len());
        assert!(name.iter().zip(&read).all(|(byte, letter)| UPPER[usize::from(*byte) - 128] == *letter));
    }

    #[test]
    fn the_name_beside_counts_when_it_belongs_to_the_one_in_front() {
        let mut crc = flate2::Crc::new();
        crc.update(b"#U4e03.txt");
        let mut extra = vec![0x75, 0x70, 12, 0, 1];
        extra.extend(crc.sum().to_le_bytes());
        extra.extend("七.txt".as_bytes());
        assert_eq!(text(b"#U4e03.txt", &extra), ("七.txt".to_owned(), None));
        assert_eq!(text(b"other.txt", &extra).0, "other.txt");
    }
}
