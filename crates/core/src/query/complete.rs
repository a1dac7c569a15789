//! What can be put in while a filter is typed: names of fields, and the values that occur.

use crate::gaps::reason::Reason;
use crate::query::field::Field;
use crate::query::lexer;
use crate::query::search::{Search, contains};
use crate::table::classification::Classification;
use crate::table::counted::counted;
use crate::table::escape::is_hostile;
use crate::table::intern::Interner;
use std::ops::Range;

/// How many values are offered at most.
const MOST: usize = 12;

/// Something that can be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in bytes of the text.
    pub replace: Range<usize>,
    /// What is put there.
    pub with: String,
    /// What it is, in words.
    pub says: String,
}

/// What can be put in at the cursor (in bytes of the text): the fields where a word begins; behind `class:` the verdicts,
/// behind `gap:` the reasons, behind `type:` and `threat:` the values that occur in the listing, the most frequent first.
pub fn complete(text: &str, cursor: usize, search: Option<&Search<'_>>) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    match place(text, cursor) {
        Place::Nowhere => Vec::new(),
        Place::Name(from) => names(text, from, cursor),
        Place::Value(field, value) => values(text, field, value, cursor, search),
    }
}

/// Where the cursor stands.
enum Place {
    Nowhere,
    /// In a word that begins there.
    Name(usize),
    /// In a value of a field.
    Value(Field, Range<usize>),
}

fn place(text: &str, cursor: usize) -> Place {
    let mut at = 0;
    loop {
        // What can stand before a word.
        let rest = &text[at..];
        at += rest.find(|c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '-')).unwrap_or(rest.len());
        if at >= cursor {
            return Place::Name(cursor);
        }
        if text[at..].starts_with('"') {
            match lexer::quoted(text, at).1 {
                Some(end) if end < cursor => at = end,
                _ => return Place::Nowhere,
            }
            continue;
        }
        let end = lexer::word_end(text, at, false);
        let name = lexer::field_name(&text[at..end]);
        let Some((field, name)) = name.and_then(|name| Some((Field::read(name)?, name))) else {
            if cursor <= end {
                return Place::Name(at);
            }
            at = end;
            continue;
        };
        if cursor <= at + name.len() {
            return Place::Name(at);
        }
        at += name.len() + 1;
        loop {
            let end = value_end(text, at, cursor);
            if cursor <= end {
                return Place::Value(field, at..end);
            }
            at = end;
            if !text[at..].starts_with(',') {
                break;
            }
            at += 1;
        }
    }
}

/// Where the value ends. In a quote that is still open everything behind the cursor is left alone.
fn value_end(text: &str, from: usize, cursor: usize) -> usize {
    if text[from..].starts_with('"') {
        lexer::quoted(text, from).1.unwrap_or(cursor.max(from + 1))
    } else {
        lexer::word_end(text, from, true)
    }
}

fn names(text: &str, from: usize, cursor: usize) -> Vec<Completion> {
    let typed = &text[from..cursor];
    // In the middle of a name that has its colon, all of it goes.
    let behind = &text[cursor..];
    let letters = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let whole = !typed.is_empty() && behind[letters..].starts_with(':');
    let replace = from..if whole { cursor + letters + 1 } else { cursor };
    let begins = |field: &Field| field.word().get(..typed.len()).is_some_and(|word| word.eq_ignore_ascii_case(typed));
    let fields = Field::ALL.into_iter().filter(begins);
    fields
        .map(|field| Completion {
            replace: replace.clone(),
            with: [field.word(), ":"].concat(),
            says: field.says().to_owned(),
        })
        .collect()
}

fn values(
    text: &str,
    field: Field,
    value: Range<usize>,
    cursor: usize,
    search: Option<&Search<'_>>,
) -> Vec<Completion> {
    let typed = &text[value.start..cursor];
    let typed = if typed.starts_with('"') { lexer::quoted(typed, 0).0 } else { typed.to_owned() };
    let found = match (field, search) {
        (Field::Class, search) => verdicts(&typed, search),
        (Field::Gap, _) => reasons(&typed),
        (Field::In, Some(search)) => lists(&typed, search),
        (Field::Type, Some(search)) => most_frequent(search.table.types(), &typed),
        (Field::Threat, Some(search)) => most_frequent(search.table.threats(), &typed),
        _ => Vec::new(),
    };
    let offered = found.into_iter().filter(|(with, _)| *with != text[value.clone()]);
    offered.map(|(with, says)| Completion { replace: value.clone(), with, says }).collect()
}

/// The lists of hashes, the newest first.
fn lists(typed: &str, search: &Search<'_>) -> Vec<(String, String)> {
    let begins = |name: &str| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let fitting = search.lists.all().iter().rev().filter(|list| begins(list.name())).take(MOST);
    fitting.map(|list| (list.name().to_owned(), counted(list.len() as u64, "hash", "hashes"))).collect()
}

fn verdicts(typed: &str, search: Option<&Search<'_>>) -> Vec<(String, String)> {
    let verdicts = Classification::ALL.into_iter();
    let begins = |word: &str| word.get(..typed.len()).is_some_and(|word| word.eq_ignore_ascii_case(typed));
    let says = |verdict| {
        search.map_or(String::new(), |search| {
            let all = search.table.classifications();
            files(all.iter().filter(|one| **one == verdict).count())
        })
    };
    let fitting = verdicts.filter(|verdict| begins(verdict.word()));
    fitting.map(|verdict| (verdict.word().to_owned(), says(verdict))).collect()
}

fn reasons(typed: &str) -> Vec<(String, String)> {
    let named = Reason::ALL.into_iter().map(|reason| (reason.word(), reason.says()));
    let all = named.chain([("any", "any open question"), ("none", "no open question")]);
    let begins = |word: &str| word.get(..typed.len()).is_some_and(|word| word.eq_ignore_ascii_case(typed));
    all.filter(|(word, _)| begins(word)).map(|(word, says)| (word.to_owned(), says.to_owned())).collect()
}

/// The values of a column that hold what has been typed, each as it is written in a filter: those that begin so first.
/// One with a character that must not reach the page is left out.
fn most_frequent((numbers, names): (&[u32], &Interner), typed: &str) -> Vec<(String, String)> {
    let mut counts = vec![0_usize; names.texts().len()];
    for number in numbers {
        counts[*number as usize] += 1;
    }
    // Which begins so, how many there are of it, and its number.
    let mut fitting: Vec<(bool, usize, usize)> = Vec::new();
    for (number, text) in names.texts().iter().enumerate() {
        let shown = if text.is_empty() { "none" } else { text };
        if counts[number] > 0 && contains(shown, typed) && !shown.contains(is_hostile) {
            let begins = shown.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
            fitting.push((begins, counts[number], number));
        }
    }
    let mut found = Vec::new();
    // A dozen times the best of the rest: there can be many, and sorting them all is not needed.
    while found.len() < MOST {
        let best = fitting.iter().enumerate().max_by_key(|(_, (begins, count, number))| (*begins, *count, !*number));
        let Some((at, (_, count, number))) = best.map(|(at, best)| (at, *best)) else { break };
        fitting.swap_remove(at);
        let text = names.get(number as u32);
        found.push((if text.is_empty() { "none".to_owned() } else { lexer::as_value(text) }, files(count)));
    }
    found
}

fn files(count: usize) -> String {
    counted(count as u64, "file", "files")
}
