//! The tab of shared files: the filter, files against samples, and the places of one.

use super::case_filter::CaseFilter;
use super::likeness::LikenessTable;
use super::matrix::Matrix;
use super::places::Places;
use crate::components::menu::{Menu, MenuItem};
use crate::components::popover::{Popover, PopoverContent};
use crate::services::samples::export::{CaseExport, export};
use crate::services::samples::{remarks, shared};
use crate::state::jobs::JobKind;
use crate::state::shared_files::Stage;
use crate::state::use_app_state;
use crate::words::shared as words;
use leptos::prelude::*;

/// The words of the two presses that find what only malicious samples share.
const ALL_MALICIOUS: &str = "all:malicious";
const NO_OTHER: &str = "no:goodware,unknown";

/// The `id` of the popover of exports.
const EXPORT: &str = "case-export";

/// The tab.
#[component]
pub fn SharedPane() -> impl IntoView {
    let state = use_app_state();
    let running = state.jobs.is_running(JobKind::LoadSamples);
    let is_alike_shown = RwSignal::new(false);
    // Indexed whenever loading has come to an end, and not after each sample.
    Effect::new(move || {
        state.samples.revision.track();
        if !running.get() {
            shared::index(state);
        }
    });
    let left_out = Memo::new(move |_| {
        state.samples.revision.track();
        // What is under way is not left out.
        let case = state.samples.case().filter(|_| !running.get());
        case.map(|case| remarks::of_shared(&case)).unwrap_or_default()
    });
    let sentence = |said: String| view! { <p class="part shared-note">{said}</p> };
    let is_ready = move || {
        !running.get() && state.shared.index.with(|index| index.as_ref().is_some_and(|i| !i.contents.is_empty()))
    };
    let fallback = move || {
        let is_indexed = move || state.shared.index.with(Option::is_some);
        let said = move || match (running.get(), is_indexed()) {
            (true, _) => words::LATER,
            (false, false) => words::INDEXING,
            (false, true) => words::NONE,
        };
        let far = move || {
            (!running.get() && !is_indexed()).then(|| match state.shared.stage.get() {
                Stage::Files(rows) => words::indexed(rows),
                Stage::Likeness => words::WORKING_OUT.to_owned(),
            })
        };
        view! {
            <p class="part shared-note" role="status">{said}</p>
            <p class="part shared-note">{far}</p>
        }
    };
    view! {
        {move || left_out.get().into_iter().map(sentence).collect_view()}
        <Show when=is_ready fallback>
            <SharedTools is_alike_shown/>
            <Show when=move || is_alike_shown.get()><LikenessTable/></Show>
            <Matrix/>
            <Places/>
        </Show>
    }
}

/// What the filter leaves, as a file.
#[component]
fn CaseExportMenu() -> impl IntoView {
    let state = use_app_state();
    let item = move |(kind, (label, hint)): (CaseExport, (&'static str, &'static str))| {
        let hint = Signal::derive(move || hint.to_owned());
        view! { <MenuItem label hint closes=EXPORT on_choose=move || export(state, kind)/> }
    };
    let kinds = [(CaseExport::Csv, words::CSV), (CaseExport::Stix, words::STIX), (CaseExport::Report, words::REPORT)];
    view! {
        <Popover id=EXPORT label=words::EXPORT content=PopoverContent::Menu>
            <Menu label=words::EXPORT>{kinds.map(item).collect_view()}</Menu>
        </Popover>
    }
}

#[component]
fn SharedTools(
    /// Whether it is shown how alike the samples are.
    is_alike_shown: RwSignal<bool>,
) -> impl IntoView {
    let state = use_app_state();
    let count = move || {
        let left = state.shared.files.with(Vec::len);
        state.shared.index.with(|index| index.as_ref().map(|index| words::count(left, index.contents.len())))
    };
    let nameless = move || {
        let rows = state.shared.index.with(|index| index.as_ref().map_or(0, |index| index.contents.nameless()));
        (rows > 0).then(|| view! { <p class="part">{words::nameless(rows)}</p> })
    };
    let toggle = move |word: &'static str, label: &'static str| {
        let is_on = move || state.shared.filter.with(|text| text.split_whitespace().any(|other| other == word));
        view! {
            <button type="button" aria-pressed=move || is_on().to_string() on:click=move |_| shared::toggle_word(state, word)>
                {label}
            </button>
        }
    };
    view! {
        <div class="toolbar">
            <CaseFilter
                text=state.shared.filter
                mistake=state.shared.mistake
                hint=words::FILTER_HINT
                on_change=move || shared::filter(state)
            />
            <div class="tools">
                <p class="count" role="status" aria-label=words::COUNT>{count}</p>
                {toggle(ALL_MALICIOUS, words::ALL_MALICIOUS)}
                {toggle(NO_OTHER, words::NO_OTHER)}
                <button
                    type="button"
                    aria-expanded=move || is_alike_shown.get().to_string()
                    on:click=move |_| is_alike_shown.update(|shown| *shown = !*shown)
                >
                    {words::LIKENESS}
                </button>
                <CaseExportMenu/>
                {nameless}
            </div>
        </div>
    }
}
