//! The row elements of a grid: few, and used again and again.
//!
//! Elements stand in the document in the order of their rows, so that a screen reader meets them in that order. While
//! the viewport moves, elements that leave it are filled with the rows that enter. The element that has the focus is never
//! moved, since moving takes the focus away: the others are moved around it. When its row leaves the viewport, it is parked
//! out of sight until it comes back.

use crate::platform::document;
use crate::words::views::PICK;
use matryoshka_core::table::Row;
use matryoshka_core::table::schema::{Column, ColumnKey};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, Text};

/// Room for the mark that opens and closes a row, in CSS pixels; the style has the same number. The mark is a picture
/// in the name's cell and no element: there are few elements as dear as those of which each row has one.
const TWIST: f64 = 22.0;

/// What of a row is at a place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The box that selects the row.
    Checkbox,
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
    /// What is shown.
    pub row: Row,
    /// Its index among all rows of the grid.
    pub index: u32,
    cells: Cells,
    /// The attributes as they were set last, so that only what changes is written.
    attributes: Vec<(&'static str, Option<String>)>,
    level: u32,
}

/// The cells of a row element.
#[derive(Debug)]
struct Cells {
    /// The text of each cell, in the order of the columns.
    texts: Vec<(Text, String)>,
    /// In the name's cell: the box that selects the row.
    checkbox: HtmlInputElement,
    is_checked: bool,
    /// In the name's cell, behind the name: words of the page's own. Most rows have none, and no element for them.
    remark: Option<HtmlElement>,
    remark_text: String,
}

impl Cells {
    /// The cells of a row element that was copied from the template.
    fn of(element: &Element) -> Option<Self> {
        let mut texts = Vec::new();
        let mut checkbox = None;
        let mut next = element.first_element_child();
        while let Some(cell) = next {
            checkbox = checkbox.or_else(|| cell.first_element_child());
            texts.push((cell.last_child()?.unchecked_into(), String::new()));
            next = cell.next_element_sibling();
        }
        let checkbox = checkbox?.unchecked_into();
        Some(Self { texts, checkbox, is_checked: false, remark: None, remark_text: String::new() })
    }
}

impl Slot {
    fn new(template: &Element) -> Option<Self> {
        let element: HtmlElement = template.clone_node_with_deep(true).ok()?.unchecked_into();
        let cells = Cells::of(&element)?;
        Some(Self { element, row: Row::MAX, index: u32::MAX, cells, attributes: Vec::new(), level: 0 })
    }

    /// Takes the cells of another template. The row element stays, and with it the focus.
    fn set_template(&mut self, template: &Element) {
        let Ok(copy) = template.clone_node_with_deep(true) else { return };
        let copy: Element = copy.unchecked_into();
        if let Some(cells) = Cells::of(&copy) {
            self.element.replace_children_with_node_0();
            while let Some(cell) = copy.first_element_child() {
                // An element that was just made can always be put into another.
                let _ = self.element.append_child(&cell);
            }
            self.cells = cells;
        }
    }

    /// Sets the text of a cell.
    pub fn set_cell(&mut self, column: usize, text: String) {
        if let Some((node, old)) = self.cells.texts.get_mut(column)
            && *old != text
        {
            node.set_data(&text);
            *old = text;
        }
    }

    /// Checks or clears the box that selects the row.
    pub fn set_selected(&mut self, selected: bool) {
        // A press changes the box by itself, so what it shows is asked and not remembered.
        if self.cells.is_checked != selected || self.cells.checkbox.checked() != selected {
            self.cells.checkbox.set_checked(selected);
            self.cells.is_checked = selected;
        }
    }

    /// What of a name's cell is at a place on the screen.
    pub fn part_at(&self, x: i32) -> Part {
        let checkbox = self.cells.checkbox.get_bounding_client_rect();
        match f64::from(x) - checkbox.right() {
            behind if (-checkbox.width()..0.0).contains(&behind) => Part::Checkbox,
            behind if (0.0..TWIST).contains(&behind) => Part::Twist,
            _ => Part::Rest,
        }
    }

    /// The texts of the cells.
    pub fn texts(&self) -> impl Iterator<Item = (&Text, &str)> {
        self.cells.texts.iter().map(|(node, text)| (node, text.as_str()))
    }

    /// Sets the words behind the name. They are isolated from it: a name that runs right to left would draw their numbers
    /// to its other side.
    pub fn set_remark(&mut self, text: String) {
        let Cells { checkbox, remark, remark_text, .. } = &mut self.cells;
        if *remark_text == text {
            return;
        }
        if text.is_empty() {
            if let Some(remark) = remark {
                remark.remove();
            }
        } else {
            if remark.is_none() {
                *remark = document().create_element("small").ok().map(JsCast::unchecked_into);
            }
            if let Some(remark) = remark {
                remark.set_text_content(Some(&text));
                if remark_text.is_empty() {
                    let _ = checkbox.parent_node().map(|cell| cell.append_child(remark));
                }
            }
        }
        *remark_text = text;
    }

    /// Sets an attribute of the row element, or removes it.
    pub fn set(&mut self, name: &'static str, value: Option<&str>) {
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) if old.as_deref() == value => return,
            Some((_, old)) => *old = value.map(str::to_owned),
            None if value.is_none() => return,
            None => self.attributes.push((name, value.map(str::to_owned))),
        }
        // The names are fixed and good, so this cannot fail.
        let _ = match value {
            Some(value) => self.element.set_attribute(name, value),
            None => self.element.remove_attribute(name),
        };
    }

    /// Sets how far the name is indented, in levels.
    pub fn set_level(&mut self, level: u32) {
        if self.level != level {
            self.level = level;
            // The property is fixed and good, so setting it cannot fail.
            let _ = self.element.style().set_property("--level", &level.to_string());
        }
    }
}

/// A row element of which all others are copies: to look for the texts of a copy takes a third of the calls that it takes to
/// make a row.
fn template(columns: &[&'static Column], role: &str) -> Option<Element> {
    let document = document();
    let make = |tag: &str, attributes: &[(&str, &str)]| -> Option<Element> {
        let element = document.create_element(tag).ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let row = make("div", &[("class", "row"), ("role", "row")])?;
    for column in columns {
        let cell = make("div", &[("class", column.class), ("role", role)])?;
        if column.key == ColumnKey::Name {
            let attributes = [("type", "checkbox"), ("class", "pick"), ("tabindex", "-1"), ("aria-label", PICK)];
            cell.append_child(&make("input", &attributes)?.into()).ok()?;
        }
        cell.append_child(&document.create_text_node("").into()).ok()?;
        row.append_child(&cell.into()).ok()?;
    }
    Some(row)
}

/// All row elements of a grid, in the order of the document.
#[derive(Debug)]
pub struct Pool {
    holder: Element,
    columns: Vec<&'static Column>,
    role: &'static str,
    template: Option<Element>,
    slots: Vec<Slot>,
}

impl Pool {
    /// For rows in `holder`; cells have the role `role`.
    pub fn new(holder: &Element, columns: Vec<&'static Column>, role: &'static str) -> Self {
        let template = template(&columns, role);
        Self { holder: holder.clone(), columns, role, template, slots: Vec::new() }
    }

    /// The columns.
    pub fn columns(&self) -> &[&'static Column] {
        &self.columns
    }

    /// Shows other columns; the row elements stay.
    pub fn set_columns(&mut self, columns: &[&'static Column]) {
        let is_same = |(a, b): (&&Column, &&Column)| a.key == b.key;
        if self.columns.len() == columns.len() && self.columns.iter().zip(columns).all(is_same) {
            return;
        }
        self.columns = columns.to_vec();
        self.template = template(&self.columns, self.role);
        if let Some(template) = &self.template {
            self.slots.iter_mut().for_each(|slot| slot.set_template(template));
        }
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

    /// Makes the slots be those of the wanted rows, given in ascending order of their index, and calls `fill` for each. A
    /// browser without room for another element shows fewer.
    pub fn show(
        &mut self,
        wanted: &[(u32, Row)],
        focused: Option<&Element>,
        fill: impl Fn(&mut Slot, &[&'static Column]),
    ) {
        let has_focus = |slot: &Slot| focused.is_some_and(|focused| slot.element.is_same_node(Some(focused)));
        let mut old = std::mem::take(&mut self.slots);
        let mut taken: Vec<Option<Slot>> = Vec::with_capacity(wanted.len());
        let mut is_any_kept = false;
        // Rows mostly keep their order, so the search for one begins behind the one before.
        let mut from = 0;
        for (_, row) in wanted {
            let at = old[from..].iter().position(|slot| slot.row == *row).map(|at| from + at);
            let at = at.or_else(|| old[..from].iter().position(|slot| slot.row == *row));
            let slot = at.map(|at| {
                from = at;
                old.remove(at)
            });
            is_any_kept |= slot.is_some();
            taken.push(slot);
        }
        // What is free serves again, the focused one last: it is given up only when nothing else is left.
        if let Some(at) = old.iter().position(has_focus) {
            let slot = old.remove(at);
            old.push(slot);
        }
        if is_any_kept {
            for slot in old.iter().filter(|slot| !has_focus(slot)) {
                let _ = self.holder.append_child(&slot.element);
            }
        }
        let mut free = old.into_iter();
        for (slot, (index, row)) in taken.into_iter().zip(wanted) {
            let slot = slot.or_else(|| free.next()).or_else(|| self.template.as_ref().and_then(Slot::new));
            let Some(mut slot) = slot else { continue };
            slot.row = *row;
            slot.index = *index;
            self.slots.push(slot);
        }
        free.for_each(|slot| slot.element.remove());
        self.put_in_order(focused);
        let Self { slots, columns, .. } = self;
        slots.iter_mut().for_each(|slot| fill(slot, columns));
    }

    /// Brings the elements into the order of the slots without moving the focused one.
    fn put_in_order(&self, focused: Option<&Element>) {
        let mut at = self.holder.first_child();
        for slot in &self.slots {
            let element = &slot.element;
            let is_here = |at: &Option<web_sys::Node>| at.as_ref().is_some_and(|at| at.is_same_node(Some(element)));
            if focused.is_some_and(|focused| element.is_same_node(Some(focused))) {
                while let Some(other) = at.clone().filter(|_| !is_here(&at)) {
                    at = other.next_sibling();
                    let _ = self.holder.append_child(&other);
                }
            }
            if is_here(&at) {
                at = element.next_sibling();
            } else {
                let _ = self.holder.insert_before(element, at.as_ref());
            }
        }
    }
}
