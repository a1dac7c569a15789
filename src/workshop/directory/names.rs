//! The name of a member as text.

use super::{fields, word};

/// The upper half of code page 437, which names are in that are not in UTF-8: nothing of them is lost.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A name in UTF-8 whatever the flag says of it, because programs forget it; else the one that Info-ZIP puts beside; else
/// one in code page 437.
pub fn text(name: &[u8], extra: &[u8]) -> String {
    if name.is_ascii() {
        return beside(name, extra).unwrap_or_else(|| String::from_utf8_lossy(name).into_owned());
    }
    if let Ok(text) = std::str::from_utf8(name) {
        return text.to_owned();
    }
    let upper = |byte: &u8| match byte {
        0..128 => Some(char::from(*byte)),
        _ => UPPER.chars().nth(usize::from(*byte) - 128),
    };
    beside(name, extra).unwrap_or_else(|| name.iter().filter_map(upper).collect())
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
        assert_eq!(UPPER.chars().count(), 128);
        assert_eq!(text(b"a.txt", b""), "a.txt");
        assert_eq!(text("ü漢.txt".as_bytes(), b""), "ü漢.txt");
        assert_eq!(text(b"\x81\xff.txt", b""), "ü\u{a0}.txt");
    }

    #[test]
    fn the_name_beside_counts_when_it_belongs_to_the_one_in_front() {
        let mut crc = flate2::Crc::new();
        crc.update(b"#U4e03.txt");
        let mut extra = vec![0x75, 0x70, 12, 0, 1];
        extra.extend(crc.sum().to_le_bytes());
        extra.extend("七.txt".as_bytes());
        assert_eq!(text(b"#U4e03.txt", &extra), "七.txt");
        assert_eq!(text(b"other.txt", &extra), "other.txt");
    }
}
