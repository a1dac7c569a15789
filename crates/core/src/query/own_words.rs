//! Words that stand beside a filter: views of several samples ask with them for what one listing knows nothing of.
//!
//! Such a word stands by itself, between other words of a filter or alone, as `name:value`; what is left is the filter of a listing.

use crate::query::filter::{Expression, Mistake};
use crate::query::parser::parse;
use std::ops::Range;

/// A word with a colon, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord<'a> {
    /// What stands before the colon, in lower case.
    pub name: String,
    /// What stands behind it.
    pub value: &'a str,
    /// Where the word is, in bytes of the text.
    pub at: Range<usize>,
}

impl OwnWord<'_> {
    /// That something else was expected as its value.
    pub fn expected(&self, expected: &str) -> Mistake {
        Mistake { at: self.at.end - self.value.len()..self.at.end, expected: expected.to_owned() }
    }
}

/// Hands over the words with a colon; those that `take` says it has taken are not part of the filter that is left.
///
/// # Errors
/// What `take` finds wrong, or where the rest is no filter.
pub fn split(text: &str, mut take: impl FnMut(&OwnWord<'_>) -> Result<bool, Mistake>) -> Result<Expression, Mistake> {
    let mut rest = text.to_owned();
    for word in own_words(text) {
        if take(&word)? {
            // Its place is kept, so that a mistake in what is left is said where it is.
            rest.replace_range(word.at.clone(), &" ".repeat(word.at.len()));
        }
    }
    if rest.trim().is_empty() { Ok(Expression::default()) } else { parse(&rest) }
}

/// The words with a colon.
pub fn own_words(text: &str) -> impl Iterator<Item = OwnWord<'_>> {
    words(text).into_iter().filter_map(|at| {
        let (name, value) = text[at.clone()].split_once(':')?;
        Some(OwnWord { name: name.to_ascii_lowercase(), value, at })
    })
}

/// Where the words of a text are: what stands between white space, quoted parts whole.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (None, false, false);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !is_quoted {
            words.extend(start.take().map(|start| start..at));
            continue;
        }
        start.get_or_insert(at);
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_quoted && !is_escaped;
    }
    words.extend(start.map(|start| start..text.len()));
    words
}
