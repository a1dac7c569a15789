//! An archive against a listing.

use crate::making::{
    Raw, content, deflated, open, open_within, row, sha1, sha256, stored, table, unwatched, with, without, zip,
};
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_worker::check::State::{Differs, Matches, Missing, NotChecked, Unknown};
use matryoshka_worker::check::{self, Report, State, check};
use matryoshka_worker::protect::{Form, protect};
use matryoshka_worker::zip::members::{Archive, Limits, Skip};
use serde_json::Value;
use std::io::Cursor;

fn report(members: &[Raw], rows: &[Value]) -> Report {
    check(&mut open(zip(members)), &table(rows), &mut unwatched())
}

/// The states by row, and the outcome as a sentence.
fn outcome(members: &[Raw], rows: &[Value]) -> (Vec<State>, String) {
    let report = report(members, rows);
    (report.states.clone(), report.words())
}

#[test]
fn a_whole_archive_matches_whatever_the_members_are_called() {
    let members = [deflated("../../x", b"one"), stored("CON", b"two"), stored("CON", b"three")];
    let rows = [row("one", b"one"), row("two", b"two"), row("three", b"three")];
    assert_eq!(outcome(&members, &rows), (vec![Matches; 3], "3 of 3 files match.".to_owned()));
}

#[test]
fn a_missing_member_and_one_that_is_not_in_the_listing() {
    let rows = [row("one", b"one"), row("two", b"two")];
    let words = "1 of 2 files match, 1 missing.";
    assert_eq!(outcome(&[stored("a", b"one")], &rows), (vec![Matches, Missing], words.to_owned()));
    let words = "1 of 2 files match, 1 missing, 1 member is not in the listing.";
    let members = [stored("a", b"one"), stored("b", b"three")];
    assert_eq!(outcome(&members, &rows), (vec![Matches, Missing], words.to_owned()));
    let words = "0 of 2 files match, 2 missing, 2 members are not in the listing.";
    let members = [stored("a", b"five"), stored("b", b"three")];
    assert_eq!(outcome(&members, &rows), (vec![Missing; 2], words.to_owned()));
    assert_eq!(outcome(&[], &[]), (vec![], "0 of 0 files match.".to_owned()));
    assert_eq!(outcome(&[], &rows[..1]), (vec![Missing], "0 of 1 file match, 1 missing.".to_owned()));
}

#[test]
fn a_member_that_is_called_like_a_file_and_holds_something_else_differs() {
    let (one, two, three) = (row("one", b"one"), row("two", b"two"), row("three", b"three"));
    let names = [sha1(b"one").to_uppercase(), format!("x/{}.bin", sha256(b"two")), "some\\where/three".to_owned()];
    let lies: Vec<Raw> = names.iter().map(|name| stored(name, b"a lie")).collect();
    let words = "0 of 3 files match, 3 differ, 3 members are not in the listing.";
    assert_eq!(outcome(&lies, &[one, two, three]), (vec![Differs; 3], words.to_owned()));
    // A name that is only similar is not enough.
    let near = [stored("notthree", b"a lie"), stored(&sha1(b"one")[..39], b"a lie")];
    let rows = [row("one", b"one"), row("three", b"three")];
    assert_eq!(outcome(&near, &rows).0, [Missing, Missing]);
}

#[test]
fn a_content_that_is_there_matches_even_if_another_member_has_its_name() {
    let members = [stored("one", b"a lie"), stored("two", b"one")];
    let words = "1 of 1 file match, 1 member is not in the listing.";
    assert_eq!(outcome(&members, &[row("one", b"one")]), (vec![Matches], words.to_owned()));
}

#[test]
fn a_file_in_many_rows_is_one_file() {
    let rows = [row("one", b"same"), row("two", b"same"), without(row("three", b"same"), "sha1"), row("four", b"four")];
    let report = report(&[stored("a", b"same"), stored("b", b"same")], &rows);
    assert_eq!(report.states, [Matches, Matches, Matches, Missing]);
    assert_eq!(report.words(), "1 of 2 files match, 1 missing.");
    assert_eq!(report.rows.iter().map(|(_, row)| *row).collect::<Vec<_>>(), [Some(0), Some(0)]);
    assert_eq!(report.members, [Some(0), Some(0), Some(0), None]);
}

#[test]
fn the_hash_that_a_row_has_is_enough() {
    let rows = [without(row("one", b"one"), "sha1"), without(row("two", b"two"), "sha256")];
    let members = [stored("a", b"one"), stored("b", b"two")];
    assert_eq!(outcome(&members, &rows), (vec![Matches; 2], "2 of 2 files match.".to_owned()));
    assert_eq!(outcome(&members[..1], &rows).0, [Matches, Missing]);
}

#[test]
fn a_row_without_a_hash_stays_unknown() {
    let nameless = without(without(row("one", b"one"), "sha1"), "sha256");
    let words = "0 of 0 files match, 1 member is not in the listing, 1 row has no hash.";
    assert_eq!(outcome(&[stored("one", b"one")], &[nameless]), (vec![Unknown], words.to_owned()));
}

#[test]
fn where_a_row_has_both_hashes_both_must_fit() {
    let wrong = with(row("one", b"one"), "sha256", &sha256(b"other"));
    let words = "0 of 1 file match, 1 differs.";
    assert_eq!(outcome(&[stored("a", b"one")], std::slice::from_ref(&wrong)), (vec![Differs], words.to_owned()));
    let other = with(row("one", b"one"), "sha1", &sha1(b"other"));
    assert_eq!(outcome(&[stored("a", b"one")], &[other]).0, [Differs]);
    // Rows of one file may disagree: each has an outcome of its own, and the file is not whole.
    assert_eq!(
        outcome(&[stored("a", b"one")], &[wrong, row("one", b"one")]),
        (vec![Differs, Matches], words.to_owned())
    );
}

#[test]
fn folders_are_no_files() {
    let members = [stored("folder/", b""), stored("folder/one", b"one"), stored("odd/", b"content all the same")];
    let words = "1 of 1 file match, 1 member is not in the listing.";
    assert_eq!(outcome(&members, &[row("one", b"one")]), (vec![Matches], words.to_owned()));
}

#[test]
fn a_damaged_member_is_skipped_and_its_row_is_not_checked() {
    let mut broken = stored("one", b"one");
    broken.crc ^= 1;
    let report = report(&[broken, stored("two", b"two")], &[row("one", b"one"), row("two", b"two")]);
    assert_eq!(report.states, [NotChecked, Matches]);
    assert_eq!(report.words(), "1 of 2 files match, 1 is not checked, 1 member was skipped.");
    assert_eq!(report.odd[0].skipped.as_deref(), Some("cannot be unpacked: Invalid checksum"));
}

#[test]
fn a_member_that_was_not_unpacked_may_be_any_row_that_was_not_found() {
    let mut broken = stored("other name", b"two");
    broken.crc ^= 1;
    let unknown = Raw { method: 77, ..stored("method", b"x") };
    let locked = Raw { flags: 1, ..stored("locked", b"0123456789abx") };
    let rows = [row("one", b"one"), row("two", b"two"), row("three", b"three")];
    for skipped in [broken, unknown, locked] {
        let members = [stored("a", b"one"), skipped, stored("three", b"a lie")];
        let Ok(mut archive) = Archive::open(Cursor::new(zip(&members)), None, Limits::default()) else { continue };
        let report = check(&mut archive, &table(&rows), &mut unwatched());
        assert_eq!(report.states, [Matches, NotChecked, Differs], "{:?}", members[1]);
        assert_eq!((report.missing, report.not_checked, report.unknown_members()), (0, 1, 1));
    }
}

#[test]
fn what_stands_around_an_archive_is_said() {
    let rows = [row("one", b"one")];
    let whole = zip(&[stored("a", b"one")]);
    let said = |bytes: Vec<u8>| check(&mut open(bytes), &table(&rows), &mut unwatched()).words();
    assert_eq!(said(whole.clone()), "1 of 1 file match.");
    let words = "1 of 1 file match. 2 bytes behind the archive are no part of it.";
    assert_eq!(said([&whole[..], b"\r\n"].concat()), words);
    let words = "1 of 1 file match. 4 bytes before the archive and 500 bytes behind it are no part of it.";
    assert_eq!(said([b"MZ\x90\0", &whole[..], &[0; 500]].concat()), words);
}

#[test]
fn a_bad_entry_is_a_matter_of_that_member() {
    // An AES member that is shorter than its salt.
    let short = Raw { method: 99, flags: 1, ..stored("short", b"x") };
    let mut bytes =
        zip(&[stored("one", b"one"), short, Raw { method: 77, ..stored("odd", b"x") }, stored("two", b"two")]);
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    // The last one is said to be elsewhere.
    bytes[at + 42] ^= 0x55;
    let rows = [row("one", b"one"), row("two", b"two")];
    let report = check(&mut open(bytes), &table(&rows), &mut unwatched());
    assert_eq!(report.states, [Matches, NotChecked]);
    assert_eq!(report.words(), "1 of 2 files match, 1 is not checked, 3 members were skipped.");
}

#[test]
fn many_members_and_many_rows_that_have_nothing_in_common_take_no_time_for_each_pair() {
    let members: Vec<Raw> = (0..20_000_u32).map(|n| stored(&format!("m{n}"), &n.to_le_bytes())).collect();
    let rows: Vec<Value> = (0..20_000_u32).map(|n| row(&format!("r{n}"), &n.to_be_bytes()[1..])).collect();
    let report = report(&members, &rows);
    assert_eq!((report.matching, report.missing, report.odd.len()), (0, 20_000, 20_000));
}

#[test]
fn progress_only_grows_and_comes_to_its_end() {
    let members: Vec<Raw> = (0..20_u8).map(|n| deflated(&format!("m{n}"), &vec![n; 200_000])).collect();
    let mut seen = Vec::new();
    check(&mut open(zip(&members)), &table(&[]), &mut |done, of| seen.push((done, of)));
    assert!(seen.is_sorted() && seen.iter().all(|(done, of)| done <= of), "{seen:?}");
    assert!(seen.len() > 40, "also within a member");
    assert_eq!(seen.last().map(|(done, of)| done == of), Some(true));
}

#[test]
fn a_beginning_is_no_whole_file() {
    let mut archive = open_within(zip(&[deflated("a", &vec![7; 100_000]), stored("b", b"")]), Limits::default());
    for (most, bytes, is_whole) in
        [(65_536, 65_536, false), (99_999, 99_999, false), (100_000, 100_000, true), (0, 0, false)]
    {
        let mut received = 0;
        let unpacked = archive.unpack(0, most, &mut |piece| received += piece.len() as u64).expect("a beginning");
        assert_eq!((unpacked.bytes, received, unpacked.is_whole), (bytes, bytes, is_whole), "{most}");
    }
    assert_eq!(content(&mut archive, 1), b"");
    let none = archive.unpack(2, 1, &mut |_| {});
    assert_eq!(none, Err(Skip::Unreadable("The archive has no such member.".to_owned())));
}

/// An empty member may be called with letters whose second byte is that of a backslash.
#[test]
fn an_empty_file_whose_name_ends_with_half_a_letter_is_no_folder() {
    let named = |name: &[u8]| Raw { name: name.to_vec(), ..stored("", b"") };
    let members = [named(b"\x95\x5c"), named(b"folder\x5c"), named(b"folder/\x83\x5c"), named("é\\".as_bytes())];
    let archive = open(zip(&members));
    let folders: Vec<bool> = crate::making::members(&archive).iter().map(|member| member.is_folder).collect();
    assert_eq!(folders, [false, true, false, true]);
    let words = "1 of 1 file match, 1 member is not in the listing.";
    assert_eq!(
        outcome(&members[..2], &[row("x", b"")]),
        (vec![Matches], words.replace(", 1 member is not in the listing", ""))
    );
}

#[test]
fn names_are_read_in_the_likeliest_code_page_or_in_the_chosen_one() {
    let decode = |page: CodePage, name: &[u8]| {
        let encoding = encoding_rs::Encoding::for_label(page.label().as_bytes()).expect("known");
        encoding.decode_without_bom_handling(name).0.into_owned()
    };
    let raw = encoding_rs::SHIFT_JIS.encode("報告書/表.exe").0.into_owned();
    let named = |name: Vec<u8>| Raw { name, ..stored("", b"one") };
    let mut archive = open(zip(&[named(raw.clone()), named("ü.txt".into()), named(b"plain".to_vec())]));
    let names = |archive: &crate::making::InMemory| {
        crate::making::members(archive).into_iter().map(|member| member.name).collect::<Vec<_>>()
    };
    assert_eq!(archive.read_names(None, &decode), Some(CodePage::ShiftJis));
    assert_eq!(names(&archive), ["報告書/表.exe", "ü.txt", "plain"]);
    assert_eq!(archive.read_names(Some(CodePage::Windows1252), &decode), Some(CodePage::Windows1252));
    assert_eq!(names(&archive)[0], encoding_rs::WINDOWS_1252.decode(&raw).0);
    assert_eq!(archive.read_names(Some(CodePage::Cp437), &decode), Some(CodePage::Cp437));
    assert_eq!(names(&archive)[0].chars().count(), raw.len(), "each byte is a letter");
    assert_eq!(open(zip(&[stored("plain", b"one")])).read_names(None, &decode), None);
}

#[test]
fn symbolic_links_are_called_that() {
    let mut bytes = zip(&[stored("one", b"../secret"), stored("away", b"/etc/passwd"), stored("extra", b"extra")]);
    // The first two entries of the directory are made by Unix, with the mode of a link.
    let mut from = 0;
    for _ in 0..2 {
        let at = from + bytes[from..].windows(4).position(|part| part == b"PK\x01\x02").expect("an entry");
        bytes[at + 5] = 3;
        bytes[at + 38..at + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
        from = at + 4;
    }
    let table = table(&[row("one", b"one")]);
    let report = check(&mut open(bytes), &table, &mut unwatched());
    assert_eq!(
        report.words(),
        "0 of 1 file match, 1 differs, 1 member is not in the listing, 2 symbolic links are not in the listing."
    );
    let csv: String = check::table(&report, &table, None).collect();
    assert!(csv.contains("differs,one,the member that is called like it is a symbolic link"), "{csv}");
    assert!(csv.contains("link,away,\"a symbolic link, not in the listing\""), "{csv}");
}

#[test]
fn the_list_of_names_of_a_protected_zip_is_no_stranger() {
    let (mut out, rows) = (Vec::new(), [row("one", b"one")]);
    let table = table(&rows);
    let members = [stored("one.exe", b"one"), stored("listing.json", b"[1]")];
    protect(&mut open(zip(&members)), &mut out, Form::with("infected"), &table, None, &mut unwatched())
        .expect("memory");
    let report = check(&mut open(out), &table, &mut unwatched());
    assert_eq!(report.words(), "1 of 1 file match, 1 member is not in the listing, 1 is the list of original names.");
    // Another file of that name is another file.
    for content in [&b"[{\"a\":1}]"[..], b"MZ", b"[]x", b"[{\"original_name\":1}"] {
        let report = check(&mut open(zip(&[stored("listing.json", content)])), &table, &mut unwatched());
        assert!(report.words().contains("1 member is not in the listing"), "{}", report.words());
    }
}
