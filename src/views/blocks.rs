//! What the maps have in common, the one of a sample and the one of differences: the frame around a block, the room, and where
//! arrow keys lead.

use crate::platform::resize::ResizeWatch;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::icicle::{Block, Icicle, Kind};
use web_sys::HtmlDivElement;

/// A frame around a block.
#[component]
pub fn BlockFrame<K: Kind + Send + Sync + 'static>(
    /// Its class.
    class: &'static str,
    /// The block; without one there is no frame.
    block: Signal<Option<Block<K>>>,
    /// Height of a level, in CSS pixels.
    #[prop(into)]
    band: Signal<u32>,
) -> impl IntoView {
    let px = |length: u32| format!("{length}px");
    view! {
        <div
            class=class
            hidden=move || block.get().is_none()
            style:left=move || block.get().map(|block| px(block.left))
            style:top=move || block.get().map(|block| px(block.level * band.get()))
            style:width=move || block.get().map(|block| px(block.width().max(2)))
            style:height=move || px(band.get())
        ></div>
    }
}

/// The block that an arrow key leads to: down into a block, up to the one around it, to those beside it.
pub fn by_arrow<K: Kind>(icicle: &Icicle<K>, at: u32, key: &str) -> Option<u32> {
    match key {
        "ArrowDown" => Some(icicle.children(at)).filter(|inside| !inside.is_empty()).map(|inside| inside.start),
        "ArrowUp" => icicle.blocks.get(at as usize).map(|block| block.parent),
        "ArrowLeft" => icicle.beside(at, false),
        "ArrowRight" => icicle.beside(at, true),
        _ => None,
    }
}

/// Tells the width and the height that there are for a map, in CSS pixels, now and whenever they change, as long as it is mounted.
pub fn follow_room(field: NodeRef<html::Div>, on_room: impl Fn((u32, u32)) + Copy + 'static) {
    let kept = StoredValue::new_local(None::<ResizeWatch>);
    Effect::new(move || {
        let Some(field) = field.get() else { return };
        let measured = field.clone();
        let measure = move |field: &HtmlDivElement| {
            on_room((field.client_width().unsigned_abs(), field.client_height().unsigned_abs()));
        };
        measure(&field);
        kept.set_value(ResizeWatch::new(&field, move || measure(&measured)));
    });
    on_cleanup(move || {
        // The watch ends with the value.
        kept.try_update_value(Option::take);
    });
}
