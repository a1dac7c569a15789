//! What is done with an archive once it is here: checked, looked into, handed on.

use std::fmt::Write;
use std::io::{Cursor, Read, Write as _};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use matryoshka_e2e::{Key, Page, Part, scenario, visit};
use serde_json::json;
use sha1::{Digest, Sha1};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What is said of the archive.
pub fn bar(page: &Page) -> Part<'_> {
    page.part("region", "Archive")
}

/// Opens a sample and has its archive fetched in a form.
pub async fn save(page: &Page, hash: &str, form: &str) {
    page.open_tree(hash).await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    download(page, form).await;
}

/// Has the archive of the open sample fetched in a form.
pub async fn download(page: &Page, form: &str) {
    page.button("Download archive").click().await;
    page.part("radio", form).click().await;
    page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
}

/// Opens a sample, fetches its archive as served and checks it.
async fn check(page: &Page, hash: &str) {
    save(page, hash, "As served").await;
    page.until_saved(&format!("{hash}-extracted.zip")).await;
    page.button("Check against the listing").click().await;
}

#[test]
fn a_whole_archive_matches_row_by_row() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let files: std::collections::HashSet<String> = entries.iter().map(|entry| entry.sample("sha1")).collect();
        check(page, &hash).await;
        bar(page).mentions(&format!("{0} of {0} unique files match.", files.len())).await;
        page.tree().until("marks", |rows| rows.iter().all(|row| row.text.contains("in archive, hash matches"))).await;
        page.tab("List").click().await;
        page.list()
            .until("marks", |rows| !rows.is_empty() && rows.iter().all(|row| row.text.contains("hash matches")))
            .await;
        page.button("Save the result").click().await;
        let table = page.until_saved(&format!("{hash}-archive-check.csv")).await;
        let table = String::from_utf8(table).expect("text");
        assert!(table.lines().count() > entries.len(), "a line for each entry and a head");
        assert!(table.contains(&entries[0].sample("sha1")) && table.contains("matches"), "{table}");
    });
}

#[test]
fn a_listing_of_which_a_page_has_come_is_loaded_before_it_is_compared() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let files: std::collections::HashSet<String> = entries.iter().map(|entry| entry.sample("sha1")).collect();
        page.open(&format!("?sample={hash}&page_size=10")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        download(page, "As served").await;
        page.button("Check against the listing").click().await;
        bar(page).mentions(&format!("{0} of {0} unique files match.", files.len())).await;
    });
}

#[test]
fn lies_and_additions_are_found() {
    visit(async |page| {
        let hash = scenario::hash("archive-lies");
        check(page, &hash).await;
        bar(page).mentions("differ").await;
        bar(page).mentions("not in the listing").await;
        page.no_alert().await;
    });
}

#[test]
fn a_file_that_may_be_a_damaged_member_is_not_called_missing() {
    visit(async |page| {
        check(page, &scenario::hash("archive-damaged")).await;
        bar(page).mentions("19 of 20 files match, 1 is not checked, 1 member was skipped.").await;
        let marked = |text: &str| text.contains("not checked");
        page.tree().until("one mark", |rows| rows.iter().filter(|row| marked(&row.text)).count() == 1).await;
        page.tree().until("none missing", |rows| !rows.iter().any(|row| row.text.contains("missing"))).await;
    });
}

#[test]
fn a_whole_archive_with_something_behind_it_is_saved_and_that_is_said() {
    visit(async |page| {
        let hash = scenario::hash("archive-behind");
        let archive = page.archive(&hash).await;
        check(page, &hash).await;
        bar(page).mentions("512 bytes behind the archive").await;
        bar(page).mentions("differ").await;
        assert!(archive.ends_with(&[0; 510]));
        page.no_alert().await;
    });
}

#[test]
fn a_bomb_is_skipped_and_said() {
    visit(async |page| {
        check(page, &scenario::hash("archive-bomb")).await;
        bar(page).mentions("skipped").await;
        page.no_alert().await;
    });
}

#[test]
fn an_encrypted_archive_is_opened_by_convention() {
    visit(async |page| {
        for name in ["archive-encrypted", "archive-zipcrypto"] {
            check(page, &scenario::hash(name)).await;
            bar(page).mentions("files match").await;
        }
    });
}

#[test]
fn a_file_is_looked_into_and_taken_out() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let entry = entries.iter().find(|entry| entry.sample("file_size").parse::<u64>().is_ok_and(|size| size > 64));
        let entry = entry.expect("a file with something in it");
        check(page, &hash).await;
        bar(page).mentions("files match").await;
        page.open(&format!("?sample={hash}&view=tree&row={}", entry.id)).await;
        // Another visit of the page: the archive has to be fetched again.
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        download(page, "As served").await;
        page.button("Check against the listing").click().await;
        page.button("View contents").click().await;
        let bytes = page.part("region", "Bytes");
        bytes.mentions("00000000").await;
        page.press(Key::Escape).await;
        bytes.is_gone().await;
        page.button("Save this file").click().await;
        let saved = page.until_saved(&format!("{}.bin", entry.sample("sha1"))).await;
        assert_eq!(sha1(&saved), entry.sample("sha1"));
    });
}

/// The SHA-1 as hex digits.
pub fn sha1(bytes: &[u8]) -> String {
    Sha1::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The members of a zip that is opened with a password: name and content.
fn members(zip: Vec<u8>, password: &str) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let count = zip.len();
    let read = |at: usize| {
        let mut member = zip.by_index_decrypt(at, password.as_bytes()).expect("the password opens it");
        assert!(member.encrypted(), "{} is not encrypted", member.name());
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("content");
        (member.name().to_owned(), content)
    };
    (0..count).map(read).collect()
}

#[test]
fn the_protected_zip_is_the_default_and_opens_with_infected() {
    visit(async |page| {
        let hash = scenario::hash("archive-names");
        page.open_sample(&hash).await;
        page.button("Download archive").click().await;
        page.part("radio", "Protected zip").has("checked", "true").await;
        page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
        let zip = page.until_saved(&format!("{hash}-protected.zip")).await;
        let members = members(zip, "infected");
        let (_, listing) = members.iter().find(|(name, _)| name == "listing.json").expect("the original names");
        let listing: serde_json::Value = serde_json::from_slice(listing).expect("JSON");
        assert_eq!(listing.as_array().map(Vec::len), Some(members.len() - 1));
        for (name, _) in &members {
            assert!(!name.starts_with('/') && !name.contains("..") && !name.contains('\\'), "{name}");
            assert!(name.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{name:?}");
        }
    });
}

#[test]
fn the_selected_files_alone_are_protected_with_another_password() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.list().enter().await;
        page.press(" ").await;
        page.part("group", "Selected files").mentions("1 selected").await;
        page.button("Download archive").click().await;
        page.textbox("Password").fill("other").await;
        page.part("checkbox", "Only the 1 selected").click().await;
        page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
        let file = page.until_saved_large(&format!("{hash}-protected.zip")).await;
        let members = members(std::fs::read(file).expect("a file"), "other");
        let files: Vec<_> = members.iter().filter(|(name, _)| name != "listing.json").collect();
        assert_eq!(files.len(), 1, "{:?}", members.iter().map(|(name, _)| name).collect::<Vec<_>>());
        assert_eq!(sha1(&files[0].1), entries[0].sample("sha1"));
    });
}

/// Drops an archive on the page.
pub async fn drop(page: &Page, archive: &[u8]) {
    let drop = "const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0))
        const data = new DataTransfer()
        data.items.add(new File([bytes], 'some.zip'))
        document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
    page.run(drop, &[json!(STANDARD.encode(archive))]).await;
}

/// A zip with one member, whose name is not marked as UTF-8.
fn zip_named(name: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stand_in = "x".repeat(name.len());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(&stand_in, stored).expect("a member");
    zip.write_all(b"content").expect("written");
    let mut bytes = zip.finish().expect("a zip").into_inner();
    for at in 0..=bytes.len() - name.len() {
        if bytes[at..].starts_with(stand_in.as_bytes()) {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
    }
    bytes
}

#[test]
fn names_that_are_not_in_utf_8_are_read_in_the_code_page_that_is_chosen() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        // What does not fit is named where it is opened: as soon as it is there.
        let open = "new MutationObserver(() => document.querySelectorAll('details').forEach(it => { it.open = true }))
            .observe(document.body, {childList: true, subtree: true})";
        page.run(open, &[]).await;
        // テスト in Shift-JIS.
        drop(page, &zip_named(b"\x83\x65\x83\x58\x83\x67.exe")).await;
        let names = page.part("combobox", "Name encoding");
        names.has("value", "Shift-JIS (Japanese)").await;
        bar(page).mentions("テスト.exe").await;
        names.choose("CP437 (DOS, Western)").await;
        bar(page).mentions("âeâXâg.exe").await;
        names.has("value", "CP437 (DOS, Western)").await;
    });
}

#[test]
fn a_saved_archive_is_dropped_on_the_page_and_checked() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let archive = page.archive(&hash).await;
        page.open_tree(&hash).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        drop(page, &archive).await;
        bar(page).mentions("An archive from disk").await;
        bar(page).mentions("files match").await;
    });
}

#[test]
fn two_gibibytes_are_saved_whole() {
    visit(async |page| {
        let size = 2 << 30;
        let hash = scenario::hash(&format!("archive:{size}"));
        page.open_sample(&hash).await;
        download(page, "As served").await;
        page.part("progressbar", "Downloading archive").is_there().await;
        let file = page.until_saved_large(&format!("{hash}-extracted.zip")).await;
        assert_eq!(file.metadata().expect("a file").len(), size);
        let mut zip = ZipArchive::new(std::fs::File::open(file).expect("a file")).expect("a zip");
        let last = zip.len() - 1;
        let mut member = zip.by_index(last).expect("the last member");
        // Reading to the end checks its sum.
        std::io::copy(&mut member, &mut std::io::sink()).expect("the member is whole");
    });
}
