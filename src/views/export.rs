//! Export: the listing as a file, for a ticket, a block list or another tool.

mod choices;

use crate::components::menu::{Menu, MenuItem};
use crate::components::popover::{Popover, PopoverContent};
use crate::components::progress::JobProgress;
use crate::services::export;
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::words::export as words;
use choices::{Choices, ChoicesView};
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::scope::{ExportScope, default_scope};
use matryoshka_core::export::size;
use matryoshka_core::table::format_size;

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
    let count = Memo::new(move |_| {
        let (loaded, matching, selected) = counts.get();
        match rows() {
            ExportScope::All => loaded,
            ExportScope::Filtered => matching.unwrap_or(loaded),
            ExportScope::Selected => selected,
            ExportScope::Concerning => {
                state.dataset.read(|dataset| export::concerning_rows(dataset).len()).unwrap_or_default()
            }
        }
    });
    let choices = Choices::new();
    let item = move |kind: ExportKind| {
        let start = move || export::start(state, untrack(rows), untrack(|| choices.options(kind)));
        let hint = Signal::derive(move || {
            let (rows, options) = (u64::from(count.get()), choices.options(kind));
            let a_hash = options.pattern().bytes(options.hash);
            let bytes = state.dataset.read(|dataset| size::estimate(&dataset.table, kind, rows, a_hash));
            words::about(words::purpose(kind), &format_size::size(bytes.unwrap_or_default()))
        });
        view! { <MenuItem label=kind.name() hint=hint closes=POPOVER on_choose=start/> }
    };
    // What rules have found is there once there was a scan.
    let is_there = move |kind: &ExportKind| *kind != ExportKind::Yara || state.yara.is_scanned.get();
    // How many of how many, and whether the listing is whole.
    let statement = move || {
        let rows = u64::from(count.get());
        let of = state.dataset.with_rows(Dataset::completeness).unwrap_or_default();
        let whole = of.words().map_or_else(|| words::WHOLE.to_owned(), |why| words::incomplete(&why));
        format!("{} {whole}", words::rows_of(rows, of.count()))
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
            {option(ExportScope::Concerning, Signal::derive(|| words::CONCERNING.to_owned()), always)}
        </select>
        <ChoicesView choices=choices/>
        <p>{statement}</p>
        <Menu label=words::EXPORT>
            {move || ExportKind::ALL.into_iter().filter(is_there).map(item).collect_view()}
        </Menu>
    }
}
