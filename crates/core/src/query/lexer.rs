//! Where words and quotes end, and how a text is quoted: shared by reading a filter and by completing it.

/// Whether a character ends a word. In the list of values of a field a comma does as well.
fn ends_word(c: char, in_values: bool) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"') || in_values && c == ','
}

/// Where the word, or with `in_values` the value, that begins at `from` ends.
pub fn word_end(text: &str, from: usize, in_values: bool) -> usize {
    text[from..].find(|c| ends_word(c, in_values)).map_or(text.len(), |length| from + length)
}

/// Reads what is quoted from the quote at `from` on: the text, and the place behind the closing quote, if there is one.
pub fn quoted(text: &str, from: usize) -> (String, Option<usize>) {
    let mut out = String::new();
    let mut chars = text[from + 1..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (out, Some(from + 1 + at + 1)),
            '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, escaped)) => out.push(escaped),
                // A path of Windows.
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    (out, None)
}

/// A text as it can stand behind the colon of a text field and mean just itself: in quotes when it has to be.
pub fn as_value(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.eq_ignore_ascii_case("none")
        && !text.contains(|c| ends_word(c, true) || matches!(c, '*' | '?'));
    if plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// The name before the colon of a word that looks like `name:value`, a field or not.
pub fn field_name(word: &str) -> Option<&str> {
    let (name, value) = word.split_once(':')?;
    // A drive and an address are words.
    let plain = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let known = crate::query::field::Field::read(name).is_some();
    (known || plain && !value.starts_with("//")).then_some(name)
}
