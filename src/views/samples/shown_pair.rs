//! Which two samples are on screen, what of them is missing, and whether others are chosen by now.

use crate::services::samples::differences::{is_ready, is_shown};
use crate::state::differences::ComparedSide;
use crate::state::use_app_state;
use crate::words::differences as words;
use leptos::prelude::*;
use matryoshka_core::compare::change::ChangeKind;

/// The sentences above the tree or the map.
#[component]
pub fn ShownPair() -> impl IntoView {
    let state = use_app_state();
    let said = Memo::new(move |_| {
        let mut said = state
            .differences
            .compared
            .with(|compared| compared.as_ref().map(|compared| sentences(&compared.sides)).unwrap_or_default());
        if !is_shown(state) && is_ready(state) {
            said.push(words::OTHERS_CHOSEN.to_owned());
        }
        said
    });
    let line = |sentence: String| view! { <p>{sentence}</p> };
    view! {
        <div class="part shared-note" role="status">
            {move || said.get().into_iter().map(line).collect_view()}
        </div>
    }
}

/// Which two they are, and why one of them is a part.
fn sentences([before, after]: &[ComparedSide; 2]) -> Vec<String> {
    let part = |side: &ComparedSide, taken_for: ChangeKind| {
        side.missing.as_ref().map(|why| words::part(&side.name, why, taken_for))
    };
    let parts = part(before, ChangeKind::Added).into_iter().chain(part(after, ChangeKind::Removed));
    std::iter::once(words::pair(&before.name, &after.name)).chain(parts).collect()
}
