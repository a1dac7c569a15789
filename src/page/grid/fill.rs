//! What a row element shows.

use super::pool::Slot;
use crate::case::Case;
use crate::listing::classification::Classification;
use crate::listing::sort::Key;
use crate::listing::{Listing, Row, moment};
use crate::page::columns::{self, Column};
use crate::page::rest;
use crate::page::words::row as words;
use std::ops::Range;
use web_sys::Element;

/// Everything the row elements of one drawing share.
pub struct Scene<'a> {
    pub case: &'a Case,
    pub columns: &'a [Column],
    pub tree: bool,
    pub revision: u32,
    pub selected: Option<Row>,
    pub tab_stop: Option<Row>,
    pub drawn: Range<u32>,
}

impl Scene<'_> {
    /// Makes a slot show its row.
    pub fn fill(&self, slot: &mut Slot) {
        let row = slot.row;
        let listing = &self.case.listing;
        slot.set("tabindex", Some(if self.tab_stop == Some(row) { "0" } else { "-1" }));
        let selected = self.selected == Some(row);
        let picked = self.case.picked.has(row);
        if self.tree {
            slot.set("aria-selected", Some(if selected || picked { "true" } else { "false" }));
        } else {
            slot.set("aria-current", selected.then_some("true"));
        }
        slot.set_picked(picked);
        let class = if self.drawn.contains(&slot.index) { "row" } else { "row parked" };
        if slot.element.class_name() != class {
            slot.element.set_class_name(class);
        }
        slot.set("aria-rowindex", Some(&(slot.index + 2).to_string()));
        slot.set("data-entry-id", Some(&listing.id(row)));
        slot.set("data-verdict", Some(listing.classification(row).word()));
        for (at, column) in self.columns.iter().enumerate() {
            slot.set_cell(at, columns::text(listing, row, column.key));
        }
        let mut remark = String::new();
        if self.tree {
            self.fill_branch(slot, &mut remark);
        }
        self.add_places(row, &mut remark);
        join(&mut remark, words::outcome(self.case.checked.outcome(listing.position(row))));
        slot.set_remark(remark);
        slot.revision = self.revision;
    }

    fn fill_branch(&self, slot: &mut Slot, remark: &mut String) {
        let row = slot.row;
        let forest = self.case.forest();
        let place = forest.place(row);
        let depth = forest.depth(place);
        let (position, siblings) = self.case.among_siblings(row);
        slot.set("aria-level", Some(&depth.to_string()));
        slot.set("aria-posinset", Some(&position.to_string()));
        slot.set("aria-setsize", Some(&siblings.to_string()));
        let open = self.case.is_open(row);
        slot.set("aria-expanded", open.map(|open| if open { "true" } else { "false" }));
        // Deep branches are not pushed out of sight: behind some levels the indent grows no more.
        let _ = slot.element.style().set_property("--level", &(depth - 1).min(24).to_string());
        let aside = self.case.matches().is_some_and(|matches| !matches.has(row));
        slot.set("data-aside", aside.then_some("true"));
        let worst = self.case.verdicts().worst(row);
        let below = (open == Some(false) && worst > Classification::Unknown).then_some(worst);
        slot.set(
            "data-below",
            below.filter(|worst| *worst > self.case.listing.classification(row)).map(Classification::word),
        );
        remark.push_str(words::mark(self.case.parents().mark(row)));
        if let Some(worst) = below {
            let counts = self.case.verdicts().counts_below(forest, place);
            let risk = self.case.verdicts().worst_risk_below(&self.case.listing, forest, place);
            let mut counted = Vec::new();
            for verdict in [Classification::Malicious, Classification::Suspicious] {
                if counts[verdict as usize] > 0 {
                    counted.push(format!("{} {}", counts[verdict as usize], verdict.word()));
                }
            }
            // Of a branch without either, the worst says enough.
            if counted.is_empty() && counts[worst as usize] > 0 {
                counted.push(format!("{} {}", counts[worst as usize], worst.word()));
            }
            if !counted.is_empty() {
                join(remark, &words::inside(&counted, risk.filter(|risk| *risk > 0)));
            }
        }
    }

    /// At how many places the file is, and whether they contradict one another.
    fn add_places(&self, row: Row, remark: &mut String) {
        let known = (rest::at_hand().places)(self.case, row);
        let Some((places, contradict)) = known else { return };
        if places > 1 {
            join(remark, &words::places(places));
        }
        if contradict {
            join(remark, words::CONFLICT);
        }
    }
}

fn join(remark: &mut String, words: &str) {
    if !remark.is_empty() && !words.is_empty() {
        remark.push_str(" · ");
    }
    remark.push_str(words);
}

/// What a cell says when it is pointed at.
pub fn hint(listing: &Listing, columns: &[Column], row: Row, cell: &Element) -> String {
    let siblings = cell.parent_element().map(|parent| parent.children());
    let at = siblings.and_then(|cells| (0..cells.length()).find(|at| cells.item(*at).as_ref() == Some(cell)));
    let Some(column) = at.and_then(|at| columns.get(at as usize)) else { return String::new() };
    let utc = |moment: Option<i64>| moment.map_or_else(String::new, |moment| format!("{} UTC", moment::utc(moment)));
    match column.key {
        Key::FirstSeen => utc(listing.first_seen(row)),
        Key::LastSeen => utc(listing.last_seen(row)),
        Key::Size => {
            listing.size(row).map_or_else(String::new, |size| format!("{} bytes", crate::browser::intl::number(size)))
        }
        key => columns::text(listing, row, key),
    }
}
