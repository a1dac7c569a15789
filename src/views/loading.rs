//! Rows on their way: the progress bar, Cancel, and Load all where the dataset is a part.

use crate::components::progress::ProgressBar;
use crate::services::{load_all, open_sample};
use crate::state::jobs::{JobKind, Progress};
use crate::state::use_app_state;
use crate::words::{CANCEL, loading as words};
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::format_size;
use matryoshka_core::url_state::UrlState;

/// Bytes of JSON that a row takes, as seen on real appliances.
const ROW_BYTES: u64 = 640;

/// What brings rows, the one that hides the others first.
const KINDS: [JobKind; 4] = [JobKind::Open, JobKind::ReadFile, JobKind::LoadAll, JobKind::LoadPage];

/// The bar in the head of the sample.
#[component]
pub fn LoadingBar() -> impl IntoView {
    let state = use_app_state();
    let running = Memo::new(move |_| {
        let is_shown = |kind: &JobKind| *kind != JobKind::LoadAll || !state.loads_quietly();
        KINDS.into_iter().filter(is_shown).find(|kind| state.jobs.progress(*kind).is_some())
    });
    let is_loading = move || running.get().is_some();
    let progress = Signal::derive(move || running.get().and_then(|kind| state.jobs.progress(kind)));
    let cancel = move |_| {
        if state.dataset.is_opening.get_untracked() {
            open_sample::cancel(state);
        } else {
            KINDS.into_iter().for_each(|kind| state.jobs.cancel(kind));
        }
        state.dataset.rows_changed();
    };
    view! {
        <div class="loading" class:idle=move || !is_loading()>
            <Show when=is_loading fallback=|| view! { <Incomplete/> }>
                <ProgressBar label=words::LOADING progress/>
                <span class="received">{move || progress.get().map(|progress| describe(running.get(), progress))}</span>
                <button type="button" on:click=cancel>{CANCEL}</button>
            </Show>
        </div>
    }
}

fn describe(kind: Option<JobKind>, progress: Progress) -> String {
    match (kind, progress.total) {
        (Some(JobKind::ReadFile), Some(total)) => words::reading((progress.done / total.max(1.0) * 100.0) as u32),
        (_, Some(total)) => words::received(progress.done as u64, total as u64),
        (_, None) => words::ASKING.to_owned(),
    }
}

/// What is missing of the dataset, with the button that loads it.
#[component]
fn Incomplete() -> impl IntoView {
    let state = use_app_state();
    let missing = Memo::new(move |_| {
        let is_needed = state.route.with(UrlState::needs_all_rows);
        let counts = |dataset: &Dataset| {
            let is_part = !dataset.is_loaded() && dataset.count() > 0;
            is_part.then(|| (dataset.table.len(), dataset.count(), dataset.quirks.more))
        };
        let (loaded, count, is_uncounted) = state.dataset.with_rows(counts).flatten()?;
        state.dataset.workspace().filter(|workspace| !workspace.is_from_file() && !state.loads_quietly())?;
        Some((loaded, count, is_uncounted, is_needed))
    });
    move || {
        missing.get().map(|(loaded, count, is_uncounted, is_needed)| {
            let bytes = format_size::size(u64::from(count - loaded) * ROW_BYTES);
            let text = if is_uncounted {
                words::uncounted(loaded)
            } else if is_needed {
                words::needed(loaded, count, &bytes)
            } else {
                words::missing(count - loaded, &bytes)
            };
            view! {
                <p class="part" class:marked=is_needed>{text}</p>
                <button type="button" class:primary=is_needed on:click=move |_| load_all::start(state)>
                    {words::LOAD_ALL}
                </button>
            }
        })
    }
}
