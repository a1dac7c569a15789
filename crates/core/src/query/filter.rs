//! The filter: what is typed in the searchbox and stands as `q` in the address.
//!
//! ```text
//! filter  = [ any ]
//! any     = all { "or" all }
//! all     = not { [ "and" ] not }                 side by side means both
//! not     = { "-" } ( "(" any ")" | field | word )
//! field   = name ":" value { "," value }          any of the values
//! name    = "name" "path" "type" "class" "threat" "hash" "size" "risk" "files" "depth" "seen" "content" "yara" "gap" "in",
//!           in any case
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
//! - **`in`**: files of which a hash is in the list with that name; see [`HashLists`](crate::query::hash_lists::HashLists).
//! - **`size risk files depth`**: `7` `=7` `>7` `>=7` `<7` `<=7` `3..7` `..7` `3..`. Sizes take `B K M G T`, also as
//!   `KB` and `KiB`, all of them powers of 1024, and decimals before a unit: `1.5M`. Direct children have depth 1.
//! - **`seen`**: the same with `2024`, `2024-01`, `2024-01-05`, `2024-01-05T10:00` (UTC), each of which is a stretch of
//!   time: `>2024` begins with 2025, `2023..2024` ends with 2024. A file was seen from its first time to its last, and
//!   it matches when any of that lies in the range.
//! - **`content`**: files that a search through their contents for just these words has found something in.
//! - **`yara`**: files that a rule of the last scan matches of which the name or a tag is so, read as `type` and `threat` are;
//!   `none` where no rule matches.
//! - **`gap`**: files with an open question of that kind ([`Reason`](crate::gaps::reason::Reason), by how its word begins), `any` for
//!   each kind, `none` for files without one.
//! - **Without a value**: `""` in each text field; `none` in each field that a file may lack, but for `name` and `path`,
//!   where it is a text. No range holds a file that has no value.
//! - A **`-`** with nothing behind it is a word. `or` and `and` in quotes are words.
//! - **A colon** behind a name that is no field is a [`Mistake`], since the filter would quietly find nothing. It is a
//!   part of a word behind one letter (`c:\x`), before `//` (`http://x`) and behind anything that is no plain name
//!   (`a.txt:stream`), and always in quotes.
//! - At most [`MOST_BRACKETS`] brackets within one another and [`MOST_TERMS`] words and values.
//!
//! Reading order: [`Expression`], `parser` (text to expression), `predicate` and `span` (values), `eval` (expression to rows),
//! `complete` (help while typing).

pub use crate::query::ast::Node;
use crate::query::eval;
use crate::query::search::Search;
use crate::table::row_set::RowSet;
use std::fmt;
use std::ops::Range;

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
    ("in:list1", "files of a list of hashes: paste the list into the filter, and it gets this name"),
    ("depth:1", "direct children of the sample"),
    ("files:>100", "containers of more than a hundred files"),
    ("seen:>=2024-01", "seen by the appliance in 2024 or later"),
    ("yara:*_loader", "files that a YARA rule of such a name, or with such a tag, matches"),
    ("gap:container,encrypted", "containers of which nothing was taken out, and what needs a password"),
    ("(type:script or type:macro) -class:goodware", "scripts and macros that are not known to be good"),
];

/// A filter that has been understood.
///
/// Shown as text it parses back to an equal expression. Two expressions are equal when they hold the same tests in the
/// same order, however they were written.
#[derive(Clone, Default)]
pub struct Expression {
    pub(crate) node: Node,
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
    /// The words of its `content:` tests: what had to be searched for before it can say all that it asks.
    pub fn content_words(&self) -> Vec<&str> {
        let mut words = Vec::new();
        self.node.content_words(&mut words);
        words
    }

    /// The names of its `in:` tests: lists that have to be there before it can say all that it asks.
    pub fn list_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.node.list_names(&mut names);
        names
    }

    /// Whether it asks what YARA rules match: files have to be scanned before it can say.
    pub fn asks_yara(&self) -> bool {
        self.node.asks_yara()
    }

    /// Whether it asks for open questions: of some it can say only once files were examined.
    pub fn asks_gaps(&self) -> bool {
        self.node.asks_gaps()
    }

    /// Whether nothing is asked for, so that every row matches.
    pub fn is_empty(&self) -> bool {
        self.node == Node::default()
    }

    /// The rows of the listing that match.
    pub fn matches(&self, search: &Search<'_>) -> RowSet {
        eval::rows(&self.node, search)
    }

    /// Texts to be marked where they occur in names and paths: words, and the plain texts of `name` and `path`, that
    /// are asked for and not excluded.
    pub fn marked(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        self.node.marked(true, &mut texts);
        texts
    }
}

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

#[cfg(test)]
pub(in crate::query) mod tests;
