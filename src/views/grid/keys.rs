//! The keys of the rows, after the ARIA pattern of the treegrid.

use super::rows::Rows;
use crate::actions::rows::select;
use leptos::ev::KeyboardEvent;
use matryoshka_core::table::Row;

impl Rows {
    /// Does what a key means while a row has the focus.
    pub fn press_key(&self, event: &KeyboardEvent) {
        let Some(focused) = self.focused_element() else { return };
        if event.alt_key() {
            return;
        }
        let dataset = self.state.dataset;
        if event.ctrl_key() || event.meta_key() {
            if event.key().eq_ignore_ascii_case("a") {
                event.prevent_default();
                let rows: Vec<Row> = (0..self.len()).filter_map(|index| self.row(index)).collect();
                dataset.update_marks(|dataset| dataset.selection.add(&rows));
            }
            return;
        }
        let Some(row) = self.row_of(&focused) else { return };
        let Some(index) = self.index(row) else { return };
        let last = self.len().saturating_sub(1);
        let page = self.viewport(self.len()).page();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if event.shift_key() => {
                if dataset.read(|dataset| dataset.selection.anchor().is_none()).unwrap_or(true) {
                    self.select_to(row);
                }
                let to = if event.key() == "ArrowUp" { index.saturating_sub(1) } else { (index + 1).min(last) };
                self.go_to(to);
                if let Some(row) = self.row(to) {
                    self.select_to(row);
                }
            }
            "ArrowDown" => self.go_to((index + 1).min(last)),
            "ArrowUp" => self.go_to(index.saturating_sub(1)),
            "PageDown" => self.go_to((index + page).min(last)),
            "PageUp" => self.go_to(index.saturating_sub(page)),
            "Home" => self.go_to(0),
            "End" => self.go_to(last),
            "ArrowRight" if self.tree => self.open_or_enter(row, index),
            "ArrowLeft" if self.tree => self.close_or_leave(row),
            "Enter" => select(self.state, row),
            " " => dataset.update_marks(|dataset| dataset.selection.toggle(row)),
            "Escape" if dataset.read(|dataset| !dataset.selection.is_empty()) == Some(true) => {
                dataset.update_marks(|dataset| dataset.selection.clear());
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Opens a closed row and keeps the focus there; on an open one, goes to the first child.
    fn open_or_enter(&self, row: Row, index: u32) {
        match self.state.dataset.read(|dataset| dataset.is_open(row)).flatten() {
            Some(false) => self.toggle(row),
            Some(true) => self.go_to(index + 1),
            None => {}
        }
    }

    /// Closes an open row; on a closed one, goes to the parent.
    fn close_or_leave(&self, row: Row) {
        if self.state.dataset.read(|dataset| dataset.is_open(row)).flatten() == Some(true) {
            self.toggle(row);
            return;
        }
        let parent = self.state.dataset.read(|dataset| dataset.parents().parent(row)).flatten();
        if let Some(index) = parent.and_then(|parent| self.index(parent)) {
            self.go_to(index);
        }
    }
}
