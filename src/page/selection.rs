//! What can be done with the rows that were picked by hand.

use super::state::state;
use crate::browser::{clipboard, intl};
use crate::hash::HashKind;
use crate::listing::export::hash_of;
use crate::listing::{Row, hex};
use crate::page::live::{act, flag, live};
use crate::page::slot::worked_out;
use leptos::html::Select;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The kinds of hash that a listing holds.
pub const KINDS: [HashKind; 3] = [HashKind::Sha1, HashKind::Sha256, HashKind::Md5];

/// The bar that stands there while rows are picked.
#[component]
pub fn Selection() -> impl IntoView {
    let state = state();
    let kind = NodeRef::<Select>::new();
    let count = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.picked.len()).unwrap_or(0)
    });
    let copy = move |_| {
        let index = kind.get_untracked().map_or(0, |select| select.selected_index()).max(0) as usize;
        let kind = KINDS[index.min(KINDS.len() - 1)];
        let lines = state.with_case(|case| {
            let rows: Vec<Row> = case.in_order().into_iter().filter(|row| case.picked.has(*row)).collect();
            rows.iter().filter_map(|row| hash_of(&case.listing, *row, kind)).map(hex).collect::<Vec<_>>()
        });
        let lines = lines.unwrap_or_default();
        spawn_local(async move {
            let copied = clipboard::copy(&lines.join("\n")).await;
            state.say(&if copied {
                format!("{} {} hashes copied.", lines.len(), kind.name())
            } else {
                "The browser does not let this page copy.".to_owned()
            });
        });
    };
    view! {
        <Show when=flag(move || count.get() > 0)>
            <div class="selection" role="group" aria-label="Selected files">
                <p role="status">{live(move || format!("{} selected", intl::number(count.get().into())))}</p>
                <select node_ref=kind aria-label="Kind of hash">
                    {KINDS.map(|kind| view! { <option>{kind.name()}</option> }).collect_view()}
                </select>
                <button type="button" on:click=act(copy)>"Copy hashes"</button>
                <button type="button" class="quiet" on:click=act(move |_| state.update_case(|case| case.picked.clear()))>"Select none"</button>
            </div>
        </Show>
    }
}
