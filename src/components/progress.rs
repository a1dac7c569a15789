//! The progress of a job, with its Cancel.

use crate::state::jobs::{JobKind, Progress};
use crate::state::use_app_state;
use crate::words;
use leptos::prelude::*;

/// A bar, what has been done in words, and Cancel, for the job of a kind. There is nothing of it while there is no job.
#[component]
pub fn JobProgress(
    /// The job.
    kind: JobKind,
    /// What the bar is called.
    label: &'static str,
    /// How far the job is, in words.
    #[prop(optional)]
    describe: Option<fn(Progress) -> String>,
    /// What is said when it was cancelled.
    #[prop(optional)]
    cancelled: Option<&'static str>,
) -> impl IntoView {
    let state = use_app_state();
    let running = state.jobs.is_running(kind);
    let progress = move || state.jobs.progress(kind);
    let cancel = move |_| {
        state.jobs.cancel(kind);
        if let Some(words) = cancelled {
            state.alerts.notify(words);
        }
    };
    view! {
        <Show when=move || running.get()>
            <div class="loading job">
                <ProgressBar label=label progress=Signal::derive(progress)/>
                {describe.map(|describe| view! { <span class="received">{move || progress().map(describe)}</span> })}
                <button type="button" on:click=cancel>{words::CANCEL}</button>
            </div>
        </Show>
    }
}

/// A progress bar. Without a total it shows that something moves, and no share of it.
#[component]
pub fn ProgressBar(
    /// What it is called.
    label: &'static str,
    /// How far it is.
    progress: Signal<Option<Progress>>,
) -> impl IntoView {
    let whole = |number: f64| (number as u64).to_string();
    let total = move || progress.get().and_then(|progress| progress.total).map(|total| whole(total.max(1.0)));
    // Of an unknown total nothing is a share.
    let share = move || total().and_then(|_| progress.get()).map(|progress| whole(progress.done));
    view! {
        <progress
            aria-label=label
            aria-valuemin="0"
            aria-valuenow=share
            aria-valuemax=total
            max=total
            value=share
        ></progress>
    }
}
