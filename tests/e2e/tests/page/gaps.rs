//! Open questions: what the listing says is asked at once, what the bytes say once the archive is here and examined; each leads
//! to the bytes, to the file, and to a filter.

use std::io::{Cursor, Write};

use matryoshka_e2e::{Key, Page, Part, is_accessible, scenario, visit};
use serde_json::json;
use sha1::{Digest, Sha1};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::exports::export;
use crate::in_archive::{drop, save, sha1};
use crate::open_file::drop_file;

/// Containers that other programs have made.
const INSTALLER: &[u8] = include_bytes!("../../../../crates/worker/tests/containers/nsis.bin");
const LOCKED: &[u8] = include_bytes!("../../../../crates/worker/tests/containers/7z-encrypted.bin");
const ZIP: &[u8] = include_bytes!("../../../../crates/worker/tests/containers/zip.bin");
const TAR: &[u8] = include_bytes!("../../../../crates/worker/tests/containers/tar.bin");
const CAB: &[u8] = include_bytes!("../../../../crates/worker/tests/containers/cab.bin");

/// The files of the sample: name, type, how many files the appliance says are inside, and content.
fn files() -> Vec<(&'static str, &'static str, u32, Vec<u8>)> {
    let mut noise: Vec<u8> = Vec::new();
    while noise.len() < 20_000 {
        noise.extend(Sha1::digest(noise.len().to_le_bytes()));
    }
    vec![
        ("installer.exe", "PE/Exe", 0, INSTALLER.to_vec()),
        ("locked.7z", "Binary/Archive/7ZIP", 0, LOCKED.to_vec()),
        ("notes.txt", "Text/None", 0, ZIP.to_vec()),
        ("padded.bin", "Binary/None", 0, vec![0; 100_000]),
        ("noise.bin", "Binary/None", 0, noise),
        ("box.tar", "Binary/Archive/TAR", 3, TAR.to_vec()),
        ("a.txt", "Text/None", 0, b"Hello, analyst.\n".to_vec()),
        ("gone.txt", "Text/None", 0, b"not in the archive".to_vec()),
    ]
}

/// Opens a listing of the files from disk.
async fn open_listing(page: &Page) {
    let rows: Vec<_> = files()
        .iter()
        .enumerate()
        .map(|(at, (name, kind, inside, bytes))| {
            json!({
                "id": at + 1,
                "parent_relationship": (*name == "a.txt").then_some(6),
                "filename": name,
                "path": name,
                "sample": {
                    "sha1": sha1(bytes),
                    "type_display": kind,
                    "file_size": bytes.len(),
                    "extracted_file_count": inside,
                    "classification": "unknown",
                },
            })
        })
        .collect();
    page.open("").await;
    let text = json!({"count": rows.len(), "next": null, "previous": null, "results": rows}).to_string();
    drop_file(page, "saved.json", &text).await;
    page.file_count().says("8 files").await;
}

/// Drops an archive of the files, but for one, and with one more.
async fn drop_archive(page: &Page) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let files = files().into_iter().map(|(name, _, _, bytes)| (name, bytes)).filter(|(name, _)| *name != "gone.txt");
    for (name, bytes) in files.chain([("extra.cab", CAB.to_vec())]) {
        zip.start_file(name, options).expect("a member");
        zip.write_all(&bytes).expect("written");
    }
    drop(page, &zip.finish().expect("a zip").into_inner()).await;
    page.part("region", "Archive").mentions("files match").await;
}

fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "Open questions")
}

/// Opens the dialog and has the files examined.
async fn examine(page: &Page) {
    page.button("Open questions").click().await;
    page.button("Examine all files").inside(&dialog(page)).click().await;
    dialog(page).mentions("8 files of the archive examined").await;
}

#[test]
fn what_the_listing_says_is_asked_at_once_and_what_bytes_say_when_they_are_here() {
    visit(async |page| {
        open_listing(page).await;
        page.button("Open questions").click().await;
        dialog(page).mentions("1 open question.").await;
        dialog(page).mentions("The appliance says 3 files inside, and the listing has 1.").await;
        dialog(page).mentions("Download or open the archive").await;
        is_accessible(page).await;
        page.press(Key::Escape).await;
        drop_archive(page).await;
        page.button("Open questions").click().await;
        dialog(page).mentions("3 open questions.").await;
        dialog(page).mentions("The archive does not hold it.").await;
        dialog(page).mentions("A member of the archive that no row names: not in the listing.").await;
        page.button("Examine all files").inside(&dialog(page)).click().await;
        dialog(page).mentions("8 files of the archive examined").await;
        let offset = INSTALLER.windows(16).position(|part| part == b"\xef\xbe\xad\xdeNullsoftInst").expect("data");
        for said in [
            "10 open questions.",
            &format!("By its bytes: NSIS installer from offset 0x{offset:x} on. No file was taken out of it."),
            "Its type is Text/None, but by its bytes it is: ZIP archive.",
            "It needs a password",
            "100 of 100 bytes are padding",
            "and its type does not say why.",
        ] {
            dialog(page).mentions(said).await;
        }
        is_accessible(page).await;
        // To the bytes, and to the file.
        page.button("View contents of installer.exe").click().await;
        page.part("dialog", "File contents").mentions(&format!("Offset 0x{offset:x}, 16 bytes of")).await;
        page.press(Key::Escape).await;
        page.part("dialog", "File contents").is_gone().await;
        page.button("View contents of extra.cab").click().await;
        page.part("dialog", "File contents").mentions("extra.cab").await;
        page.press(Key::Escape).await;
        page.part("dialog", "File contents").is_gone().await;
        page.button("Save extra.cab").click().await;
        assert_eq!(page.until_saved(&format!("{}.bin", sha1(CAB))).await, CAB);
        page.button("installer.exe").inside(&dialog(page)).click().await;
        dialog(page).is_gone().await;
        page.part("group", "Open questions").mentions("NSIS installer").await;
        page.part("group", "Entropy").mentions("of 8 bits for each byte").await;
        is_accessible(page).await;
        page.button(&format!("View at {offset:08x}")).click().await;
        page.part("dialog", "File contents").mentions(&format!("Offset 0x{offset:x}, 16 bytes of")).await;
    });
}

#[test]
fn questions_are_a_filter_a_mark_and_a_column() {
    visit(async |page| {
        open_listing(page).await;
        page.tab("Tree").click().await;
        page.part("searchbox", "Filter").fill("gap:count").await;
        page.file_count().mentions("1 of 8 files, files not yet examined").await;
        page.part("searchbox", "Filter").fill("").await;
        drop_archive(page).await;
        examine(page).await;
        page.button("Show these files").inside(&dialog(page)).click().await;
        dialog(page).is_gone().await;
        page.has_parameter("q", Some("gap:any")).await;
        page.file_count().says("7 of 8 files").await;
        for (filter, count) in [
            ("gap:container", 3),
            ("gap:type", 1),
            ("gap:encrypted", 1),
            ("gap:random", 1),
            ("gap:padding", 1),
            ("gap:count", 1),
            ("gap:missing", 1),
            ("gap:none", 1),
            ("gap:padding,random", 2),
        ] {
            page.part("searchbox", "Filter").fill(filter).await;
            page.file_count().says(&format!("{count} of 8 files")).await;
        }
        page.part("searchbox", "Filter").fill("").await;
        page.tree()
            .until("marks", |rows| {
                let of =
                    |name: &str| rows.iter().find(|row| row.cell("Name").contains(name)).map(|row| row.text.clone());
                of("locked.7z").is_some_and(|text| text.contains("open question: container, encrypted"))
                    && of("box.tar").is_some_and(|text| text.contains("open question: count"))
                    && rows.iter().all(|row| row.cells.iter().all(|(header, _)| header != "Entropy"))
            })
            .await;
        // The sign stands at the end of the name's cell however long the name is; the words may be cut.
        let signs = "return [...document.querySelectorAll('[role=treegrid] [role=row]')].map(row => {
            const cell = row.querySelector('[role=gridcell], [role=rowheader]')
            const sign = cell && getComputedStyle(cell, '::after')
            const isSeen = sign && sign.content !== 'none' && sign.position === 'absolute' && sign.right === '0px' && parseFloat(sign.width) > 5
            return [/open question/.test(row.textContent), Boolean(isSeen)]
        }).filter(([said, seen]) => said !== seen).length";
        page.until_script("a sign for each mark, and no other", signs, json!(0)).await;
        // The column is there for who wants it.
        page.button("Columns").click().await;
        page.part("checkbox", "Entropy").has("checked", "false").await;
        page.part("checkbox", "Entropy").click().await;
        page.press(Key::Escape).await;
        page.tree()
            .until("entropy", |rows| {
                let of =
                    |name: &str| rows.iter().find(|row| row.cell("Name").contains(name)).map(|row| row.cell("Entropy"));
                of("padded.bin") == Some("0.00") && of("noise.bin").is_some_and(|entropy| entropy.starts_with("7.9"))
            })
            .await;
        let csv = export(page, "CSV", "listing-extracted-files.csv").await;
        assert!(csv.lines().next().is_some_and(|header| header.ends_with(",entropy,open_questions")), "{csv}");
        assert!(csv.contains(",\"container, encrypted\"\r\n"), "{csv}");
        // Another archive says nothing of what was seen in this one.
        drop_archive(page).await;
        page.tree()
            .until("no column", |rows| rows.iter().all(|row| row.cells.iter().all(|(header, _)| header != "Entropy")))
            .await;
    });
}

#[test]
fn the_dialog_works_by_key_and_the_map_says_what_is_open() {
    visit(async |page| {
        open_listing(page).await;
        drop_archive(page).await;
        page.button("Open questions").focus().await;
        page.press(Key::Enter).await;
        page.button("Examine all files").inside(&dialog(page)).is_focused().await;
        page.press(Key::Enter).await;
        dialog(page).mentions("8 files of the archive examined").await;
        page.press(Key::Escape).await;
        dialog(page).is_gone().await;
        page.button("Open questions").is_focused().await;
        page.tab("Map").click().await;
        page.part("region", "Map").focus().await;
        page.press(Key::Down).await;
        page.until_script(
            "the map says it",
            "return document.querySelector('.map-said').textContent.includes('open question: ')",
            json!(true),
        )
        .await;
        // What its sign is called.
        page.part("list", "Marks").says("open question").await;
        is_accessible(page).await;
    });
}

#[test]
fn an_examination_that_is_cancelled_leaves_nothing_and_can_begin_anew() {
    visit(async |page| {
        // Large enough to be cancelled on the way.
        let hash = scenario::hash("archive:200000000");
        save(page, &hash, "As served").await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        page.button("Open questions").click().await;
        dialog(page).mentions("open question").await;
        let before = dialog(page).text().await;
        // As soon as some of it is done.
        let cancel = "const look = () => {
            const bar = document.querySelector('progress[aria-label=\"Examining files\"]')
            if (!bar || !(bar.value > 0 && bar.value < bar.max)) return false
            window.cancelledAt = bar.value / bar.max
            bar.parentElement.querySelector('button').click()
            return true
        }
        new MutationObserver((_, observer) => look() && observer.disconnect())
            .observe(document.body, {subtree: true, childList: true, attributes: true})";
        page.run(cancel, &[]).await;
        page.button("Examine all files").inside(&dialog(page)).click().await;
        let cancelled = "return window.cancelledAt > 0 && window.cancelledAt < 1";
        page.until_script("it was cancelled on the way", cancelled, json!(true)).await;
        page.part("progressbar", "Examining files").is_gone().await;
        page.until("what was there before".to_owned(), async || {
            let now = dialog(page).text().await;
            if now == before { Ok(()) } else { Err(now) }
        })
        .await;
        page.no_alert().await;
        page.press(Key::Escape).await;
        dialog(page).is_gone().await;
        page.button("Columns").click().await;
        page.part("checkbox", "Size").is_there().await;
        assert!(!page.part("checkbox", "Entropy").exists().await, "nothing was examined");
        page.press(Key::Escape).await;
        page.button("Open questions").click().await;
        page.button("Examine all files").inside(&dialog(page)).click().await;
        dialog(page).mentions("files of the archive examined").await;
        dialog(page).mentions("its type does not say why").await;
    });
}
