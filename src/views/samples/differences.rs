//! The tab of differences: which two samples, how many differences of each kind, and the tree of both.

use super::difference_tree::DifferenceTree;
use crate::components::button::IconButton;
use crate::services::samples::differences::{compare, go_to_next, toggle};
use crate::state::use_app_state;
use crate::words::differences as words;
use leptos::ev;
use leptos::prelude::*;
use matryoshka_core::compare::change::ChangeKind;

/// The tab.
#[component]
pub fn DifferencesPane() -> impl IntoView {
    let state = use_app_state();
    let is_chosen = Memo::new(move |_| state.differences.chosen.with(|chosen| chosen.iter().all(Option::is_some)));
    let is_compared = Memo::new(move |_| state.differences.compared.with(Option::is_some));
    view! {
        <div class="toolbar">
            <Choice place=0 label=words::FIRST/>
            <Choice place=1 label=words::SECOND/>
            <button type="button" class="primary" disabled=move || !is_chosen.get() on:click=move |_| compare(state)>
                {words::COMPARE}
            </button>
            <Show when=move || is_compared.get()><ChangeCounts/></Show>
        </div>
        <Show
            when=move || is_compared.get()
            fallback=|| view! { <p class="part shared-note">{words::NOTHING}</p> }
        >
            <DifferenceTree/>
        </Show>
    }
}

/// One of the two samples.
#[component]
fn Choice(place: usize, label: &'static str) -> impl IntoView {
    let state = use_app_state();
    let options = move || {
        state.samples.revision.track();
        let chosen = state.differences.chosen.get()[place];
        let case = state.samples.case()?;
        let held = case.samples.iter().enumerate().filter(|(_, sample)| sample.rows.borrow().is_some());
        let option = |(at, hash): (usize, String)| {
            view! { <option value=at.to_string() selected=chosen == Some(at)>{hash}</option> }
        };
        Some(held.map(|(at, sample)| (at, sample.hash.to_string())).map(option).collect_view())
    };
    let choose = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        let at = event.target().value().parse().ok();
        state.differences.chosen.update(|chosen| chosen[place] = at);
    };
    view! {
        <label class="choice">
            {label}
            <select on:change:target=choose>
                <option value="">{words::CHOOSE}</option>
                {options}
            </select>
        </label>
    }
}

/// How many differences there are of each kind; a press leaves those. And the way from one to the next.
#[component]
fn ChangeCounts() -> impl IntoView {
    let state = use_app_state();
    let count = move |kind: ChangeKind| {
        state
            .differences
            .compared
            .with(|compared| compared.as_ref().map_or(0, |compared| compared.comparison.counts()[kind as usize]))
    };
    let button = move |kind: ChangeKind| {
        view! {
            <Show when=move || { count(kind) > 0 }>
                <button
                    type="button"
                    class="change-count"
                    data-change=kind.word()
                    aria-pressed=move || state.differences.is_left(kind).to_string()
                    on:click=move |_| toggle(state, kind)
                >
                    {move || words::count(count(kind), kind)}
                </button>
            </Show>
        }
    };
    view! {
        <div class="changes" role="group" aria-label=words::CHANGES>{ChangeKind::ALL.map(button).collect_view()}</div>
        <div class="group">
            <IconButton sign="↑" label=words::PREVIOUS class="step" on_press=move |_| go_to_next(state, false)/>
            <IconButton sign="↓" label=words::NEXT class="step" on_press=move |_| go_to_next(state, true)/>
        </div>
    }
}
