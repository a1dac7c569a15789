//! From the expression to the rows that match, a column at a time.
//!
//! Each test gives a set of rows by one pass over one column, and the sets are put together: an expression costs what its
//! tests cost, and no row is ever taken through it. What is asked for together is tested from the cheapest on, and when
//! no row is left, the rest is not asked.

use crate::query::ast::Node;
use crate::query::field::{NumberField, TextField};
use crate::query::glob::{Glob, START};
use crate::query::predicate::{Pattern, Test};
use crate::query::search::{Search, contains};
use crate::query::span::{Span, time_key};
use crate::table::row_set::RowSet;
use crate::table::{Row, Table};
use crate::tree::visibility::with_ancestors;

/// The rows that match.
pub fn rows(node: &Node, search: &Search<'_>) -> RowSet {
    match node {
        Node::All(parts) => {
            let mut rows: Option<RowSet> = None;
            for wanted in 0..=DEAREST {
                for part in parts.iter().filter(|part| cost(part) == wanted) {
                    match &mut rows {
                        None => rows = Some(self::rows(part, search)),
                        Some(rows) if rows.is_empty() => break,
                        Some(rows) => rows.intersect(&self::rows(part, search)),
                    }
                }
            }
            rows.unwrap_or_else(|| RowSet::all(search.table.len()))
        }
        Node::Any(parts) => {
            let mut rows = RowSet::none(search.table.len());
            for part in parts {
                rows.unite(&self::rows(part, search));
            }
            rows
        }
        Node::Not(inner) => {
            let mut rows = rows(inner, search);
            rows.invert();
            rows
        }
        Node::Term(term) => test(&term.test, search),
    }
}

const DEAREST: u8 = 3;

/// How dear a part is, as measured at a million rows.
fn cost(node: &Node) -> u8 {
    match node {
        Node::All(parts) | Node::Any(parts) => parts.iter().map(cost).max().unwrap_or(0),
        Node::Not(inner) => cost(inner),
        Node::Term(term) => match &term.test {
            Test::Class(_)
            | Test::Content(_)
            | Test::Number(..)
            | Test::Text(TextField::Type | TextField::Threat | TextField::Yara, _) => 0,
            Test::Hash(_) | Test::Gap(..) | Test::In(_) => 1,
            Test::Text(TextField::Name, _) => 2,
            Test::Word(_) | Test::Text(TextField::Path, _) => DEAREST,
        },
    }
}

fn test(test: &Test, search: &Search<'_>) -> RowSet {
    let table = search.table;
    match test {
        Test::Word(word) => search.word(word),
        Test::Text(TextField::Type, patterns) => search.interned(table.types(), |text| any_fits(patterns, text)),
        Test::Text(TextField::Threat, patterns) => search.interned(table.threats(), |text| any_fits(patterns, text)),
        Test::Text(TextField::Yara, patterns) => yara(table, patterns),
        Test::Text(TextField::Path, patterns) => unite(search, patterns, path),
        Test::Text(TextField::Name, patterns) => unite(search, patterns, name),
        Test::Class(verdicts) => rows_where(table, |row| verdicts >> table.classifications()[row] as u8 & 1 == 1),
        Test::Hash(beginnings) => unite(search, beginnings, |search, digits| hash(search, digits.as_deref())),
        Test::In(names) => {
            let lists: Vec<_> = names.iter().filter_map(|name| search.lists.get(name)).collect();
            rows_where(table, |row| lists.iter().any(|list| list.has(table, row as Row)))
        }
        Test::Content(words) => rows_where(table, |row| {
            let position = table.position(row as Row);
            words.iter().any(|words| search.content.of(words, position).is_some())
        }),
        Test::Gap(reasons, or_none) => {
            let questions = search.questions();
            rows_where(table, |row| {
                let found = questions.reasons(row as Row);
                found.0 & reasons.0 != 0 || *or_none && found.is_empty()
            })
        }
        Test::Number(field, spans) => number(search, *field, spans),
    }
}

/// Rows of which the index fits.
fn rows_where(table: &Table, fits: impl Fn(usize) -> bool) -> RowSet {
    let mut rows = RowSet::none(table.len());
    for row in 0..table.len() {
        if fits(row as usize) {
            rows.insert(row);
        }
    }
    rows
}

/// Rows that one of the values finds.
fn unite<T>(search: &Search<'_>, values: &[T], find: impl Fn(&Search<'_>, &T) -> RowSet) -> RowSet {
    let mut found = values.iter().map(|value| find(search, value));
    let mut rows = found.next().unwrap_or_default();
    found.for_each(|more| rows.unite(&more));
    rows
}

fn any_fits(patterns: &[Pattern], text: &str) -> bool {
    patterns.iter().any(|pattern| match pattern {
        Pattern::Literal(literal) => contains(text, literal),
        Pattern::Glob(glob) => Glob::new(glob).fits_text(text.as_bytes()),
        Pattern::Absent => text.is_empty(),
    })
}

/// Rows of which a rule, or a tag of one, fits.
fn yara(table: &Table, patterns: &[Pattern]) -> RowSet {
    let fits = table.yara.fitting(|text| any_fits(patterns, text), patterns.contains(&Pattern::Absent));
    rows_where(table, |row| fits(row as Row))
}

fn name(search: &Search<'_>, pattern: &Pattern) -> RowSet {
    let table = search.table;
    match pattern {
        Pattern::Literal(literal) => search.name(literal),
        Pattern::Absent => rows_where(table, |row| table.name(row as Row).is_empty()),
        Pattern::Glob(pattern) => {
            let glob = Glob::new(pattern);
            let fits = |row: usize| glob.fits_text(table.name_bytes(row as Row));
            let Some(part) = glob.part() else { return rows_where(table, fits) };
            let mut rows = RowSet::none(table.len());
            search.name(part).iter().filter(|row| fits(*row as usize)).for_each(|row| rows.insert(row));
            rows
        }
    }
}

fn path(search: &Search<'_>, pattern: &Pattern) -> RowSet {
    let table = search.table;
    match pattern {
        Pattern::Literal(literal) => search.path(literal),
        Pattern::Absent => rows_where(table, |row| table.path(row as Row).is_empty()),
        Pattern::Glob(pattern) => path_glob(search, &Glob::new(pattern)),
    }
}

/// Rows whose whole path from the sample fits: the tree is walked from parent to child, and each row goes on where its
/// parent left off.
fn path_glob(search: &Search<'_>, glob: &Glob<'_>) -> RowSet {
    let (table, forest) = (search.table, search.forest);
    let mut rows = RowSet::none(table.len());
    // Only what has the longest part of the pattern in its path can fit, and to get there takes what is around it.
    let candidates = glob.part().map(|part| with_ancestors(&search.path(part), search.parents));
    // How far the rows around the present one have come, from the outermost on.
    let mut around: Vec<u128> = Vec::new();
    let mut place = 0;
    while place < forest.len() {
        let row = forest.row(place);
        if candidates.as_ref().is_some_and(|candidates| !candidates.has(row)) {
            place = forest.end(place);
            continue;
        }
        around.truncate(forest.depth(place) as usize - 1);
        let before = around.last().map_or(START, |reached| glob.read(*reached, b"/"));
        let reached = glob.read(before, table.path_bytes(row));
        if glob.fits(reached) {
            rows.insert(row);
        }
        around.push(reached);
        // Nothing below can fit where nothing can be reached any more.
        place = if reached == 0 { forest.end(place) } else { place + 1 };
    }
    rows
}

fn hash(search: &Search<'_>, beginning: Option<&str>) -> RowSet {
    let table = search.table;
    let without = |row: usize| {
        let row = row as Row;
        table.sha1(row).is_none() && table.sha256(row).is_none() && table.md5(row).is_none()
    };
    beginning.map_or_else(|| rows_where(table, without), |digits| search.hash(digits))
}

fn number(search: &Search<'_>, field: NumberField, spans: &[Option<Span>]) -> RowSet {
    let table = search.table;
    let fits = |number: Option<u64>| {
        spans.iter().any(|span| match (span, number) {
            (Some(span), Some(number)) => span.holds(number),
            (span, number) => span.is_none() && number.is_none(),
        })
    };
    match field {
        NumberField::Size => rows_where(table, |row| fits(table.size(row as Row))),
        NumberField::Files => rows_where(table, |row| fits(table.files(row as Row).map(u64::from))),
        NumberField::Risk => {
            // There are few scores: each is asked once.
            let fitting: [bool; 256] =
                std::array::from_fn(|risk| fits((risk != usize::from(crate::table::NO_RISK)).then_some(risk as u64)));
            rows_where(table, |row| fitting[usize::from(table.risks[row])])
        }
        NumberField::Depth => rows_where(table, |row| {
            let place = search.forest.place(row as Row);
            fits(Some(u64::from(search.forest.depth(place))))
        }),
        NumberField::Seen => rows_where(table, |row| {
            let (first, last) = (table.first_seen(row as Row), table.last_seen(row as Row));
            // With one of the two, it was seen at that time; some appliances have them the wrong way round.
            let (low, high) = (first.or(last).map(time_key), last.or(first).map(time_key));
            spans.iter().any(|span| match (span, low, high) {
                (Some(span), Some(low), Some(high)) => span.touches(low.min(high), high.max(low)),
                (span, low, _) => span.is_none() && low.is_none(),
            })
        }),
    }
}
