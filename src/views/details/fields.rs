//! Every field of the entry, as the appliance sent it.

use crate::platform::{intl, streams};
use crate::state::use_app_state;
use crate::words::details as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::wire::raw_entry::{RawEntry, RawField, raw_entry};
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;
use matryoshka_core::table::timestamp;

/// Most bytes of an entry that are read for its details.
const ENTRY_LIMIT: f64 = 262_144.0;

/// What the names of fields with times end with.
const TIMES: &str = "_seen";

/// The fields of the selected entry, read from its own bytes.
#[component]
pub fn Fields(selected: Memo<Option<Row>>) -> impl IntoView {
    let dataset = use_app_state().dataset;
    let entry = RwSignal::new(RawEntry::default());
    Effect::new(move || {
        let row = selected.get();
        entry.set(RawEntry::default());
        let (Some(row), Some(workspace)) = (row, dataset.workspace()) else { return };
        spawn_local(async move {
            let source = workspace.dataset.borrow().table.source(row);
            let Some(blob) = workspace.bodies.get(source.body) else { return };
            let from = f64::from(source.offset);
            let Ok(bytes) = streams::bytes(&blob, from, (from + ENTRY_LIMIT).min(blob.size())).await else { return };
            // Another row may have been selected, or the sample left, meanwhile.
            if selected.try_get_untracked().flatten() == Some(row) && !workspace.is_left() {
                entry.set(raw_entry(&bytes));
            }
        });
    });
    let line = |field: RawField| {
        view! {
            <dt><code>{visible(&field.name).into_owned()}</code></dt>
            <dd><bdi>{visible(&field.value).into_owned()}</bdi>{ago(&field)}</dd>
        }
    };
    let rest = move || {
        entry.with(|entry| match entry.left_out {
            _ if entry.is_cut => Some(words::TOO_LONG.to_owned()),
            0 => None,
            count => Some(words::more_fields(count)),
        })
    };
    view! {
        <dl class="fields">{move || entry.get().fields.into_iter().map(line).collect_view()}</dl>
        {move || rest().map(|words| view! { <p class="hint">{words}</p> })}
    }
}

/// Beside a time, how long ago it was.
fn ago(field: &RawField) -> Option<impl IntoView + use<>> {
    // A file may be called like a day.
    let then = timestamp::read(&field.value).filter(|_| field.name.ends_with(TIMES))?;
    let now = intl::now();
    Some(view! { <span class="ago">{words::ago(timestamp::span(then, now), then <= now)}</span> })
}
