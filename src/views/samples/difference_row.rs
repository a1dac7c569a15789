//! A node of the tree of two samples.

use crate::state::differences::Compared;
use crate::state::use_app_state;
use crate::words::{differences as words, file_name};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use matryoshka_core::compare::change::ChangeKind;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::table::format_size;
use matryoshka_core::table::{NO_ROW, Row, Table};

/// Letters of a name, type or path that are shown.
const LONGEST: usize = 200;

/// The row of a node.
#[component]
pub fn DifferenceRow(
    /// The node.
    node: Row,
    /// Its index among the visible nodes, and where it stands, in CSS pixels.
    place: Memo<(u32, f64)>,
    /// The node that Tab stops at.
    stop: Memo<Option<Row>>,
) -> impl IntoView {
    let state = use_app_state();
    let Some(compared) = state.differences.compared.get_untracked() else { return ().into_any() };
    let Line { change, level, name, cells } = line(&compared, node);
    let open = Memo::new(move |_| state.differences.with(|_, shown| shown.is_open(node)).flatten());
    let is_aside = Memo::new(move |_| {
        state.differences.with(|compared, shown| shown.is_around(&compared.comparison, node)).unwrap_or(false)
    });
    let among = Memo::new(move |_| {
        let among = state.differences.with(|compared, shown| shown.among_siblings(&compared.comparison, node));
        among.unwrap_or_default()
    });
    let is_stop = move || stop.get() == Some(node);
    let focus = move |_| state.differences.focused.set(Some(node));
    let press = move |_| {
        state.differences.focused.set(Some(node));
        if let Some(open) = open.get_untracked() {
            state.differences.update(|comparison, shown| shown.set_open(comparison, node, !open));
        }
    };
    // Leptos has no name for it.
    let level_said = custom_attribute("aria-level", level.to_string());
    view! {
        <div
            class="difference"
            role="row"
            id=format!("difference-{node}")
            tabindex=move || if is_stop() { "0" } else { "-1" }
            {..level_said}
            aria-posinset=move || among.get().0.to_string()
            aria-setsize=move || among.get().1.to_string()
            aria-expanded=move || open.get().map(|open| open.to_string())
            aria-rowindex=move || (place.get().0 + 2).to_string()
            data-change=change.word()
            data-aside=move || is_aside.get().then_some("")
            style:top=move || format!("{}px", place.get().1)
            on:focus=focus
            on:click=press
        >
            <div class="name" role="gridcell" style=("--level", level.min(40).to_string())><bdi>{name}</bdi></div>
            {cells.map(|cell| view! { <div role="gridcell"><bdi>{cell}</bdi></div> }).collect_view()}
        </div>
    }
    .into_any()
}

/// What a row says.
struct Line {
    change: ChangeKind,
    level: u32,
    name: String,
    cells: [String; 4],
}

fn line(compared: &Compared, number: Row) -> Line {
    let (before, after) = (compared.before.dataset.borrow(), compared.after.dataset.borrow());
    let comparison = &compared.comparison;
    let node = comparison.node(number);
    let change = node.change.kind();
    // What is gone is told of as it was.
    let of = |tell: &dyn Fn(&Table, Row) -> String| match (node.a, node.b) {
        (a, NO_ROW) => tell(&before.table, a),
        (NO_ROW, b) => tell(&after.table, b),
        (a, b) => {
            let (was, is) = (tell(&before.table, a), tell(&after.table, b));
            if was == is { is } else { words::became(&was, &is) }
        }
    };
    let name = match node.b {
        NO_ROW => before.table.name(node.a),
        row => after.table.name(row),
    };
    let mut said = words::change(change).to_owned();
    if node.a != NO_ROW
        && node.b != NO_ROW
        && (node.change.has(ChangeKind::Moved) || node.change.has(ChangeKind::Renamed))
    {
        let path = shortened(before.table.path(node.a), LONGEST).into_owned();
        said = format!("{said}, {}", words::renamed(&path));
    }
    Line {
        change,
        level: comparison.forest().depth(comparison.forest().place(number)),
        name: file_name(name, LONGEST),
        cells: [
            said,
            of(&|table, row| table.classification(row).word().to_owned()),
            of(&|table, row| shortened(table.type_display(row), LONGEST).into_owned()),
            of(&|table, row| table.size(row).map(format_size::size).unwrap_or_default()),
        ],
    }
}
