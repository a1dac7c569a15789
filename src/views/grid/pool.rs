//! The row elements of a grid: few, and used again and again.
//!
//! Elements stand in the document in the order of their rows, so that a screen reader meets them in that order. While
//! the viewport moves, elements that leave it are filled with the rows that enter. The element that has the focus is never
//! moved, since moving takes the focus away: the others are moved around it. When its row leaves the viewport, it is parked
//! out of sight until it comes back.

use super::slot::Slot;
use super::template::template;
use matryoshka_core::table::Row;
use matryoshka_core::table::schema::Column;
use web_sys::Element;

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
