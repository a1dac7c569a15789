//! File details: what the appliance says of one entry, and its hashes for the clipboard.

use matryoshka_e2e::{Key, Page, scenario, visit};

/// Makes the clipboard a variable, which a browser without a window lets be read.
const CLIPBOARD: &str = "window.copied = null
    Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied = text; return Promise.resolve() }}, configurable: true})";

async fn open_first(page: &Page, hash: &str) {
    page.open_sample(hash).await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.list().enter().await;
    page.press(Key::Home).await;
    page.press(Key::Enter).await;
}

#[test]
fn every_field_of_the_entry_is_there() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entry = page.entries(&hash).await.swap_remove(0);
        open_first(page, &hash).await;
        let details = page.part("complementary", "File details");
        details.mentions("container_sha1").await;
        for field in
            ["sha1", "sha256", "md5", "type_display", "category", "file_size", "classification", "local_first_seen"]
        {
            details.mentions(field).await;
            details.mentions(&entry.sample(field)).await;
        }
        details.mentions(&entry.id).await;
    });
}

#[test]
fn copy_puts_the_bare_hash_on_the_clipboard() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entry = page.entries(&hash).await.swap_remove(0);
        open_first(page, &hash).await;
        let details = page.part("complementary", "File details");
        details.is_there().await;
        page.run(CLIPBOARD, &[]).await;
        for (name, field) in [("Copy SHA-1", "sha1"), ("Copy SHA-256", "sha256"), ("Copy MD5", "md5")] {
            page.button(name).inside(&details).click().await;
            page.until_script(name, "return window.copied", entry.sample(field).into()).await;
        }
    });
}

#[test]
fn escape_closes_the_details_and_back_opens_them_again() {
    visit(async |page| {
        open_first(page, &scenario::hash("paging-85")).await;
        let details = page.part("complementary", "File details");
        details.is_there().await;
        page.button("Close details").focus().await;
        page.press(Key::Escape).await;
        details.is_gone().await;
        page.has_parameter("row", None).await;
        page.back().await;
        details.is_there().await;
    });
}

#[test]
fn a_time_says_how_long_ago_it_was() {
    visit(async |page| {
        open_first(page, &scenario::hash("paging-85")).await;
        page.part("complementary", "File details").mentions("ago").await;
        let times = "const fields = [...document.querySelectorAll('dt')].filter(name => /local_(first|last)_seen$/.test(name.innerText.trim()))
            return fields.map(name => name.nextElementSibling.innerText.trim())";
        let times = page.run(times, &[]).await;
        let times = times.as_array().expect("times");
        assert_eq!(times.len(), 2);
        assert!(times.iter().all(|time| time.as_str().is_some_and(|time| time.ends_with(" ago"))), "{times:?}");
    });
}
