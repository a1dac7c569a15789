//! Archives that other programs made (see `fixtures/make.sh`).

use crate::making::{content, members, open, row, table, unwatched};
use matryoshka_worker::check::check;
use matryoshka_worker::zip::members::{Archive, Fault, Limits, Skip};
use std::io::Cursor;

const HELLO: &[u8] = b"Hello, analyst.\n";
const OTHER: &[u8] = b"A name in other letters.\n";

fn numbers() -> Vec<u8> {
    let numbers: Vec<String> = (1..=200).map(|number| number.to_string()).collect();
    format!("{}\n", numbers.join(" ")).into_bytes()
}

/// The files that are in all of them.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.txt", HELLO.to_vec()),
        ("empty", Vec::new()),
        ("folder/numbers.txt", numbers()),
        ("folder/ü 漢.txt", OTHER.to_vec()),
    ]
}

macro_rules! archives {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../fixtures/", $name, ".zip")).to_vec())),*]
    };
}

fn plain() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    archives![
        "infozip",
        "infozip-stored",
        "infozip-stream",
        "7zip",
        "7zip-stored",
        "python",
        "python-stream",
        "python-zip64",
        "python-within",
    ]
    .into_iter()
}

fn encrypted() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    archives![
        "infozip-encrypted",
        "infozip-encrypted-stream",
        "7zip-aes",
        "7zip-aes-stored",
        "7zip-zipcrypto",
        "7zip-zipcrypto-stored",
    ]
    .into_iter()
}

fn with_another_password() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    archives!["7zip-aes-other", "7zip-zipcrypto-other"].into_iter()
}

fn open_with(bytes: &[u8], password: Option<&str>) -> Result<crate::making::InMemory, Fault> {
    Archive::open(Cursor::new(bytes.to_vec()), password, Limits::default())
}

/// The archive holds just the files, and its folder.
fn holds_the_files(name: &str, mut archive: crate::making::InMemory) {
    let members = members(&archive);
    let folders: Vec<&str> = members.iter().filter(|m| m.is_folder).map(|m| m.name.as_str()).collect();
    assert_eq!(folders, ["folder/"], "{name}");
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for member in members.iter().filter(|member| !member.is_folder) {
        let content = content(&mut archive, member.index);
        assert_eq!(member.size, content.len() as u64, "{name}: {}", member.name);
        found.push((member.name.clone(), content));
    }
    found.sort();
    let files: Vec<(String, Vec<u8>)> = files().into_iter().map(|(name, content)| (name.to_owned(), content)).collect();
    assert_eq!(found, files, "{name}");
}

#[test]
fn plain_ones_are_read() {
    for (name, bytes) in plain() {
        let archive = open(bytes);
        assert!(!archive.is_encrypted(), "{name}");
        holds_the_files(name, archive);
    }
}

#[test]
fn encrypted_ones_are_opened_with_the_password_of_the_field() {
    for (name, bytes) in encrypted() {
        let archive = open_with(&bytes, None).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        assert!(archive.is_encrypted(), "{name}");
        holds_the_files(name, archive);
        // Also where the analyst has typed another one, perhaps for the archive before.
        holds_the_files(name, open_with(&bytes, Some("other")).expect("the password of the field"));
    }
}

#[test]
fn another_password_is_asked_for_and_taken() {
    for (name, bytes) in with_another_password() {
        assert_eq!(open_with(&bytes, None).err(), Some(Fault::Password), "{name}");
        assert_eq!(open_with(&bytes, Some("wrong")).err(), Some(Fault::Password), "{name}");
        holds_the_files(name, open_with(&bytes, Some("other")).expect("its password"));
    }
}

#[test]
fn all_of_them_match_their_listing() {
    let rows: Vec<_> = files().iter().map(|(name, content)| row(name, content)).collect();
    let table = table(&rows);
    for (name, bytes) in plain().chain(encrypted()) {
        let report = check(&mut open(bytes), &table, &mut unwatched());
        let around = if name == "python-within" {
            " 10 bytes before the archive and 8 bytes behind it are no part of it."
        } else {
            ""
        };
        assert_eq!(report.words(), format!("4 of 4 files match.{around}"), "{name}");
    }
}

#[test]
fn members_of_one_name_are_all_seen() {
    let mut archive = open(include_bytes!("../fixtures/python-twice.zip").to_vec());
    assert_eq!(archive.len(), 3);
    assert!(members(&archive).iter().all(|member| member.name == "same.txt"));
    let contents: Vec<_> = (0..3).map(|index| content(&mut archive, index)).collect();
    assert_eq!(contents, [HELLO.to_vec(), numbers(), Vec::new()]);
}

#[test]
fn a_way_of_packing_that_is_not_known_is_named() {
    let mut archive = open(include_bytes!("../fixtures/7zip-lzma.zip").to_vec());
    let members = members(&archive);
    let packed = members.iter().find(|member| member.name == "folder/numbers.txt").expect("the numbers");
    let outcome = archive.unpack(packed.index, u64::MAX, &mut |_| {});
    assert_eq!(outcome, Err(Skip::Unreadable("it is packed with LZMA, which is not known here".to_owned())));
}

#[test]
fn what_is_no_archive_is_said_so() {
    let whole = include_bytes!("../fixtures/infozip.zip");
    for bytes in [&b""[..], b"PK", b"<!DOCTYPE html><title>Log in</title>", &whole[..whole.len() / 2]] {
        let fault = open_with(bytes, None).expect_err("a fault");
        assert_eq!(fault.words(), "The archive's directory cannot be read: it is no zip, or it breaks off.");
    }
    let empty = open(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec());
    assert!(empty.is_empty() && !empty.is_encrypted());
}
