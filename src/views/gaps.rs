//! Open questions: the dialog with what the unpacker may have missed.

mod curve;
mod lines;
pub mod of_file;

use crate::actions::filter::toggle_term;
use crate::components::dialog::{Dialog, DialogHandle};
use crate::components::progress::JobProgress;
use crate::services::gaps::{open, start};
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::views::skipped::SkippedMembers;
use crate::words::{CLOSE, archive, gaps as own};
use leptos::prelude::*;
use lines::{Lines, all};

/// The button that opens the dialog.
#[component]
pub fn QuestionsButton() -> impl IntoView {
    let state = use_app_state();
    let dialog = DialogHandle::new();
    let press = move |_| {
        open(state);
        dialog.open();
    };
    view! {
        <button type="button" aria-haspopup="dialog" on:click=press>{own::QUESTIONS}</button>
        <Dialog handle=dialog labelled_by="gaps-title" on_close=move |()| state.gaps.is_open.set(false)>
            <Questions dialog/>
        </Dialog>
    }
}

#[component]
fn Questions(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let all = Memo::new(move |_| if state.gaps.is_open.get() { all(state) } else { None });
    let has_archive = Memo::new(move |_| {
        state.dataset.marks.track();
        state.dataset.workspace().is_some_and(|workspace| workspace.archive.borrow().is_some())
    });
    let any = move || all.with(|all| all.as_ref().is_some_and(|all| all.count > 0));
    let count = move || {
        all.with(|all| {
            all.as_ref().map(|all| if all.count == 0 { own::NONE.to_owned() } else { own::count(all.count) })
        })
    };
    let part = move || all.with(|all| all.as_ref().is_some_and(|all| !all.is_whole));
    let show = move |_| {
        toggle_term(state, "gap:any");
        dialog.close();
    };
    view! {
        <div class="search-contents">
            <h2 id="gaps-title">{own::QUESTIONS}</h2>
            <p class="hint">{own::ABOUT}</p>
            <div class="actions">
                <Show when=move || has_archive.get() fallback=|| view! { <p class="hint">{own::NO_ARCHIVE}</p> }>
                    <button type="button" class="primary" on:click=move |_| start(state)>{own::EXAMINE}</button>
                </Show>
                <button type="button" hidden=move || !any() on:click=show>{own::SHOW}</button>
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{CLOSE}</button>
            </div>
        </div>
        <JobProgress kind=JobKind::Archive label=archive::WORKING cancelled=archive::STOPPED/>
        <JobProgress kind=JobKind::Examine label=own::PROGRESS cancelled=own::STOPPED/>
        <p role="status">{count}" "{move || state.gaps.outcome.get()}</p>
        <Show when=part><p class="hint">{own::PART}</p></Show>
        <Lines all dialog/>
        <SkippedMembers skipped=state.gaps.skipped summary=own::SKIPPED/>
    }
}
