use crate::api::wire::{Id, Sample};
use crate::table::*;
use std::borrow::Cow;

/// A listing of rows with these ids and parents, whose pages came in an order turned by `turn`.
pub fn listing_of(rows: &[(u64, Option<u64>)], turn: usize) -> Table {
    let mut table = Table::default();
    for at in 0..rows.len() {
        let position = (at + turn) % rows.len();
        let (id, parent) = rows[position];
        let name = format!("file{id}.bin");
        let entry = Entry {
            id: Id::Number(id),
            parent_relationship: parent.map_or(Id::None, Id::Number),
            path: text(&format!("d/{name}")),
            filename: text(&name),
            ..Entry::default()
        };
        table.push(&entry, position as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

pub fn text(text: &str) -> Text<'static> {
    Text(Some(Cow::Owned(text.to_owned())))
}

#[test]
fn columns_give_back_what_was_put_in() {
    let mut table = Table::default();
    let sample = Sample {
        sha1: text("9EF1d22739a73f659f6b6491690902a33bdfea5d").into(),
        md5: text("not a hash").into(),
        type_display: text("PE/Exe"),
        file_size: crate::api::wire::value::Whole(Some(267_278)),
        classification: text("malicious"),
        classification_result: text("None"),
        local_first_seen: text("2016-05-05T09:57:50.910412Z"),
        ..Sample::default()
    };
    let bare = Entry::default();
    table.push(&bare, 0, RowSource { body: 0, offset: 7 });
    let entry = Entry { sample, path: text("a/b.exe"), filename: text("b.exe"), ..Entry::default() };
    table.push(&entry, 1, RowSource { body: 1, offset: 9 });
    let entry = Entry { path: text("a/b"), filename: text("c"), id: Id::Text("x".into()), ..Entry::default() };
    table.push(&entry, 2, RowSource { body: 1, offset: 99 });
    assert_eq!((table.name(0), table.path(0), table.id(0).as_str()), ("", "", ""));
    assert_eq!((table.name(1), table.path(1)), ("b.exe", "a/b.exe"));
    assert_eq!((table.name(2), table.path(2), table.id(2).as_str()), ("c", "a/b", "x"));
    assert_eq!(table.sha1(0), None);
    assert_eq!(table.sha1(1).map(|h| hex(h)).as_deref(), Some("9ef1d22739a73f659f6b6491690902a33bdfea5d"));
    assert_eq!(table.sha1(2), None);
    assert_eq!(table.md5(1), None);
    assert_eq!((table.size(0), table.size(1)), (None, Some(267_278)));
    assert_eq!(table.classification(1), Classification::Malicious);
    assert_eq!((table.threat(1), table.type_display(1)), ("", "PE/Exe"));
    assert_eq!(table.first_seen(1), Some(1_462_442_270_910_412));
    assert_eq!((table.risk(1), table.files(1), table.last_seen(1)), (None, None, None));
    assert_eq!(table.source(2), RowSource { body: 1, offset: 99 });
}

#[test]
fn odd_entries_are_counted_and_the_first_is_known_by_its_position() {
    let mut table = Table::default();
    assert_eq!((table.odd(), table.first_odd()), (&[][..], None));
    // The second page has come before the first.
    for (position, odd) in [(2, true), (3, false), (0, false), (1, true)] {
        table.push(&Entry { odd, ..Entry::default() }, position, RowSource { body: 0, offset: 0 });
    }
    assert_eq!((table.odd(), table.first_odd()), (&[0, 3][..], Some(1)));
    assert_eq!([0, 1, 2, 3].map(|row| table.is_odd(row)), [true, false, false, true]);
}
