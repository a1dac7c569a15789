//! The columns of list and tree: their names, widths, and what stands in a cell.

use crate::browser::intl;
use crate::browser::storage::{self, Shelf};
use crate::listing::escape::visible;
use crate::listing::sort::Key;
use crate::listing::{Listing, Row, hex, measure};

/// What the page does with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The column, which can also be sorted by.
    pub key: Key,
    /// The header.
    pub name: &'static str,
    /// The width, in the words of a CSS grid.
    pub width: &'static str,
    /// The class of its cells.
    pub class: &'static str,
    /// What the header says when it is pointed at.
    pub says: &'static str,
}

const fn column(key: Key, name: &'static str, width: &'static str, class: &'static str, says: &'static str) -> Column {
    Column { key, name, width, class, says }
}

/// All columns in their order.
pub const COLUMNS: [Column; 11] = [
    column(Key::Name, "Name", "minmax(280px,3fr)", "cell name", "filename"),
    column(Key::Path, "Path", "minmax(140px,2fr)", "cell path", "path, relative to the parent"),
    column(Key::Type, "Type", "minmax(110px,1fr)", "cell", "type_display"),
    column(Key::Size, "Size", "84px", "cell number", "file_size"),
    column(Key::Files, "Files", "64px", "cell number", "extracted_file_count: all files below, at any depth"),
    column(Key::Classification, "Classification", "124px", "cell verdict", "classification"),
    column(Key::Risk, "Risk", "56px", "cell number", "riskscore, 0 to 10"),
    column(Key::Threat, "Threat", "minmax(130px,1.4fr)", "cell", "classification_result"),
    column(Key::Sha1, "SHA-1", "minmax(112px,1fr)", "cell hash", "sha1"),
    column(Key::FirstSeen, "First seen", "152px", "cell time", "local_first_seen, in your time zone"),
    column(Key::LastSeen, "Last seen", "152px", "cell time", "local_last_seen, in your time zone"),
];

const HIDDEN: &str = "matryoshka.hidden-columns";

/// The columns that were hidden on this machine, as [`State::hidden`](super::state::State::hidden).
pub fn hidden() -> u32 {
    let kept = storage::get(Shelf::Machine, HIDDEN).unwrap_or_default();
    let is_hidden = |column: &Column| column.key != Key::Name && kept.split(' ').any(|word| word == column.key.word());
    COLUMNS.iter().enumerate().filter(|(_, column)| is_hidden(column)).map(|(at, _)| 1 << at).sum()
}

/// Remembers the choice on this machine.
pub fn remember(hidden: u32) {
    let words: Vec<_> =
        COLUMNS.iter().enumerate().filter(|(at, _)| hidden >> at & 1 == 1).map(|(_, c)| c.key.word()).collect();
    storage::set(Shelf::Machine, HIDDEN, &words.join(" "));
}

const COMPACT: &str = "matryoshka.compact";

/// Whether rows stand close together, as chosen on this machine.
pub fn compact() -> bool {
    storage::get(Shelf::Machine, COMPACT).is_some()
}

/// Remembers how close rows stand.
pub fn remember_compact(compact: bool) {
    if compact {
        storage::set(Shelf::Machine, COMPACT, "on");
    } else {
        storage::remove(Shelf::Machine, COMPACT);
    }
}

/// The columns that are shown.
pub fn shown(hidden: u32) -> Vec<Column> {
    COLUMNS.iter().enumerate().filter(|(at, _)| hidden >> at & 1 == 0).map(|(_, column)| *column).collect()
}

/// Stands in a cell without a value.
pub const NOTHING: &str = "–";

/// The text of a cell.
pub fn text(listing: &Listing, row: Row, key: Key) -> String {
    let shown = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { visible(text).into_owned() };
    let number = |value: Option<u64>| value.map_or_else(|| NOTHING.to_owned(), intl::number);
    match key {
        Key::Name => match listing.name(row) {
            "" => "(no name)".to_owned(),
            name => visible(name).into_owned(),
        },
        Key::Path => shown(listing.path(row)),
        Key::Type => shown(listing.type_display(row)),
        Key::Size => listing.size(row).map_or_else(|| NOTHING.to_owned(), measure::size),
        Key::Files => number(listing.files(row).map(u64::from)),
        Key::Classification => listing.classification(row).word().to_owned(),
        // Unknown files carry scores that mean nothing: the vendor shows none for them.
        Key::Risk if listing.classification(row) == crate::listing::classification::Classification::Unknown => {
            NOTHING.to_owned()
        }
        Key::Risk => number(listing.risk(row).map(u64::from)),
        Key::Threat => shown(listing.threat(row)),
        Key::Sha1 => listing.sha1(row).map_or_else(|| NOTHING.to_owned(), |hash| hex(hash)),
        Key::FirstSeen => listing.first_seen(row).map_or_else(|| NOTHING.to_owned(), intl::time),
        Key::LastSeen => listing.last_seen(row).map_or_else(|| NOTHING.to_owned(), intl::time),
    }
}
