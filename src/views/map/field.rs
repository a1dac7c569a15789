//! The canvas with what lies over it, and what keys and the pointer do there.

use super::canvas::draw;
use super::chart::{Chart, Pointed};
use super::describe::describe;
use crate::platform::window;
use crate::views::blocks::{BlockFrame, by_arrow, follow_room};
use crate::words::map as words;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::icicle::Block;
use matryoshka_core::table::{NO_ROW, Row};
use wasm_bindgen::prelude::*;

/// Room that the tip needs, in CSS pixels: to the right and below.
const TIP: (u32, u32) = (260, 90);

/// The canvas with what lies over it, and what a key has gone to in words.
#[component]
pub fn Field(chart: Chart) -> impl IntoView {
    let field = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    // Whether a key or a press has gone to a block. What is said of it follows the rows.
    let has_gone = RwSignal::new(false);
    // The row that the first press of a double one was on: details may have moved the map since.
    let pressed = StoredValue::new(NO_ROW);
    let scheme = RwSignal::new(0_u32);
    follow_room(field, move |room| {
        if chart.room.get_untracked() != room {
            chart.room.set(room);
        }
    });
    follow_scheme(scheme);
    Effect::new(move || {
        scheme.track();
        let icicle = chart.icicle.get();
        chart.band.track();
        // Of what is found in files there are marks.
        chart.state.dataset.marks.track();
        if let (Some(canvas), Some(field)) = (canvas.get(), field.get()) {
            draw(chart, &icicle, &canvas, &field);
        }
    });
    let say = move |at: u32| {
        chart.go(at);
        has_gone.set(true);
    };
    let said = Memo::new(move |_| {
        chart.icicle.track();
        let block = has_gone.get().then(|| chart.block(chart.at.get())).flatten();
        block.map(|block| describe(chart, &block))
    });
    let move_pointer = move |event: PointerEvent| {
        let (block, x) = under(chart, &event);
        chart.pointed.set(block.map(|block| Pointed { block, x: Some(x + 12) }));
    };
    let press = move |event: MouseEvent| {
        if event.detail() > 1 {
            chart.enter(pressed.get_value());
            pressed.set_value(NO_ROW);
            return;
        }
        pressed.set_value(NO_ROW);
        let Some(at) = under(chart, &event).0 else { return };
        let Some(block) = chart.block(at) else { return };
        say(at);
        pressed.set_value(if block.merged { chart.parent(block.row) } else { block.row });
        if block.merged {
            return;
        }
        // A press on what is selected goes into it.
        let enters = is_selected(chart, block.row) && chart.enter(block.row);
        if !enters {
            chart.select(block.row);
        }
    };
    let key = move |event: KeyboardEvent| {
        if let Some(to) = press_key(chart, &event) {
            say(to);
        }
    };
    let tip = move || {
        let Pointed { block, x: Some(_) } = chart.pointed.get()? else { return None };
        chart.icicle.track();
        chart.block(block).map(|block| describe(chart, &block))
    };
    let tip_place = move |side: Side| {
        let Pointed { block, x: Some(x) } = chart.pointed.get()? else { return None };
        place_tip(chart, &chart.block(block)?, x, side)
    };
    let block_at = |at: fn(Chart) -> Option<u32>| {
        Signal::derive(move || {
            chart.icicle.track();
            at(chart).and_then(|at| chart.block(at))
        })
    };
    view! {
        <div
            class="map-field"
            tabindex="0"
            role="region"
            aria-label=words::MAP
            aria-describedby="map-keys"
            node_ref=field
            on:click=press
            on:keydown=key
            on:pointermove=move_pointer
            on:pointerleave=move |_| chart.pointed.set(None)
            on:focus=move |_| say(chart.at.get_untracked())
            on:blur=move |_| chart.pointed.set(None)
        >
            <canvas aria-hidden="true" node_ref=canvas></canvas>
            <BlockFrame class="map-chosen" block=block_at(|chart| chart.selected_block()) band=chart.band/>
            <BlockFrame
                class="map-ring"
                block=block_at(|chart| chart.pointed.get().map(|pointed| pointed.block))
                band=chart.band
            />
            <p
                class="map-tip"
                aria-hidden="true"
                hidden=move || tip().is_none()
                style:left=move || tip_place(Side::Left)
                style:top=move || tip_place(Side::Top)
                style:bottom=move || tip_place(Side::Bottom)
            >
                {tip}
            </p>
        </div>
        <p class="map-said" aria-live="polite"><bdi>{move || said.get()}</bdi></p>
    }
}

/// A side of the map at which the tip can be fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Top,
    Bottom,
}

/// How far the tip is from a side of the map: below its block, or above where there is no room.
fn place_tip(chart: Chart, block: &Block, x: u32, side: Side) -> Option<String> {
    let (width, height) = chart.room.get_untracked();
    let band = chart.band.get_untracked();
    let top = block.level * band;
    let is_above = top + band + TIP.1 > height && top > TIP.1;
    let length = match side {
        Side::Left => x.min(width.saturating_sub(TIP.0)),
        Side::Top if !is_above => top + band + 4,
        Side::Bottom if is_above => height.saturating_sub(top) + 4,
        Side::Top | Side::Bottom => return None,
    };
    Some(format!("{length}px"))
}

/// The block under the pointer, and how far to the right that is. What lies over the canvas lets the pointer through.
fn under(chart: Chart, event: &MouseEvent) -> (Option<u32>, u32) {
    let (x, y) = (event.offset_x().max(0) as u32, event.offset_y().max(0) as u32);
    let level = y / chart.band.get_untracked().max(1);
    (chart.icicle.with_untracked(|icicle| icicle.at(level, x)), x)
}

fn is_selected(chart: Chart, row: Row) -> bool {
    chart.state.route.with_untracked(|url| chart.state.dataset.selected(url)) == Some(row)
}

/// Does what a key means; gives the block to go to.
fn press_key(chart: Chart, event: &KeyboardEvent) -> Option<u32> {
    if crate::platform::is_modified(event) {
        return None;
    }
    let at = chart.at.get_untracked();
    let block = chart.block(at)?;
    let icicle = chart.icicle.get_untracked();
    let to = match event.key().as_str() {
        key @ ("ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight") => by_arrow(&icicle, at, key),
        "Enter" if !block.merged && chart.enter(block.row) => Some(chart.at.get_untracked()),
        "Enter" | " " => {
            if !block.merged {
                chart.select(block.row);
            }
            None
        }
        "Escape" if chart.branch.get_untracked() != NO_ROW => {
            let branch = chart.branch.get_untracked();
            chart.show(chart.parent(branch), branch);
            Some(chart.at.get_untracked())
        }
        _ => return None,
    };
    event.prevent_default();
    to
}

/// Grows whenever the colour scheme changes, as long as the map is mounted: the canvas has no colours of its own.
fn follow_scheme(revision: RwSignal<u32>) {
    let Some(dark) = window().match_media("(prefers-color-scheme: dark)").ok().flatten() else { return };
    let changed = Closure::<dyn Fn()>::new(move || revision.update(|revision| *revision = revision.wrapping_add(1)));
    // The name is a good one, so listening cannot fail.
    let _ = dark.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((dark, changed)));
    on_cleanup(move || {
        if let Some(Some((dark, changed))) = kept.try_update_value(Option::take) {
            let _ = dark.remove_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
        }
    });
}
