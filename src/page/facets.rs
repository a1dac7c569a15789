//! What there is to choose from: verdicts, types and depths, with how many rows each has under the present filter.

use super::element::{El, button as press, el};
use super::filter;
use super::state::{State, state};
use super::words::facets as words;
use crate::browser::intl;
use crate::case::Case;
use crate::listing::classification::Classification;
use crate::listing::escape::{is_hostile, visible};
use crate::listing::facets;

/// How many types are shown.
const TYPES: usize = 12;

/// The button that opens the panel.
pub fn button() -> El {
    let state = state();
    press(words::FACETS, "aria-controls=facets", move || state.facets.update(|open| *open = !*open))
        .state("aria-expanded", move || state.facets.get())
}

/// A value, how many rows have it, and the term that leaves just these.
struct Choice {
    shown: String,
    rows: u32,
    term: Option<String>,
}

/// The panel.
pub fn panel(state: State) -> El {
    let panel = el("aside", "id=facets;class=facets;role=region").set("aria-label", words::FACETS);
    panel.part(move || {
        state.revision.track();
        let groups = state.with_case(|case| if case.is_stale() { Vec::new() } else { groups(case) });
        groups.unwrap_or_default().into_iter().map(|(title, choices)| group(state, title, choices)).collect()
    })
}

fn group(state: State, title: &str, choices: Vec<Choice>) -> El {
    let line = |Choice { shown, rows, term }: Choice| {
        let rows = el("span", "").text(&intl::number(rows.into()));
        match term {
            Some(term) => {
                let press = press("", "class=facet", move || filter::add(state, &term));
                el("li", "").with(&[press.with(&[el("bdi", "").text(&shown), rows])])
            }
            None => el("li", "class=facet").with(&[el("span", "").text(&shown), rows]),
        }
    };
    let lines: Vec<El> = choices.into_iter().filter(|choice| choice.rows > 0).map(line).collect();
    el("section", "role=group").set("aria-label", title).with(&[el("h2", "").text(title), el("ul", "").with(&lines)])
}

fn groups(case: &Case) -> Vec<(&'static str, Vec<Choice>)> {
    let found = facets::Facets::new(&case.listing, case.forest(), case.matches());
    let verdict = |verdict: &Classification| {
        let word = verdict.word();
        Choice { shown: word.to_owned(), rows: found.verdicts[*verdict as usize], term: Some(format!("class:{word}")) }
    };
    let verdicts = Classification::ALL.iter().rev().map(verdict).collect();
    let (top, others) = found.top_types(TYPES);
    let (_, names) = case.listing.types();
    let mut types: Vec<Choice> = top.iter().map(|count| of_type(names.get(count.number), count.rows)).collect();
    if others.types > 0 {
        types.push(Choice { shown: words::more_types(others.types), rows: others.rows, term: None });
    }
    let depth = |(depth, rows): (usize, &u32)| Choice {
        shown: words::depth(depth),
        rows: *rows,
        term: Some(format!("depth:{depth}")),
    };
    let depths = found.depths.iter().enumerate().map(depth).collect();
    vec![(words::VERDICTS, verdicts), (words::TYPES, types), (words::DEPTH, depths)]
}

fn of_type(name: &str, rows: u32) -> Choice {
    if name.is_empty() {
        return Choice { shown: words::NO_TYPE.to_owned(), rows, term: Some("type:none".to_owned()) };
    }
    let term = format!("type:\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    // What must not reach the page cannot stand in the filter.
    Choice { shown: visible(name).into_owned(), rows, term: Some(term).filter(|_| !name.contains(is_hostile)) }
}
