//! The blocks as a drawing with what lies over it, and what keys and the pointer do there.

use super::sheet::Sheet;
use crate::views::blocks::{BlockFrame, by_arrow, follow_room};
use crate::words::differences as words;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::compare::sizes::SizeChange;
use matryoshka_core::icicle::picture::LABELLED;
use matryoshka_core::icicle::{Block, Kind};
use matryoshka_core::table::NO_ROW;
use std::fmt::Write;

/// The word of a change in the document, and the pattern of its tile: it is never told by its colour alone.
const fn tile(change: SizeChange) -> (&'static str, &'static str) {
    match change {
        SizeChange::Added => ("added", "M4 1v6M1 4h6"),
        SizeChange::Removed => ("removed", "M1 1l6 6M7 1l-6 6"),
        SizeChange::Grown => ("grown", "M1 7l3-5 3 5"),
        SizeChange::Shrunk => ("shrunk", "M1 1l3 5 3-5"),
        SizeChange::Even => ("even", ""),
    }
}

/// A change as a swatch.
#[component]
pub fn Swatch(change: SizeChange) -> impl IntoView {
    let (word, strokes) = tile(change);
    view! {
        <svg class="size-swatch" data-size=word viewBox="0 0 8 8" aria-hidden="true"><path class="face" d="M0 0h8v8H0z"/><path class="strokes" d=strokes/></svg>
    }
}

/// The drawing.
#[component]
pub fn Drawing(sheet: Sheet) -> impl IntoView {
    let field = NodeRef::<html::Div>::new();
    follow_room(field, move |room| {
        if sheet.room.try_get_untracked().is_some_and(|now| now != room) {
            sheet.at.set(None);
            sheet.room.set(room);
        }
    });
    let pattern = |change: SizeChange| {
        let (word, strokes) = tile(change);
        view! {
            <pattern id=format!("size-{word}") width="8" height="8" patternUnits="userSpaceOnUse" data-size=word>
                <path class="face" d="M0 0h8v8H0z"/>
                <path class="strokes" d=strokes/>
            </pattern>
        }
    };
    let blocks = move |change: SizeChange| {
        let path = move || {
            let band = sheet.band();
            sheet.icicle.with(|icicle| {
                let mut path = String::new();
                for block in icicle.blocks.iter().filter(|block| block.worst == change) {
                    let (left, top, width) = (block.left, block.level * band, block.width().saturating_sub(1).max(1));
                    // The last pixel to the right and below is the line between blocks. Writing to a String cannot fail.
                    let _ = write!(path, "M{left} {top}h{width}v{}h-{width}z", band - 1);
                }
                path
            })
        };
        view! { <path d=path fill=format!("url(#size-{})", tile(change).0)/> }
    };
    let labels = move || {
        let band = sheet.band();
        let wide = sheet
            .icicle
            .with(|icicle| icicle.blocks.iter().filter(|block| block.width() >= LABELLED).copied().collect::<Vec<_>>());
        let label = |block: Block<SizeChange>| {
            // An svg of its own cuts the label off at the edge of its block.
            let (width, top) = (block.width() - 4, block.level * band);
            view! { <svg x=block.left.to_string() y=top.to_string() width=width.to_string() height=band.to_string()><text x="6" y="16">{sheet.label(&block)}</text></svg> }
        };
        wide.into_iter().map(label).collect_view()
    };
    let pointed = move || {
        sheet.icicle.track();
        sheet.at.get().and_then(|at| sheet.block(at))
    };
    let said = move || pointed().map(|block| sheet.describe(&block));
    let press = move |event: MouseEvent| {
        let (x, y) = (event.offset_x().max(0) as u32, event.offset_y().max(0) as u32);
        let at = sheet.icicle.with_untracked(|icicle| icicle.at(y / sheet.band().max(1), x));
        let is_again = event.detail() > 1;
        if let Some(block) = at.and_then(|at| sheet.block(at)) {
            if is_again && !block.merged && sheet.enter(block.row) {
                return;
            }
            sheet.at.set(at);
        }
    };
    let key = move |event: KeyboardEvent| {
        if act(sheet, &event) {
            event.prevent_default();
        }
    };
    let in_tree = move || pointed().filter(|block| !block.merged && block.row != NO_ROW).map(|block| block.row);
    view! {
        <div
            class="map-field"
            tabindex="0"
            role="region"
            aria-label=words::MAP_OF
            aria-describedby="size-map-keys"
            node_ref=field
            on:click=press
            on:keydown=key
            on:focus=move |_| sheet.at.update(|at| *at = at.or(Some(0)))
        >
            <svg class="size-map" aria-hidden="true">
                <defs>{SizeChange::ALL.iter().copied().map(pattern).collect_view()}</defs>
                {SizeChange::ALL.iter().copied().map(blocks).collect_view()}
                {labels}
            </svg>
            <BlockFrame
                class="map-ring"
                block=Signal::derive(pointed)
                band=Signal::derive(move || sheet.band())
            />
        </div>
        <p class="map-said" aria-live="polite"><bdi>{said}</bdi></p>
        <div class="group">
            <button
                type="button"
                disabled=move || in_tree().is_none()
                on:click=move |_| {
                    if let Some(node) = in_tree() {
                        sheet.show_in_tree(node);
                    }
                }
            >
                {words::IN_TREE}
            </button>
        </div>
    }
}

/// Does what a key means. Whether it means anything.
fn act(sheet: Sheet, event: &KeyboardEvent) -> bool {
    if crate::platform::is_modified(event) {
        return false;
    }
    let at = sheet.at.get_untracked().unwrap_or(0);
    let Some(block) = sheet.block(at) else { return false };
    let icicle = sheet.icicle.get_untracked();
    let to = match event.key().as_str() {
        key @ ("ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight") => by_arrow(&icicle, at, key),
        "Enter" => {
            if !block.merged {
                sheet.enter(block.row);
            }
            return true;
        }
        "Escape" => return sheet.leave(),
        _ => return false,
    };
    if to.is_some() {
        sheet.at.set(to);
    }
    true
}
