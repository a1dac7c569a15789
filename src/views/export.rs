//! Export: the listing as a file, for a ticket, a block list or another tool.

use super::selection::KINDS;
use crate::components::checkbox::Checkbox;
use crate::components::menu::{Menu, MenuItem};
use crate::components::popover::{Popover, PopoverContent};
use crate::components::progress::JobProgress;
use crate::services::export::{self, ExportRequest};
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::words::{export as words, files};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::scope::{ExportScope, default_scope};

/// The `id` of the popover.
const POPOVER: &str = "export";

/// The button and its menu.
#[component]
pub fn ExportMenu() -> impl IntoView {
    view! {
        <Popover id=POPOVER label=words::EXPORT content=PopoverContent::Menu>
            <ExportOptions/>
        </Popover>
    }
}

/// How far the worker is with the file.
#[component]
pub fn ExportProgress() -> impl IntoView {
    view! { <JobProgress kind=JobKind::Export label=words::WRITING_BAR cancelled=words::CANCELLED/> }
}

/// What can be chosen, and the menu.
#[component]
fn ExportOptions() -> impl IntoView {
    let state = use_app_state();
    let counts = Memo::new(move |_| {
        let all = state.dataset.with_rows(|dataset| (dataset.table.len(), dataset.matching())).unwrap_or_default();
        let selected = state.dataset.with_marks(|dataset| dataset.selection.len()).unwrap_or(0);
        (all.0, all.1, selected)
    });
    // What the person chose holds until the rows to choose from change.
    let chosen = RwSignal::new(None::<ExportScope>);
    let default = Memo::new(move |_| {
        let (_, matching, selected) = counts.get();
        default_scope(selected, matching)
    });
    Effect::new(move || {
        default.track();
        chosen.set(None);
    });
    let rows = move || chosen.get().unwrap_or_else(|| default.get());
    let hash = NodeRef::<html::Select>::new();
    let defanged = RwSignal::new(false);
    let names = move || if defanged.get_untracked() { NameStyle::Defanged } else { NameStyle::Shown };
    let written = Signal::derive(move || {
        let (loaded, matching, selected) = counts.get();
        files(u64::from(match rows() {
            ExportScope::All => loaded,
            ExportScope::Filtered => matching.unwrap_or(loaded),
            ExportScope::Selected => selected,
        }))
    });
    let item = move |kind: ExportKind| {
        let start = move || {
            let index = hash.get_untracked().and_then(|hash| usize::try_from(hash.selected_index()).ok());
            let hash = KINDS[index.unwrap_or(0).min(KINDS.len() - 1)];
            let rows = untrack(rows);
            export::start(state, ExportRequest { kind, rows, hash, names: names() });
        };
        view! { <MenuItem label=kind.name() hint=written closes=POPOVER on_choose=start/> }
    };
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let index = usize::try_from(event.target().selected_index()).unwrap_or(0);
        chosen.set(ExportScope::ALL.get(index).copied());
    };
    let option = move |value: ExportScope, label: Signal<String>, is_there: Signal<bool>| {
        view! {
            <option
                selected=move || rows() == value
                hidden=move || !is_there.get()
                disabled=move || !is_there.get()
            >
                {label}
            </option>
        }
    };
    let always = Signal::derive(|| true);
    view! {
        <label for="export-rows">{words::ROWS}</label>
        <select id="export-rows" prop:selectedIndex=move || rows() as i32 on:change:target=choose>
            {option(ExportScope::All, Signal::derive(move || words::all(counts.get().0)), always)}
            {option(
                ExportScope::Filtered,
                Signal::derive(move || counts.get().1.map(words::filtered).unwrap_or_default()),
                Signal::derive(move || counts.get().1.is_some()),
            )}
            {option(
                ExportScope::Selected,
                Signal::derive(move || words::selected(counts.get().2)),
                Signal::derive(move || { counts.get().2 > 0 }),
            )}
        </select>
        <label for="export-hash">{words::HASH}</label>
        <select id="export-hash" node_ref=hash>
            {KINDS.map(|kind| view! { <option>{kind.name()}</option> }).collect_view()}
        </select>
        <Checkbox label=words::DEFANGED checked=defanged on_change=move |on| defanged.set(on)/>
        <Menu label=words::EXPORT>{ExportKind::ALL.map(item).collect_view()}</Menu>
    }
}
