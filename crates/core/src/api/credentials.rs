//! Tokens, each held for the origin it was entered for.
//!
//! The header that carries a token is made by an [`Access`] alone, and an access finds its token by the origin of its own
//! endpoint: there is no way to pair a token with another origin.

mod field;
mod token;

#[cfg(test)]
mod tests;

pub use crate::api::credentials::field::TokenField;
pub use crate::api::credentials::token::{Token, TokenFault};

use crate::api::endpoint::{Endpoint, Origin};

/// The tokens that are held, at most one for an origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    held: Vec<(Origin, Token)>,
}

impl Credentials {
    /// The token that was entered for an origin.
    pub fn of(&self, origin: &Origin) -> Option<&Token> {
        self.held.iter().find(|(held, _)| held == origin).map(|(_, token)| token)
    }

    /// Holds a token for an origin, in the place of an earlier one. `None` removes it.
    pub fn hold(&mut self, origin: &Origin, token: Option<Token>) {
        self.held.retain(|(held, _)| held != origin);
        self.held.extend(token.map(|token| (origin.clone(), token)));
    }

    /// Removes all tokens.
    pub fn forget(&mut self) {
        self.held.clear();
    }

    /// Whether no token is held.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The tokens as text, a line for each.
    pub fn to_text(&self) -> String {
        let line = |(origin, token): &(Origin, Token)| format!("{origin} {}\n", token.as_str());
        self.held.iter().map(line).collect()
    }

    /// Reads what [`Credentials::to_text`] wrote; lines that it cannot have written are left out. A token alone was
    /// written by an earlier version, which kept one token beside the address of its appliance: it belongs to
    /// `earlier`, where that is known.
    pub fn from_text(text: &str, earlier: Option<&Origin>) -> Self {
        let mut credentials = Self::default();
        for line in text.lines() {
            let (origin, token) = match line.split_once(' ') {
                Some((origin, token)) => (Origin::read(origin), token),
                None => (earlier.cloned(), line),
            };
            if let (Some(origin), Ok(token)) = (origin, Token::read(token)) {
                credentials.hold(&origin, token);
            }
        }
        credentials
    }
}

/// An endpoint with the token that was entered for its origin, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    endpoint: Endpoint,
    token: Option<Token>,
}

impl Access {
    /// Asks an endpoint with the token that is held for its origin.
    pub fn new(endpoint: Endpoint, credentials: &Credentials) -> Self {
        let token = credentials.of(endpoint.origin()).cloned();
        Self { endpoint, token }
    }

    /// Asks an endpoint without a token: a proxy in front of it adds one, or none is needed.
    pub fn without_token(endpoint: Endpoint) -> Self {
        Self { endpoint, token: None }
    }

    /// Whom it asks.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Whether requests carry a token.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// The value of the `Authorization` header; without a token there is none.
    pub fn authorization(&self) -> Option<String> {
        self.token.as_ref().map(|token| format!("Token {}", token.as_str()))
    }

    /// Drops the token.
    pub fn forget(&mut self) {
        self.token = None;
    }
}
