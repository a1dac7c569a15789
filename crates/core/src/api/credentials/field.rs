//! The field for the token in the dialog of the connection.

use crate::api::credentials::{Credentials, Token};
use crate::api::endpoint::Origin;

/// Which origin the text in the token field belongs to.
///
/// Whenever the address in the dialog changes, by typing or by a choice, [`TokenField::follow`] says what the field has to
/// show from then on. Only for the origin it belongs to may the text of the field be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenField {
    origin: Option<Origin>,
}

impl TokenField {
    /// The address in the dialog now is one of `origin`, or no address at all. `Some` is the text that replaces the one in
    /// the field: the token that is held for the origin, or nothing. `None`: the text stays.
    pub fn follow(&mut self, origin: Option<&Origin>, held: &Credentials) -> Option<String> {
        if self.origin.is_some() && self.origin.as_ref() == origin {
            return None;
        }
        self.origin = origin.cloned();
        let token = origin.and_then(|origin| held.of(origin));
        Some(token.map(Token::as_str).unwrap_or_default().to_owned())
    }

    /// Whether the text in the field was entered for this origin.
    pub fn is_for(&self, origin: &Origin) -> bool {
        self.origin.as_ref() == Some(origin)
    }
}
