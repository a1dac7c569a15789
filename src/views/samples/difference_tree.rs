//! The tree of two samples: as many rows as are in view, each at its place.

use super::difference_row::DifferenceRow;
use crate::platform::scheduler;
use crate::services::samples::differences::go_to_next;
use crate::state::{AppState, use_app_state};
use crate::words::differences as words;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::table::Row;
use matryoshka_core::viewport::Viewport;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Height of a row in CSS pixels, as `--row` says.
const ROW: f64 = 30.0;

/// Rows that are drawn beyond those in view.
const BEYOND: u32 = 8;

/// The tree.
#[component]
pub fn DifferenceTree() -> impl IntoView {
    let state = use_app_state();
    let scroller = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new((0.0, 600.0));
    let measure = move || {
        if let Some(scroller) = scroller.get_untracked() {
            scroll.set((f64::from(scroller.scroll_top()), f64::from(scroller.client_height())));
        }
    };
    Effect::new(move || {
        scroller.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let count = Memo::new(move |_| state.differences.with(|_, shown| shown.len()).unwrap_or(0));
    let viewport = move || Viewport { rows: count.get(), row_height: ROW, view: scroll.get().1 };
    // Each row with its index and where it stands; the one with the focus is drawn wherever it is.
    let rows = Memo::new(move |_| {
        let (top, _) = scroll.get();
        let drawn = viewport().drawn(top);
        let first = drawn.rows.start.saturating_sub(BEYOND);
        let last = drawn.rows.end.saturating_add(BEYOND).min(count.get());
        let focused = state.differences.focused.get();
        let of = |compared: &crate::state::differences::Compared,
                  shown: &matryoshka_core::compare::shown::ShownNodes| {
            let focused = focused.and_then(|node| shown.index(&compared.comparison, node));
            let others = focused.filter(|index| !(first..last).contains(index));
            let indices = (first..last).chain(others);
            let place = |index: u32| {
                let from_first = f64::from(index) - f64::from(drawn.rows.start);
                (index, top - drawn.above + from_first * ROW)
            };
            indices
                .filter_map(|index| Some((shown.node(&compared.comparison, index)?, place(index))))
                .map(|(node, (index, top))| (node, index, top))
                .collect::<Vec<(Row, u32, f64)>>()
        };
        state.differences.with(of).unwrap_or_default()
    });
    // Tab stops at the node that was gone to, else at the first that is drawn.
    let stop = Memo::new(move |_| {
        let focused = state.differences.focused.get();
        rows.with(|rows| {
            let is_drawn = |node: &Row| rows.iter().any(|row| row.0 == *node);
            focused.filter(is_drawn).or_else(|| rows.first().map(|row| row.0))
        })
    });
    // The node that was gone to is brought into view and gets the focus.
    Effect::new(move |before: Option<Option<Row>>| {
        let focused = state.differences.focused.get();
        if let Some(node) = focused
            && before.is_some_and(|before| before != focused)
        {
            reveal(state, scroller, node);
        }
        focused
    });
    let press = move |event: KeyboardEvent| {
        if !crate::platform::is_modified(&event) && act(state, &event.key(), event.shift_key(), viewport().page()) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <div class="differences" node_ref=scroller on:scroll=move |_| measure() on:keydown=press>
            <div
                class="difference-sheet"
                role="treegrid"
                aria-label=words::DIFFERENCES
                aria-rowcount=move || (count.get() + 1).to_string()
            >
                <div class="difference head" role="row" aria-rowindex="1">
                    {words::COLUMNS.map(|name| view! { <div role="columnheader">{name}</div> }).collect_view()}
                </div>
                <div
                    class="difference-body"
                    role="rowgroup"
                    style:height=move || format!("{}px", viewport().height())
                >
                    <For each=move || rows.get() key=|(node, ..)| *node children=move |(node, ..)| {
                        let place = Memo::new(move |_| {
                            rows.with(|rows| rows.iter().find(|row| row.0 == node).map_or((0, 0.0), |row| (row.1, row.2)))
                        });
                        view! { <DifferenceRow node place stop/> }
                    }/>
                </div>
            </div>
        </div>
    }
}

/// Scrolls a node into view and gives it the focus.
fn reveal(state: AppState, scroller: NodeRef<html::Div>, node: Row) {
    let index = state.differences.compared.get_untracked().and_then(|compared| {
        compared.shown.borrow().index(&compared.comparison, node).map(|index| (index, compared.shown.borrow().len()))
    });
    let (Some((index, rows)), Some(scroller)) = (index, scroller.get_untracked()) else { return };
    let view = f64::from(scroller.client_height()) - 2.0 * ROW;
    let viewport = Viewport { rows, row_height: ROW, view: view.max(ROW) };
    scroller.set_scroll_top(viewport.reveal(index, f64::from(scroller.scroll_top())) as i32);
    spawn_local(async move {
        scheduler::next_frame().await;
        let row = document().get_element_by_id(&format!("difference-{node}"));
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            // Without the focus the row is still marked.
            let _ = row.focus();
        }
    });
}

/// What a key does in the tree. Whether it does anything.
fn act(state: AppState, key: &str, shift: bool, page: u32) -> bool {
    if matches!(key, "n" | "N") && state.preferences.letter_keys.get_untracked() {
        go_to_next(state, !shift);
        return true;
    }
    let Some(compared) = state.differences.compared.get_untracked() else { return false };
    let comparison = &compared.comparison;
    let focused = state.differences.focused.get_untracked();
    let (index, last, open) = {
        let shown = compared.shown.borrow();
        let index = focused.and_then(|node| shown.index(comparison, node)).unwrap_or(0);
        (index, shown.len().saturating_sub(1), focused.and_then(|node| shown.is_open(node)))
    };
    let to = match key {
        "ArrowDown" => (index + 1).min(last),
        "ArrowUp" => index.saturating_sub(1),
        "PageDown" => index.saturating_add(page).min(last),
        "PageUp" => index.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        "ArrowRight" if open == Some(true) => (index + 1).min(last),
        "ArrowRight" | "ArrowLeft" => {
            let Some(node) = focused else { return false };
            match (key, open) {
                ("ArrowRight", Some(false)) | ("ArrowLeft", Some(true)) => {
                    state.differences.update(|comparison, shown| shown.set_open(comparison, node, key == "ArrowRight"));
                }
                ("ArrowLeft", _) if comparison.parents().parent(node).is_some() => {
                    state.differences.focused.set(comparison.parents().parent(node));
                }
                _ => {}
            }
            return true;
        }
        _ => return false,
    };
    let node = compared.shown.borrow().node(comparison, to);
    state.differences.focused.set(node);
    true
}
