//! Every place of a file in a sample.

use crate::actions::navigate;
use crate::state::{AppState, use_app_state};
use crate::words::{more, shared as words};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::url_state::UrlState;

/// Places that are named, and letters of each path.
const MOST: usize = 200;
const LONGEST: usize = 500;

/// The places of the file and the sample whose cell was pressed.
#[component]
pub fn Places() -> impl IntoView {
    let state = use_app_state();
    move || {
        let (file, number) = state.shared.chosen.get()?;
        let shared = state.shared.index.get_untracked()?;
        let sample = shared.samples.get(number as usize)?;
        let places = shared.contents.places_in(file, number);
        let dataset = sample.rows.dataset.borrow();
        let lines = places.iter().take(MOST).map(|place| {
            let path = shortened(&dataset.path_from_sample(place.row), LONGEST).into_owned();
            let row = Some(dataset.table.id(place.row)).filter(|id| !id.is_empty());
            let url = UrlState { sample: Some(sample.hash.clone()), row, ..UrlState::default() };
            let address = url.query();
            view! { <li><a href=address on:click=opens(state, url)><bdi>{path}</bdi></a></li> }
        });
        let beyond = places.len().saturating_sub(MOST);
        Some(view! {
            <section class="places" aria-label=words::PLACES aria-live="polite">
                <h2>{words::places_in(places.len(), sample.hash.as_str())}</h2>
                <ul>
                    {lines.collect_view()}
                    {(beyond > 0).then(|| view! { <li>{more(beyond)}</li> })}
                </ul>
            </section>
        })
    }
}

/// Opens a sample at a row.
fn opens(state: AppState, url: UrlState) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        // With a key held the browser opens it elsewhere.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            let url = url.clone();
            navigate::go(state, |address| *address = url);
        }
    }
}
