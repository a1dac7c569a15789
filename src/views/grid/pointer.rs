//! What a pointer does to the rows, and what follows from it.

use super::cells::tooltip;
use super::rows::Rows;
use super::slot::Part;
use crate::actions::rows::select;
use leptos::ev::{FocusEvent, MouseEvent, PointerEvent};
use matryoshka_core::table::Row;
use matryoshka_core::table::schema::ColumnKey;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

impl Rows {
    /// The row that an event is about.
    fn row_at(&self, target: Option<EventTarget>) -> Option<(Row, Element)> {
        let element: Element = target?.dyn_into().ok()?;
        let row = element.closest("[data-entry-id]").ok()??;
        Some((self.row_of(&row)?, element))
    }

    /// A press.
    pub fn click(&self, event: &MouseEvent) {
        let Some((row, element)) = self.row_at(event.target()) else { return };
        self.active.set(Some(row));
        let part = if element.class_list().contains("pick") {
            Part::Checkbox
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
            self.select_to(row);
        } else if part == Part::Checkbox || event.ctrl_key() || event.meta_key() {
            self.state.dataset.update_marks(|dataset| dataset.selection.toggle(row));
            self.focus_on(Some(row));
        } else {
            select(self.state, row);
        }
    }

    /// Selects every row from where the stretch begins to this one.
    pub(super) fn select_to(&self, row: Row) {
        let Some(to) = self.index(row) else { return };
        let anchor = self.state.dataset.read(|dataset| dataset.selection.anchor()).flatten();
        let from = anchor.and_then(|anchor| self.index(anchor)).unwrap_or(to);
        let rows: Vec<Row> = (from.min(to)..=from.max(to)).filter_map(|index| self.row(index)).collect();
        self.state.dataset.update_marks(|dataset| {
            if anchor.is_none() {
                dataset.selection.toggle(row);
            }
            dataset.selection.add(&rows);
        });
    }

    /// Opens or closes a branch.
    pub(super) fn toggle(&self, row: Row) {
        self.state.dataset.update_rows(|dataset| {
            if let Some(open) = dataset.is_open(row) {
                dataset.set_open(row, !open);
            }
        });
        self.draw();
    }

    /// A row got the focus: it is the tab stop now.
    pub fn focused(&self, event: &FocusEvent) {
        if let Some((row, element)) = self.row_at(event.target())
            && element.has_attribute("data-entry-id")
            && self.active.get() != Some(row)
        {
            self.active.set(Some(row));
            self.draw();
        }
    }

    /// Gives a cell that is pointed at its tooltip.
    pub fn hover(&self, event: &PointerEvent) {
        let Some((row, element)) = self.row_at(event.target()) else { return };
        let Ok(Some(cell)) = element.closest(".cell") else { return };
        let Some(siblings) = cell.parent_element().map(|parent| parent.children()) else { return };
        let at = (0..siblings.length()).find(|at| siblings.item(*at).as_ref() == Some(&cell));
        let pool = self.pool.borrow();
        let Some(column) = at.and_then(|at| pool.columns().get(at as usize)) else { return };
        let mut text = self.state.dataset.read(|dataset| tooltip(&dataset.table, column, row)).unwrap_or_default();
        // What stands behind the name may be cut in a narrow column.
        if let Some(slot) = pool.slot_showing(row).filter(|_| column.key == ColumnKey::Name) {
            for words in slot.explanation() {
                text.push('\n');
                text.push_str(words);
            }
        }
        if cell.get_attribute("title").unwrap_or_default() != text {
            let _ = cell.set_attribute("title", &text);
        }
    }
}
