//! What can be done with the rows that were selected by hand. It lies over the foot of the rows, which stay where they are.

use crate::components::copy_button::copy_for;
use crate::state::{AppState, use_app_state};
use crate::views::links::SelectionLinks;
use crate::words::selection as words;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::export::hash_of;
use matryoshka_core::hash::HashKind;
use matryoshka_core::table::{Row, hex};

/// The kinds of hash that a listing holds.
pub const KINDS: [HashKind; 3] = [HashKind::Sha1, HashKind::Sha256, HashKind::Md5];

/// The bar, while rows are selected.
#[component]
pub fn SelectionBar() -> impl IntoView {
    let state = use_app_state();
    let count = Memo::new(move |_| state.dataset.with_marks(|dataset| dataset.selection.len()).unwrap_or(0));
    let kind = NodeRef::<html::Select>::new();
    let copy = move |_| {
        let index = kind.get_untracked().and_then(|kind| usize::try_from(kind.selected_index()).ok());
        copy_hashes(state, KINDS[index.unwrap_or(0).min(KINDS.len() - 1)]);
    };
    let options = || KINDS.map(|kind| view! { <option>{kind.name()}</option> }).collect_view();
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="selection-place"><div class="selection" role="group" aria-label=words::SELECTED>
                <p role="status">{move || words::count(count.get())}</p>
                <select aria-label=words::KIND node_ref=kind>{options()}</select>
                <button type="button" on:click=copy>{words::COPY}</button>
                <SelectionLinks/>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| state.dataset.update_marks(|dataset| dataset.selection.clear())
                >
                    {words::NONE}
                </button>
            </div></div>
        </Show>
    }
}

/// Copies the hashes of the selected rows, one a line, in the order of the listing.
fn copy_hashes(state: AppState, kind: HashKind) {
    let hashes = state.dataset.read(|dataset| {
        let rows: Vec<Row> = dataset.in_order().into_iter().filter(|row| dataset.selection.has(*row)).collect();
        rows.iter().filter_map(|row| hash_of(&dataset.table, *row, kind)).map(hex).collect::<Vec<_>>()
    });
    let hashes = hashes.unwrap_or_default();
    let copied = words::copied(hashes.len(), kind.name());
    copy_for(state.alerts, hashes.join("\n"), copied);
}
