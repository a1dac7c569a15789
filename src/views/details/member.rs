//! The member of the archive with the content of a row: a look into it, and the file itself.
//!
//! What is shown of it interprets nothing; saving takes just that one file out of the archive.

use crate::services::archive_jobs::save_member;
use crate::services::contents;
use crate::state::{AppState, use_app_state};
use crate::words::row::outcome as words_of;
use crate::words::{archive as words, contents as own};
use leptos::prelude::*;
use matryoshka_core::dataset::check_results::CheckResults;
use matryoshka_core::table::Row;

/// What the archive holds of a row, once it is here. The buttons stay where they are when more becomes known: one of them may
/// have the focus.
#[component]
pub fn Member(row: Row) -> impl IntoView {
    let state = use_app_state();
    let has_archive = Memo::new(move |_| {
        state.dataset.marks.track();
        state.dataset.workspace().is_some_and(|workspace| workspace.archive.borrow().is_some())
    });
    let outcome = Memo::new(move |_| results(state, row, |results, position| words_of(results.outcome(position))));
    let member =
        Memo::new(move |_| results(state, row, |results, position| results.members.get(&position).copied()).flatten());
    // Before it was checked it is not known which member is which.
    let is_checked = Memo::new(move |_| results(state, row, |results, _| !results.is_empty()).unwrap_or_default());
    let can_be_seen = Memo::new(move |_| member.get().is_some() || !is_checked.get());
    view! {
        <Show when=move || has_archive.get()>
            <section class="related" role="group" aria-label=words::MEMBER>
                <h3>{words::MEMBER}</h3>
                <p>{outcome}</p>
                <div class="actions">
                    <Show when=move || can_be_seen.get()>
                        <button type="button" aria-haspopup="dialog" on:click=move |_| contents::view(state, row, None)>
                            {own::VIEW}
                        </button>
                    </Show>
                    {move || member.get().map(|member| view! {
                        <button type="button" title=words::SAVE_HINT on:click=move |_| save_member(state, Some(row), member)>
                            {words::SAVE}
                        </button>
                    })}
                </div>
            </section>
        </Show>
    }
}

/// Looks at what the check of the archive says of a row.
fn results<T>(state: AppState, row: Row, look: impl FnOnce(&CheckResults, u32) -> T) -> Option<T> {
    state.dataset.with_marks(|dataset| look(&dataset.check_results, dataset.table.position(row)))
}
