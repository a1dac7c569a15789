//! The row elements of a grid: few, and used again and again.
//!
//! Elements stand in the document in the order of their rows, so that a screen reader meets them in that order. While
//! the window moves, elements that leave it are filled with the rows that enter. The element that has the focus is never
//! moved, since moving takes the focus away: the others are moved around it. When its row leaves the window, it is parked
//! out of sight until it comes back.

use crate::browser::document;
use crate::listing::Row;
use crate::page::columns::Column;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, Text};

/// Room for the mark that opens and closes a row, in CSS pixels; the style has the same number. The mark is a picture
/// beside the name and no element: there are few elements as dear as those of which each row has one.
const TWIST: f64 = 22.0;

/// A row element and what it shows.
#[derive(Debug)]
pub struct Slot {
    /// The element with the role `row`.
    pub element: HtmlElement,
    /// The text of each cell, in the order of the columns.
    cells: Vec<(Text, String)>,
    /// In the name's cell: the box that picks the row.
    pick: HtmlInputElement,
    /// In the name's cell, behind the name: words of the page's own.
    remark: (Text, String),
    /// What is shown.
    pub row: Row,
    /// Its index among all rows of the grid.
    pub index: u32,
    /// The revision of the rows that is shown.
    pub revision: u32,
}

impl Slot {
    fn new(columns: &[Column], role: &str) -> Result<Self, JsValue> {
        let document = document();
        let make = |name: &str, class: &str| -> Result<HtmlElement, JsValue> {
            let element: HtmlElement = document.create_element(name)?.unchecked_into();
            element.set_class_name(class);
            Ok(element)
        };
        let element = make("div", "row")?;
        element.set_attribute("role", "row")?;
        let pick: HtmlInputElement = make("input", "pick")?.unchecked_into();
        pick.set_type("checkbox");
        pick.set_tab_index(-1);
        pick.set_attribute("aria-label", crate::page::words::views::PICK)?;
        let remark = document.create_text_node("");
        let mut cells = Vec::new();
        for column in columns {
            let cell = make("div", column.class)?;
            cell.set_attribute("role", role)?;
            let text = document.create_text_node("");
            if column.key == crate::listing::sort::Key::Name {
                cell.append_child(&pick)?;
                // Texts of the sample are isolated, so that what runs right to left in one does not turn what stands beside
                // it. In the other cells nothing does, and a cell is isolated by itself.
                let isolated = make("bdi", "")?;
                isolated.append_child(&text)?;
                cell.append_child(&isolated)?;
                cell.append_child(&remark)?;
            } else {
                cell.append_child(&text)?;
            }
            element.append_child(&cell)?;
            cells.push((text, String::new()));
        }
        Ok(Self { element, cells, pick, remark: (remark, String::new()), row: Row::MAX, index: u32::MAX, revision: 0 })
    }

    /// Sets the text of a cell; nothing is touched that stays the same.
    pub fn set_cell(&mut self, column: usize, text: String) {
        if let Some((node, old)) = self.cells.get_mut(column)
            && *old != text
        {
            node.set_data(&text);
            *old = text;
        }
    }

    /// Sets the box that picks the row.
    pub fn set_picked(&self, picked: bool) {
        self.pick.set_checked(picked);
    }

    /// Whether a place on the screen is on the mark that opens and closes the row: behind the box.
    pub fn is_on_twist(&self, x: i32) -> bool {
        let from = self.pick.get_bounding_client_rect().right();
        (from..from + TWIST).contains(&f64::from(x))
    }

    /// The texts of the cells.
    pub fn texts(&self) -> impl Iterator<Item = (&Text, &str)> {
        self.cells.iter().map(|(node, text)| (node, text.as_str()))
    }

    /// Sets the words behind the name.
    pub fn set_remark(&mut self, text: String) {
        if self.remark.1 != text {
            self.remark.0.set_data(&text);
            self.remark.1 = text;
        }
    }

    /// Sets an attribute of the row, or takes it away.
    pub fn set(&self, name: &str, value: Option<&str>) {
        // The names are fixed and good, so this cannot fail.
        let _ = match value {
            Some(value) => self.element.set_attribute(name, value),
            None => self.element.remove_attribute(name),
        };
    }
}

/// All row elements of a grid, in the order of the document.
#[derive(Debug)]
pub struct Pool {
    holder: Element,
    columns: Vec<Column>,
    role: &'static str,
    slots: Vec<Slot>,
}

impl Pool {
    /// For rows in `holder`; cells have the role `role`.
    pub fn new(holder: &Element, columns: Vec<Column>, role: &'static str) -> Self {
        Self { holder: holder.clone(), columns, role, slots: Vec::new() }
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The slots, in the order of the document.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slot with the element.
    pub fn slot_of(&self, element: &Element) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.element.is_same_node(Some(element)))
    }

    /// Makes the slots be those of the wanted rows, given in ascending order of their index, and calls `fill` for each.
    ///
    /// # Errors
    /// When the document can't be changed, which only a browser without room does.
    pub fn show(
        &mut self,
        wanted: &[(u32, Row)],
        focused: Option<&Element>,
        mut fill: impl FnMut(&mut Slot),
    ) -> Result<(), JsValue> {
        let mut old = std::mem::take(&mut self.slots);
        let mut taken: Vec<Option<Slot>> = Vec::with_capacity(wanted.len());
        let mut kept = false;
        for (_, row) in wanted {
            let slot = old.iter().position(|slot| slot.row == *row).map(|at| old.remove(at));
            kept |= slot.is_some();
            taken.push(slot);
        }
        // What is free serves again, the focused one last: it is given up only when nothing else is left.
        if let Some(at) = focused.and_then(|f| old.iter().position(|slot| slot.element.is_same_node(Some(f)))) {
            let focused = old.remove(at);
            old.push(focused);
        }
        if kept {
            for slot in &old {
                if focused.is_none_or(|focused| !slot.element.is_same_node(Some(focused))) {
                    self.holder.append_child(&slot.element)?;
                }
            }
        }
        let mut free = old.into_iter();
        for (slot, (index, row)) in taken.into_iter().zip(wanted) {
            let mut slot = match slot.or_else(|| free.next()) {
                Some(slot) => slot,
                None => Slot::new(&self.columns, self.role)?,
            };
            slot.row = *row;
            slot.index = *index;
            self.slots.push(slot);
        }
        for slot in free {
            slot.element.remove();
        }
        self.put_in_order(focused)?;
        self.slots.iter_mut().for_each(&mut fill);
        Ok(())
    }

    /// Brings the elements into the order of the slots without moving the focused one.
    fn put_in_order(&self, focused: Option<&Element>) -> Result<(), JsValue> {
        let mut at = self.holder.first_child();
        for slot in &self.slots {
            let element = &slot.element;
            let is_here = |at: &Option<web_sys::Node>| at.as_ref().is_some_and(|at| at.is_same_node(Some(element)));
            if focused.is_some_and(|focused| element.is_same_node(Some(focused))) {
                while let Some(other) = at.clone().filter(|_| !is_here(&at)) {
                    at = other.next_sibling();
                    self.holder.append_child(&other)?;
                }
            }
            if is_here(&at) {
                at = element.next_sibling();
            } else {
                self.holder.insert_before(element, at.as_ref())?;
            }
        }
        Ok(())
    }
}
