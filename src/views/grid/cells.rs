//! What a row element shows.

use super::slot::Slot;
use crate::platform::intl;
use crate::views::remarks::{inside, worst_inside};
use crate::words::{gaps, row as words};
use matryoshka_core::dataset::Dataset;
use matryoshka_core::gaps::reason::Reason;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::schema::{Column, ColumnKey, Formats};
use matryoshka_core::table::{Row, Table, timestamp};
use std::ops::Range;

/// Numbers and times as the reader's browser writes them.
pub const FORMATS: Formats = Formats { number: intl::number, time: intl::time };

/// How deep the names of rows are indented at most, in levels: deep branches are not pushed out of sight.
const DEEPEST_INDENT: u32 = 24;

/// Everything that the row elements of one drawing share.
pub struct Scene<'a> {
    pub dataset: &'a Dataset,
    pub tree: bool,
    pub selected: Option<Row>,
    pub tab_stop: Option<Row>,
    pub in_view: Range<u32>,
}

impl Scene<'_> {
    /// Makes a slot show its row.
    pub fn fill(&self, slot: &mut Slot, columns: &[&'static Column]) {
        let row = slot.row;
        let table = &self.dataset.table;
        slot.set("tabindex", Some(if self.tab_stop == Some(row) { "0" } else { "-1" }));
        let is_open = self.selected == Some(row);
        let is_selected = self.dataset.selection.has(row);
        if self.tree {
            slot.set("aria-selected", Some(if is_open || is_selected { "true" } else { "false" }));
        } else {
            slot.set("aria-current", is_open.then_some("true"));
        }
        slot.set_selected(is_selected);
        let outcome = self.dataset.check_results.outcome(table.position(row));
        slot.set("class", Some(row_class(self.in_view.contains(&slot.index), outcome.is_some())));
        slot.set("aria-rowindex", Some(&(slot.index + 2).to_string()));
        slot.set("data-entry-id", Some(&table.id(row)));
        slot.set("data-verdict", Some(table.classification(row).word()));
        for (at, column) in columns.iter().enumerate() {
            slot.set_cell(at, column.cell(table, row, &FORMATS));
        }
        let mut remark = String::new();
        if self.tree {
            self.fill_branch(slot, &mut remark);
        }
        if table.is_odd(row) {
            join(&mut remark, words::DAMAGED);
        }
        self.add_places(row, &mut remark);
        // That it is missing in the archive is said by its sign.
        let reasons = self.dataset.questions().reasons(row).without(Reason::Missing);
        slot.set("data-gap", (!reasons.is_empty()).then_some("true"));
        join(&mut remark, &gaps::mark(reasons));
        slot.set_remark(remark);
        slot.set_outcome(outcome);
    }

    fn fill_branch(&self, slot: &mut Slot, remark: &mut String) {
        let row = slot.row;
        let forest = self.dataset.forest();
        let place = forest.place(row);
        let depth = forest.depth(place);
        let (position, siblings) = self.dataset.among_siblings(row);
        slot.set("aria-level", Some(&depth.to_string()));
        slot.set("aria-posinset", Some(&position.to_string()));
        slot.set("aria-setsize", Some(&siblings.to_string()));
        let open = self.dataset.is_open(row);
        slot.set("aria-expanded", open.map(|open| if open { "true" } else { "false" }));
        slot.set_level((depth - 1).min(DEEPEST_INDENT));
        let is_no_match = self.dataset.matches().is_some_and(|matches| !matches.has(row));
        slot.set("data-aside", is_no_match.then_some("true"));
        let below = if open == Some(false) { worst_inside(self.dataset, row) } else { None };
        let is_worse = |worst: &Classification| *worst > self.dataset.table.classification(row);
        slot.set("data-below", below.filter(is_worse).map(Classification::word));
        remark.push_str(words::mark(self.dataset.parents().mark(row)));
        if let Some(worst) = below {
            join(remark, &inside(self.dataset, row, worst));
        }
    }

    /// At how many places the file is, and whether they contradict one another.
    fn add_places(&self, row: Row, remark: &mut String) {
        let Some((places, contradict)) = self.dataset.places(row) else { return };
        if places > 1 {
            join(remark, &words::places(places));
        }
        if contradict {
            join(remark, words::CONFLICT);
        }
    }
}

/// The class of a row element, which is parked where its row is not in view, and may have a sign at the end of the name's cell.
const fn row_class(is_in_view: bool, is_signed: bool) -> &'static str {
    match (is_in_view, is_signed) {
        (true, false) => "row",
        (true, true) => "row signed",
        (false, false) => "row parked",
        (false, true) => "row parked signed",
    }
}

fn join(remark: &mut String, words: &str) {
    if !remark.is_empty() && !words.is_empty() {
        remark.push_str(" · ");
    }
    remark.push_str(words);
}

/// The tooltip of a cell: its whole text, a time in UTC, a size in bytes.
pub fn tooltip(table: &Table, column: &Column, row: Row) -> String {
    let utc = |time: Option<i64>| time.map_or_else(String::new, |time| format!("{} UTC", timestamp::utc(time)));
    match column.key {
        ColumnKey::FirstSeen => utc(table.first_seen(row)),
        ColumnKey::LastSeen => utc(table.last_seen(row)),
        ColumnKey::Size => table.size(row).map_or_else(String::new, |size| format!("{} bytes", intl::number(size))),
        _ => column.tooltip(table, row, &FORMATS),
    }
}
