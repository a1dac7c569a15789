//! The rows of the list and of the tree.

use std::collections::BTreeMap;

use serde::Deserialize;
use thirtyfour::Key;

use crate::part::Part;

/// A row as it stands in the document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// `data-entry-id`.
    pub id: String,
    /// `aria-level`.
    pub level: Option<u32>,
    /// `aria-posinset`.
    pub posinset: Option<u32>,
    /// `aria-setsize`.
    pub setsize: Option<u32>,
    /// `aria-expanded`.
    pub expanded: Option<bool>,
    /// `aria-rowindex`.
    pub rowindex: Option<u32>,
    /// Whether it has the focus.
    pub focused: bool,
    /// Whether Tab stops at it.
    pub tab_stop: bool,
    /// Whether it is within what is seen of the scrolled area.
    pub in_view: bool,
    /// All its text.
    pub text: String,
    /// Header and text of each cell that is shown.
    pub cells: Vec<(String, String)>,
}

impl Row {
    /// The text of the cell below a header.
    pub fn cell(&self, header: &str) -> &str {
        let found = self.cells.iter().find(|(name, _)| name == header);
        found.map_or_else(|| panic!("no column {header:?} in {:?}", self.cells), |(_, text)| text)
    }
}

/// `this` is the table or treegrid. Rows that are kept for later but not shown do not count.
const ROWS: &str = r"function() {
    const number = (row, name) => row.hasAttribute(name) ? Number(row.getAttribute(name)) : null
    const words = element => (element.innerText ?? '').replace(/\s+/g, ' ').trim()
    const shown = selector => [...this.querySelectorAll(selector)].filter(element => element.checkVisibility())
    const headers = shown('[role=columnheader], th').map(header => words(header.querySelector('button') ?? header))
    let scroller = this
    while (scroller && !(scroller.scrollHeight > scroller.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) {
        scroller = scroller.parentElement
    }
    const view = (scroller ?? document.documentElement).getBoundingClientRect()
    return shown('[data-entry-id]').map(row => {
        const place = row.getBoundingClientRect()
        const cells = [...row.querySelectorAll('[role=cell], [role=gridcell], [role=rowheader], td')]
            .filter(cell => cell.checkVisibility())
        return {
            id: row.dataset.entryId,
            level: number(row, 'aria-level'),
            posinset: number(row, 'aria-posinset'),
            setsize: number(row, 'aria-setsize'),
            expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : null,
            rowindex: number(row, 'aria-rowindex'),
            focused: row === document.activeElement,
            tab_stop: row.tabIndex === 0,
            in_view: place.bottom > view.top + 1 && place.top < view.bottom - 1,
            text: words(row),
            cells: cells.map((cell, at) => [headers[at] ?? '', words(cell)]),
            top: place.top,
        }
    }).sort((a, b) => (a.rowindex ?? 0) - (b.rowindex ?? 0) || a.top - b.top)
}";

/// The list or the tree.
#[derive(Debug, Clone)]
pub struct Grid<'p>(pub(crate) Part<'p>);

impl<'p> Grid<'p> {
    /// The table or treegrid itself.
    pub fn part(&self) -> &Part<'p> {
        &self.0
    }

    /// The rows in the document now, from above to below.
    pub async fn rows(&self) -> Vec<Row> {
        let rows = self.0.call(ROWS).await;
        serde_json::from_value(rows).expect("rows have numbers where numbers belong")
    }

    /// Waits until the rows in the document are as wanted, and returns them.
    pub async fn until(&self, what: &str, wanted: impl Fn(&[Row]) -> bool) -> Vec<Row> {
        self.0
            .until(what, async |_| {
                let rows = self.rows().await;
                if wanted(&rows) { Ok(rows) } else { Err(format!("{} rows: {}", rows.len(), brief(&rows))) }
            })
            .await
    }

    /// How many rows it says it has, however many of them are in the document.
    pub async fn row_count(&self) -> u64 {
        let count = self.0.call("function() { return Number(this.getAttribute('aria-rowcount')) }").await;
        // One is that of the headers.
        count.as_u64().and_then(|count| count.checked_sub(1)).expect("aria-rowcount is a number")
    }

    /// Waits until it says that it has so many rows.
    pub async fn has(&self, rows: u64) {
        self.0
            .until(&format!("has {rows} rows"), async |_| {
                let count = self.row_count().await;
                if count == rows { Ok(()) } else { Err(format!("{count} rows")) }
            })
            .await;
    }

    /// Waits until there is a row of that entry.
    pub async fn row(&self, id: &str) -> Row {
        let rows = self.until(&format!("shows the entry {id}"), |rows| rows.iter().any(|row| row.id == id)).await;
        rows.into_iter().find(|row| row.id == id).expect("just seen")
    }

    /// The row that has the focus, as soon as one has it.
    pub async fn focused(&self) -> Row {
        let rows = self.until("has the focus in one of its rows", |rows| rows.iter().any(|row| row.focused)).await;
        rows.into_iter().find(|row| row.focused).expect("just seen")
    }

    /// Gives the focus to the row at which Tab stops.
    pub async fn enter(&self) -> Row {
        self.until("has a row at which Tab stops", |rows| rows.iter().any(|row| row.tab_stop)).await;
        self.0.call("function() { this.querySelector('[data-entry-id][tabindex=\"0\"]').focus() }").await;
        self.focused().await
    }

    /// Presses a key and waits until the focus has gone to another row, or returns the same row where it does not go.
    pub async fn press(&self, key: Key) -> Row {
        self.0.page().press(key).await;
        // The page has answered the key when this is asked: scripts run one after the other.
        self.0.page().painted().await;
        self.focused().await
    }

    /// All rows, also those that only come into the document by scrolling: Home, then Page Down to the end. Where all are in the
    /// document already, they are read at once.
    pub async fn walk(&self) -> Vec<Row> {
        self.enter().await;
        let rows = self.rows().await;
        if self.row_count().await == rows.len() as u64 {
            return rows;
        }
        let mut all = BTreeMap::new();
        let mut at = self.press(Key::Home).await;
        loop {
            for row in self.rows().await {
                all.insert(row.rowindex.expect("rows have aria-rowindex"), row);
            }
            let next = self.press(Key::PageDown).await;
            if next.rowindex == at.rowindex {
                return all.into_values().collect();
            }
            at = next;
        }
    }
}

fn brief(rows: &[Row]) -> String {
    let brief: Vec<_> = rows.iter().take(12).map(|row| format!("{} {}", row.id, row.text)).collect();
    brief.join("\n  ")
}
