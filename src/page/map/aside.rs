//! What stands beside the map: the way to its branch, and the branch as a table.

use super::Chart;
use super::parts::{put, swatch};
use crate::browser::intl;
use crate::listing::map::picture::name;
use crate::listing::map::weights::Area;
use crate::listing::{NO_ROW, Row, measure};
use crate::page::words::{map as words, more as more_words};
use web_sys::HtmlElement;

/// How many rows the table has at most.
const ROWS: usize = 50;

/// How many branches around the one that is shown are named at most.
const AROUND: usize = 8;

impl Chart {
    /// Fills the parts beside the map.
    pub(super) fn fill(&self) {
        let parts = &self.parts;
        parts.way.set_text_content(None);
        parts.rows.set_text_content(None);
        self.look(|case, weights| {
            let (listing, forest, branch) = (&case.listing, case.forest(), self.branch.get());
            let way = put(&parts.way, "ol", "", "");
            button(&put(&way, "li", "", ""), NO_ROW, words::WHOLE);
            let mut around: Vec<Row> = case.parents().ancestors(branch).take(AROUND).collect();
            around.insert(0, branch);
            for row in around.into_iter().rev().filter(|row| *row != NO_ROW) {
                let here = if row == branch { "aria-current=true" } else { "" };
                button(&put(&way, "li", here, ""), row, &name(listing, row));
            }

            let rows = weights.heaviest(listing, forest, Some(branch));
            for row in rows.iter().copied().take(ROWS) {
                let line = put(&parts.rows, "tr", "", "");
                button(&put(&line, "td", "", ""), row, &name(listing, row));
                let size = match self.area.get() {
                    Area::Size => Some(weights.of(row)),
                    Area::Files => listing.size(row),
                };
                put(&line, "td", "class=number", &size.map(measure::size).unwrap_or_default());
                let inside = forest.below(forest.place(row));
                let inside = if inside > 0 { intl::number(inside.into()) } else { String::new() };
                put(&line, "td", "class=number", &inside);
                swatch(&put(&line, "td", "", ""), case.verdicts().worst(row));
            }
            if let Some(more) = rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
                let line = put(&parts.rows, "tr", "", "");
                put(&line, "td", "colspan=4", &more_words(more));
            }
        });
    }

    /// Goes into a branch, or selects what has nothing in it. The focus goes along: what was pressed is made anew.
    pub(super) fn press(&self, row: Row) {
        if row == NO_ROW || self.is_branch(row) {
            self.show(row, row);
            // Without the focus nothing is lost.
            let _ = self.parts.field.focus();
        } else {
            self.select(row);
        }
    }
}

/// Adds a button for a row.
fn button(parent: &HtmlElement, row: Row, name: &str) {
    let button = put(parent, "button", &format!("type=button;class=link;data-press={row}"), "");
    put(&button, "bdi", "", name);
}
