//! Looking into a file of the archive: as hex, as text, as strings, and what is found and copied there.

use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use matryoshka_e2e::{Key, Page, Part, is_accessible, scenario, visit};
use zip::ZipArchive;

/// Makes the clipboard a variable, which a browser without a window lets be read.
const CLIPBOARD: &str = "window.copied = null
    Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied = text; return Promise.resolve() }}, configurable: true})";

fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "File contents")
}

/// The content of a file of the archive that an entry is of.
async fn content(page: &Page, hash: &str, sha1: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(page.archive(hash).await)).expect("a zip");
    let found = (0..zip.len()).find_map(|at| {
        let mut bytes = Vec::new();
        zip.by_index(at).expect("a member").read_to_end(&mut bytes).expect("content");
        (crate::in_archive::sha1(&bytes) == sha1).then_some(bytes)
    });
    found.expect("the file is in the archive")
}

/// Opens the details of the first file with a name, and the archive, which nobody has checked yet; then looks into the file.
async fn look(page: &Page, name: &str) -> Vec<u8> {
    let hash = page.appliance.sample().sha1.clone();
    let entries = page.entries(&hash).await;
    let entry = entries.iter().find(|entry| entry.value["filename"] == name).expect("a file of that name");
    page.open(&format!("?sample={hash}&view=tree&row={}", entry.id)).await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.button("Download archive").click().await;
    page.part("radio", "As served").click().await;
    page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
    page.until_saved(&format!("{hash}-extracted.zip")).await;
    page.button("View contents").click().await;
    dialog(page).mentions(name).await;
    content(page, &hash, &entry.sample("sha1")).await
}

/// A line as the hex view shows it, without the spaces between its parts.
fn hex_line(bytes: &[u8], from: usize) -> String {
    let line = &bytes[from..bytes.len().min(from + 16)];
    let hex: Vec<String> = line.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{from:08x} {}", hex.join(" "))
}

#[test]
fn the_whole_of_a_file_is_shown_where_one_looks() {
    visit(async |page| {
        let bytes = look(page, "README.md").await;
        let pane = page.part("region", "Bytes");
        pane.mentions(&hex_line(&bytes, 0)).await;
        is_accessible(page).await;
        let last = (bytes.len() - 1) / 16 * 16;
        page.textbox("Go to offset").fill(&format!("0x{:x}", bytes.len() - 1)).await;
        page.button("Go").click().await;
        pane.mentions(&hex_line(&bytes, last)).await;
        // The last line ends where the pane does, and not below it.
        let below = "const lines = [...document.querySelectorAll('.content-rows > *')].map(line => line.getBoundingClientRect())
            const pane = document.querySelector('[role=region][aria-label=Bytes]').getBoundingClientRect()
            return lines.at(-1).bottom - pane.bottom";
        let below = page.run(below, &[]).await.as_f64().expect("pixels");
        assert!(below <= 1.0, "{below} pixels");
        page.textbox("Go to offset").fill(&bytes.len().to_string()).await;
        page.button("Go").click().await;
        dialog(page).mentions("within the file").await;
        // Few lines are in the document, however many there are.
        let count = page.run("return document.querySelectorAll('.content-rows > *').length", &[]).await;
        assert!(count.as_u64().is_some_and(|count| count < 100), "{count}");
        page.press(Key::Escape).await;
        dialog(page).is_gone().await;
        page.button("View contents").is_focused().await;
    });
}

#[test]
fn bytes_are_selected_by_key_and_copied() {
    visit(async |page| {
        let bytes = look(page, "README.md").await;
        page.run(CLIPBOARD, &[]).await;
        page.part("region", "Bytes").focus().await;
        page.press(Key::Down).await;
        page.press(Key::Right).await;
        for _ in 0..2 {
            page.press_with_shift(Key::Right).await;
        }
        dialog(page).mentions("Offset 0x11, 3 bytes of").await;
        let chosen = &bytes[17..20];
        let hex: Vec<String> = chosen.iter().map(|byte| format!("{byte:02x}")).collect();
        page.button("Copy as hex").click().await;
        page.until_script("hex", "return window.copied", hex.join(" ").into()).await;
        page.button("Copy as C array").click().await;
        let c = format!("unsigned char bytes[3] = {{\n    0x{},\n}};\n", hex.join(", 0x"));
        page.until_script("C", "return window.copied", c.into()).await;
        page.button("Copy as Base64").click().await;
        page.until_script("Base64", "return window.copied", STANDARD.encode(chosen).into()).await;
    });
}

#[test]
fn text_is_shown_in_its_encoding_and_searched() {
    visit(async |page| {
        let bytes = look(page, "README.md").await;
        let text = String::from_utf8(bytes).expect("text");
        page.tab("Text").click().await;
        let pane = page.part("region", "Lines");
        pane.mentions(text.lines().next().expect("a line")).await;
        page.part("combobox", "Encoding").has("value", "UTF-8").await;
        is_accessible(page).await;
        let word = "appliance";
        let count = text.matches(word).count();
        page.part("searchbox", "Find").fill(word).await;
        page.press(Key::Enter).await;
        dialog(page).mentions(&format!("1 of {count}")).await;
        page.button("Next hit").click().await;
        dialog(page).mentions(&format!("2 of {count}")).await;
        let second = text.match_indices(word).nth(1).expect("a second one").0;
        dialog(page).mentions(&format!("Offset 0x{second:x}, {} bytes of", word.len())).await;
        page.until_script("marked", "return document.querySelector('.content-rows mark')?.textContent", word.into())
            .await;
        page.part("combobox", "Interpret as").choose("Hex").await;
        page.part("searchbox", "Find").fill("61 70 ?? 6c").await;
        page.press(Key::Enter).await;
        dialog(page).mentions(&format!("of {}", text.matches("appl").count())).await;
        page.part("combobox", "Interpret as").choose("Regular expression").await;
        page.part("searchbox", "Find").fill("(a").await;
        page.press(Key::Enter).await;
        dialog(page).mentions("no regular expression").await;
        page.part("combobox", "Encoding").choose("UTF-16 LE").await;
        pane.mentions("\u{2023}").await;
    });
}

#[test]
fn strings_lead_to_their_bytes() {
    visit(async |page| {
        let bytes = look(page, "README.md").await;
        page.tab("Strings").click().await;
        let list = page.part("listbox", "Strings");
        list.is_there().await;
        is_accessible(page).await;
        page.part("combobox", "Kind").choose("URL").await;
        list.mentions("http").await;
        list.call("function() { this.focus() }").await;
        page.press(Key::Enter).await;
        let text = String::from_utf8(bytes).expect("text");
        let line = text.lines().find(|line| line.contains("://")).expect("a URL");
        let at = text.find(line).expect("a place");
        page.part("region", "Bytes").is_there().await;
        dialog(page).mentions(&format!("Offset 0x{at:x}, ")).await;
    });
}

#[test]
fn a_picture_is_shown_only_when_it_is_asked_for() {
    visit(async |page| {
        look(page, "pixel.png").await;
        page.part("region", "Bytes").mentions("89 50 4e 47").await;
        assert!(!page.part("image", "Image, 1 × 1 pixels").exists().await);
        page.button("Show image").click().await;
        page.part("image", "Image, 1 × 1 pixels").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn a_file_that_the_archive_does_not_hold_is_said() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entry = page.entries(&hash).await.swap_remove(0);
        page.open(&format!("?sample={hash}&view=tree&row={}", entry.id)).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.button("Download archive").click().await;
        page.part("radio", "As served").click().await;
        page.button("Save").inside(&page.part("dialog", "Download archive")).click().await;
        page.button("View contents").click().await;
        page.alert_says(&["does not hold this file"]).await;
        dialog(page).is_gone().await;
    });
}
