//! Archives written anew: what is in them, what they are called, and that other programs open them.

use crate::making::{
    InMemory, Raw, content, deflated, members, open, open_within, row, sha1, sha256, stored, table, unwatched, without,
    zip,
};
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::is_hostile;
use matryoshka_worker::protect::{Form, LISTING, Written, protect};
use matryoshka_worker::zip::members::{Archive, Fault, Limits};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

fn written(bytes: Vec<u8>, rows: &[Value], chosen: Option<&[Row]>, password: &str) -> (Vec<u8>, Written) {
    let mut out = Vec::new();
    let table = table(rows);
    let written = protect(&mut open(bytes), &mut out, Form::with(password), &table, chosen, &mut unwatched());
    (out, written.expect("memory takes all"))
}

/// The contents of a new archive by name, and its listing.
fn read(bytes: &[u8], password: &str) -> (Vec<(String, Vec<u8>)>, Vec<Value>) {
    let mut archive =
        Archive::open(Cursor::new(bytes.to_vec()), Some(password), Limits::default()).expect("an archive");
    let mut contents: Vec<(String, Vec<u8>)> =
        members(&archive).into_iter().map(|member| (member.name, content(&mut archive, member.index))).collect();
    let (name, table) = contents.pop().expect("the listing");
    assert_eq!(name, LISTING);
    (contents, serde_json::from_slice(&table).expect("JSON"))
}

#[test]
fn what_the_listing_says_goes_with_each_member() {
    let members = [stored("../x", b"one"), stored("x", b"nobody's"), deflated("y", &[7; 5000])];
    let rows = [row("one", b"one"), row("seven", &[7; 5000]), without(row("also seven", &[7; 5000]), "sha1")];
    let (bytes, written) = self::written(zip(&members), &rows, None, "infected");
    assert_eq!(written, Written { members: 3, ..Written::default() });
    assert_eq!(written.words("infected"), "3 files, encrypted with the password infected.");
    let (contents, listed) = read(&bytes, "infected");
    let names: Vec<&str> = contents.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["x", "x (2)", "y"]);
    assert_eq!(contents[2].1, [7; 5000]);
    let expected = json!([
        {"member": "x", "original_name": "../x", "sha1": sha1(b"one"), "sha256": sha256(b"one"), "size": 3, "id": "1",
            "filename": "one", "path": "unpacked_files/one", "classification": "malicious"},
        {"member": "x (2)", "original_name": "x", "sha1": sha1(b"nobody's"), "size": 8},
        {"member": "y", "original_name": "y", "sha1": sha1(&[7; 5000]), "sha256": sha256(&[7; 5000]), "size": 5000,
            "id": "2", "filename": "seven", "path": "unpacked_files/seven", "classification": "malicious"},
    ]);
    assert_eq!(Value::Array(listed), expected);
}

#[test]
fn only_the_chosen_rows_go_in_and_what_is_missing_is_said() {
    let members = [stored("a", b"one"), stored("b", b"two"), stored("c", b"three"), stored("d", b"four")];
    let rows = [
        row("one", b"one"),
        row("two", b"two"),
        without(row("three", b"three"), "sha1"),
        row("gone", b"gone"),
        row("also one", b"one"),
    ];
    let (bytes, written) = self::written(zip(&members), &rows, Some(&[4, 2, 3]), "secret");
    let words = "2 files, encrypted with the password secret. 1 chosen file is not in the archive.";
    assert_eq!(written.words("secret"), words);
    let (contents, listed) = read(&bytes, "secret");
    assert_eq!(contents, [("a".to_owned(), b"one".to_vec()), ("c".to_owned(), b"three".to_vec())]);
    assert_eq!(listed.len(), 2);
    let (bytes, written) = self::written(zip(&members), &rows, Some(&[]), "infected");
    assert_eq!((read(&bytes, "infected").0, written), (vec![], Written::default()));
}

#[test]
fn nothing_half_is_written_and_what_is_left_out_is_said() {
    let mut broken = deflated("broken", &vec![9; 300_000]);
    broken.crc ^= 1;
    let members = [broken, stored("one", b"one")];
    let rows = [row("one", b"one"), row("gone", b"gone")];
    let (bytes, written) = self::written(zip(&members), &rows, None, "infected");
    let why = "cannot be unpacked: Invalid checksum";
    assert_eq!(written.words("x"), format!("1 file, encrypted with the password x. 1 was left out: {why}."));
    let (contents, listed) = read(&bytes, "infected");
    assert_eq!(contents, [("one".to_owned(), b"one".to_vec())]);
    assert_eq!(listed[0], json!({"original_name": "broken", "left_out": why}));
    // It may be the one that is wanted; where nothing is missing it is not.
    let (_, written) = self::written(zip(&members), &rows, Some(&[0, 1]), "infected");
    assert_eq!((written.skipped.len(), written.missing), (1, 1));
    let (_, written) = self::written(zip(&members), &rows, Some(&[0]), "infected");
    assert_eq!((written.skipped.len(), written.missing), (0, 0));
}

#[test]
fn a_member_that_is_too_large_to_be_held_is_unpacked_twice() {
    let large: Vec<u8> = (0..50_000_u32).flat_map(|n| (n / 64).to_le_bytes()).collect();
    let mut broken = deflated("broken", &large);
    broken.crc ^= 1;
    let bytes = zip(&[deflated("large", &large), broken, stored("one", b"one")]);
    let mut archive = open_within(bytes, Limits { total_bytes: 450_000, held: 1000, ..Limits::default() });
    let (mut out, mut seen) = (Vec::new(), Vec::new());
    let table = table(&[row("large", &large)]);
    let written =
        protect(&mut archive, &mut out, Form::with("infected"), &table, None, &mut |done, of| seen.push((done, of)));
    let written = written.expect("memory takes all");
    assert_eq!((written.members, written.skipped.len()), (2, 1), "what is unpacked twice counts once");
    assert!(seen.is_sorted() && seen.last().is_some_and(|(done, of)| done == of), "progress");
    let (contents, listed) = read(&out, "infected");
    assert!(contents[0].1 == large && contents[1].1 == b"one");
    assert_eq!(listed[0]["id"], "1");
}

#[test]
fn a_place_that_takes_no_more_is_said() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| std::io::Error::other("no room"))?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let bytes = zip(&[stored("a", &(0..=255).collect::<Vec<u8>>()), stored("b", b"two")]);
    for room in (0..600).step_by(40) {
        let outcome =
            protect(&mut open(bytes.clone()), Full(room), Form::with("infected"), &table(&[]), None, &mut unwatched());
        assert_eq!(outcome, Err(Fault::Unwritten("no room".to_owned())), "{room}");
    }
}

/// 7-Zip, where it is installed (Debian: `7zip`).
fn seven_zip() -> Option<&'static str> {
    ["7zz", "7z", "7za"].into_iter().find(|program| Command::new(program).arg("i").output().is_ok())
}

#[test]
fn other_programs_open_it() {
    let large: Vec<u8> = (0..50_000_u32).flat_map(|n| (n * n).to_le_bytes()).collect();
    let members = [
        stored("a.txt", b"Hello, analyst.\n"),
        deflated("folder/numbers", &large),
        stored("empty", b""),
        stored("\u{202e}ü 漢", b"other letters"),
    ];
    let (bytes, _) = written(zip(&members), &[], None, "infected");
    let names = ["a.txt", "folder/numbers", "empty", "_ü 漢", LISTING];
    // The crate's own reader knows nothing of the ways of this one.
    let mut archive = ::zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    assert!(archive.by_index(0).is_err(), "it needs a password");
    assert!(archive.by_index_decrypt(0, b"other").is_err(), "and just that one");
    for (index, name) in names.iter().enumerate() {
        let mut member = archive.by_index_decrypt(index, b"infected").expect("a member");
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("its content");
        assert_eq!(member.name(), *name);
        assert!(members.get(index).is_none_or(|raw| raw.size as usize == content.len()));
    }
    if let Some(program) = seven_zip() {
        opened_by_seven_zip(program, &bytes, &names, &large);
    }
}

fn opened_by_seven_zip(program: &str, bytes: &[u8], names: &[&str], large: &[u8]) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("protected-{}.zip", std::process::id()));
    std::fs::write(&path, bytes).expect("a file");
    let run = |arguments: &[&str]| Command::new(program).args(arguments).arg(&path).output().expect("7-Zip");
    let tested = run(&["t", "-pinfected"]);
    let wrong = run(&["t", "-pother"]);
    let listed = run(&["l", "-slt", "-ba"]);
    let unpacked = Command::new(program).args(["x", "-so", "-pinfected"]).arg(&path).arg("folder/numbers").output();
    std::fs::remove_file(&path).expect("the file");
    let text = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success() && text.contains("Everything is Ok"), "{text}");
    assert!(!wrong.status.success(), "another password opens it");
    let text = String::from_utf8_lossy(&listed.stdout);
    assert_eq!(text.matches("Encrypted = +").count(), names.len(), "{text}");
    assert_eq!(text.matches("Method = AES-256").count(), names.len(), "{text}");
    assert!(unpacked.expect("7-Zip").stdout == large, "the content is another one");
}

fn harmless(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\\', ':'])
        && !name.chars().any(|c| is_hostile(c) || c.is_control())
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.ends_with(['.', ' ']))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_members_are(files in prop::collection::vec(
        ("(\\.\\.|[a-cA-C.:/\\\\ \u{202e}\u{0}]|con|listing.json|ü|\\PC){0,6}", prop::collection::vec(any::<u8>(), 0..200)), 0..6,
    )) {
        let raw: Vec<Raw> = files.iter().map(|(name, content)| deflated(name, content)).collect();
        // Some are held, some are unpacked twice.
        let mut archive: InMemory = open_within(zip(&raw), Limits { held: 100, ..Limits::default() });
        prop_assert_eq!(archive.len(), files.len());
        let kept: Vec<_> = members(&archive).into_iter().filter(|member| !member.is_folder).collect();
        let mut out = Vec::new();
        let table = table(&[row("first", files.first().map_or(b"none", |(_, content)| content.as_slice()))]);
        protect(&mut archive, &mut out, Form::with("infected"), &table, None, &mut unwatched()).expect("memory takes all");
        let (contents, listed) = read(&out, "infected");
        prop_assert_eq!(contents.len(), kept.len());
        prop_assert_eq!(listed.len(), kept.len());
        let mut seen = HashSet::from([LISTING.to_owned()]);
        for (((name, content), listed), member) in contents.iter().zip(&listed).zip(&kept) {
            prop_assert!(harmless(name), "{}", name);
            prop_assert!(seen.insert(name.to_lowercase()), "{} twice", name);
            prop_assert_eq!(content, &files[member.index].1);
            prop_assert_eq!(&listed["original_name"], &files[member.index].0);
            prop_assert_eq!(&listed["member"], name);
            prop_assert_eq!(&listed["sha1"], &sha1(content));
            prop_assert_eq!(listed.get("id").is_some(), content == &files[0].1);
        }
    }
}

#[test]
fn an_archive_in_an_archive_is_a_file() {
    let inner = zip(&[stored("a", b"one")]);
    let mut bytes = zip(&[stored("inner.zip", &inner)]);
    // And one that is protected already, once more.
    for _ in 0..3 {
        let (out, written) = written(bytes.clone(), &[], None, "infected");
        assert!(written.members >= 1);
        bytes = zip(&[stored("inner.zip", &out)]);
        let (contents, _) = read(&self::written(bytes.clone(), &[], None, "infected").0, "infected");
        assert!(contents[0].1 == out);
    }
    let (out, _) = written(zip(&[stored("inner.zip", &inner)]), &[], None, "infected");
    assert!(read(&out, "infected").0[0].1 == inner);
}
