//! What is seen of files that other programs have made.

use crate::making::{open_within, stored, zip};
use matryoshka_core::gaps::facts::Facts;
use matryoshka_core::gaps::format::Format;
use matryoshka_core::gaps::signatures::Container;
use matryoshka_worker::gaps::examine_all;
use matryoshka_worker::gaps::finder::Finder;
use matryoshka_worker::zip::members::Limits;
use std::fs;
use std::path::Path;

fn made(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/containers").join(name).with_extension("bin");
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn seen(bytes: &[u8]) -> Facts {
    let mut finder = Finder::default();
    bytes.chunks(1_000).for_each(|piece| finder.take(piece));
    finder.finish()
}

#[test]
fn containers_of_other_programs_are_known_and_whether_they_need_a_password() {
    for (name, container, is_encrypted) in [
        ("zip", Some(Container::Zip), false),
        ("zip-encrypted", Some(Container::Zip), true),
        ("7z", Some(Container::SevenZip), false),
        ("7z-encrypted", Some(Container::SevenZip), true),
        ("cab", Some(Container::Cab), false),
        ("tar", Some(Container::Tar), false),
        ("iso", Some(Container::Iso), false),
        ("msi", Some(Container::Ole), false),
        ("docx-encrypted", Some(Container::Ole), true),
        ("pdf", None, false),
        ("pdf-files", Some(Container::PdfFiles), false),
        ("pdf-encrypted", None, true),
        ("nsis", Some(Container::Nsis), false),
    ] {
        let facts = seen(&made(name));
        assert_eq!((facts.container, facts.is_encrypted), (container, is_encrypted), "{name}");
        assert_eq!(facts.format == Some(Format::Pdf), name.starts_with("pdf"), "{name}");
    }
}

#[test]
fn what_an_installer_and_a_document_carry_is_where_it_is() {
    let installer = made("nsis");
    let facts = seen(&installer);
    assert_eq!(facts.format, Some(Format::Pe));
    assert!(installer[facts.offset as usize..].starts_with(b"\xef\xbe\xad\xdeNullsoftInst"));
    let document = made("pdf-files");
    assert!(document[seen(&document).offset as usize..].starts_with(b"/EmbeddedFile"));
    // The same program without what stands behind it, and with something else there.
    let end = facts.offset as usize - 4;
    assert!(end > 0x400);
    let bare = &installer[..end - end % 512];
    assert_eq!(seen(bare).container, None, "{end}");
    let carrying = [bare, &made("cab")].concat();
    let facts = seen(&carrying);
    assert_eq!((facts.container, facts.offset), (Some(Container::Overlay), bare.len() as u64));
}

#[test]
fn each_member_of_an_archive_is_examined_and_a_bomb_is_skipped() {
    let files = [("a.bin", made("cab")), ("b.bin", vec![0; 70_000]), ("folder/c.bin", made("7z-encrypted"))];
    let members: Vec<_> = files.iter().map(|(name, bytes)| stored(name, bytes)).collect();
    let limits = Limits { member_bytes: 60_000, ..Limits::default() };
    let mut archive = open_within(zip(&members), limits);
    let (mut told, mut last) = (Vec::new(), (0, 0));
    let outcome =
        examine_all(&mut archive, &mut |done, of| last = (done, of), &mut |member, facts| told.push((member, facts)));
    assert_eq!(told.iter().map(|(member, _)| *member).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(told[0].1, seen(&files[0].1));
    assert_eq!(told[1].1, seen(&files[2].1));
    assert_eq!((outcome.examined, outcome.bytes), (2, (files[0].1.len() + files[2].1.len()) as u64));
    assert!(outcome.skipped.len() == 1 && outcome.skipped[0].starts_with("b.bin: "), "{:?}", outcome.skipped);
    assert_eq!(last.0, last.1);
}
