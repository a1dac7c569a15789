//! The archive of the open dataset: what is downloaded, what can be done with it, and what came of it.

pub mod download_dialog;

use crate::components::progress::JobProgress;
use crate::platform::scheduler;
use crate::services::archive_jobs::{check, choose_code_page, save_table};
use crate::state::jobs::{JobKind, Progress};
use crate::state::use_app_state;
use crate::views::content_search::SearchButton;
use crate::views::yara::ScanButton;
use crate::words::{archive as words, download};
use leptos::ev::{Event, SubmitEvent, Targeted};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_core::table::format_size;
use web_sys::HtmlSelectElement;

/// How far the download is.
#[component]
pub fn DownloadProgress() -> impl IntoView {
    view! {
        <JobProgress
            kind=JobKind::Download
            label=download::PROGRESS
            describe=describe_download
            cancelled=download::CANCELLED
        />
    }
}

/// How much was received, how fast, and how long the rest takes.
fn describe_download(progress: Progress) -> String {
    let Progress { done, total, since } = progress;
    let seconds = ((scheduler::now() - since) / 1000.0).max(0.001);
    let rate = done / seconds;
    let mut text = format_size::size(done as u64);
    if let Some(total) = total {
        let percent = (done / total * 100.0).min(100.0) as u64;
        text = download::share(&text, &format_size::size(total as u64), percent);
        if done > 0.0 && seconds > 1.0 {
            text.push_str(&download::left((total - done) / rate));
        }
    }
    if seconds > 1.0 {
        text.push_str(&download::rate(&format_size::size(rate as u64)));
    }
    text
}

/// How far the worker is with the archive.
#[component]
pub fn ArchiveProgress() -> impl IntoView {
    view! { <JobProgress kind=JobKind::Archive label=words::WORKING cancelled=words::STOPPED/> }
}

/// What can be done with the archive, while there is one.
#[component]
pub fn ArchiveBar() -> impl IntoView {
    let state = use_app_state();
    let about = Memo::new(move |_| {
        state.dataset.marks.track();
        let workspace = state.dataset.workspace()?;
        let archive = workspace.archive.borrow();
        let archive = archive.as_ref()?;
        let here = words::here(archive.served, &format_size::size(archive.blob.size() as u64));
        Some([Some(here), archive.around.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "))
    });
    view! {
        <Show when=move || about.with(Option::is_some)>
            <section class="loading archive" aria-label=words::ARCHIVE>
                <span class="part">{about}</span>
                <button type="button" on:click=move |_| check(state)>{words::CHECK}</button>
                <SearchButton/>
                <ScanButton/>
                <CheckOutcome/>
                <CodePages/>
                <PasswordForm/>
            </section>
        </Show>
    }
}

/// What a check has found.
#[component]
fn CheckOutcome() -> impl IntoView {
    let state = use_app_state();
    let outcome = Memo::new(move |_| {
        let outcome = state.dataset.with_marks(|dataset| {
            let results = &dataset.check_results;
            (!results.words.is_empty()).then(|| (results.words.clone(), results.odd.clone()))
        });
        outcome.flatten()
    });
    move || {
        outcome.get().map(|(summary, odd)| {
            let lines = odd.iter().map(|line| view! { <li><bdi>{line.clone()}</bdi></li> }).collect_view();
            view! {
                <p role="status">{summary}</p>
                <button type="button" class="quiet" on:click=move |_| save_table(state)>{words::SAVE_RESULT}</button>
                {(!odd.is_empty()).then(|| view! { <details><summary>{words::ODD}</summary><ul>{lines}</ul></details> })}
            }
        })
    }
}

/// The code page of names that are in one: guessed, to be chosen.
#[component]
fn CodePages() -> impl IntoView {
    let state = use_app_state();
    let current = Memo::new(move |_| {
        state.dataset.marks.track();
        let workspace = state.dataset.workspace()?;
        let archive = workspace.archive.borrow();
        archive.as_ref()?.access.code_page
    });
    let option = move |page: CodePage| {
        let selected = move || current.get() == Some(page);
        view! { <option value=page.label() selected=selected>{words::code_page(page)}</option> }
    };
    let choose = move |event: Targeted<Event, HtmlSelectElement>| {
        if let Some(page) = CodePage::of_label(&event.target().value()) {
            choose_code_page(state, page);
        }
    };
    view! {
        <Show when=move || current.get().is_some()>
            <label class="sizes" title=words::NAMES_HINT>
                <span>{words::NAMES}</span>
                <select
                    aria-label=words::NAMES
                    on:change:target=choose
                >
                    {CodePage::ALL.map(option).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// Asks for the password of the archive, while one is needed.
#[component]
fn PasswordForm() -> impl IntoView {
    let state = use_app_state();
    let why = state.dataset.archive_locked;
    let password = NodeRef::<html::Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked().map(|input| input.value()).filter(|text| !text.is_empty());
        if let Some(workspace) = state.dataset.workspace()
            && let Some(archive) = workspace.archive.borrow_mut().as_mut()
        {
            archive.access.password = typed;
        }
        check(state);
    };
    view! {
        <Show when=move || why.with(Option::is_some)>
            <form on:submit=submit>
                <p role="alert">{why}</p>
                <input
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=words::PASSWORD
                    node_ref=password
                />
                <button type="submit">{words::TRY}</button>
            </form>
        </Show>
    }
}
