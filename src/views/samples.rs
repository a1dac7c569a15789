//! Several samples at once.

mod case_filter;
mod difference_row;
mod difference_tree;
mod differences;
mod from_case;
mod likeness;
mod matrix;
mod places;
mod refused;
mod row;
mod shared_pane;
mod shown_pair;
mod size_map;
mod table;

pub use from_case::FromCase;

use super::export::ExportProgress;
use super::loading::LoadingBar;
use super::toolbar::PANEL;
use crate::components::file_button::FileButton;
use crate::components::progress::ProgressBar;
use crate::components::tabs::Tabs;
use crate::services::open_file;
use crate::services::samples::{self, case_file};
use crate::state::jobs::JobKind;
use crate::state::samples::SampleState;
use crate::state::shared_files::SamplesTab;
use crate::state::use_app_state;
use crate::words::{self, differences as differing, samples as own, shared};
use differences::DifferencesPane;
use leptos::prelude::*;
use refused::RefusedLines;
use shared_pane::SharedPane;
use table::SamplesTable;

/// The samples of a case.
#[component]
pub fn SamplesPage() -> impl IntoView {
    let state = use_app_state();
    let title = move || {
        state.samples.revision.track();
        state.samples.case().map(|case| {
            let file = case.file_name.as_ref().map(|name| view! { <span class="kind">{own::from_file(name)}</span> });
            view! { {own::title(case.samples.len())} " " {file} }
        })
    };
    view! {
        <section class="sample case" aria-label=own::SAMPLES>
            <div class="glance">
                <h1>{title}</h1>
                <button type="button" title=own::SAVE_HINT on:click=move |_| case_file::save(state)>{own::SAVE}</button>
                <FileButton
                    label=own::OPEN
                    name=own::CASE_TO_OPEN
                    accept=".case"
                    on_chosen=move |files| open_file::open(state, files)
                />
            </div>
            <div class="line">
                <SamplesProgress/>
                <LoadingBar/>
                <ExportProgress/>
            </div>
            <RefusedLines/>
        </section>
        <div class="toolbar">
            <Tabs
                label=shared::TABS
                tabs=vec![(SamplesTab::Samples, own::SAMPLES), (SamplesTab::Shared, shared::SHARED), (SamplesTab::Differences, differing::DIFFERENCES)]
                controls=PANEL
                current=state.shared.tab
                on_select=move |tab| state.shared.tab.set(tab)
            />
        </div>
        <div class="stage">
            <section class="pane" role="tabpanel" id=PANEL aria-label=move || name(state.shared.tab.get())>
                {move || match state.shared.tab.get() {
                    SamplesTab::Samples => view! { <SamplesTable/> }.into_any(),
                    SamplesTab::Shared => view! { <SharedPane/> }.into_any(),
                    SamplesTab::Differences => view! { <DifferencesPane/> }.into_any(),
                }}
            </section>
        </div>
    }
}

const fn name(tab: SamplesTab) -> &'static str {
    match tab {
        SamplesTab::Samples => own::SAMPLES,
        SamplesTab::Shared => shared::SHARED,
        SamplesTab::Differences => differing::DIFFERENCES,
    }
}

/// How far loading is, with Cancel, or what loads the rest.
#[component]
fn SamplesProgress() -> impl IntoView {
    let state = use_app_state();
    let running = state.jobs.is_running(JobKind::LoadSamples);
    let progress = Signal::derive(move || state.jobs.progress(JobKind::LoadSamples));
    let said = move || {
        progress.get().map(|progress| own::progress(progress.done as u64, progress.total.unwrap_or_default() as u64))
    };
    let is_part = Memo::new(move |_| {
        state.samples.revision.track();
        let is_missing = |case: &std::rc::Rc<crate::state::samples::Case>| {
            case.samples.iter().any(|sample| sample.state.with_untracked(SampleState::is_missing))
        };
        state.samples.case().is_some_and(|case| is_missing(&case))
    });
    let rest = move || {
        view! {
            <Show when=move || is_part.get()>
                <button type="button" on:click=move |_| samples::load_rest(state)>{own::LOAD_REST}</button>
            </Show>
        }
    };
    view! {
        <div class="loading">
            <Show when=move || running.get() fallback=rest>
                <ProgressBar label=own::LOADING progress/>
                <span class="received">{said}</span>
                <button type="button" on:click=move |_| samples::cancel(state)>{words::CANCEL}</button>
            </Show>
        </div>
    }
}
