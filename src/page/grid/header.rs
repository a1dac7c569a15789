//! The column headers: buttons that sort.

use crate::listing::sort::{Key, Sort};
use crate::page::columns::Column;
use crate::page::element::{El, button, el};
use crate::page::slot::worked_out;
use crate::page::state::state;

/// The row of column headers.
pub fn header(columns: &[Column]) -> El {
    let heads: Vec<El> = columns.iter().map(head).collect();
    el("div", "class=head;role=row;aria-rowindex=1").with(&heads)
}

fn head(column: &Column) -> El {
    let (state, key) = (state(), column.key);
    let direction = worked_out(move || {
        state.address.with(|address| address.sort.filter(|sort| sort.key == key).map(|sort| sort.descending))
    });
    let sort = button(column.name, "class=sort", move || {
        let descending = match direction.get_untracked() {
            Some(descending) => !descending,
            // What one looks for first: the bad.
            None => matches!(key, Key::Classification | Key::Risk),
        };
        state.go(|address| {
            address.sort = Some(Sort { key, descending });
            address.page = 1;
        });
    });
    el("div", "role=columnheader")
        .set("class", &format!("{} head-cell", column.class))
        .follows("aria-sort", move || {
            let words = match direction.get() {
                Some(false) => "ascending",
                Some(true) => "descending",
                None => "none",
            };
            Some(words.to_owned())
        })
        .with(&[sort.set("title", column.says)])
}
