//! The row elements of a grid: few, and used again and again.
//!
//! Elements stand in the document in the order of their rows, so that a screen reader meets them in that order. While
//! the window moves, elements that leave it are filled with the rows that enter. The element that has the focus is never
//! moved, since moving takes the focus away: the others are moved around it. When its row leaves the window, it is parked
//! out of sight until it comes back.

use crate::browser::document;
use crate::listing::Row;
use crate::listing::sort::Key;
use crate::page::columns::Column;
use crate::page::element::{El, el};
use crate::page::words::views::PICK;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, Text};

/// Room for the mark that opens and closes a row, in CSS pixels; the style has the same number. The mark is a picture
/// in the name's cell and no element: there are few elements as dear as those of which each row has one.
const TWIST: f64 = 22.0;

/// What of a row is at a place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The box that picks the row.
    Pick,
    /// Where the mark is that opens and closes it, in a tree.
    Twist,
    /// Everything else.
    Rest,
}

/// A row element and what it shows.
#[derive(Debug)]
pub struct Slot {
    /// The element with the role `row`.
    pub element: HtmlElement,
    /// The text of each cell, in the order of the columns.
    cells: Vec<(Text, String)>,
    /// In the name's cell: the box that picks the row.
    pick: HtmlInputElement,
    /// In the name's cell, behind the name: words of the page's own. Most rows have none, and no element for them.
    remark: Option<El>,
    /// What the remark says.
    remarked: String,
    /// What is shown.
    pub row: Row,
    /// Its index among all rows of the grid.
    pub index: u32,
    /// The revision of the rows that is shown.
    pub revision: u32,
}

impl Slot {
    /// One that shows nothing yet.
    fn new(template: &El) -> Result<Self, JsValue> {
        let element: HtmlElement = template.clone_node_with_deep(true)?.unchecked_into();
        let mut cells = Vec::new();
        let mut pick = None;
        let mut next = element.first_element_child();
        while let Some(cell) = next {
            pick = pick.or_else(|| cell.first_element_child());
            cells.push((cell.last_child().ok_or(JsValue::NULL)?.unchecked_into(), String::new()));
            next = cell.next_element_sibling();
        }
        let pick = pick.ok_or(JsValue::NULL)?.unchecked_into();
        let remarked = String::new();
        Ok(Self { element, cells, pick, remark: None, remarked, row: Row::MAX, index: u32::MAX, revision: 0 })
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

    /// What of a name's cell is at a place on the screen.
    pub fn part_at(&self, x: i32) -> Part {
        let pick = self.pick.get_bounding_client_rect();
        match f64::from(x) - pick.right() {
            behind if (-pick.width()..0.0).contains(&behind) => Part::Pick,
            behind if (0.0..TWIST).contains(&behind) => Part::Twist,
            _ => Part::Rest,
        }
    }

    /// The texts of the cells.
    pub fn texts(&self) -> impl Iterator<Item = (&Text, &str)> {
        self.cells.iter().map(|(node, text)| (node, text.as_str()))
    }

    /// Sets the words behind the name. They are isolated from it: a name that runs right to left would draw their numbers
    /// to its other side.
    pub fn set_remark(&mut self, text: String) {
        if self.remarked == text {
            return;
        }
        if text.is_empty() {
            if let Some(remark) = &self.remark {
                remark.remove();
            }
        } else {
            let remark = self.remark.get_or_insert_with(|| el("small", ""));
            remark.set_text_content(Some(&text));
            if self.remarked.is_empty() {
                let _ = self.pick.parent_node().map(|cell| cell.append_child(remark));
            }
        }
        self.remarked = text;
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

/// A row element of which all others are copies: to look for the texts of a copy takes a third of the calls that it takes to
/// make a row.
fn template(columns: &[Column], role: &str) -> El {
    let cell = |column: &Column| {
        let mut cell = el("div", "").set("class", column.class).set("role", role);
        if column.key == Key::Name {
            cell = cell.with(&[el("input", "type=checkbox;class=pick;tabindex=-1").set("aria-label", PICK)]);
        }
        // A new element can always be put into another.
        let _ = cell.append_child(&document().create_text_node(""));
        cell
    };
    let cells: Vec<El> = columns.iter().map(cell).collect();
    el("div", "class=row;role=row").with(&cells)
}

/// All row elements of a grid, in the order of the document.
#[derive(Debug)]
pub struct Pool {
    holder: Element,
    columns: Vec<Column>,
    template: El,
    slots: Vec<Slot>,
}

impl Pool {
    /// For rows in `holder`; cells have the role `role`.
    pub fn new(holder: &Element, columns: Vec<Column>, role: &str) -> Self {
        let template = template(&columns, role);
        Self { holder: holder.clone(), columns, template, slots: Vec::new() }
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

    /// The slot that shows the row.
    pub fn slot_showing(&self, row: Row) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.row == row)
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
                None => Slot::new(&self.template)?,
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
