//! The member of the archive with the content of a row: its beginning as hex and text, and the file itself.
//!
//! The beginning is shown in a view that interprets nothing; saving takes just that one file out of the archive.

use crate::services::archive_jobs::{preview_member, save_member};
use crate::state::use_app_state;
use crate::words::archive as words;
use crate::words::row::outcome as words_of;
use leptos::prelude::*;
use matryoshka_core::table::Row;

/// What the archive holds of a row, once it was checked.
#[component]
pub fn Member(row: Row) -> impl IntoView {
    let state = use_app_state();
    let found = Memo::new(move |_| {
        let found = state.dataset.with_marks(|dataset| {
            let position = dataset.table.position(row);
            let results = &dataset.check_results;
            Some((words_of(Some(results.outcome(position)?)), results.members.get(&position).copied()))
        });
        found.flatten()
    });
    move || {
        found.get().map(|(outcome, member)| {
            view! {
                <section class="related" role="group" aria-label=words::MEMBER>
                    <h3>{words::MEMBER}</h3>
                    <p>{outcome}</p>
                    {member.map(|member| view! { <MemberActions row member/> })}
                </section>
            }
        })
    }
}

#[component]
fn MemberActions(row: Row, member: u32) -> impl IntoView {
    let state = use_app_state();
    let preview = move || {
        state.dataset.preview.with(|preview| {
            preview.as_ref().filter(|preview| preview.member == member).map(|preview| preview.text.clone())
        })
    };
    view! {
        <div class="actions">
            <button
                type="button"
                aria-pressed=move || preview().is_some().to_string()
                on:click=move |_| preview_member(state, member)
            >
                {words::PREVIEW}
            </button>
            <button type="button" title=words::SAVE_HINT on:click=move |_| save_member(state, row, member)>
                {words::SAVE}
            </button>
        </div>
        {move || preview().map(|text| view! {
            <pre class="hex" role="region" tabindex="0" aria-label=words::PREVIEW_PART>{text}</pre>
        })}
    }
}
