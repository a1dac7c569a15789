//! What is asked of a row by one word or field, and how the values of a field become that.

use crate::gaps::reason::{Reason, Reasons};
use crate::query::field::{Field, NumberField, TextField};
use crate::query::span;
use crate::query::span::Span;
use crate::table::classification::Classification;

/// What is asked of a row. Of several values, any has to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A bare word.
    Word(String),
    /// `name`, `path`, `type`, `threat`, `yara`.
    Text(TextField, Vec<Pattern>),
    /// `class`: a bit for each verdict, by its number.
    Class(u8),
    /// `hash`: beginnings; `None` for a file without any hash.
    Hash(Vec<Option<String>>),
    /// `in`: the names of lists of hashes.
    In(Vec<String>),
    /// `content`: the words of searches.
    Content(Vec<String>),
    /// `gap`: reasons, and whether rows without any fit as well.
    Gap(Reasons, bool),
    /// `size`, `risk`, `files`, `depth`, `seen`: `None` for a file without a value.
    Number(NumberField, Vec<Option<Span>>),
}

/// What is asked of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// It holds this, in any case.
    Literal(String),
    /// The whole of it fits this.
    Glob(String),
    /// There is none.
    Absent,
}

impl Test {
    /// The test of a field that has no value yet.
    pub const fn of(field: Field) -> Self {
        match field {
            Field::Name => Self::Text(TextField::Name, Vec::new()),
            Field::Path => Self::Text(TextField::Path, Vec::new()),
            Field::Type => Self::Text(TextField::Type, Vec::new()),
            Field::Threat => Self::Text(TextField::Threat, Vec::new()),
            Field::Yara => Self::Text(TextField::Yara, Vec::new()),
            Field::Class => Self::Class(0),
            Field::Gap => Self::Gap(Reasons(0), false),
            Field::Hash => Self::Hash(Vec::new()),
            Field::In => Self::In(Vec::new()),
            Field::Content => Self::Content(Vec::new()),
            Field::Size => Self::Number(NumberField::Size, Vec::new()),
            Field::Risk => Self::Number(NumberField::Risk, Vec::new()),
            Field::Files => Self::Number(NumberField::Files, Vec::new()),
            Field::Depth => Self::Number(NumberField::Depth, Vec::new()),
            Field::Seen => Self::Number(NumberField::Seen, Vec::new()),
        }
    }

    /// Lets another value fit as well.
    ///
    /// # Errors
    /// What was expected.
    pub fn add(&mut self, value: &str, quoted: bool) -> Result<(), &'static str> {
        let none = !quoted && value.eq_ignore_ascii_case("none");
        match self {
            Self::Word(_) => {}
            Self::Text(field, patterns) => {
                let none = none && matches!(field, TextField::Type | TextField::Threat | TextField::Yara);
                patterns.push(if none || value.is_empty() {
                    Pattern::Absent
                } else if !quoted && value.contains(['*', '?']) {
                    if crate::query::glob::steps(value) > crate::query::glob::MOST_STEPS {
                        return Err("a shorter pattern, of at most 127 bytes");
                    }
                    Pattern::Glob(value.to_owned())
                } else {
                    Pattern::Literal(value.to_owned())
                });
            }
            Self::Class(verdicts) => *verdicts |= 1 << verdict(value).ok_or(Field::Class.expects())? as u8,
            Self::Hash(beginnings) => beginnings.push(if none {
                None
            } else if !value.is_empty() && value.bytes().all(|b| b.is_ascii_hexdigit()) {
                Some(value.to_ascii_lowercase())
            } else {
                return Err(Field::Hash.expects());
            }),
            Self::In(names) if !value.is_empty() => names.push(value.to_ascii_lowercase()),
            Self::In(_) => return Err(Field::In.expects()),
            Self::Content(words) if !value.is_empty() => words.push(value.to_owned()),
            Self::Content(_) => return Err(Field::Content.expects()),
            Self::Gap(_, or_none) if none => *or_none = true,
            Self::Gap(reasons, _) if value.eq_ignore_ascii_case("any") => *reasons = Reasons::ALL,
            Self::Gap(reasons, _) => reasons.0 |= 1 << Reason::read(value).ok_or(Field::Gap.expects())? as u8,
            Self::Number(field, spans) => {
                // Every row has a depth.
                let none = none && *field != NumberField::Depth;
                spans.push(if none { None } else { Some(span::span(*field, value)?) });
            }
        }
        Ok(())
    }
}

/// The verdict that begins so.
fn verdict(value: &str) -> Option<Classification> {
    let begins =
        |word: &str| !value.is_empty() && word.get(..value.len()).is_some_and(|w| w.eq_ignore_ascii_case(value));
    let named = Classification::ALL.into_iter().find(|verdict| begins(verdict.word()));
    named.or_else(|| begins("known").then_some(Classification::Goodware))
}
