//! The hashes of a file, each to be copied.

use crate::components::copy_button::CopyButton;
use crate::state::use_app_state;
use crate::words::{self, details as own};
use leptos::prelude::*;
use matryoshka_core::export::hash_of;
use matryoshka_core::hash::HashKind;
use matryoshka_core::table::{Row, hex};

/// The hashes that the entry has.
#[component]
pub fn Hashes(row: Row) -> impl IntoView {
    let dataset = use_app_state().dataset;
    let hashes = dataset.read(|dataset| {
        [HashKind::Sha1, HashKind::Sha256, HashKind::Md5]
            .map(|kind| (kind, hash_of(&dataset.table, row, kind).map(hex)))
    });
    let line = |(kind, hash): (HashKind, Option<String>)| {
        let hash = hash?;
        let text = hash.clone();
        Some(view! {
            <div class="hash-line">
                <span class="kind">{kind.name()}</span>
                <code>{hash}</code>
                <CopyButton
                    class="quiet"
                    name=own::copy(kind.name())
                    text=move || text.clone()
                    copied=words::copied(kind.name())
                />
            </div>
        })
    };
    view! { <div class="hashes">{hashes.into_iter().flatten().filter_map(line).collect_view()}</div> }
}
