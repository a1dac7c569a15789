//! What is searched for: a text, bytes in hex, or a regular expression. All three become one expression over bytes.

use matryoshka_core::contents::notation::Notation;
use regex::bytes::{Regex, RegexBuilder};
use std::fmt::Write;

/// Most letters of what is searched for.
const MOST: usize = 4_096;

/// Most bytes that an expression may become when it is compiled.
const COMPILED: usize = 4 << 20;

/// The expression that finds what is meant.
///
/// # Errors
/// Explanation for the person.
pub fn compile(notation: Notation, words: &str) -> Result<Regex, String> {
    if words.is_empty() {
        return Err("There is nothing to search for.".to_owned());
    }
    if words.len() > MOST {
        return Err(format!("That is too long to search for: at most {MOST} bytes."));
    }
    let expression = match notation {
        Notation::Text => text(words),
        Notation::Hex => hex(words)?,
        Notation::Regex => words.to_owned(),
    };
    let compiled = RegexBuilder::new(&expression).unicode(false).multi_line(true).size_limit(COMPILED).build();
    let regex = compiled.map_err(|error| explain(&error))?;
    if regex.is_match(b"") {
        return Err("That fits everywhere, also where nothing is.".to_owned());
    }
    Ok(regex)
}

fn explain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "This expression is too large.".to_owned(),
        // The last line of the crate's words says what is wrong, those before it show where.
        error => {
            let words = error.to_string();
            let last = words.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            format!("This is no regular expression that is understood: {last}.")
        }
    }
}

fn escaped(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\x{byte:02x}");
        out
    })
}

fn text(words: &str) -> String {
    let wide = words.encode_utf16().flat_map(u16::to_le_bytes);
    format!("(?-u:{}|{})", escaped(words.bytes()), escaped(wide))
}

fn hex(words: &str) -> Result<String, String> {
    const WRONG: &str = "Bytes are written as pairs of hex digits, with ?? for any byte: 4D 5A ?? ??";
    let digits: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    if !digits.len().is_multiple_of(2) || digits.is_empty() {
        return Err(WRONG.to_owned());
    }
    let mut out = String::from("(?s-u:");
    for pair in digits.chunks_exact(2) {
        match (pair[0], pair[1]) {
            ('?', '?') => out.push('.'),
            // Half a byte: the sixteen that it can be.
            (high, '?') if high.is_ascii_hexdigit() => {
                let _ = write!(out, "[\\x{high}0-\\x{high}f]");
            }
            ('?', low) if low.is_ascii_hexdigit() => {
                out.push('[');
                "0123456789abcdef".chars().for_each(|high| {
                    let _ = write!(out, "\\x{high}{low}");
                });
                out.push(']');
            }
            (high, low) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let _ = write!(out, "\\x{high}{low}");
            }
            _ => return Err(WRONG.to_owned()),
        }
    }
    out.push(')');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::compile;
    use matryoshka_core::contents::notation::Notation;
    use proptest::prelude::*;

    fn found(notation: Notation, words: &str, bytes: &[u8]) -> Vec<(usize, usize)> {
        let regex = compile(notation, words).expect("an expression");
        regex.find_iter(bytes).map(|hit| (hit.start(), hit.len())).collect()
    }

    #[test]
    fn each_notation_finds_what_is_meant() {
        assert_eq!(found(Notation::Text, "a.b", b"a.b axb a\0.\0b\0"), [(0, 3), (8, 6)]);
        assert_eq!(found(Notation::Hex, "4D 5A ?? 0?", b"MZ\n\x0fMZ\n\x1f"), [(0, 4)]);
        assert_eq!(found(Notation::Hex, "?d5a", b"MZ=ZMz"), [(0, 2), (2, 2)]);
        assert_eq!(found(Notation::Regex, r"(?i)https?://\S+", b"HTTP://a b"), [(0, 8)]);
        assert_eq!(found(Notation::Regex, "^b$", b"a\nb\nc"), [(2, 1)], "lines, as grep has them");
        assert_eq!(found(Notation::Regex, r"\xff", b"\xfe\xff"), [(1, 1)]);
    }

    #[test]
    fn what_cannot_be_searched_for_is_said() {
        let refused = [
            (Notation::Text, ""),
            (Notation::Hex, "4"),
            (Notation::Hex, "4G"),
            (Notation::Hex, "4é"),
            (Notation::Regex, "(a"),
            (Notation::Regex, "a*"),
            (Notation::Regex, "(a{1000}){1000}"),
        ];
        for (notation, words) in refused {
            let why = compile(notation, words).expect_err(words);
            assert!(why.len() < 200 && !why.contains('\n'), "{why}");
        }
        assert!(compile(Notation::Text, &"x".repeat(5_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_found_as_it_stands(text in "\\PC{1,20}", before in prop::collection::vec(any::<u8>(), 0..9)) {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [text.clone().into_bytes(), wide] {
                let bytes = [&before[..], &form].concat();
                let hits = found(Notation::Text, &text, &bytes);
                prop_assert!(hits.iter().any(|(at, _)| *at <= before.len()), "{hits:?}");
            }
        }

        #[test]
        fn any_bytes_are_found_by_their_hex(bytes in prop::collection::vec(any::<u8>(), 1..40)) {
            let words: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X} ")).collect();
            prop_assert_eq!(found(Notation::Hex, &words.concat(), &bytes), [(0, bytes.len())]);
        }
    }
}
