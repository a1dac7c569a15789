//! The filter: what is typed in the searchbox and stands as `q` in the address.
//!
//! ```text
//! filter  = [ any ]
//! any     = all { "or" all }
//! all     = not { [ "and" ] not }                 side by side means both
//! not     = { "-" } ( "(" any ")" | field | word )
//! field   = name ":" value { "," value }          any of the values
//! name    = "name" "path" "type" "class" "threat" "hash" "size" "risk" "files" "depth" "seen", in any case
//! word    = quoted | what ends at white space, a bracket or a quote
//! value   = quoted | what ends there or at a comma
//! quoted  = '"' { character | '\"' | '\\' } '"'   another backslash stands for itself
//! ```
//!
//! - **Words** are [`Search::word`]: name, path from the sample, type, threat name, beginning of a hash.
//! - **`name path type threat`**: a part of the text, in any case. With `*` (any text) or `?` (any character) the whole
//!   text has to fit; in quotes these two stand for themselves. The path is the one from the sample.
//! - **`class`**: `malicious`, `suspicious`, `unknown`, `goodware` (or `known`), or how one of them begins.
//! - **`hash`**: how any hash of the file begins, in hex.
//! - **`size risk files depth`**: `7` `=7` `>7` `>=7` `<7` `<=7` `3..7` `..7` `3..`. Sizes take `B K M G T`, also as
//!   `KB` and `KiB`, all of them powers of 1024, and decimals before a unit: `1.5M`. Direct children have depth 1.
//! - **`seen`**: the same with `2024`, `2024-01`, `2024-01-05`, `2024-01-05T10:00` (UTC), each of which is a stretch of
//!   time: `>2024` begins with 2025, `2023..2024` ends with 2024. A file was seen from its first time to its last, and
//!   it matches when any of that lies in the range.
//! - **Without a value**: `""` in each text field; `none` in each field that a file may lack, but for `name` and `path`,
//!   where it is a text. No range holds a file that has no value.
//! - A **`-`** with nothing behind it is a word. `or` and `and` in quotes are words.
//! - **A colon** behind a name that is no field is a [`Mistake`], since the filter would quietly find nothing. It is a
//!   part of a word behind one letter (`c:\x`), before `//` (`http://x`) and behind anything that is no plain name
//!   (`a.txt:stream`), and always in quotes.
//! - At most [`MOST_BRACKETS`] brackets within one another and [`MOST_TERMS`] words and values.
//!
//! Reading order: [`Expression`], `parse` (text to expression), `test` and `measure` (values), `evaluate` (expression to
//! rows), `complete` (help while typing).

mod change;
mod complete;
mod evaluate;
mod field;
mod glob;
mod measure;
mod parse;
mod scan;
mod test;

pub use change::with_term;
pub use complete::{Completion, complete};
pub use field::Field;
pub use parse::parse;

use super::rowset::RowSet;
use super::search::Search;
use std::fmt;
use std::ops::Range;
use test::{Pattern, Test};

/// How many brackets may stand within one another.
pub const MOST_BRACKETS: u32 = 64;

/// How many words and values a filter may have: each of them can be a pass over all rows.
pub const MOST_TERMS: u32 = 256;

/// Filters, and what each finds.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("class:malicious", "what the appliance calls malicious"),
    ("class:malicious,suspicious -type:PE*", "malicious or suspicious, and no PE file"),
    ("invoice", "invoice in the name, the path, the type or the threat name"),
    ("\"invoice 2024\"", "the same for a text with a space"),
    ("name:*.dll size:>1M", "DLLs by their name, greater than 1 MiB"),
    ("name:*.pdf.exe or name:*.doc.exe", "executables that pose as documents"),
    ("path:*/word/vbaProject.bin", "the macros of Office documents, however deep"),
    ("threat:emotet,trickbot", "threat names that hold one of the two"),
    ("risk:>=7 threat:none", "a high risk score without a threat name"),
    ("hash:9ef1d227", "files of which a hash begins so"),
    ("depth:1", "direct children of the sample"),
    ("files:>100", "containers of more than a hundred files"),
    ("seen:>=2024-01", "seen by the appliance in 2024 or later"),
    ("(type:script or type:macro) -class:goodware", "scripts and macros that are not known to be good"),
];

/// A filter that has been understood.
///
/// Shown as text it parses back to an equal expression. Two expressions are equal when they hold the same tests in the
/// same order, however they were written.
#[derive(Clone)]
pub struct Expression {
    node: Node,
    /// An expression brings along how it is evaluated, so that whoever holds one need not hold the code for that.
    evaluate: fn(&Node, &Search<'_>) -> RowSet,
}

impl Default for Expression {
    /// Every row matches.
    fn default() -> Self {
        Self { node: Node::default(), evaluate: |_, search| RowSet::all(search.listing.len()) }
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Expression {
    /// Whether nothing is asked for, so that every row matches.
    pub fn is_empty(&self) -> bool {
        self.node == Node::default()
    }

    /// The rows of the listing that match.
    pub fn matches(&self, search: &Search<'_>) -> RowSet {
        (self.evaluate)(&self.node, search)
    }

    /// Texts to be marked where they occur in names and paths: words, and the plain texts of `name` and `path`, that
    /// are asked for and not excluded.
    pub fn marked(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        self.node.marked(true, &mut texts);
        texts
    }
}

/// Most texts that are marked in the rows: more could not be told apart.
const MARKED: usize = 32;

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is, in bytes of the text.
    pub at: Range<usize>,
    /// What was expected there, in words for the person.
    pub expected: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expected)
    }
}

impl std::error::Error for Mistake {}

/// What an expression is made of. The makers below leave one form for each meaning that brackets can be put around: no
/// list in a list of its kind, none of one part, nothing twice.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Term(Term),
}

/// A test with the text that it was written as.
#[derive(Clone, Debug)]
struct Term {
    text: Box<str>,
    test: Test,
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
    fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                part => add(&mut flat, part),
            }
        }
        single(flat).unwrap_or_else(Self::All)
    }

    fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Any(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                part => add(&mut flat, part),
            }
        }
        single(flat).unwrap_or_else(Self::Any)
    }

    fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            node => Self::Not(Box::new(node)),
        }
    }

    /// The parts that all have to match.
    fn into_parts(self) -> Vec<Self> {
        match self {
            Self::All(parts) => parts,
            node => vec![node],
        }
    }

    fn marked<'n>(&'n self, wanted: bool, texts: &mut Vec<&'n str>) {
        let mut mark = |text: &'n str| {
            if wanted && !text.is_empty() && texts.len() < MARKED && !texts.contains(&text) {
                texts.push(text);
            }
        };
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.marked(wanted, texts)),
            Self::Not(inner) => inner.marked(!wanted, texts),
            Self::Term(Term { test: Test::Word(word), .. }) => mark(word),
            Self::Term(Term { test: Test::Text(Field::Name | Field::Path, patterns), .. }) => {
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

#[cfg(test)]
mod tests;
