//! Dragging a header to another place among the columns.

use super::measure::children;
use crate::state::AppState;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use matryoshka_core::table::schema::{Column, ColumnKey};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far a press has to move before it is a drag, in CSS pixels.
const SLACK: i32 = 6;

/// A header on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dragged {
    key: ColumnKey,
    /// In front of which column it would stand; none: at the end.
    before: Option<ColumnKey>,
}

/// What is dragged, if anything is.
#[derive(Clone, Copy)]
pub struct Drag {
    columns: Memo<Vec<&'static Column>>,
    /// The header that the pointer has pressed, and where.
    from: StoredValue<Option<(ColumnKey, i32)>>,
    dragged: RwSignal<Option<Dragged>>,
    /// The press that is just over was a drag, and sorts nothing.
    was_dragged: StoredValue<bool>,
}

impl Drag {
    /// Nothing is dragged yet.
    pub fn new(columns: Memo<Vec<&'static Column>>) -> Self {
        Self {
            columns,
            from: StoredValue::new(None),
            dragged: RwSignal::new(None),
            was_dragged: StoredValue::new(false),
        }
    }

    /// A press on the row of headers may become a drag. A finger scrolls.
    pub fn press(&self, event: &PointerEvent) {
        let may = event.button() == 0 && event.pointer_type() != "touch";
        self.from.set_value(self.header_at(event).filter(|_| may).map(|key| (key, event.client_x())));
    }

    /// The column of the header that an event is about.
    fn header_at(&self, event: &PointerEvent) -> Option<ColumnKey> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let header = target.closest("[role=columnheader]").ok()??;
        let at = children(&header.parent_element()?).position(|other| other.is_same_node(Some(&header)))?;
        self.columns.with_untracked(|columns| columns.get(at).map(|column| column.key))
    }

    /// The pointer has moved over the row of headers, or is held by it.
    pub fn follow(&self, event: &PointerEvent) {
        let Some((key, from)) = self.from.get_value().filter(|_| event.buttons() & 1 == 1) else { return };
        let is_on_its_way = self.dragged.with_untracked(Option::is_some);
        if !is_on_its_way && (event.client_x() - from).abs() <= SLACK {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(row) = target.and_then(|target| target.closest("[role=row]").ok()?) else { return };
        if !is_on_its_way {
            // Without it, the header follows as long as the pointer is on the row.
            let _ = row.set_pointer_capture(event.pointer_id());
        }
        let x = f64::from(event.client_x());
        let is_beyond = |header: &Element| {
            let place = header.get_bounding_client_rect();
            place.left() + place.width() / 2.0 > x
        };
        let at = children(&row).position(|header| is_beyond(&header));
        let before = self.columns.with_untracked(|columns| at.and_then(|at| columns.get(at)).map(|column| column.key));
        let dragged = Some(Dragged { key, before });
        if self.dragged.get_untracked() != dragged {
            self.dragged.set(dragged);
        }
    }

    /// The header is let go of.
    pub fn drop_in(&self, state: AppState) {
        self.from.set_value(None);
        if let Some(Dragged { key, before }) = self.dragged.get_untracked() {
            self.dragged.set(None);
            // The click, if there is one, follows at once; whatever comes later is another press.
            let was_dragged = self.was_dragged;
            was_dragged.set_value(true);
            request_animation_frame(move || {
                // The headers may be gone by then.
                was_dragged.try_update_value(|was_dragged| *was_dragged = false);
            });
            state.preferences.columns.update(|arrangement| arrangement.place(key, before));
            state.preferences.keep_arrangement();
        }
    }

    /// The pointer has left the row, or the browser has taken it away: nothing comes of it.
    pub fn cancel(&self) {
        self.from.set_value(None);
        self.dragged.set(None);
    }

    /// Whether the press that is just over was a drag.
    pub fn was_dragged(&self) -> bool {
        self.was_dragged.get_value()
    }

    /// Whether the header of that column is dragged. Tracked.
    pub fn is_of(&self, key: ColumnKey) -> bool {
        self.dragged.get().is_some_and(|dragged| dragged.key == key)
    }

    /// Whether what is dragged would stand in front of that column. Tracked.
    pub fn is_before(&self, key: ColumnKey) -> bool {
        self.dragged.get().is_some_and(|dragged| dragged.before == Some(key))
    }

    /// Whether it would stand at the end, and that column is the last. Tracked.
    pub fn is_behind(&self, key: ColumnKey) -> bool {
        let is_last = || self.columns.with(|columns| columns.last().is_some_and(|column| column.key == key));
        self.dragged.get().is_some_and(|dragged| dragged.before.is_none()) && is_last()
    }
}
