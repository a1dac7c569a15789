//! The outcome of a check as a table.

use crate::making::{Raw, open, open_within, row, sha1, stored, table, unwatched, with, without, zip};
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::csv::Csv;
use matryoshka_core::tree::parents::Parents;
use matryoshka_worker::check::{self, check};
use matryoshka_worker::zip::members::Limits;
use proptest::prelude::*;
use serde_json::Value;

fn csv(members: &[Raw], rows: &[Value], limits: Limits) -> String {
    let table = table(rows);
    let report = check(&mut open_within(zip(members), limits), &table, &mut unwatched());
    check::table(&report, &table, None).collect()
}

#[test]
fn every_row_has_its_state_and_every_odd_member_a_row() {
    let mut broken = stored("five", b"five");
    broken.crc ^= 1;
    let members = [
        stored("x/one", b"one"),
        stored("three", b"a lie"),
        stored("four", b"four"),
        broken,
        stored("extra", b"extra"),
    ];
    let rows = [
        row("one", b"one"),
        row("two", b"two"),
        row("three", b"three"),
        with(row("four", b"four"), "sha256", &"1".repeat(64)),
        row("five", b"five"),
        without(without(row("six", b"six"), "sha1"), "sha256"),
        without(row("extra-by-256", b"seven"), "sha1"),
    ];
    let [one, two, three, four, five, lie, extra] =
        [&b"one"[..], b"two", b"three", b"four", b"five", b"a lie", b"extra"].map(sha1);
    let expected = [
        "id,path,sha1,state,member,note".to_owned(),
        format!("1,unpacked_files/one,{one},matches,x/one,"),
        format!("2,unpacked_files/two,{two},not checked,,it may be in the archive: 1 member was not unpacked"),
        format!("3,unpacked_files/three,{three},differs,three,the member that is called like it holds something else"),
        format!("4,unpacked_files/four,{four},differs,four,a member has one of its hashes and not the other"),
        format!(
            "5,unpacked_files/five,{five},not checked,five,the member that is called like it was skipped: cannot be \
             unpacked: Invalid checksum"
        ),
        "6,unpacked_files/six,,unknown,,the listing has no hash of it".to_owned(),
        "7,unpacked_files/extra-by-256,,not checked,,it may be in the archive: 1 member was not unpacked".to_owned(),
        format!(",,{lie},extra,three,not in the listing"),
        ",,,skipped,five,cannot be unpacked: Invalid checksum".to_owned(),
        format!(",,{extra},extra,extra,not in the listing"),
        String::new(),
    ];
    assert_eq!(csv(&members, &rows, Limits::default()), expected.join("\r\n"));
}

#[test]
fn members_that_were_not_looked_at_are_counted() {
    let limits = Limits { members: 1, ..Limits::default() };
    let members = [stored("one", b"one"), stored("two", b"two"), stored("three", b"three")];
    let table = csv(&members, &[row("one", b"one")], limits);
    assert!(table.ends_with(",one,\r\n,,,skipped,,2 more members were not looked at\r\n"), "{table}");
}

#[test]
fn a_long_table_comes_in_pieces() {
    let rows: Vec<Value> = (0..3000_u32).map(|n| row(&n.to_string(), &n.to_le_bytes())).collect();
    let table = table(&rows);
    let report = check(&mut open(zip(&[])), &table, &mut unwatched());
    let pieces: Vec<String> = check::table(&report, &table, None).collect();
    assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() < 70_000));
    assert_eq!(pieces.concat().lines().count(), 3001);
}

proptest! {
    #[test]
    fn texts_are_protected_as_in_the_export_of_the_listing(path in "[=+\\-@;,\"' \\PC\u{202e}\r\n\t]{0,12}") {
        let mut row = row("name", b"one");
        row["path"] = path.as_str().into();
        let table = table(&[row]);
        let report = check(&mut open(zip(&[])), &table, &mut unwatched());
        let ours: String = check::table(&report, &table, None).collect();
        let parents = Parents::of(&table);
        let theirs: String = Csv::new(&table, &parents, &[0], NameStyle::Shown).collect();
        // Their cells: id, parent, filename, path.
        let theirs = theirs.split_once("\r\n1,,name,").expect("a row").1;
        let ours = ours.split_once("\r\n1,").expect("a row").1;
        let end = ours.find(&format!(",{}", sha1(b"one"))).expect("the next cell");
        prop_assert_eq!(theirs.get(..end), Some(&ours[..end]));
    }
}
