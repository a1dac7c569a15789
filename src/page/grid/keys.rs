//! The keys of the rows, after the ARIA pattern of the treegrid.

use super::Grid;
use crate::listing::Row;
use web_sys::KeyboardEvent;

impl Grid {
    /// Does what a key means while a row has the focus.
    pub(super) fn key(&self, event: &KeyboardEvent) {
        let Some(focus) = self.focus() else { return };
        if event.alt_key() {
            return;
        }
        if event.ctrl_key() || event.meta_key() {
            if event.key().eq_ignore_ascii_case("a") {
                event.prevent_default();
                let rows: Vec<Row> = (0..self.len()).filter_map(|index| self.row(index)).collect();
                self.state.update_case(|case| case.picked.add(&rows));
            }
            return;
        }
        let Some(row) = self.row_of(&focus) else { return };
        let Some(index) = self.index(row) else { return };
        let last = self.len().saturating_sub(1);
        let page = self.window(self.len()).page();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if event.shift_key() => {
                if self.state.with_case(|case| case.picked.anchor().is_none()).unwrap_or(true) {
                    self.pick_to(row);
                }
                let to = if event.key() == "ArrowUp" { index.saturating_sub(1) } else { (index + 1).min(last) };
                self.go_to(to);
                if let Some(row) = self.row(to) {
                    self.pick_to(row);
                }
            }
            "ArrowDown" => self.go_to((index + 1).min(last)),
            "ArrowUp" => self.go_to(index.saturating_sub(1)),
            "PageDown" => self.go_to((index + page).min(last)),
            "PageUp" => self.go_to(index.saturating_sub(page)),
            "Home" => self.go_to(0),
            "End" => self.go_to(last),
            "ArrowRight" if self.tree => self.right(row, index),
            "ArrowLeft" if self.tree => self.left(row),
            "Enter" => self.select(row),
            " " => self.state.update_case(|case| case.picked.toggle(row)),
            "Escape" if self.state.with_case(|case| !case.picked.is_empty()) == Some(true) => {
                self.state.update_case(|case| case.picked.clear());
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Opens a closed row and keeps the focus there; on an open one, to the first child.
    fn right(&self, row: Row, index: u32) {
        match self.state.with_case(|case| case.is_open(row)).flatten() {
            Some(false) => self.toggle(row),
            Some(true) => self.go_to(index + 1),
            None => {}
        }
    }

    /// Closes an open row; on a closed one, to the parent.
    fn left(&self, row: Row) {
        if self.state.with_case(|case| case.is_open(row)).flatten() == Some(true) {
            self.toggle(row);
            return;
        }
        let parent = self.state.with_case(|case| case.parents().parent(row)).flatten();
        if let Some(index) = parent.and_then(|parent| self.index(parent)) {
            self.go_to(index);
        }
    }
}
