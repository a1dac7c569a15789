//! Files against samples.

use crate::platform::intl;
use crate::state::shared_files::SharedFiles;
use crate::state::use_app_state;
use crate::words::shared as words;
use leptos::prelude::*;
use matryoshka_core::samples::contents::{ContentNumber, SampleNumber};
use matryoshka_core::table::escape::shortened;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Samples that have a column: the first of those in their order.
const MOST_COLUMNS: usize = 40;

/// Files that are shown before more are asked for, and how many more then.
const FILES: usize = 100;

/// Letters of a name or a type that are shown, and names that are counted.
const LONGEST: usize = 120;
const MOST_NAMES: usize = 1_000;

/// Digits of a sample's hash that head its column.
pub const DIGITS: usize = 8;

/// The table.
#[component]
pub fn Matrix() -> impl IntoView {
    let state = use_app_state();
    let shown = RwSignal::new(FILES);
    let head = move || {
        let shared = state.shared.index.get()?;
        let mut before = None;
        let columns = columns(&shared).iter().map(|sample| {
            let alike = before.replace(*sample).map(|before| words::alike(shared.likeness.of(before, *sample)));
            let hash = shared.samples[*sample as usize].hash.to_string();
            let short = hash[..DIGITS].to_owned();
            view! { <th scope="col" class="number" title=hash><code>{short}</code>{alike.map(|alike| view! { <small>{alike}</small> })}</th> }
        });
        Some(columns.collect_view())
    };
    let rows = move || {
        let shared = state.shared.index.get()?;
        let files: Vec<ContentNumber> =
            state.shared.files.with(|files| files.iter().copied().take(shown.get()).collect());
        Some(files.into_iter().map(|file| row(&shared, file)).collect_view())
    };
    let is_more = Memo::new(move |_| state.shared.files.with(Vec::len) > shown.get());
    let is_none = Memo::new(move |_| state.shared.files.with(Vec::is_empty));
    let left_out = move || {
        let count = state.shared.index.with(|index| index.as_ref().map_or(0, |index| index.samples.len()));
        (count > MOST_COLUMNS)
            .then(|| view! { <p class="part shared-note">{words::columns_left_out(MOST_COLUMNS, count)}</p> })
    };
    view! {
        {left_out}
        <div class="samples-pane">
            <table class="samples matrix" aria-label=words::SHARED>
                <thead>
                    <tr>{words::COLUMNS.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <Show when=move || is_none.get()><p class="part shared-note">{words::NO_MATCH}</p></Show>
            <Show when=move || is_more.get()>
                <button type="button" class="more" on:click=move |_| shown.update(|shown| *shown += FILES)>{words::MORE}</button>
            </Show>
        </div>
    }
}

/// The samples that have a column.
pub fn columns(shared: &SharedFiles) -> &[SampleNumber] {
    &shared.order[..shared.order.len().min(MOST_COLUMNS)]
}

/// A file as a row.
fn row(shared: &Rc<SharedFiles>, file: ContentNumber) -> impl IntoView + use<> {
    let state = use_app_state();
    let places = shared.contents.places(file);
    let name = |place: &matryoshka_core::samples::contents::Place| {
        let dataset = shared.samples[place.sample as usize].rows.dataset.borrow();
        dataset.table.name(place.row).to_owned()
    };
    let names: BTreeSet<String> = places.iter().take(MOST_NAMES).map(name).collect();
    let first = places.first().map(name).unwrap_or_default();
    let kind = places.first().map(|place| {
        let dataset = shared.samples[place.sample as usize].rows.dataset.borrow();
        shortened(dataset.table.type_display(place.row), LONGEST).into_owned()
    });
    let worst = shared.contents.worst(file).word();
    let cells = columns(shared).iter().map(|sample| {
        let (sample, count) = (*sample, shared.contents.places_in(file, *sample).len());
        if count == 0 {
            return view! { <td class="number"></td> }.into_any();
        }
        let label = words::places_in(count, &shared.samples[sample as usize].hash.as_str()[..DIGITS]);
        let is_chosen = move || state.shared.chosen.with(|chosen| *chosen == Some((file, sample)));
        view! {
            <td class="number held">
                <button
                    type="button"
                    class="quiet"
                    aria-label=label
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| state.shared.chosen.set(Some((file, sample)))
                >
                    {intl::number(count as u64)}
                </button>
            </td>
        }
        .into_any()
    });
    let cells = cells.collect_view();
    view! {
        <tr>
            <th scope="row">
                <bdi>{shortened(&first, LONGEST).into_owned()}</bdi>
                {(names.len() > 1).then(|| view! { <small>{words::names(names.len() - 1)}</small> })}
            </th>
            <td class="worst" data-verdict=worst>{worst}</td>
            <td><bdi>{kind}</bdi></td>
            <td class="number">{intl::number(shared.contents.shared(file).into())}</td>
            {cells}
        </tr>
    }
}
