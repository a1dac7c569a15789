//! Which hashes of the lists that a filter asks for are not in the listing.

use crate::components::copy_button::CopyButton;
use crate::state::use_app_state;
use crate::words::{hash_lists as words, more};
use leptos::prelude::*;

/// Hashes that are named; all of them are copied.
const MOST: usize = 500;

/// What there is to say of a list.
#[derive(Clone, PartialEq)]
struct Found {
    said: String,
    missing: Vec<String>,
}

/// A line for each list, which opens to what was not found.
#[component]
pub fn NotFound() -> impl IntoView {
    let state = use_app_state();
    let lists = Memo::new(move |_| {
        let of_lists = state.dataset.with_rows(|dataset| {
            let mut names = dataset.expression().map(|filter| filter.list_names()).unwrap_or_default();
            names.sort_unstable();
            names.dedup();
            let lists = names.into_iter().filter_map(|name| dataset.hash_lists.get(name));
            let of_list = lists.map(|list| {
                let missing: Vec<String> = list.missing(&dataset.table).into_iter().map(ToString::to_string).collect();
                let incomparable = list.incomparable();
                let found = list.len() - missing.len() - incomparable;
                let said = words::found(list.name(), found, missing.len(), incomparable, dataset.is_complete());
                Found { said, missing }
            });
            of_list.collect::<Vec<_>>()
        });
        of_lists.unwrap_or_default()
    });
    move || lists.get().into_iter().map(line).collect_view()
}

fn line(Found { said, missing }: Found) -> impl IntoView {
    if missing.is_empty() {
        return view! { <p class="part not-found" role="status">{said}</p> }.into_any();
    }
    let named = missing.iter().take(MOST).map(|hash| view! { <li><code>{hash.clone()}</code></li> }).collect_view();
    let beyond = missing.len().saturating_sub(MOST);
    let text = missing.join("\n");
    view! {
        <details class="not-found refused-lines">
            <summary>{said}</summary>
            <CopyButton label=words::COPY_MISSING text=move || text.clone() copied=words::COPIED/>
            <ul>
                {named}
                {(beyond > 0).then(|| view! { <li>{more(beyond)}</li> })}
            </ul>
        </details>
    }
    .into_any()
}
