//! Cells that spreadsheet programs leave as they are.
//!
//! Opening a CSV, Excel takes for numbers, dates, truth values or errors whatever looks like one in its language, and keeps
//! fifteen digits. A text that could be taken for one is written as the formula that gives it: `="007"`. Nothing in such a
//! text can begin a formula of its own. A text with a quotation mark is no number, and programs differ in how a formula has
//! one: it stays as it is, with a `'` before it if it would begin a formula.

use super::formula::begins_formula;
use std::borrow::Cow;

/// Most characters of a text in a formula.
const IN_FORMULA: usize = 250;

/// Most characters of a cell, with some room.
const IN_CELL: usize = 32_000;

/// A formula may have 8,192 characters; what is that long is no number.
const LONG: usize = 6_000;

/// Words that are truth values in some language are no longer than that.
const WORD: usize = 12;

/// Adds a text as a cell.
pub fn cell(out: &mut String, text: &str) {
    let text = bounded(text);
    if needs_formula(&text) {
        out.push_str("\"=\"\"");
        for (at, c) in text.chars().enumerate() {
            if at > 0 && at % IN_FORMULA == 0 {
                out.push_str("\"\"&\"\"");
            }
            out.push(c);
        }
        out.push_str("\"\"\"");
        return;
    }
    let mark = if begins_formula(&text) { "'" } else { "" };
    if text.contains(['"', ',', ';', '\t', '\r', '\n']) {
        out.push('"');
        out.push_str(mark);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(mark);
        out.push_str(&text);
    }
}

/// The text, or its beginning and `…`.
fn bounded(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(IN_CELL) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Whether a spreadsheet program could take a text for something else.
fn needs_formula(text: &str) -> bool {
    if text.is_empty() || text.contains('"') || text.len() > LONG {
        return false;
    }
    let is_word = text.len() <= WORD && text.chars().all(char::is_alphabetic);
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    is_word
        || edges
        || begins_formula(text)
        || text.starts_with(['#', '\'', '.', ',', '$', '€', '£', '¥', '('])
        || text.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        cell(&mut out, text);
        out
    }

    #[test]
    fn what_could_be_a_number_is_a_formula_that_gives_the_text() {
        assert_eq!(written("007"), "\"=\"\"007\"\"\"");
        assert_eq!(written("a1\"b"), "\"a1\"\"b\"");
        assert_eq!(written("=\"b"), "\"'=\"\"b\"");
        assert_eq!(written("setup.exe"), "setup.exe");
        assert_eq!(written("a;\"b\".exe"), "\"a;\"\"b\"\".exe\"");
        for taken in ["TRUE", "1-2", "1E5", "MAR1", "=1+1", "@SUM(A1)", " x.exe", "#N/A", "12345e78", "'a.b"] {
            assert!(written(taken).starts_with("\"=\"\""), "{taken}");
        }
        let long = "7".repeat(600);
        assert_eq!(written(&long).matches("\"\"&\"\"").count(), 2);
        assert!(written(&"a".repeat(40_000)).chars().count() < IN_CELL + 10);
    }
}
