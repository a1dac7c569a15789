//! The ways in which lists of hashes are pasted elsewhere.

use crate::hash::HashKind;
use serde::{Deserialize, Serialize};

/// Where the hash stands in a template.
pub const PLACE: &str = "{hash}";

/// Most bytes of a template that are used.
const LONGEST: usize = 500;

/// How a list of hashes is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum HashFormat {
    /// One a line, for search fields and block lists.
    #[default]
    Lines,
    /// `"a","b"`, as Velociraptor and scripts take lists.
    Quoted,
    /// `a|b`, an alternation in a regular expression.
    Regex,
    /// `SHA256 in~ ("a","b")`, a condition of KQL.
    Kql,
    /// The items of a list in a Sigma rule.
    Sigma,
    /// A line of the person's own for each.
    Template,
}

impl HashFormat {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Lines, Self::Quoted, Self::Regex, Self::Kql, Self::Sigma, Self::Template];
}

/// What stands around hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Before the first.
    pub head: String,
    /// Before each.
    pub before: String,
    /// After each.
    pub after: String,
    /// Between two.
    pub between: String,
    /// After the last.
    pub tail: String,
}

impl Pattern {
    /// Of a format, for hashes of a kind. `template` is a line with [`PLACE`] where the hash belongs; `\n` and `\t` in it
    /// are a line end and a tabulator.
    pub fn new(format: HashFormat, kind: HashKind, template: &str) -> Self {
        let column = kind.name().replace('-', "");
        let (condition, item) = (format!("{column} in~ ("), format!("- '{column}="));
        let [head, before, after, between, tail] = match format {
            HashFormat::Lines => ["", "", "\n", "", ""],
            HashFormat::Quoted => ["", "\"", "\"", ",", "\n"],
            HashFormat::Regex => ["", "", "", "|", "\n"],
            HashFormat::Kql => [&condition, "\"", "\"", ",", ")\n"],
            HashFormat::Sigma => ["", &item, "'\n", "", ""],
            HashFormat::Template => return Self::of_template(template),
        }
        .map(str::to_owned);
        Self { head, before, after, between, tail }
    }

    /// How many bytes one hash has with what stands around it.
    pub const fn bytes(&self, kind: HashKind) -> u64 {
        (self.before.len() + kind.digits() + self.after.len() + self.between.len()) as u64
    }

    fn of_template(template: &str) -> Self {
        let end = (0..=LONGEST.min(template.len())).rev().find(|at| template.is_char_boundary(*at)).unwrap_or(0);
        let text = |part: &str| part.replace("\\n", "\n").replace("\\t", "\t");
        let (before, after) = template[..end].split_once(PLACE).unwrap_or((&template[..end], ""));
        Self { before: text(before), after: text(after) + "\n", ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_a_line_for_each() {
        let pattern = Pattern::new(HashFormat::Template, HashKind::Md5, "block\\t{hash};");
        assert_eq!((pattern.before.as_str(), pattern.after.as_str()), ("block\t", ";\n"));
        let without = Pattern::new(HashFormat::Template, HashKind::Md5, "md5:");
        assert_eq!((without.before.as_str(), without.after.as_str()), ("md5:", "\n"));
        assert!(Pattern::new(HashFormat::Template, HashKind::Md5, &"ü".repeat(999)).before.len() <= LONGEST);
    }
}
