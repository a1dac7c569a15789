//! Changing a filter by a click.

use crate::query::ast::Node;
use crate::query::parser::parse;

/// The filter with one more term that has to match as well; without it where it stands there already, so that the same
/// click takes it back, and in the place of its opposite, such as `-class:malicious`: both together would leave nothing. What
/// a person has typed is kept as it is where a term comes behind it, and written anew where one goes.
///
/// `term` is one term, such as `class:malicious`. A text with a mistake in it keeps that.
pub fn with_term(text: &str, term: &str) -> String {
    let (Ok(before), Ok(wanted)) = (parse(text), parse(term)) else {
        return joined(text, term);
    };
    let (either, wanted) = (matches!(before.node, Node::Any(_)), wanted.node);
    let mut parts = before.node.into_parts();
    if let Some(at) = parts.iter().position(|part| *part == wanted) {
        parts.remove(at);
        return Node::all(parts).to_string();
    }
    let opposite = wanted.clone().not();
    if let Some(at) = parts.iter().position(|part| *part == opposite) {
        parts[at] = wanted;
        return Node::all(parts).to_string();
    }
    let bracketed = |text: &str, either| if either { ["(", text.trim(), ")"].concat() } else { text.to_owned() };
    joined(&bracketed(text, either), &bracketed(term, matches!(wanted, Node::Any(_))))
}

/// Whether a term is one of those that all have to match in a filter, so that [`with_term`] would take it out.
pub fn has_term(text: &str, term: &str) -> bool {
    match (parse(text), parse(term)) {
        (Ok(filter), Ok(wanted)) => filter.node.into_parts().contains(&wanted.node),
        _ => false,
    }
}

fn joined(text: &str, term: &str) -> String {
    let (text, term) = (text.trim(), term.trim());
    if text.is_empty() || term.is_empty() { [text, term].concat() } else { [text, " ", term].concat() }
}
