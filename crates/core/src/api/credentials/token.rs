//! One token, as people paste it.

use std::fmt;

/// A token of an appliance. Its value does not appear in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenFault;

impl fmt::Display for TokenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("A token has no spaces and only plain characters, usually 40 hex digits.")
    }
}

impl Token {
    /// Reads a token as it is pasted: alone, with quotes around it, or as the header or the part of the header that carries
    /// it (`Authorization: Token …`). A text without anything in it is no token, and no fault.
    ///
    /// # Errors
    /// The text is something else.
    pub fn read(text: &str) -> Result<Option<Self>, TokenFault> {
        let bare = trimmed(text);
        if bare.is_empty() {
            return Ok(None);
        }
        let mut value = bare;
        if let Some(rest) = after_word(value, "authorization").and_then(|rest| rest.strip_prefix(':')) {
            value = trimmed(rest);
        }
        if let Some(rest) = after_word(value, "token")
            && let Some(rest) = rest.strip_prefix([':', '=']).or_else(|| is_apart(rest).then_some(rest))
        {
            value = trimmed(rest);
        }
        // What a header can carry without quotes (RFC 7235, token68).
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if value.is_empty() || !value.bytes().all(is_plain) {
            return Err(TokenFault);
        }
        Ok(Some(Self(value.to_owned())))
    }

    /// The value itself: for the header, the field and the storage of the tab.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text without quotes, spaces and characters of no width around it.
fn trimmed(text: &str) -> &str {
    let is_around = |c: char| c.is_whitespace() || "\"'`´“”„‘’‚«»\u{feff}\u{200b}\u{2060}".contains(c);
    text.trim_matches(is_around)
}

/// What follows a word, in whatever case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then(|| if is_apart(rest) { rest } else { rest.trim_start() })
}

/// Whether something else begins here: a space, or the end.
fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}
