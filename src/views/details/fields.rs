//! Every field of the entry, as the appliance sent it.

use crate::platform::streams;
use crate::state::use_app_state;
use crate::words::details as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::wire::raw_entry::{RawEntry, RawField, raw_entry};
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;

/// Most bytes of an entry that are read for its details.
const ENTRY_LIMIT: f64 = 262_144.0;

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
            <dd><bdi>{visible(&field.value).into_owned()}</bdi></dd>
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
