//! The rows of the file that are in view, and the keys and presses that select in them.
//!
//! A file has up to hundreds of millions of rows, so only those in view are read and drawn. What is not a byte in view is not
//! in the page.

use crate::platform::resize::ResizeWatch;
use crate::services::contents::find::go_to;
use crate::services::contents::rows::{ContentRow, count, row_of, rows};
use crate::state::contents::ContentsTab;
use crate::state::use_app_state;
use crate::words::contents as words;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::hex_line::BYTES;
use matryoshka_core::contents::selection::Step;
use matryoshka_core::viewport::Viewport;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Height of a row, in CSS pixels; the styles say the same.
const ROW: f64 = 20.0;

/// The rows.
#[component]
pub fn Pane() -> impl IntoView {
    let state = use_app_state();
    let contents = state.contents;
    let scroller = NodeRef::<html::Div>::new();
    let (scroll, height) = (RwSignal::new(0.0), RwSignal::new(0.0));
    let total = Memo::new(move |_| count(contents));
    let viewport = Memo::new(move |_| Viewport { rows: total.get().unwrap_or(0), row_height: ROW, view: height.get() });
    let shown = RwSignal::new((0.0, Vec::<ContentRow>::new()));
    let turn = StoredValue::new(0_u32);
    let changed = move || {
        contents.file.track();
        contents.tab.track();
        contents.lines.track();
        contents.strings.track();
        contents.selection.track();
        contents.string.track();
    };
    watch_height(scroller, height);
    // What comes into view is read; what has been overtaken meanwhile is not shown.
    Effect::new(move || {
        changed();
        let drawn = viewport.get().drawn(scroll.get());
        let own = turn.get_value().wrapping_add(1);
        turn.set_value(own);
        spawn_local(async move {
            let rows = rows(contents, drawn.rows).await.unwrap_or_default();
            if turn.try_get_value() == Some(own) {
                shown.set((drawn.above, rows));
            }
        });
    });
    // What is selected comes into view.
    Effect::new(move || {
        changed();
        viewport.track();
        let at = contents.selection.get_untracked().cursor;
        spawn_local(async move {
            let Some(row) = row_of(contents, at).await else { return };
            let (Some(viewport), Some(element)) = (viewport.try_get_untracked(), scroller.get_untracked()) else {
                return;
            };
            let from = scroll.get_untracked();
            let to = viewport.reveal_exactly(row, from);
            // What is not laid out yet has nothing in view.
            if viewport.view > 0.0 && (to - from).abs() > f64::EPSILON {
                scroll.set(to);
                element.set_scroll_top(to as i32);
            }
        });
    });
    let show_string = move |place: u32| {
        contents.string.set(place);
        let strings = contents.strings.get_untracked().filter(|strings| place < strings.len());
        if let Some((offset, length)) = strings.map(|strings| strings.table.place(strings.number(place))) {
            go_to(state, offset, length);
        }
    };
    let press_key = move |event: KeyboardEvent| {
        // The browser's own: Alt and an arrow go back.
        if event.alt_key() {
            return;
        }
        let page = viewport.get_untracked().page();
        let tab = contents.tab.get_untracked();
        let step = Step::of_key(&event.key(), event.ctrl_key() || event.meta_key());
        match (tab, step) {
            (ContentsTab::Hex, Some(step)) => {
                let size = contents.file.with_untracked(|file| file.as_ref().map_or(0, |file| file.size));
                let extends = event.shift_key();
                contents.selection.update(|at| *at = at.step(step, extends, size, page.into()));
            }
            (ContentsTab::Strings, _) => {
                let last = total.get_untracked().unwrap_or(0).saturating_sub(1);
                let at = contents.string.get_untracked();
                match (event.key().as_str(), step) {
                    ("Enter", _) => show_string(at),
                    (_, Some(step)) => contents.string.set(string_step(at, step, page).min(last)),
                    _ => return,
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let press = move |event: MouseEvent| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        match contents.tab.get_untracked() {
            ContentsTab::Hex => {
                if let Some(at) = byte_at(&target, &event) {
                    let extends = event.shift_key();
                    contents.selection.update(|selection| *selection = selection.to(at, extends));
                }
            }
            ContentsTab::Text => {}
            ContentsTab::Strings => {
                if let Some(place) = row_at(&target) {
                    show_string(place);
                }
            }
        }
    };
    let is_strings = move || contents.tab.get() == ContentsTab::Strings;
    // A list without options would be none.
    let is_list = move || is_strings() && shown.with(|(_, rows)| !rows.is_empty());
    let label = move || match contents.tab.get() {
        ContentsTab::Hex => words::BYTES,
        ContentsTab::Text => words::LINES,
        ContentsTab::Strings => words::STRINGS,
    };
    view! {
        <div
            class="content-pane"
            tabindex="0"
            role=move || if is_list() { "listbox" } else { "region" }
            aria-label=label
            aria-activedescendant=move || is_list().then(|| id_of(contents.string.get()))
            node_ref=scroller
            on:scroll:target=move |event| follow_scroll(scroll, event.target().scroll_top().into())
            on:keydown=press_key
            on:click=press
        >
            <div class="content-sheet" role="presentation" style:height=move || format!("{}px", viewport.get().height())>
                <div class="content-view" role="presentation">
                    <div
                        class="content-rows"
                        role="presentation"
                        style:transform=move || shown.with(|(above, _)| format!("translateY(-{above}px)"))
                    >
                        {move || {
                            let strings = is_list().then(|| (contents.string.get(), total.get().unwrap_or(0)));
                            shown.with(|(_, rows)| rows.iter().map(|row| line(row, strings)).collect_view())
                        }}
                    </div>
                </div>
            </div>
        </div>
    }
}

/// Keeps where the pane is scrolled to.
fn follow_scroll(scroll: RwSignal<f64>, now: f64) {
    // What the browser has rounded off is still where it was wanted.
    if (scroll.get_untracked() - now).abs() >= 1.0 {
        scroll.set(now);
    }
}

/// Keeps the height of the view.
fn watch_height(scroller: NodeRef<html::Div>, height: RwSignal<f64>) {
    let kept = StoredValue::new_local(None::<ResizeWatch>);
    Effect::new(move || {
        let Some(element) = scroller.get() else { return };
        let own = element.clone();
        kept.set_value(ResizeWatch::new(&element, move || {
            let _ = height.try_set(f64::from(own.client_height()));
        }));
    });
    on_cleanup(move || {
        // The watch ends with the value.
        kept.try_update_value(Option::take);
    });
}

fn id_of(row: u32) -> String {
    format!("string-{row}")
}

/// A row; of the strings with which one keys have come to and how many there are.
fn line(row: &ContentRow, strings: Option<(u32, u32)>) -> impl IntoView + use<> {
    let parts = |class: &'static str, [before, selected, behind]: [String; 3]| {
        let selected = (!selected.is_empty()).then(|| view! { <mark>{selected}</mark> });
        view! { <bdi class=class>{before}{selected}{behind}</bdi> }
    };
    let hex = row.hex.iter().any(|part| !part.is_empty()).then(|| parts("hex-bytes", row.hex.clone()));
    let kind = strings.is_some().then(|| view! { <span class="string-kind">{row.kind}</span> });
    view! {
        <div
            class="content-line"
            data-row=row.index.to_string()
            id=strings.map(|_| id_of(row.index))
            role=strings.map(|_| "option")
            aria-selected=strings.map(|(at, _)| (at == row.index).to_string())
            aria-posinset=strings.map(|_| (row.index + 1).to_string())
            aria-setsize=strings.map(|(_, all)| all.to_string())
        >
            <span class="offset">{row.offset.clone()}</span>
            {kind}
            {hex}
            {parts("line-text", row.text.clone())}
        </div>
    }
}

/// The row that an element is in.
fn row_at(element: &Element) -> Option<u32> {
    element.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
}

/// The byte that was pressed: its letters are all of one width.
fn byte_at(element: &Element, event: &MouseEvent) -> Option<u64> {
    let row = row_at(element)?;
    let letters = element.closest(".hex-bytes, .line-text").ok()??;
    let bytes = element.closest("[data-row]").ok()??.query_selector(".line-text").ok()??.text_content()?.len();
    let place = letters.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
    let at = ((share * bytes as f64) as usize).min(bytes.checked_sub(1)?);
    Some(u64::from(row) * BYTES + at as u64)
}

const fn string_step(at: u32, step: Step, page: u32) -> u32 {
    match step {
        Step::Up | Step::Left => at.saturating_sub(1),
        Step::Down | Step::Right => at.saturating_add(1),
        Step::PageUp => at.saturating_sub(page),
        Step::PageDown => at.saturating_add(page),
        Step::LineStart | Step::FileStart => 0,
        Step::LineEnd | Step::FileEnd => u32::MAX,
    }
}
