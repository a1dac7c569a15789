//! What there is to choose from: verdicts, types and depths, with how many rows each has under the present filter.

use crate::actions::filter;
use crate::platform::{document, intl};
use crate::state::use_app_state;
use crate::words::facets as words;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::facets::Facets as Counted;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::escape::{is_hostile, shortened};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Letters of a type that are shown.
const LONGEST: usize = 300;

/// How many types are shown.
const TYPES: usize = 12;

/// The button that opens the panel.
#[component]
pub fn FacetsButton() -> impl IntoView {
    let preferences = use_app_state().preferences;
    view! {
        <button
            type="button"
            aria-controls="facets"
            aria-expanded=move || preferences.facets.get().to_string()
            on:click=move |_| preferences.toggle_facets()
        >
            {words::FACETS}
        </button>
    }
}

/// A value, how many rows have it, and the term that leaves just these.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    label: String,
    rows: u32,
    term: Option<String>,
}

impl Choice {
    /// What tells it from the others of its group.
    fn key(&self) -> String {
        self.term.clone().unwrap_or_else(|| self.label.clone())
    }
}

/// Verdicts, types, depths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Groups([Vec<Choice>; 3]);

/// The panel.
#[component]
pub fn Facets() -> impl IntoView {
    let state = use_app_state();
    let groups = Memo::new(move |_| {
        let groups = state.dataset.with_rows(|dataset| (!dataset.is_stale()).then(|| count(dataset)));
        groups.flatten().unwrap_or_default()
    });
    let group = move |(at, title): (usize, &'static str)| {
        view! { <Group title choices=Signal::derive(move || groups.with(|groups| groups.0[at].clone()))/> }
    };
    let titles = [words::VERDICTS, words::TYPES, words::DEPTH];
    view! {
        <aside id="facets" class="facets" role="region" aria-label=words::FACETS>
            {titles.into_iter().enumerate().map(group).collect_view()}
        </aside>
    }
}

#[component]
fn Group(title: &'static str, choices: Signal<Vec<Choice>>) -> impl IntoView {
    let (list, focused) = (NodeRef::<html::Ul>::new(), StoredValue::new_local(None::<HtmlElement>));
    let shown = Memo::new(move |_| {
        let choices = choices.get();
        focused.set_value(focused_in(list));
        choices.into_iter().filter(|choice| choice.rows > 0).collect::<Vec<_>>()
    });
    // A line that was alone is moved when others come back before it, and loses the focus by that.
    Effect::new(move || {
        shown.track();
        if let Some(Some(line)) = focused.try_update_value(Option::take).filter(|_| focused_in(list).is_none()) {
            // A line that is gone takes none.
            let _ = line.focus();
        }
    });
    let line = move |choice: Choice| {
        let key = choice.key();
        // The line stays while its number changes, and with it the focus.
        let rows =
            move || shown.with(|shown| shown.iter().find(|choice| choice.key() == key).map_or(0, |choice| choice.rows));
        view! { <Line choice rows=Signal::derive(rows)/> }
    };
    view! {
        <section role="group" aria-label=title>
            <h2>{title}</h2>
            <ul node_ref=list><For each=move || shown.get() key=Choice::key children=line/></ul>
        </section>
    }
}

/// What has the focus in a list.
fn focused_in(list: NodeRef<html::Ul>) -> Option<HtmlElement> {
    let list = list.get_untracked()?;
    let active = document().active_element().filter(|active| list.contains(Some(active)))?;
    active.dyn_into().ok()
}

#[component]
fn Line(choice: Choice, rows: Signal<u32>) -> impl IntoView {
    let state = use_app_state();
    let number = move || intl::number(rows.get().into());
    match choice.term {
        Some(term) => view! {
            <li>
                <button type="button" class="facet" on:click=move |_| filter::toggle_term(state, &term)>
                    <bdi>{choice.label}</bdi>
                    <span>{number}</span>
                </button>
            </li>
        }
        .into_any(),
        None => view! { <li class="facet"><span>{choice.label}</span><span>{number}</span></li> }.into_any(),
    }
}

fn count(dataset: &Dataset) -> Groups {
    let found = Counted::new(&dataset.table, dataset.forest(), dataset.matches());
    let verdict = |verdict: &Classification| {
        let word = verdict.word();
        let rows = found.verdicts[*verdict as usize];
        Choice { label: word.to_owned(), rows, term: Some(format!("class:{word}")) }
    };
    let verdicts = Classification::ALL.iter().rev().map(verdict).collect();
    let (top, others) = found.top_types(TYPES);
    let (_, names) = dataset.table.types();
    let mut types: Vec<Choice> = top.iter().map(|count| of_type(names.get(count.number), count.rows)).collect();
    if others.types > 0 {
        types.push(Choice { label: words::more_types(others.types), rows: others.rows, term: None });
    }
    let depth = |(depth, rows): (usize, &u32)| Choice {
        label: words::depth(depth),
        rows: *rows,
        term: Some(format!("depth:{depth}")),
    };
    Groups([verdicts, types, found.depths.iter().enumerate().map(depth).collect()])
}

fn of_type(name: &str, rows: u32) -> Choice {
    if name.is_empty() {
        return Choice { label: words::NO_TYPE.to_owned(), rows, term: Some("type:none".to_owned()) };
    }
    let term = format!("type:\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    // What must not reach the page cannot stand in the filter.
    let term = Some(term).filter(|_| !name.contains(is_hostile));
    Choice { label: shortened(name, LONGEST).into_owned(), rows, term }
}
