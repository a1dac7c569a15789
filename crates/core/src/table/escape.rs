//! Hostile text made visible: what a name from malware looks like on the page.
//!
//! Control, zero-width, direction and other invisible characters are replaced by their code point in words
//! (`⟨U+202E⟩`), never dropped: `invoice⟨U+202E⟩fdp.exe` shows the trick instead of playing it.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character must not reach the page as it is: it is invisible, moves others, or breaks the line.
pub const fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'       // C0, DEL, C1
        | '\u{ad}'                                    // soft hyphen
        | '\u{34f}'                                   // combining grapheme joiner
        | '\u{61c}'                                   // Arabic letter mark
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers: letters that show nothing
        | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2000}'..='\u{200f}'                     // odd spaces, zero width, LRM, RLM
        | '\u{2028}'..='\u{202f}'                     // line separators, embeddings and overrides
        | '\u{205f}'..='\u{206f}'                     // word joiner, isolates, deprecated controls
        | '\u{2800}'                                  // blank Braille pattern
        | '\u{3000}' | '\u{a0}' | '\u{1680}'          // spaces that pass for others
        | '\u{fe00}'..='\u{fe0f}'                     // variation selectors
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'                   // tags, more variation selectors
    )
}

/// The text with each hostile character replaced by `⟨U+XXXX⟩`. Leading and trailing spaces count as hostile too: a
/// name that ends in a space looks like another.
pub fn visible(text: &str) -> Cow<'_, str> {
    let plain = !text.starts_with(' ') && !text.ends_with(' ') && text.bytes().all(|b| (0x20..0x7f).contains(&b));
    if plain || !text.chars().any(is_hostile) && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let inner = text.trim_matches(' ');
    let lead = text.len() - text.trim_start_matches(' ').len();
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let edge = c == ' ' && (at < lead || at >= lead + inner.len());
        if edge || is_hostile(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A line out of a file, with each hostile character replaced as [`visible`] does it. Spaces and tabs indent, and stay.
pub fn visible_line(line: &str) -> Cow<'_, str> {
    let is_hostile = |c: char| c != '\t' && is_hostile(c);
    if !line.chars().any(is_hostile) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        if is_hostile(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The beginning of a text as [`visible`] shows it, for where there is little room: at most `most` of its characters, and
/// whether that is not all of it. However long the text is, no more than that is looked at.
pub fn visible_part(text: &str, most: usize) -> (Cow<'_, str>, bool) {
    match text.char_indices().nth(most) {
        Some((end, _)) => (visible(&text[..end]), true),
        None => (visible(text), false),
    }
}

/// The same of the end of a text.
pub fn visible_end(text: &str, most: usize) -> (Cow<'_, str>, bool) {
    match text.char_indices().rev().nth(most) {
        Some((before, c)) => (visible(&text[before + c.len_utf8()..]), true),
        None => (visible(text), false),
    }
}

/// A text as [`visible`] shows it, of a long one the beginning: at most `most` of its characters, and `…`.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match visible_part(text, most) {
        (part, true) => Cow::Owned(part.into_owned() + "…"),
        (part, false) => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_the_trick_instead_of_playing_it() {
        assert_eq!(visible("invoice\u{202e}fdp.exe"), "invoice⟨U+202E⟩fdp.exe");
        assert_eq!(visible("a\nb\0c"), "a⟨U+000A⟩b⟨U+0000⟩c");
        assert_eq!(visible("tail "), "tail⟨U+0020⟩");
        assert_eq!(visible(" "), "⟨U+0020⟩");
        assert_eq!(visible("a b/ü/漢字.txt"), "a b/ü/漢字.txt");
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left_and_nothing_harmless_is_lost(text in prop_oneof![
            "\\PC{0,20}[\u{0}-\u{1f}\u{200b}-\u{206f} a-z]{0,20}",
            prop::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        ]) {
            let shown = visible(&text);
            prop_assert!(!shown.chars().any(is_hostile));
            let kept: String = text.chars().filter(|c| !is_hostile(*c) && *c != ' ').collect();
            let mut rest = shown.chars();
            prop_assert!(kept.chars().all(|c| rest.any(|d| d == c)));
        }

        #[test]
        fn a_line_keeps_its_indentation(line in "[ \t]{0,9}[a-c\u{202e}\u{0}é]{0,9}[ \t]{0,9}") {
            let shown = visible_line(&line);
            prop_assert!(!shown.chars().any(|c| c != '\t' && is_hostile(c)));
            let kept: String = shown.replace("⟨U+202E⟩", "\u{202e}").replace("⟨U+0000⟩", "\0");
            prop_assert_eq!(kept, line);
        }

        #[test]
        fn a_part_is_the_beginning_of_the_whole(text in "( |[a-c\u{202e}é]){0,20}", most in 0_usize..24) {
            let (part, is_cut) = visible_part(&text, most);
            prop_assert_eq!(is_cut, text.chars().count() > most);
            let beginning: String = text.chars().take(most).collect();
            prop_assert_eq!(&part, &visible(&beginning));
            prop_assert_eq!(shortened(&text, most), format!("{part}{}", if is_cut { "…" } else { "" }));
            let (end, is_end_cut) = visible_end(&text, most);
            let ending: String = text.chars().skip(text.chars().count().saturating_sub(most)).collect();
            prop_assert_eq!((end, is_end_cut), (visible(&ending), is_cut));
            prop_assert!(part.chars().count() <= most * "⟨U+10FFFF⟩".chars().count());
        }
    }
}
