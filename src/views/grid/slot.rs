//! A row element and what it shows: it knows what was written last, so that only what changes is written.

use crate::platform::document;
use crate::words::row::outcome;
use matryoshka_core::dataset::check_results::Outcome;
use matryoshka_core::table::Row;
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
    /// At the end of the name's cell: the sign for the outcome of the archive's check, once there is one.
    sign: Option<HtmlElement>,
    outcome: Option<Outcome>,
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
        Some(Self {
            texts,
            checkbox,
            is_checked: false,
            remark: None,
            remark_text: String::new(),
            sign: None,
            outcome: None,
        })
    }
}

impl Slot {
    /// A copy of the template, which shows nothing yet.
    pub fn new(template: &Element) -> Option<Self> {
        let element: HtmlElement = template.clone_node_with_deep(true).ok()?.unchecked_into();
        let cells = Cells::of(&element)?;
        Some(Self { element, row: Row::MAX, index: u32::MAX, cells, attributes: Vec::new(), level: 0 })
    }

    /// Takes the cells of another template. The row element stays, and with it the focus.
    pub fn set_template(&mut self, template: &Element) {
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
        let Cells { checkbox, remark, remark_text, sign, outcome, .. } = &mut self.cells;
        // In front of the sign, where there is one.
        let sign_node = sign.as_deref().filter(|_| outcome.is_some()).map(AsRef::as_ref);
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
                    let _ = checkbox.parent_node().map(|cell| cell.insert_before(remark, sign_node));
                }
            }
        }
        *remark_text = text;
    }

    /// The words behind the name, and those of its sign: what its tooltip says besides the name.
    pub fn explanation(&self) -> impl Iterator<Item = &str> {
        [&*self.cells.remark_text, outcome(self.cells.outcome)].into_iter().filter(|words| !words.is_empty())
    }

    /// Sets the sign for how the row came out of the archive's check, or removes it.
    pub fn set_outcome(&mut self, to: Option<Outcome>) {
        let Cells { checkbox, sign, outcome: shown, .. } = &mut self.cells;
        if *shown == to {
            return;
        }
        *shown = to;
        let Some(came_out) = to else {
            if let Some(sign) = sign {
                sign.remove();
            }
            return;
        };
        if sign.is_none() {
            *sign = document().create_element("span").ok().map(JsCast::unchecked_into);
        }
        if let Some(sign) = sign {
            let words = outcome(to);
            sign.set_class_name(sign_class(came_out));
            sign.set_title(words);
            sign.set_text_content(Some(words));
            // An element that was just made can always be put into another.
            let _ = checkbox.parent_node().map(|cell| cell.append_child(sign));
        }
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

/// The class of the sign for an outcome.
const fn sign_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Matches => "sign matches",
        Outcome::Missing => "sign missing",
        Outcome::Differs => "sign differs",
        Outcome::NotChecked => "sign unchecked",
    }
}
