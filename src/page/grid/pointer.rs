//! What a pointer does to the rows, and what follows from it.

use super::pool::Part;
use super::{Grid, fill};
use crate::listing::Row;
use wasm_bindgen::JsCast;
use web_sys::Element;

impl Grid {
    /// The row that an event is about.
    fn row_at(&self, target: Option<web_sys::EventTarget>) -> Option<(Row, Element)> {
        let element: Element = target?.dyn_into().ok()?;
        let row = element.closest("[data-entry-id]").ok()??;
        Some((self.row_of(&row)?, element))
    }

    pub(super) fn click(&self, event: &web_sys::MouseEvent) {
        let Some((row, element)) = self.row_at(event.target()) else { return };
        self.active.set(Some(row));
        let part = if element.class_list().contains("pick") {
            Part::Pick
        } else if matches!(element.closest(".name"), Ok(Some(_))) {
            // A finger never meets the box itself: see the style.
            self.pool.borrow().slot_showing(row).map_or(Part::Rest, |slot| slot.part_at(event.client_x()))
        } else {
            Part::Rest
        };
        if self.tree && part == Part::Twist {
            self.toggle(row);
            self.focus_on(Some(row));
        } else if event.shift_key() {
            self.pick_to(row);
        } else if part == Part::Pick || event.ctrl_key() || event.meta_key() {
            self.state.update_case(|case| case.picked.toggle(row));
            self.focus_on(Some(row));
        } else {
            self.select(row);
        }
    }

    /// Picks every row from where the stretch begins to this one.
    pub(super) fn pick_to(&self, row: Row) {
        let Some(to) = self.index(row) else { return };
        let anchor = self.state.with_case(|case| case.picked.anchor()).flatten();
        let from = anchor.and_then(|anchor| self.index(anchor)).unwrap_or(to);
        let rows: Vec<Row> = (from.min(to)..=from.max(to)).filter_map(|index| self.row(index)).collect();
        self.state.update_case(|case| {
            if anchor.is_none() {
                case.picked.toggle(row);
            }
            case.picked.add(&rows);
        });
    }

    pub(super) fn toggle(&self, row: Row) {
        self.state.update_case(|case| {
            if let Some(open) = case.is_open(row) {
                case.set_open(row, !open);
            }
        });
        self.draw();
    }

    /// Selects a row: its details open.
    pub(super) fn select(&self, row: Row) {
        let id = self.state.with_case(|case| case.listing.id(row)).filter(|id| !id.is_empty());
        self.state.go(|address| address.row = id);
    }

    pub(super) fn focused(&self, event: &web_sys::FocusEvent) {
        if let Some((row, element)) = self.row_at(event.target())
            && element.has_attribute("data-entry-id")
            && self.active.get() != Some(row)
        {
            self.active.set(Some(row));
            self.draw();
        }
    }

    /// What a cell says when it is pointed at: a text that is cut, or a time in UTC.
    pub(super) fn hint(&self, event: &web_sys::PointerEvent) {
        let Some((row, element)) = self.row_at(event.target()) else { return };
        let Ok(Some(cell)) = element.closest(".cell") else { return };
        let text = self
            .state
            .with_case(|case| fill::hint(&case.listing, self.pool.borrow().columns(), row, &cell))
            .unwrap_or_default();
        if cell.get_attribute("title").unwrap_or_default() != text {
            let _ = cell.set_attribute("title", &text);
        }
    }
}
