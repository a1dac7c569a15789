//! What a file has to do with others: what it is in, what is in it, where else it is, and its own listing.

use crate::actions::navigate::open_as_sample;
use crate::actions::rows::select;
use crate::components::copy_button::CopyButton;
use crate::state::use_app_state;
use crate::words::{NO_NAME, copied, details as words, more};
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::hash_of;
use matryoshka_core::hash::{HashKind, SampleHash};
use matryoshka_core::table::escape::{shortened, visible, visible_end};
use matryoshka_core::table::{Row, format_size, hex};

/// How many rows a list of links has at most; what is beyond is counted.
const MOST_LINKS: usize = 50;

/// Letters of a name that a link shows.
const LONGEST_NAME: usize = 300;

/// How many rows are named at either end of a path.
const PATH_ENDS: usize = 12;

/// A way to a row, and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RowLink {
    row: Row,
    words: String,
}

fn name_of(dataset: &Dataset, row: Row) -> String {
    match dataset.table.name(row) {
        "" => NO_NAME.to_owned(),
        name => shortened(name, LONGEST_NAME).into_owned(),
    }
}

/// A path of which the inner end matters.
fn end_of(path: &str) -> String {
    match visible_end(path, 4 * LONGEST_NAME) {
        (end, true) => format!("…{end}"),
        (end, false) => end.into_owned(),
    }
}

#[component]
fn LinkItem(link: RowLink) -> impl IntoView {
    let state = use_app_state();
    let RowLink { row, words } = link;
    view! {
        <li><button type="button" class="link" on:click=move |_| select(state, row)><bdi>{words}</bdi></button></li>
    }
}

/// Links under a heading that counts them.
#[component]
fn Links(title: String, links: Vec<RowLink>, beyond: usize) -> impl IntoView {
    let items = links.into_iter().map(|link| view! { <LinkItem link/> }).collect_view();
    let label = title.clone();
    view! {
        <section class="related" role="group" aria-label=label>
            <h3>{title}</h3>
            <ul>
                {items}
                {(beyond > 0).then(|| view! { <li class="more">{more(beyond)}</li> })}
            </ul>
        </section>
    }
}

/// What can be done with the file.
#[component]
pub fn Actions(row: Row) -> impl IntoView {
    let state = use_app_state();
    let found = state.dataset.read(|dataset| {
        let kinds = [HashKind::Sha1, HashKind::Sha256, HashKind::Md5];
        let hash = kinds.into_iter().find_map(|kind| hash_of(&dataset.table, row, kind)).map(hex);
        (dataset.table.name(row).to_owned(), hash.and_then(|hash| SampleHash::parse(&hash).ok()))
    });
    let (name, sample) = found.unwrap_or_default();
    let shown = visible(&name).into_owned();
    let differs = shown != name;
    view! {
        <div class="actions">
            {sample.map(|sample| view! {
                <button
                    type="button"
                    title=words::AS_SAMPLE_HINT
                    on:click=move |_| open_as_sample(state, sample.clone())
                >
                    {words::AS_SAMPLE}
                </button>
            })}
            <CopyButton label=words::COPY_NAME text=move || shown.clone() copied=copied(words::NAME)/>
            {differs.then(|| view! {
                <CopyButton
                    label=words::COPY_RAW
                    title=words::COPY_RAW_HINT
                    text=move || name.clone()
                    copied=copied(words::RAW)
                />
            })}
        </div>
    }
}

/// Where the file sits: everything around it, from the outside in, each a way there. Of a deep place both ends are named.
#[component]
pub fn Place(row: Row) -> impl IntoView {
    let state = use_app_state();
    let path = Memo::new(move |_| {
        state.dataset.with_rows(|dataset| {
            if dataset.is_stale() {
                return (Vec::new(), 0, Vec::new());
            }
            let ends = dataset.parents().ancestors_bounded(row, PATH_ENDS, PATH_ENDS);
            let links = |rows: Vec<Row>| {
                rows.into_iter().map(|row| RowLink { row, words: name_of(dataset, row) }).collect::<Vec<_>>()
            };
            (links(ends.outer), ends.left_out, links(ends.inner))
        })
    });
    let own = state.dataset.read(|dataset| visible(dataset.table.path(row)).into_owned());
    let items = |links: Vec<RowLink>| links.into_iter().map(|link| view! { <LinkItem link/> }).collect_view();
    view! {
        <nav class="place-in" aria-label=words::PLACE>
            <ol>
                {move || path.get().map(|(outer, left_out, inner)| view! {
                    {items(outer)}
                    {(left_out > 0).then(|| view! { <li class="more">{words::left_out(left_out)}</li> })}
                    {items(inner)}
                })}
                <li aria-current="true"><bdi>{own}</bdi></li>
            </ol>
        </nav>
    }
}

/// All places of a file that stands in several rows, and in what they contradict one another.
#[component]
pub fn Places(row: Row) -> impl IntoView {
    let state = use_app_state();
    let places = Memo::new(move |_| state.dataset.with_rows(|dataset| places_of(dataset, row)).flatten());
    move || {
        places.get().map(|(count, links, conflict)| {
            view! {
                {conflict.map(|conflict| view! { <p class="conflict">{conflict}</p> })}
                <Links title=words::places(count) links beyond=count.saturating_sub(MOST_LINKS)/>
            }
        })
    }
}

fn places_of(dataset: &Dataset, row: Row) -> Option<(usize, Vec<RowLink>, Option<String>)> {
    if dataset.is_stale() {
        return None;
    }
    let duplicates = dataset.duplicates();
    let rows = duplicates.rows_of(row);
    if rows.len() < 2 {
        return None;
    }
    let link = |row: &Row| RowLink { row: *row, words: end_of(&dataset.path_from_sample(*row)) };
    let links = rows.iter().take(MOST_LINKS).map(link).collect();
    let conflict = duplicates.conflict(row).map(|conflict| {
        let fields =
            [(conflict.size, "size"), (conflict.classification, "classification"), (conflict.risk, "risk score")];
        let differing: Vec<&str> = fields.iter().filter(|(differs, _)| *differs).map(|(_, word)| *word).collect();
        words::conflict(&differing)
    });
    Some((rows.len(), links, conflict))
}

/// What is directly in the file.
#[component]
pub fn Children(row: Row) -> impl IntoView {
    let state = use_app_state();
    let children = Memo::new(move |_| {
        let children = state.dataset.with_rows(|dataset| {
            if dataset.is_stale() {
                return None;
            }
            let forest = dataset.forest();
            let rows: Vec<Row> = forest.children(Some(forest.place(row))).map(|place| forest.row(place)).collect();
            let link = |row: &Row| {
                let size = dataset.table.size(*row).map(format_size::size).unwrap_or_default();
                RowLink { row: *row, words: format!("{}  {size}", name_of(dataset, *row)) }
            };
            let links: Vec<RowLink> = rows.iter().take(MOST_LINKS).map(link).collect();
            (!rows.is_empty()).then_some((rows.len(), links))
        });
        children.flatten()
    });
    move || {
        children.get().map(|(count, links)| {
            view! { <Links title=words::inside(count) links beyond=count.saturating_sub(MOST_LINKS)/> }
        })
    }
}
