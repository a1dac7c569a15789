//! The canvas with what lies over it, and what keys and the pointer do there.

use super::canvas::draw;
use super::chart::{Chart, Pointed};
use super::describe::describe;
use crate::platform::resize::ResizeWatch;
use crate::platform::window;
use crate::words::map as words;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::icicle::Block;
use matryoshka_core::table::{NO_ROW, Row};
use wasm_bindgen::prelude::*;
use web_sys::HtmlDivElement;

/// Room that the tip needs, in CSS pixels: to the right and below.
const TIP: (u32, u32) = (260, 90);

/// The canvas with what lies over it, and what a key has gone to in words.
#[component]
pub fn Field(chart: Chart) -> impl IntoView {
    let field = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let said = RwSignal::new(String::new());
    // The row that the first press of a double one was on: details may have moved the map since.
    let pressed = StoredValue::new(NO_ROW);
    let scheme = RwSignal::new(0_u32);
    follow_room(chart, field);
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
        if let Some(block) = chart.block(at) {
            said.set(describe(chart, &block));
        }
    };
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
            <Frame chart class="map-chosen" block=Signal::derive(move || chart.selected_block())/>
            <Frame
                chart
                class="map-ring"
                block=Signal::derive(move || chart.pointed.get().map(|pointed| pointed.block))
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
        <p class="map-said" aria-live="polite"><bdi>{said}</bdi></p>
    }
}

/// A frame around a block.
#[component]
fn Frame(chart: Chart, class: &'static str, block: Signal<Option<u32>>) -> impl IntoView {
    let shown = move || {
        chart.icicle.track();
        block.get().and_then(|at| chart.block(at))
    };
    let px = |length: u32| format!("{length}px");
    view! {
        <div
            class=class
            hidden=move || shown().is_none()
            style:left=move || shown().map(|block| px(block.left))
            style:top=move || shown().map(|block| px(block.level * chart.band.get()))
            style:width=move || shown().map(|block| px(block.width().max(2)))
            style:height=move || px(chart.band.get())
        ></div>
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
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    let at = chart.at.get_untracked();
    let block = chart.block(at)?;
    let icicle = chart.icicle.get_untracked();
    let to = match event.key().as_str() {
        "ArrowDown" => Some(icicle.children(at)).filter(|inside| !inside.is_empty()).map(|inside| inside.start),
        "ArrowUp" => Some(block.parent),
        "ArrowLeft" => icicle.beside(at, false),
        "ArrowRight" => icicle.beside(at, true),
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

/// Has the map follow the room for it, as long as it is mounted.
fn follow_room(chart: Chart, field: NodeRef<html::Div>) {
    let kept = StoredValue::new_local(None::<ResizeWatch>);
    Effect::new(move || {
        let Some(field) = field.get() else { return };
        let measured = field.clone();
        let measure = move |field: &HtmlDivElement| {
            let room = (field.client_width() as u32, field.client_height() as u32);
            if chart.room.get_untracked() != room {
                chart.room.set(room);
            }
        };
        measure(&field);
        kept.set_value(ResizeWatch::new(&field, move || measure(&measured)));
    });
    on_cleanup(move || {
        // The watch ends with the value.
        kept.try_update_value(Option::take);
    });
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
