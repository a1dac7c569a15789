//! The tab of differences: which two samples, how many differences of each kind, and the tree of both.

use super::case_filter::CaseFilter;
use super::difference_tree::DifferenceTree;
use super::shown_pair::ShownPair;
use super::size_map::SizeMap;
use crate::components::button::IconButton;
use crate::components::file_button::FileButton;
use crate::components::tabs::Tabs;
use crate::services::samples::differences::{compare, filter, go_to_next, is_ready, open_listing, toggle};
use crate::services::samples::remarks;
use crate::state::differences::{Chosen, Compared, DifferencesView};
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::words::{differences as words, shared};
use leptos::ev;
use leptos::prelude::*;
use matryoshka_core::compare::change::ChangeKind;
use matryoshka_core::compare::filter::DifferenceFilter;
use matryoshka_core::compare::shown::ShownNodes;
use matryoshka_core::table::escape::visible;

/// The `id` of the panel with the tree or the map.
const VIEW: &str = "difference-view";

const fn view_name(view: DifferencesView) -> &'static str {
    match view {
        DifferencesView::Tree => words::TREE,
        DifferencesView::Map => words::MAP,
    }
}

/// The tab.
#[component]
pub fn DifferencesPane() -> impl IntoView {
    let state = use_app_state();
    let is_chosen =
        Memo::new(move |_| state.differences.chosen.with(|chosen| chosen.iter().all(|one| *one != Chosen::Nothing)));
    let comparing = state.jobs.is_running(JobKind::Compare);
    let loading = state.jobs.is_running(JobKind::LoadSamples);
    let reading = state.jobs.is_running(JobKind::ReadFile);
    // What was asked for in an open sample is compared as soon as both are there.
    Effect::new(move || {
        state.samples.revision.track();
        state.differences.chosen.track();
        if state.differences.is_awaited.get() && !loading.get() && is_ready(state) {
            compare(state);
        }
    });
    let note = move || {
        state.samples.revision.track();
        match (comparing.get(), state.differences.is_awaited.get()) {
            (true, _) => words::COMPARING,
            (false, false) => words::NOTHING,
            (false, true) if loading.get() || reading.get() => words::AWAITED,
            (false, true) => words::NOT_THERE,
        }
    };
    let left_out = Memo::new(move |_| {
        state.samples.revision.track();
        state.samples.case().and_then(|case| remarks::not_held(&case))
    });
    let is_compared = Memo::new(move |_| state.differences.compared.with(Option::is_some));
    view! {
        <div class="toolbar">
            <Choice place=0 label=words::FIRST/>
            <Choice place=1 label=words::SECOND/>
            <FileButton
                label=words::OPEN
                name=words::LISTING_TO_OPEN
                accept=".json,application/json"
                title=words::OPEN_HINT
                on_chosen=move |files| {
                    if let Some(file) = files.get(0) {
                        open_listing(state, file, 1);
                    }
                }
            />
            <button type="button" class="primary" disabled=move || !is_chosen.get() on:click=move |_| compare(state)>
                {words::COMPARE}
            </button>
            <Show when=move || is_compared.get()>
                <Tabs
                    label=words::VIEW
                    tabs=vec![(DifferencesView::Tree, words::TREE), (DifferencesView::Map, words::MAP)]
                    controls=VIEW
                    current=state.differences.view
                    on_select=move |view| state.differences.view.set(view)
                />
                <ChangeCounts/>
            </Show>
        </div>
        {move || left_out.get().map(|said| view! { <p class="part shared-note">{said}</p> })}
        <Show when=move || is_compared.get()>
            <div class="toolbar"><Filter/></div>
            <ShownPair/>
        </Show>
        <Show
            when=move || is_compared.get()
            fallback=move || view! { <p class="part shared-note" role="status">{note}</p> }
        >
            <div id=VIEW class="difference-view" role="tabpanel" aria-label=move || view_name(state.differences.view.get())>
                {move || match state.differences.view.get() {
                    DifferencesView::Tree => view! { <DifferenceTree/> }.into_any(),
                    DifferencesView::Map => view! { <SizeMap/> }.into_any(),
                }}
            </div>
        </Show>
    }
}

/// One of the two.
#[component]
fn Choice(place: usize, label: &'static str) -> impl IntoView {
    let state = use_app_state();
    let option = move |(chosen, name): (Chosen, String)| {
        let is_chosen = state.differences.chosen.get_untracked()[place] == chosen;
        view! { <option value=value(chosen) selected=is_chosen>{name}</option> }
    };
    let options = move || {
        state.samples.revision.track();
        // What is chosen by the page, and not in this list, is shown as well.
        state.differences.chosen.track();
        let case = state.samples.case()?;
        let held = case.samples.iter().enumerate().filter(|(_, sample)| sample.rows.borrow().is_some());
        let samples = held.map(|(at, sample)| (Chosen::Sample(at), sample.hash.to_string()));
        let listing = state.differences.listing.with(|listing| listing.as_ref().map(|listing| listing.name.clone()));
        let listing = listing.map(|name| (Chosen::Listing, visible(&name).into_owned()));
        Some(samples.chain(listing).map(option).collect_view())
    };
    let choose = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        let chosen = read(&event.target().value());
        state.differences.chosen.update(|both| both[place] = chosen);
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

/// The word for the saved listing in a list of choices.
const LISTING: &str = "listing";

/// What an option stands for.
fn value(chosen: Chosen) -> String {
    match chosen {
        Chosen::Nothing => String::new(),
        Chosen::Sample(at) => at.to_string(),
        Chosen::Listing => LISTING.to_owned(),
    }
}

fn read(value: &str) -> Chosen {
    match value.parse() {
        Ok(at) => Chosen::Sample(at),
        Err(_) if value == LISTING => Chosen::Listing,
        Err(_) => Chosen::Nothing,
    }
}

/// Which files are left: words for how they differ, and the filter of a listing.
#[component]
fn Filter() -> impl IntoView {
    let state = use_app_state();
    let left = move || {
        let of = |compared: &Compared, shown: &ShownNodes| (shown.matching(), compared.comparison.len());
        state.differences.with(of).map(|(left, of)| shared::count(left.unwrap_or(of) as usize, of))
    };
    view! {
        <CaseFilter
            text=state.differences.filter
            mistake=state.differences.mistake
            hint=words::FILTER_HINT
            on_change=move || filter(state)
        />
        <p class="count" role="status" aria-label=shared::COUNT>{left}</p>
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
    let asked_for = Memo::new(move |_| {
        let filter = state.differences.filter.with(|text| DifferenceFilter::read(text));
        filter.map(|filter| filter.kinds()).unwrap_or_default()
    });
    let button = move |kind: ChangeKind| {
        view! {
            <Show when=move || { count(kind) > 0 }>
                <button
                    type="button"
                    class="change-count"
                    data-change=kind.word()
                    aria-pressed=move || asked_for.get().has(kind).to_string()
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
