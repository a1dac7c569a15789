//! What a row element shows.

use super::pool::Slot;
use crate::case::Case;
use crate::listing::classification::Classification;
use crate::listing::forest::Mark;
use crate::listing::sort::Key;
use crate::listing::{Listing, Row, moment};
use crate::page::columns::{self, Column};
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
        if self.tree {
            slot.set("aria-selected", Some(if selected { "true" } else { "false" }));
        } else {
            slot.set("aria-current", selected.then_some("true"));
        }
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
        if self.tree {
            self.fill_branch(slot);
        }
        slot.revision = self.revision;
    }

    fn fill_branch(&self, slot: &mut Slot) {
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
        let mut remark = match self.case.parents().mark(row) {
            None => String::new(),
            Some(Mark::Orphan) => "parent not in the listing".to_owned(),
            Some(Mark::OwnParent) => "names itself as its parent".to_owned(),
            Some(Mark::CycleCut) => "is inside itself: cycle cut here".to_owned(),
        };
        if let Some(worst) = below {
            let counts = self.case.verdicts().counts_below(forest, place);
            let count = counts[worst as usize];
            if count > 0 {
                if !remark.is_empty() {
                    remark.push_str(" · ");
                }
                remark.push_str(&format!("{count} {} inside", worst.word()));
            }
        }
        slot.set_remark(remark);
    }
}

/// What a cell says when it is pointed at.
pub fn hint(listing: &Listing, row: Row, cell: &Element) -> String {
    let siblings = cell.parent_element().map(|parent| parent.children());
    let at = siblings.and_then(|cells| (0..cells.length()).find(|at| cells.item(*at).as_ref() == Some(cell)));
    let Some(column) = at.and_then(|at| columns::COLUMNS.get(at as usize)) else { return String::new() };
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
