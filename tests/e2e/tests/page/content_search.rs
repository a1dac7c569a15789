//! Search contents: every file of the archive is searched, and what is found leads there.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use matryoshka_e2e::{Axe, Key, Page, Part, visit};
use zip::ZipArchive;

use crate::in_archive::sha1;

fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "Search contents")
}

/// Opens the default sample with its archive and the dialog, with a filter.
async fn open(page: &Page, filter: &str) -> String {
    let hash = with_archive(page, filter).await;
    page.button("Search contents").click().await;
    dialog(page).is_there().await;
    hash
}

/// Opens the default sample with its archive, with a filter.
pub async fn with_archive(page: &Page, filter: &str) -> String {
    let hash = page.appliance.sample().sha1.clone();
    page.open(&format!("?sample={hash}&view=tree&q={filter}")).await;
    page.part("status", "File count").mentions("file").await;
    page.button("Download archive").click().await;
    page.part("radio", "As served").click().await;
    page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
    page.until_saved(&format!("{hash}-extracted.zip")).await;
    hash
}

/// The files of the archive: SHA-1 and content.
pub async fn files(page: &Page, hash: &str) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(page.archive(hash).await)).expect("a zip");
    (0..zip.len())
        .map(|at| {
            let mut bytes = Vec::new();
            zip.by_index(at).expect("a member").read_to_end(&mut bytes).expect("content");
            (sha1(&bytes), bytes)
        })
        .collect()
}

/// A number as the page writes it.
pub fn number(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

pub fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some(found) = bytes[at..].windows(wanted.len()).position(|part| part == wanted) {
        count += 1;
        at += found + wanted.len();
    }
    count
}

#[test]
fn every_file_is_searched_and_a_hit_leads_to_its_bytes() {
    visit(async |page| {
        let hash = open(page, "").await;
        let all = files(page, &hash).await;
        let wide: Vec<u8> = "tundra".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let hits = |bytes: &[u8]| count(bytes, b"tundra") + count(bytes, &wide);
        let found: Vec<&(String, Vec<u8>)> = all.iter().filter(|(_, bytes)| hits(bytes) > 0).collect();
        assert!(found.len() > 3, "{}", found.len());
        let sum: usize = found.iter().map(|(_, bytes)| hits(bytes)).sum();
        page.textbox("Search for").fill("tundra").await;
        page.press(Key::Enter).await;
        let said =
            format!("{} hits in {} of {} files of the archive", number(sum), number(found.len()), number(all.len()));
        dialog(page).mentions(&said).await;
        page.painted().await;
        let violations = Axe::new().violations(page).await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
        // The first hit of the first file.
        let first = found[0].1.windows(6).position(|part| part == b"tundra").expect("a hit");
        page.run("document.querySelector('.found-in tbody button').click()", &[]).await;
        page.part("dialog", "File contents").mentions(&format!("Offset 0x{first:x}, 6 bytes of")).await;
        page.press(Key::Escape).await;
        page.part("dialog", "File contents").is_gone().await;
        // As a filter.
        page.button("Show these files").click().await;
        page.has_parameter("q", Some("content:tundra")).await;
        let names: HashSet<&str> = found.iter().map(|(sha1, _)| sha1.as_str()).collect();
        let entries = page.entries(&hash).await;
        let rows = entries.iter().filter(|entry| names.contains(entry.sample("sha1").as_str())).count();
        page.file_count().says(&format!("{} of {} files", number(rows), number(entries.len()))).await;
    });
}

#[test]
fn bytes_and_expressions_are_searched_for_and_mistakes_are_said() {
    visit(async |page| {
        let hash = open(page, "").await;
        let all = files(page, &hash).await;
        let pictures = all.iter().filter(|(_, bytes)| count(bytes, b"\x89PNG\r\n\x1a\n") > 0).count();
        page.part("radio", "Hex").click().await;
        page.textbox("Search for").fill("89 50 4e 47 ?? 0a 1a 0a").await;
        page.button("Search").click().await;
        dialog(page).mentions(&format!(" in {} of {} files", number(pictures), number(all.len()))).await;
        page.part("radio", "Regular expression").click().await;
        page.textbox("Search for").fill("(tundra").await;
        page.button("Search").click().await;
        page.alert_says(&["no regular expression"]).await;
        page.textbox("Search for").fill("^Demo text number [0-9]+\\.$").await;
        page.button("Search").click().await;
        dialog(page).mentions(" files of the archive").await;
        page.no_alert().await;
    });
}

#[test]
fn a_filter_says_what_was_not_searched_for() {
    visit(async |page| {
        open(page, "content:tundra").await;
        page.press(Key::Escape).await;
        page.file_count().mentions("not yet searched for “tundra”").await;
        // By key alone.
        page.button("Search contents").is_focused().await;
        page.press(Key::Enter).await;
        page.textbox("Search for").focus().await;
        page.press("Tundra").await;
        page.press(Key::Tab).await;
        page.part("radio", "Text").is_focused().await;
        page.press(Key::Down).await;
        page.press(Key::Down).await;
        page.part("radio", "Regular expression").has("checked", "true").await;
        page.press(Key::Up).await;
        page.press(Key::Up).await;
        page.textbox("Search for").fill("tundra").await;
        page.press(Key::Tab).await;
        page.press(Key::Tab).await;
        page.button("Search").is_focused().await;
        page.press(Key::Enter).await;
        dialog(page).mentions(" files of the archive").await;
        page.press(Key::Escape).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let said = page.file_count().text().await;
        assert!(!said.contains("searched") && !said.starts_with("0 of"), "{said}");
    });
}
