//! What a spreadsheet program could take for a formula.

/// Whether a spreadsheet could take the text for a formula: whether `=`, `+`, `-`, `@` or a look-alike comes first, not
/// counting white space, escapes such as `⟨U+0009⟩`, quotation marks and `'`.
pub fn begins_formula(text: &str) -> bool {
    skipped(text).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'])
}

/// What is left of a text when all is taken off that a spreadsheet may not see. No further than to that place is looked, but for
/// an escape's few digits, so that a text of many parts can be asked for each of them.
pub(super) fn skipped(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\'' | '"'));
        match escape(rest) {
            // An escaped semicolon is one that was disarmed.
            Some((digits, behind)) if digits != "003B" => rest = behind,
            _ => return rest,
        }
    }
}

/// The digits of an escape (`⟨U+0009⟩`) at the beginning of a text, and what is behind it.
fn escape(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("⟨U+")?;
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
    let behind = rest[digits..].strip_prefix('⟩')?;
    matches!(digits, 4..=6).then_some((&rest[..digits], behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_that_are_written() {
        assert_eq!(escape("⟨U+0009⟩=1"), Some(("0009", "=1")));
        assert_eq!(escape("⟨U+E0001⟩"), Some(("E0001", "")));
        for none in ["⟨U+⟩", "⟨U+003⟩", "⟨U+0000009⟩", "⟨U+00G9⟩", "⟨U+0009", "⟨U+00", "U+0009⟩", "⟨U+é⟩"]
        {
            assert_eq!(escape(none), None, "{none}");
        }
        assert!(begins_formula("⟨U+0009⟩⟨U+202E⟩ '=1") && !begins_formula("⟨U+003B⟩=1"));
    }
}
