//! Links to other tools, where an administrator allows them (`links` in `config.json`). Without those the page has none.

use crate::components::popover::{Popover, PopoverContent};
use crate::state::use_app_state;
use crate::words::{NO_NAME, links as words};
use leptos::prelude::*;
use matryoshka_core::api::config::links::LinkTemplate;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::hash_of;
use matryoshka_core::table::escape::{visible, visible_part};
use matryoshka_core::table::{Row, hex};

/// Most selected files whose links are shown.
const MOST: usize = 20;

/// Letters of a name.
const NAME: usize = 80;

/// The links for a file: what each is called, and its address.
fn links(dataset: &Dataset, templates: &[LinkTemplate], row: Row) -> Vec<(String, String)> {
    let hash = |kind| hash_of(&dataset.table, row, kind).map(hex);
    let link = |link: &LinkTemplate| Some((visible(&link.name).into_owned(), link.address(hash)?));
    templates.iter().filter_map(link).collect()
}

fn list(links: Vec<(String, String)>) -> impl IntoView {
    let link = |(name, address): (String, String)| {
        view! { <li><a href=address target="_blank" rel="noopener noreferrer">{name}</a></li> }
    };
    view! { <ul class="links">{links.into_iter().map(link).collect_view()}</ul> }
}

/// The links for the file of a row.
#[component]
pub fn FileLinks(
    /// The row.
    row: Row,
) -> impl IntoView {
    let state = use_app_state();
    move || {
        let templates = state.connection.config.with(|config| config.links.clone());
        let found = state.dataset.read(|dataset| links(dataset, &templates, row)).unwrap_or_default();
        (!found.is_empty()).then(|| view! { <div role="group" aria-label=words::LINKS>{list(found)}</div> })
    }
}

/// The links for the rows that were selected by hand.
#[component]
pub fn SelectionLinks() -> impl IntoView {
    let state = use_app_state();
    let any = Memo::new(move |_| state.connection.config.with(|config| !config.links.is_empty()));
    let files = move || {
        let templates = state.connection.config.with(|config| config.links.clone());
        let found = state.dataset.with_marks(|dataset| {
            let rows = dataset.in_order().into_iter().filter(|row| dataset.selection.has(*row)).take(MOST);
            let file = |row: Row| {
                (visible_part(dataset.table.name(row), NAME).0.into_owned(), links(dataset, &templates, row))
            };
            (rows.map(file).collect::<Vec<_>>(), dataset.selection.len())
        });
        let (files, count) = found.unwrap_or_default();
        let cut = (count as usize > MOST).then(|| view! { <p>{words::first(MOST, count)}</p> });
        let file = |(name, links): (String, Vec<(String, String)>)| {
            let name = if name.is_empty() { NO_NAME.to_owned() } else { name };
            view! { <dt><bdi>{name}</bdi></dt><dd>{list(links)}</dd> }
        };
        view! { <dl class="file-links">{files.into_iter().map(file).collect_view()}</dl>{cut} }
    };
    view! {
        <Show when=move || any.get()>
            <Popover
                id="selection-links"
                label=words::LINKS
                title=words::HINT
                content=PopoverContent::Region
                popover_name=words::LINKS
            >
                {files}
            </Popover>
        </Show>
    }
}
