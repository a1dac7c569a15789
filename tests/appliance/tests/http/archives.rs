//! Scenarios about the archive.

use std::io::{Cursor, Read};

use crate::asking::{Answer, Asking};
use crate::real_files::members;

fn listed(asking: &Asking, name: &str) -> Vec<String> {
    let mut hashes: Vec<_> =
        asking.rows(name).iter().filter_map(|row| row["sample"]["sha1"].as_str()).map(str::to_owned).collect();
    hashes.sort();
    hashes
}

fn zip_of(answer: &Answer) -> zip::ZipArchive<Cursor<&[u8]>> {
    zip::ZipArchive::new(Cursor::new(&answer.body[..])).expect("a zip")
}

#[test]
fn honest_archives_match_their_listing() {
    let asking = Asking::new();
    for name in ["archive:3000000", "archive-no-length"] {
        let archive = asking.archive(name);
        assert!(archive.whole && archive.status == 200);
        assert_eq!(archive.header("content-length").is_none(), name == "archive-no-length");
        let listed = listed(&asking, name);
        let archived = members(archive.body);
        assert_eq!(archived, listed, "{name}");
    }
    assert_eq!(asking.archive("archive:3000000").body.len(), 3_000_000);
}

#[test]
fn hostile_names_hide_no_listed_content() {
    let asking = Asking::new();
    let (listed, archive) = (listed(&asking, "archive-names"), asking.archive("archive-names").body);
    assert_eq!(archive[archive.len() - 12..archive.len() - 10], [20, 0], "the directory has 20 entries");
    let archived = members(archive);
    assert!(archived.iter().all(|hash| listed.contains(hash)));
    assert_eq!(archived.len(), 19, "of two members with one name the reader shows one");
}

#[test]
fn encrypted_archives_match_after_decryption() {
    let asking = Asking::new();
    for name in ["archive-encrypted", "archive-zipcrypto"] {
        let answer = asking.archive(name);
        let mut archive = zip_of(&answer);
        assert_eq!(archive.len(), asking.rows(name).len());
        assert!(archive.by_index(0).is_err());
        let mut content = Vec::new();
        let read = archive.by_index_decrypt(0, b"infected").map(|mut member| member.read_to_end(&mut content));
        assert!(matches!(read, Ok(Ok(_))), "{name}");
    }
}

#[test]
fn the_lying_archive_differs_in_three_ways() {
    let asking = Asking::new();
    let (listed, archived) = (listed(&asking, "archive-lies"), members(asking.archive("archive-lies").body));
    assert_eq!((listed.len(), archived.len()), (20, 20));
    assert_eq!(listed.iter().filter(|hash| archived.contains(hash)).count(), 18);
}

#[test]
fn archives_with_something_behind_them_or_cut_behind_one_inside() {
    let asking = Asking::new();
    let behind = asking.archive("archive-behind");
    assert!(behind.whole && behind.body.ends_with(&[0; 510]));
    assert_eq!(behind.header("content-length"), Some(behind.body.len().to_string().as_str()));
    let cut = asking.archive("archive-inner-cut");
    assert!(cut.whole && cut.header("content-length").is_none());
    assert_eq!(cut.body[cut.body.len() - 22..][..4], *b"PK\x05\x06");
    let damaged = asking.archive("archive-damaged");
    let unread = (0..20).filter(|at| {
        let mut archive = zip_of(&damaged);
        let mut member = archive.by_index(*at).expect("a member");
        member.read_to_end(&mut Vec::new()).is_err()
    });
    assert_eq!(unread.collect::<Vec<_>>(), [5]);
}

#[test]
fn half_archives_break_off() {
    let asking = Asking::new();
    for (name, with_length) in [("archive-half", true), ("archive-half-chunked", false)] {
        let half = asking.archive(name);
        assert_eq!(half.header("content-length").is_some(), with_length);
        assert!(!half.whole, "{name}");
        assert_eq!(half.body.len(), 4 << 20);
    }
}

#[test]
fn a_bomb_is_small_and_unpacks_to_much() {
    let asking = Asking::new();
    let answer = asking.archive("archive-bomb");
    assert!(answer.body.len() < 8 << 20);
    let mut archive = zip_of(&answer);
    assert_eq!(archive.len(), asking.rows("archive-bomb").len());
    let sizes = (0..archive.len()).filter_map(|index| archive.by_index_raw(index).map(|member| member.size()).ok());
    assert!(sizes.max() > Some(4_000_000_000));
}

#[test]
fn what_is_no_archive() {
    let asking = Asking::new();
    assert_eq!(asking.archive("archive-410").status, 410);
    assert_eq!(asking.archive("archive-404").status, 404);
    let html = asking.archive("archive-html");
    assert!(html.status == 200 && html.text().starts_with("<!doctype html>"));
    assert_eq!(zip_of(&asking.archive("archive-empty")).len(), 0);
    for name in ["archive-410", "archive-404", "archive-html", "archive-empty"] {
        assert_eq!(asking.rows(name).len(), 85);
    }
}

#[test]
fn a_large_archive_is_made_while_it_is_sent() {
    use std::io::Write;

    // Too much to wait for in a test: the beginning of 16 GiB, and the length of all of it.
    let asking = Asking::new();
    let mut connection = std::net::TcpStream::connect(asking.appliance.addr()).expect("a connection");
    let path = format!("/api/samples/{}/unpacked/", matryoshka_appliance::scenario::hash("archive:17179869184"));
    let token = matryoshka_appliance::DEMO_TOKEN;
    write!(connection, "GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Token {token}\r\n\r\n").expect("sent");
    let mut start = vec![0; 3 << 20];
    connection.read_exact(&mut start).expect("three MiB");
    let head = String::from_utf8_lossy(&start[..300]).into_owned();
    assert!(head.contains("content-length: 17179869184"), "{head}");
    assert!(start.windows(4).any(|bytes| bytes == b"PK\x03\x04"));
}
