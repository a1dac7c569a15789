//! A filter as a tree of tests.

use crate::query::field::TextField;
use crate::query::predicate::{Pattern, Test};
use std::fmt;

/// Most texts that are marked in the rows: more could not be told apart.
const MARKED: usize = 32;

/// What an expression is made of. The makers below leave one form for each meaning that brackets can be put around: no
/// list in a list of its kind, none of one part, nothing twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// All parts have to match.
    All(Vec<Node>),
    /// Any of the parts has to match.
    Any(Vec<Node>),
    /// The part must not match.
    Not(Box<Node>),
    /// A test.
    Term(Term),
}

/// A test with the text that it was written as.
#[derive(Clone, Debug)]
pub struct Term {
    pub(crate) text: Box<str>,
    pub(crate) test: Test,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.test == other.test
    }
}

impl Default for Node {
    /// Nothing is asked for.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Node {
    pub(crate) fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                part => add(&mut flat, part),
            }
        }
        single(flat).unwrap_or_else(Self::All)
    }

    pub(crate) fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Any(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                part => add(&mut flat, part),
            }
        }
        single(flat).unwrap_or_else(Self::Any)
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            node => Self::Not(Box::new(node)),
        }
    }

    /// The parts that all have to match.
    pub(crate) fn into_parts(self) -> Vec<Self> {
        match self {
            Self::All(parts) => parts,
            node => vec![node],
        }
    }

    /// The words of all `content:` tests.
    pub(crate) fn content_words<'n>(&'n self, words: &mut Vec<&'n str>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.content_words(words)),
            Self::Not(inner) => inner.content_words(words),
            Self::Term(Term { test: Test::Content(asked), .. }) => words.extend(asked.iter().map(String::as_str)),
            Self::Term(_) => {}
        }
    }

    /// The names of all `in:` tests.
    pub(crate) fn list_names<'n>(&'n self, names: &mut Vec<&'n str>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.list_names(names)),
            Self::Not(inner) => inner.list_names(names),
            Self::Term(Term { test: Test::In(asked), .. }) => names.extend(asked.iter().map(String::as_str)),
            Self::Term(_) => {}
        }
    }

    /// Whether there is a `yara:` test.
    pub(crate) fn asks_yara(&self) -> bool {
        self.asks(&|test| matches!(test, Test::Text(TextField::Yara, _)))
    }

    /// Whether there is a `gap:` test.
    pub(crate) fn asks_gaps(&self) -> bool {
        self.asks(&|test| matches!(test, Test::Gap(..)))
    }

    fn asks(&self, is_meant: &dyn Fn(&Test) -> bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.asks(is_meant)),
            Self::Not(inner) => inner.asks(is_meant),
            Self::Term(term) => is_meant(&term.test),
        }
    }

    pub(crate) fn marked<'n>(&'n self, wanted: bool, texts: &mut Vec<&'n str>) {
        let mut mark = |text: &'n str| {
            if wanted && !text.is_empty() && texts.len() < MARKED && !texts.contains(&text) {
                texts.push(text);
            }
        };
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.marked(wanted, texts)),
            Self::Not(inner) => inner.marked(!wanted, texts),
            Self::Term(Term { test: Test::Word(word), .. }) => mark(word),
            Self::Term(Term { test: Test::Text(TextField::Name | TextField::Path, patterns), .. }) => {
                for pattern in patterns {
                    if let Pattern::Literal(text) = pattern {
                        mark(text);
                    }
                }
            }
            Self::Term(_) => {}
        }
    }
}

fn add(parts: &mut Vec<Node>, part: Node) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}

fn single(mut parts: Vec<Node>) -> Result<Node, Vec<Node>> {
    if parts.len() == 1 { parts.pop().ok_or(parts) } else { Err(parts) }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(term) => f.write_str(&term.text),
            Self::Not(inner) => {
                f.write_str("-")?;
                inner.write(f, !matches!(**inner, Self::Term(_)))
            }
            Self::All(parts) => list(f, parts, " ", |part| matches!(part, Self::Any(_))),
            Self::Any(parts) => list(f, parts, " or ", |_| false),
        }
    }
}

impl Node {
    fn write(&self, f: &mut fmt::Formatter<'_>, brackets: bool) -> fmt::Result {
        if !brackets {
            return fmt::Display::fmt(self, f);
        }
        f.write_str("(")?;
        fmt::Display::fmt(self, f)?;
        f.write_str(")")
    }
}

fn list(f: &mut fmt::Formatter<'_>, parts: &[Node], between: &str, brackets: fn(&Node) -> bool) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        part.write(f, brackets(part))?;
    }
    Ok(())
}
