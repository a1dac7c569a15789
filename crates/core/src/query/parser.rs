//! From the text to the expression. The grammar is in the description of the filter.

use crate::query::ast::{Node, Term};
use crate::query::field::Field;
use crate::query::filter::{Expression, MOST_BRACKETS, MOST_TERMS, Mistake};
use crate::query::lexer;
use crate::query::predicate::Test;
use std::ops::Range;

/// Reads a filter. A text of nothing but white space asks for nothing: every row matches.
///
/// # Errors
/// Where the text is no filter, and what was expected there.
pub fn parse(text: &str) -> Result<Expression, Mistake> {
    let mut parser = Parser { text, at: 0, brackets: 0, terms: 0 };
    let node = match parser.peek() {
        Next::End => Node::default(),
        _ => parser.any(&(0..0))?,
    };
    // Only a bracket can be left: whatever else comes is taken in.
    match parser.peek() {
        Next::End => Ok(Expression { node }),
        _ => Err(mistake(
            parser.at..parser.at + 1,
            "no closing bracket without one that opens; put it in quotes to find it",
        )),
    }
}

fn mistake(at: Range<usize>, expected: &str) -> Mistake {
    Mistake { at, expected: expected.to_owned() }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    brackets: u32,
    terms: u32,
}

/// What comes next.
enum Next {
    End,
    Open,
    Close,
    /// The word `or`, up to there.
    Or(usize),
    /// The word `and`, up to there.
    And(usize),
    Term,
}

impl Parser<'_> {
    fn peek(&mut self) -> Next {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        match self.text.as_bytes().get(self.at) {
            None => Next::End,
            Some(b'(') => Next::Open,
            Some(b')') => Next::Close,
            Some(_) => {
                let end = lexer::word_end(self.text, self.at, false);
                let word = &self.text[self.at..end];
                if word.eq_ignore_ascii_case("or") {
                    Next::Or(end)
                } else if word.eq_ignore_ascii_case("and") {
                    Next::And(end)
                } else {
                    Next::Term
                }
            }
        }
    }

    /// `before` is what makes a term necessary: an operator, a bracket, or nothing at the beginning.
    fn any(&mut self, before: &Range<usize>) -> Result<Node, Mistake> {
        let mut parts = vec![self.all(before)?];
        while let Next::Or(end) = self.peek() {
            let or = self.at..end;
            self.at = end;
            parts.push(self.all(&or)?);
        }
        Ok(Node::any(parts))
    }

    fn all(&mut self, before: &Range<usize>) -> Result<Node, Mistake> {
        let mut parts = vec![self.not(before)?];
        loop {
            match self.peek() {
                Next::End | Next::Close | Next::Or(_) => return Ok(Node::all(parts)),
                Next::And(end) => {
                    let and = self.at..end;
                    self.at = end;
                    parts.push(self.not(&and)?);
                }
                Next::Open | Next::Term => parts.push(self.not(&(self.at..self.at))?),
            }
        }
    }

    fn not(&mut self, before: &Range<usize>) -> Result<Node, Mistake> {
        self.peek();
        let mut negated = false;
        while let Some(rest) = self.text[self.at..].strip_prefix('-') {
            // With nothing behind it, it is a word.
            if rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ')') {
                break;
            }
            negated = !negated;
            self.at += 1;
        }
        let node = match self.peek() {
            Next::Open => self.bracket()?,
            Next::Term => Node::Term(self.term()?),
            Next::Or(end) | Next::And(end) => {
                let word = &self.text[self.at..end];
                let expected = ["something to find before ", word, "; put it in quotes to find the word"].concat();
                return Err(Mistake { at: self.at..end, expected });
            }
            Next::End | Next::Close if before.is_empty() => {
                return Err(mistake(self.at..self.at + 1, "something to find before the bracket closes"));
            }
            Next::End | Next::Close => {
                let expected = ["after ", &self.text[before.clone()], " something to find"].concat();
                return Err(Mistake { at: before.clone(), expected });
            }
        };
        Ok(if negated { node.not() } else { node })
    }

    fn bracket(&mut self) -> Result<Node, Mistake> {
        let open = self.at..self.at + 1;
        if self.brackets == MOST_BRACKETS {
            return Err(mistake(open, "at most 64 brackets within one another"));
        }
        self.brackets += 1;
        self.at += 1;
        let node = self.any(&open)?;
        self.brackets -= 1;
        if !matches!(self.peek(), Next::Close) {
            return Err(mistake(open, "a bracket that closes this one"));
        }
        self.at += 1;
        Ok(node)
    }

    fn term(&mut self) -> Result<Term, Mistake> {
        let from = self.at;
        let word = &self.text[from..lexer::word_end(self.text, from, false)];
        let test = if let Some(name) = lexer::field_name(word) {
            let Some(field) = Field::read(name) else {
                return Err(unknown(name, from));
            };
            self.at += name.len() + 1;
            self.values(field, from)?
        } else {
            Test::Word(self.value(false)?.0)
        };
        Ok(Term { text: self.text[from..self.at].into(), test })
    }

    /// The values behind the colon of a field that begins at `from`.
    fn values(&mut self, field: Field, from: usize) -> Result<Test, Mistake> {
        let mut test = Test::of(field);
        let wrong = |at, why: &str| Mistake { at, expected: ["after ", field.word(), ": ", why].concat() };
        loop {
            let value_from = self.at;
            let (value, quoted) = self.value(true)?;
            if value.is_empty() && !quoted {
                return Err(wrong(from..self.at, field.expects()));
            }
            test.add(&value, quoted).map_err(|why| wrong(value_from..self.at, why))?;
            if !self.text[self.at..].starts_with(',') {
                return Ok(test);
            }
            self.at += 1;
        }
    }

    /// A word or a value, and whether it was in quotes.
    fn value(&mut self, in_values: bool) -> Result<(String, bool), Mistake> {
        let from = self.at;
        let quoted = self.text[from..].starts_with('"');
        let value = if quoted {
            let (value, end) = lexer::quoted(self.text, from);
            self.at = end.ok_or_else(|| mistake(from..self.text.len(), "a quote that closes this one"))?;
            value
        } else {
            self.at = lexer::word_end(self.text, from, in_values);
            self.text[from..self.at].to_owned()
        };
        self.terms += 1;
        if self.terms > MOST_TERMS {
            // Where nothing stands, something is missing, and that is said of what stands before it.
            return Err(mistake(from.min(self.at.saturating_sub(1))..self.at, "at most 256 words and values"));
        }
        Ok((value, quoted))
    }
}

fn unknown(name: &str, from: usize) -> Mistake {
    let meant = Field::nearest(name).map_or(String::new(), |field| ["; did you mean ", field.word(), ":?"].concat());
    let words = Field::ALL.map(Field::word).join(", ");
    let expected = ["one of the fields ", &words, &meant, " (put the whole in quotes to find it as a text)"].concat();
    Mistake { at: from..from + name.len(), expected }
}
