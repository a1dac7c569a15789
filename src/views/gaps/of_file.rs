//! The open questions about a file, in its details, and how random its bytes are.

use super::curve::Curve;
use crate::services::contents::view;
use crate::state::use_app_state;
use crate::words::gaps as own;
use leptos::prelude::*;
use matryoshka_core::contents::hex_line;
use matryoshka_core::gaps::facts::Facts;
use matryoshka_core::table::Row;

/// Bytes that are selected where a question is about a place.
const SELECTED: u64 = 16;

/// What there is to ask about the file of a row.
#[component]
pub fn FileQuestions(
    /// The row.
    row: Row,
) -> impl IntoView {
    let state = use_app_state();
    let found = Memo::new(move |_| {
        state.dataset.marks.track();
        let found = state.dataset.with_rows(|dataset| {
            let (questions, facts) = (dataset.questions(), dataset.table.gaps.facts(row));
            let ask = |reason| (questions.sentence(row, reason), facts.and_then(|facts| reason.offset(facts)));
            (questions.reasons(row).iter().map(ask).collect::<Vec<_>>(), facts.cloned())
        });
        found.unwrap_or_default()
    });
    let line = move |(sentence, offset): (String, Option<u64>)| {
        let at = offset.map(|offset| {
            view! {
                <button
                    type="button"
                    class="quiet"
                    aria-haspopup="dialog"
                    on:click=move |_| view(state, row, Some((offset, SELECTED)))
                >
                    {own::view_at(&hex_line::offset(offset))}
                </button>
            }
        });
        view! { <li><bdi>{sentence}</bdi>" "{at}</li> }
    };
    move || {
        let (questions, facts) = found.get();
        let entropy = facts.filter(|facts| facts.size > 0).map(|facts| view! { <EntropyOf facts/> });
        let questions = (!questions.is_empty()).then(|| {
            view! {
                <section class="related" role="group" aria-label=own::QUESTIONS>
                    <h3>{own::QUESTIONS}</h3>
                    <ul>{questions.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        });
        view! { {questions}{entropy} }
    }
}

/// How random the bytes of a file are, in all and from its beginning to its end.
#[component]
fn EntropyOf(facts: Facts) -> impl IntoView {
    view! {
        <section class="related" role="group" aria-label=own::ENTROPY>
            <h3>{own::ENTROPY}</h3>
            <p>{own::entropy(facts.entropy.into())}</p>
            <Curve points=facts.curve.into_vec()/>
        </section>
    }
}
