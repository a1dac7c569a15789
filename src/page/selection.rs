//! What can be done with the rows that were picked by hand.

use super::element::{El, button, choices, el};
use super::slot::{Slot, worked_out};
use super::state::{State, state};
use super::words::{NO_COPY, selection as words};
use crate::browser::clipboard;
use crate::hash::HashKind;
use crate::listing::export::hash_of;
use crate::listing::{Row, hex};
use leptos::task::spawn_local;

/// The kinds of hash that a listing holds.
pub const KINDS: [HashKind; 3] = [HashKind::Sha1, HashKind::Sha256, HashKind::Md5];

/// The toolbar, with the bar that stands there while rows are picked.
pub fn beside(toolbar: El) -> El {
    let state = state();
    let count = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.picked.len()).unwrap_or(0)
    });
    toolbar.when_rest(move || count.get() > 0, move |rest| (rest.selection)(state, count))
}

/// The bar.
pub fn bar(state: State, count: Slot<u32>) -> El {
    let kind = choices(KINDS.map(HashKind::name), "").set("aria-label", words::KIND);
    let chosen = kind.clone();
    el("div", "class=selection;role=group").set("aria-label", words::SELECTED).with(&[
        el("p", "role=status").says(move || words::count(count.get())),
        kind,
        button(words::COPY, "", move || copy(state, KINDS[chosen.choice().min(KINDS.len() - 1)])),
        button(words::NONE, "class=quiet", move || state.update_case(|case| case.picked.clear())),
    ])
}

/// Copies the hashes of the picked rows, one a line, in the order of the listing.
fn copy(state: State, kind: HashKind) {
    let lines = state.with_case(|case| {
        let rows: Vec<Row> = case.in_order().into_iter().filter(|row| case.picked.has(*row)).collect();
        rows.iter().filter_map(|row| hash_of(&case.listing, *row, kind)).map(hex).collect::<Vec<_>>()
    });
    let lines = lines.unwrap_or_default();
    spawn_local(async move {
        let copied = clipboard::copy(&lines.join("\n")).await;
        state.say(&if copied { words::copied(lines.len(), kind.name()) } else { NO_COPY.to_owned() });
    });
}
