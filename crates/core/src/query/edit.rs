//! Changing a filter by a click.

use crate::query::ast::Node;
use crate::query::parser::parse;

/// The filter with one more term that has to match as well; without it where it stands there already, so that the same
/// click takes it back. What a person has typed is kept as it is where a term comes, and written anew where one goes.
///
/// `term` is one term, such as `class:malicious`. A text with a mistake in it keeps that.
pub fn with_term(text: &str, term: &str) -> String {
    let (Ok(before), Ok(wanted)) = (parse(text), parse(term)) else {
        return joined(text, term);
    };
    let either = matches!(before.node, Node::Any(_));
    let mut parts = before.node.into_parts();
    if let Some(at) = parts.iter().position(|part| *part == wanted.node) {
        parts.remove(at);
        return Node::all(parts).to_string();
    }
    let bracketed = |text: &str, either| if either { ["(", text.trim(), ")"].concat() } else { text.to_owned() };
    joined(&bracketed(text, either), &bracketed(term, matches!(wanted.node, Node::Any(_))))
}

fn joined(text: &str, term: &str) -> String {
    let (text, term) = (text.trim(), term.trim());
    if text.is_empty() || term.is_empty() { [text, term].concat() } else { [text, " ", term].concat() }
}
