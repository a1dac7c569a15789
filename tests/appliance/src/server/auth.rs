//! Token authentication, as Django REST Framework does it: everything wrong is a 403.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::answer;

/// What the `Authorization` header was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The right one, or none is needed.
    Ok,
    Wrong,
    /// No header, or none of the scheme `Token`.
    Missing,
}

/// Checks the `Authorization` header against the `wanted` token.
pub fn check(wanted: Option<&str>, headers: &HeaderMap) -> Token {
    let Some(wanted) = wanted else { return Token::Ok };
    let given = headers.get(AUTHORIZATION).and_then(|given| given.to_str().ok());
    match given.and_then(|given| given.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("token") => {
            if token.trim() == wanted {
                Token::Ok
            } else {
                Token::Wrong
            }
        }
        _ => Token::Missing,
    }
}

impl Token {
    /// For the log.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Wrong => "wrong",
            Self::Missing => "none",
        }
    }

    /// The refusal, if it is one.
    #[expect(clippy::result_large_err, reason = "an answer made once per request")]
    pub fn into_result(self) -> Result<(), Response> {
        let words = match self {
            Self::Ok => return Ok(()),
            Self::Wrong => "Invalid token.",
            Self::Missing => "Authentication credentials were not provided.",
        };
        Err(answer::detail(StatusCode::FORBIDDEN, words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_the_right_token_passes() {
        let check = |given: &'static str| {
            check(Some("t"), &HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(given))]))
        };
        assert_eq!(check("Token t"), Token::Ok);
        assert_eq!(check("token t"), Token::Ok);
        assert_eq!(check("Token u"), Token::Wrong);
        assert_eq!(check("Bearer t"), Token::Missing);
        assert_eq!(check("t"), Token::Missing);
        assert_eq!(super::check(Some("t"), &HeaderMap::new()), Token::Missing);
        assert_eq!(super::check(None, &HeaderMap::new()), Token::Ok);
    }
}
