//! What there is to choose from: verdicts, types and depths, with how many rows each has under the present filter.

use super::filter;
use super::state::state;
use crate::browser::intl;
use crate::listing::classification::Classification;
use crate::listing::escape::{is_hostile, visible};
use crate::listing::facets;
use crate::page::live::{act, flag, live, part};
use leptos::prelude::*;

/// How many types are shown.
const TYPES: usize = 12;

/// The button that opens the panel.
#[component]
pub fn FacetsButton() -> impl IntoView {
    let state = state();
    view! {
        <button
            type="button"
            aria-expanded=live(move || state.facets.get().to_string())
            aria-controls="facets"
            on:click=act(move |_| state.facets.update(|open| *open = !*open))
        >"Facets"</button>
    }
}

/// A value, how many rows have it, and the term that leaves just these.
type Choice = (String, u32, Option<String>);

/// The panel.
#[component]
pub fn Facets() -> impl IntoView {
    let state = state();
    let groups = move || {
        state.revision.track();
        state
            .with_case(|case| {
                if case.is_stale() {
                    return Vec::new();
                }
                let found = facets::Facets::new(&case.listing, case.forest(), case.matches());
                let verdicts = Classification::ALL
                    .iter()
                    .rev()
                    .map(|verdict| {
                        let word = verdict.word();
                        (word.to_owned(), found.verdicts[*verdict as usize], Some(format!("class:{word}")))
                    })
                    .collect::<Vec<Choice>>();
                let (top, others) = found.top_types(TYPES);
                let (_, names) = case.listing.types();
                let mut types: Vec<Choice> = top
                    .iter()
                    .map(|count| {
                        let name = names.get(count.number);
                        let term = if name.is_empty() {
                            "type:none".to_owned()
                        } else {
                            format!("type:\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
                        };
                        let shown = if name.is_empty() { "no type".to_owned() } else { visible(name).into_owned() };
                        // What must not reach the page cannot stand in the filter.
                        (shown, count.rows, Some(term).filter(|_| !name.contains(is_hostile)))
                    })
                    .collect();
                if others.types > 0 {
                    types.push((format!("{} more types", others.types), others.rows, None));
                }
                let depths = found
                    .depths
                    .iter()
                    .enumerate()
                    .map(|(depth, rows)| (format!("depth {depth}"), *rows, Some(format!("depth:{depth}"))))
                    .collect();
                vec![("Verdicts", verdicts), ("Types", types), ("Depth", depths)]
            })
            .unwrap_or_default()
    };
    view! {
        <Show when=flag(move || state.facets.get())>
            <aside id="facets" class="facets" role="region" aria-label="Facets">
                {part(move || groups().into_iter().map(|(title, choices)| {
                    let choices = choices.into_iter().filter(|(_, rows, _)| *rows > 0).map(|(shown, rows, term)| {
                        let rows = intl::number(rows.into());
                        match term {
                            Some(term) => view! {
                                <li><button type="button" class="facet" on:click=act(move |_| filter::add(state, &term))><bdi>{shown}</bdi><span>{rows}</span></button></li>
                            }.into_any(),
                            None => view! { <li class="facet"><span>{shown}</span><span>{rows}</span></li> }.into_any(),
                        }
                    }).collect_view();
                    view! { <section role="group" aria-label=title><h2>{title}</h2><ul>{choices}</ul></section> }
                }).collect_view())}
            </aside>
        </Show>
    }
}
