//! The slow way for an entry whose texts are no Unicode: names from malware often are not.

/// Rewrites one entry's JSON so that every text is Unicode: a lone surrogate escape (`\ud800`) and bytes that are no
/// UTF-8 become visible marks. The bytes as they came are kept elsewhere; this is only what is shown and searched.
pub fn entry(json: &[u8]) -> String {
    let text = String::from_utf8_lossy(json);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(unit) = escape_unit(rest) else {
            // Another escape (`\\`, `\"`, `\n`): both characters as they are.
            let length = rest.chars().take(2).map(char::len_utf8).sum();
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        };
        let pair = (0xd800..0xdc00).contains(&unit)
            && rest.get(6..).and_then(escape_unit).is_some_and(|low| (0xdc00..0xe000).contains(&low));
        let length = if pair { 12 } else { 6 };
        if !pair && (0xd800..0xe000).contains(&unit) {
            out.push_str(&format!("⟨U+{unit:04X}⟩"));
        } else {
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The UTF-16 unit of a `\uXXXX` at the beginning of the text.
fn escape_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_shown_and_pairs_are_left() {
        assert_eq!(entry(br#""a\ud800b""#), "\"a⟨U+D800⟩b\"");
        assert_eq!(entry(br#""\ud83d\ude00""#), r#""\ud83d\ude00""#);
        assert_eq!(entry(br#""\\ud800\n\"""#), r#""\\ud800\n\"""#);
        assert_eq!(entry(b"\"\xff\""), "\"\u{fffd}\"");
        assert_eq!(entry(br#""\udc00\ud800\ud83d\ude00""#), "\"⟨U+DC00⟩⟨U+D800⟩\\ud83d\\ude00\"");
    }
}
