//! The head of an open sample: its hash, what is in it at a glance, and what can be done with it.

mod compare;
mod summary;
mod trail;
mod verdicts;

pub use trail::Trail;

use super::archive::download_dialog::DownloadButton;
use super::archive::{ArchiveBar, ArchiveProgress, DownloadProgress};
use super::export::{ExportMenu, ExportProgress};
use super::gaps::QuestionsButton;
use super::loading::LoadingBar;
use super::samples::FromCase;
use crate::components::copy_button::CopyButton;
use crate::state::use_app_state;
use crate::words::{self, head};
use compare::CompareButton;
use leptos::prelude::*;
use matryoshka_core::table::escape::visible;
use summary::Summary;
use verdicts::VerdictBar;

/// The head, and in it what is under way for the sample.
#[component]
pub fn SampleHead() -> impl IntoView {
    let state = use_app_state();
    let is_sample = Memo::new(move |_| state.dataset.sample.with(Option::is_some));
    let sample = move || state.dataset.sample.with_untracked(|sample| sample.as_ref().map(ToString::to_string));
    let copied = words::copied(head::HASH);
    view! {
        <section class="sample" aria-label=head::SAMPLE>
            // One line where there is little room, scrolled sideways.
            <div class="glance">
                <Title/>
                <Show when=move || is_sample.get()>
                    <CopyButton
                        class="quiet"
                        name=head::COPY_HASH
                        text=move || sample().unwrap_or_default()
                        copied=copied.clone()
                    />
                </Show>
                <ExportMenu/>
                <QuestionsButton/>
                <Show when=move || is_sample.get()><CompareButton/></Show>
                <Show when=move || is_sample.get()><DownloadButton/></Show>
            </div>
            <div class="line">
                <VerdictBar/>
                <FromCase/>
                <Summary/>
                <LoadingBar/>
            </div>
            <DownloadProgress/>
            <ArchiveBar/>
            <ArchiveProgress/>
            <ExportProgress/>
        </section>
    }
}

/// What the rows are of: a sample by its hash, or a file by its name.
#[component]
fn Title() -> impl IntoView {
    let dataset = use_app_state().dataset;
    let kind = move || {
        if dataset.file_name.with(Option::is_some) {
            return words::open::FROM_FILE.to_owned();
        }
        dataset.sample.with(|sample| sample.as_ref().map(|sample| sample.kind().name().to_owned()).unwrap_or_default())
    };
    let label = move || match dataset.file_name.get() {
        Some(name) => visible(&name).into_owned(),
        None => dataset.sample.with(|sample| sample.as_ref().map(ToString::to_string).unwrap_or_default()),
    };
    view! { <h1 class="sample-hash" title=label><span class="kind">{kind}</span>" "{label}</h1> }
}
