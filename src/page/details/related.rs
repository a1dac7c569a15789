//! What a file has to do with others: what it is in, what is in it, where else it is, and its own listing.

use super::copy;
use crate::address::Address;
use crate::case::Case;
use crate::hash::SampleHash;
use crate::listing::escape::visible;
use crate::listing::{Row, hex, measure};
use crate::page::archive;
use crate::page::live::{act, flag};
use crate::page::state::{State, state};
use leptos::prelude::*;

/// How many rows a list of links has at most; what is beyond is counted.
const MOST: usize = 50;

/// A way to a row: its id, and the words for it.
type Link = (String, String);

fn link(case: &Case, row: Row) -> Link {
    let name = match case.listing.name(row) {
        "" => "(no name)".to_owned(),
        name => visible(name).into_owned(),
    };
    (case.listing.id(row), name)
}

fn go(state: State, (id, name): Link) -> impl IntoView {
    view! {
        <button type="button" class="link" on:click=act(move |_| {
            let id = id.clone();
            state.go(|address| address.row = Some(id));
        })><bdi>{name}</bdi></button>
    }
}

/// Links under a heading that counts them.
fn links(state: State, title: String, links: Vec<Link>, more: usize) -> AnyView {
    view! {
        <section class="related" role="group" aria-label=title.clone()>
            <h3>{title.clone()}</h3>
            <ul>
                {links.into_iter().map(|link| view! { <li>{go(state, link)}</li> }).collect_view()}
                {(more > 0).then(|| view! { <li class="more">{format!("and {more} more")}</li> })}
            </ul>
        </section>
    }
    .into_any()
}

/// What can be done with the file.
#[component]
pub fn Actions(
    /// The file.
    row: Row,
) -> impl IntoView {
    let state = state();
    let (name, hash) = state
        .with_case(|case| {
            let listing = &case.listing;
            let hash = listing.sha1(row).map(|hash| hex(hash)).or_else(|| listing.sha256(row).map(|hash| hex(hash)));
            (listing.name(row).to_owned(), hash.or_else(|| listing.md5(row).map(|hash| hex(hash))))
        })
        .unwrap_or_default();
    let member = state.with_case(|case| case.checked.members.get(&case.listing.position(row)).copied()).flatten();
    let shown = visible(&name).into_owned();
    let differs = shown != name;
    let sample = hash.and_then(|hash| SampleHash::parse(&hash).ok());
    view! {
        <div class="actions">
            {sample.map(|sample| view! {
                <button type="button" title="Its own listing, as of a sample" on:click=act(move |_| open_as_sample(state, &sample))>"Open as sample"</button>
            })}
            <button type="button" on:click=act(move |_| copy(state, shown.clone(), "Name"))>"Copy name"</button>
            <Show when=flag(move || differs)>
                {
                    let name = name.clone();
                    view! { <button type="button" title="With the characters that are shown as escapes" on:click=act(move |_| copy(state, name.clone(), "Raw name"))>"Copy raw"</button> }
                }
            </Show>
        </div>
        {member.map(|_| view! { <archive::Preview row=row/> })}
    }
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
#[component]
pub fn Place(
    /// The file.
    row: Row,
) -> impl IntoView {
    let state = state();
    let around = state.with_case(|case| {
        if case.is_stale() {
            return Vec::new();
        }
        let mut rows: Vec<Row> = case.parents().ancestors(row).collect();
        rows.reverse();
        rows.into_iter().map(|row| link(case, row)).collect()
    });
    let own = state.with_case(|case| visible(case.listing.path(row)).into_owned()).unwrap_or_default();
    view! {
        <nav class="place-in" aria-label="Place in the sample">
            <ol>
                {around.unwrap_or_default().into_iter().map(|link| view! { <li>{go(state, link)}</li> }).collect_view()}
                <li aria-current="true"><bdi>{own}</bdi></li>
            </ol>
        </nav>
    }
}

/// All places of a file that stands in several rows, and in what they contradict one another.
#[component]
pub fn Places(
    /// One of its rows.
    row: Row,
) -> impl IntoView {
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
        let links: Vec<Link> = rows
            .iter()
            .take(MOST)
            .map(|row| {
                let (id, _) = link(case, *row);
                let path = visible(&case.path_from_sample(*row)).into_owned();
                (id, path)
            })
            .collect();
        let conflict = doubles.conflict(row).map(|conflict| {
            let differs =
                [(conflict.size, "size"), (conflict.classification, "classification"), (conflict.risk, "risk score")];
            let words: Vec<&str> = differs.iter().filter(|(differs, _)| *differs).map(|(_, word)| *word).collect();
            format!("Conflict: the same hash with another {}.", words.join(" and another "))
        });
        Some((rows.len(), links, conflict))
    });
    found.flatten().map(|(count, places, conflict)| {
        view! {
            {conflict.map(|words| view! { <p class="conflict">{words}</p> })}
            {links(state, format!("The same file, {count} places"), places, count.saturating_sub(MOST))}
        }
    })
}

/// What is in the file.
#[component]
pub fn Children(
    /// The file.
    row: Row,
) -> impl IntoView {
    let state = state();
    let found = state.with_case(|case| {
        if case.is_stale() {
            return None;
        }
        let forest = case.forest();
        let rows: Vec<Row> = forest.children(Some(forest.place(row))).map(|place| forest.row(place)).collect();
        let links: Vec<Link> = rows
            .iter()
            .take(MOST)
            .map(|row| {
                let (id, name) = link(case, *row);
                let size = case.listing.size(*row).map(measure::size).unwrap_or_default();
                (id, format!("{name}  {size}"))
            })
            .collect();
        (!rows.is_empty()).then_some((rows.len(), links))
    });
    found.flatten().map(|(count, children)| {
        let title =
            if count == 1 { "1 file directly inside".to_owned() } else { format!("{count} files directly inside") };
        links(state, title, children, count.saturating_sub(MOST))
    })
}
