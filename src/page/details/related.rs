//! What a file has to do with others: what it is in, what is in it, where else it is, and its own listing.

use super::copy;
use crate::address::Address;
use crate::case::Case;
use crate::hash::SampleHash;
use crate::listing::escape::visible;
use crate::listing::{Row, hex, measure};
use crate::page::element::{El, button, el};
use crate::page::state::{State, state};
use crate::page::words::{NO_NAME, details as words, more};

/// How many rows a list of links has at most; what is beyond is counted.
const MOST: usize = 50;

/// A way to a row: its id, and the words for it.
type Link = (String, String);

fn link(case: &Case, row: Row) -> Link {
    let name = match case.listing.name(row) {
        "" => NO_NAME.to_owned(),
        name => visible(name).into_owned(),
    };
    (case.listing.id(row), name)
}

fn go(state: State, (id, name): Link) -> El {
    let go = button("", "class=link", move || {
        let id = id.clone();
        state.go(|address| address.row = Some(id));
    });
    el("li", "").with(&[go.with(&[el("bdi", "").text(&name)])])
}

/// Links under a heading that counts them.
fn links(state: State, title: &str, links: Vec<Link>, beyond: usize) -> El {
    let mut lines: Vec<El> = links.into_iter().map(|link| go(state, link)).collect();
    if beyond > 0 {
        lines.push(el("li", "class=more").text(&more(beyond)));
    }
    el("section", "class=related;role=group")
        .set("aria-label", title)
        .with(&[el("h3", "").text(title), el("ul", "").with(&lines)])
}

/// What can be done with the file.
pub fn actions(row: Row) -> El {
    let state = state();
    let found = state.with_case(|case| {
        let listing = &case.listing;
        let hash = listing.sha1(row).map(|hash| hex(hash)).or_else(|| listing.sha256(row).map(|hash| hex(hash)));
        (listing.name(row).to_owned(), hash.or_else(|| listing.md5(row).map(|hash| hex(hash))))
    });
    let (name, hash) = found.unwrap_or_default();
    let mut buttons = Vec::new();
    if let Some(sample) = hash.and_then(|hash| SampleHash::parse(&hash).ok()) {
        let open = button(words::AS_SAMPLE, "", move || open_as_sample(state, &sample));
        buttons.push(open.set("title", words::AS_SAMPLE_HINT));
    }
    let shown = visible(&name).into_owned();
    let differs = shown != name;
    buttons.push(button(words::COPY_NAME, "", move || copy(state, shown.clone(), words::NAME)));
    if differs {
        let raw = button(words::COPY_RAW, "", move || copy(state, name.clone(), words::RAW));
        buttons.push(raw.set("title", words::COPY_RAW_HINT));
    }
    el("div", "class=actions").with(&buttons)
}

/// Shows the file's own listing; the head of the page keeps the way back.
fn open_as_sample(state: State, sample: &SampleHash) {
    let from = state.address.get_untracked();
    if from.sample.as_ref() == Some(sample) {
        return;
    }
    if from.sample.is_some() {
        state.trail.update(|trail| trail.push(from.clone()));
    }
    let sample = Some(sample.clone());
    state.go(|address| *address = Address { sample, view: from.view, page_size: from.page_size, ..Address::default() });
}

/// Where the file sits: everything around it, from the outside in, each a way there.
pub fn place(row: Row) -> El {
    let state = state();
    let around = state.with_case(|case| {
        if case.is_stale() {
            return Vec::new();
        }
        let mut rows: Vec<Row> = case.parents().ancestors(row).collect();
        rows.reverse();
        rows.into_iter().map(|row| link(case, row)).collect()
    });
    let mut steps: Vec<El> = around.unwrap_or_default().into_iter().map(|link| go(state, link)).collect();
    let own = state.with_case(|case| visible(case.listing.path(row)).into_owned()).unwrap_or_default();
    steps.push(el("li", "aria-current=true").with(&[el("bdi", "").text(&own)]));
    el("nav", "class=place-in").set("aria-label", words::PLACE).with(&[el("ol", "").with(&steps)])
}

/// All places of a file that stands in several rows, and in what they contradict one another.
pub fn places(row: Row) -> Vec<El> {
    let state = state();
    let found = state.with_case(|case| {
        if case.is_stale() {
            return None;
        }
        let doubles = case.doubles();
        let rows = doubles.rows_of(row);
        if rows.len() < 2 {
            return None;
        }
        let link = |row: &Row| (case.listing.id(*row), visible(&case.path_from_sample(*row)).into_owned());
        let links: Vec<Link> = rows.iter().take(MOST).map(link).collect();
        let conflict = doubles.conflict(row).map(|conflict| {
            let differs =
                [(conflict.size, "size"), (conflict.classification, "classification"), (conflict.risk, "risk score")];
            let differs: Vec<&str> = differs.iter().filter(|(differs, _)| *differs).map(|(_, word)| *word).collect();
            words::conflict(&differs)
        });
        Some((rows.len(), links, conflict))
    });
    let Some((count, places, conflict)) = found.flatten() else { return Vec::new() };
    let conflict = conflict.into_iter().map(|conflict| el("p", "class=conflict").text(&conflict));
    conflict.chain([links(state, &words::places(count), places, count.saturating_sub(MOST))]).collect()
}

/// What is in the file.
pub fn children(row: Row) -> Vec<El> {
    let state = state();
    let found = state.with_case(|case| {
        if case.is_stale() {
            return None;
        }
        let forest = case.forest();
        let rows: Vec<Row> = forest.children(Some(forest.place(row))).map(|place| forest.row(place)).collect();
        let link = |row: &Row| {
            let (id, name) = link(case, *row);
            let size = case.listing.size(*row).map(measure::size).unwrap_or_default();
            (id, format!("{name}  {size}"))
        };
        let links: Vec<Link> = rows.iter().take(MOST).map(link).collect();
        (!rows.is_empty()).then_some((rows.len(), links))
    });
    let Some((count, children)) = found.flatten() else { return Vec::new() };
    vec![links(state, &words::inside(count), children, count.saturating_sub(MOST))]
}
