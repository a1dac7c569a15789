//! Download archive: the warning, the progress, and what is never saved.

use matryoshka_e2e::{Key, Page, Part, Setup, scenario, visit};

/// The dialog before a download.
pub fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "Download archive")
}

/// Opens a sample and asks for its archive as it is served.
async fn download(page: &Page, hash: &str) {
    page.open_sample(hash).await;
    ask(page).await;
}

/// Asks for the archive of the open sample as it is served.
pub async fn ask(page: &Page) {
    page.button("Download archive").click().await;
    page.part("radio", "As served").click().await;
    page.button("Save").inside(&dialog(page)).click().await;
}

/// The archive of a sample has been saved byte for byte.
pub async fn is_saved(page: &Page, hash: &str, archive: &[u8]) {
    let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
    assert!(saved == archive, "{} bytes instead of {}", saved.len(), archive.len());
}

/// An appliance that sends a MiB in a second, so that there is something to see meanwhile.
pub fn slow() -> Setup {
    Setup::sending(1 << 20)
}

/// The archive of a scenario must not be saved, and words say why.
fn is_not_saved(name: &str, allowed: &[&str], words: &[&str]) {
    is_not_saved_by(name, allowed, words, &async |page: &Page, hash: &str| download(page, hash).await);
}

/// The same when it is asked for in a certain way.
pub fn is_not_saved_by(name: &str, allowed: &[&str], words: &[&str], download: &impl AsyncFn(&Page, &str)) {
    visit(async |page| {
        for part in allowed {
            page.allow(part);
        }
        download(page, &scenario::hash(name)).await;
        page.alert_says(words).await;
        page.part("progressbar", "Downloading archive").is_gone().await;
        assert_eq!(page.saved().await, Vec::<String>::new());
        page.list().until("still has its rows", |rows| !rows.is_empty()).await;
    });
}

#[test]
fn a_warning_comes_before_live_malware() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.button("Download archive").click().await;
        dialog(page).mentions("malware").await;
        page.press(Key::Escape).await;
        dialog(page).is_gone().await;
        page.button("Download archive").is_focused().await;
        assert!(page.asked().iter().all(|asked| !asked.is_archive()), "nothing is asked before Save is pressed");
    });
}

#[test]
fn the_saved_archive_is_what_the_appliance_served() {
    visit(async |page| {
        let hash = page.appliance.sample().sha256.clone();
        let archive = page.archive(&hash).await;
        download(page, &hash).await;
        is_saved(page, &hash, &archive).await;
        assert_eq!(page.mark("save-archive").await["bytes"], archive.len());
        page.no_alert().await;
        assert_eq!(page.asked().iter().filter(|asked| asked.is_archive()).count(), 1);
    });
}

#[test]
fn a_larger_archive_arrives_unchanged() {
    visit(async |page| {
        let hash = scenario::hash("archive:33554432");
        let archive = page.archive(&hash).await;
        download(page, &hash).await;
        is_saved(page, &hash, &archive).await;
    });
}

#[test]
fn an_archive_without_a_length_arrives_unchanged() {
    slow().visit(async |page| {
        let hash = scenario::hash("archive-no-length");
        let archive = page.archive(&hash).await;
        download(page, &hash).await;
        let bar = page.part("progressbar", "Downloading archive");
        assert_eq!(bar.progress().await, None, "nobody knows how much of it has come");
        is_saved(page, &hash, &archive).await;
    });
}

#[test]
fn whatever_is_in_an_archive_it_is_saved_as_it_was_served() {
    visit(async |page| {
        for name in
            ["archive-names", "archive-encrypted", "archive-zipcrypto", "archive-bomb", "archive-lies", "archive-empty"]
        {
            let hash = scenario::hash(name);
            let archive = page.archive(&hash).await;
            download(page, &hash).await;
            let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
            // Encrypted anew for each request, with another salt.
            let differs = matches!(name, "archive-encrypted" | "archive-zipcrypto");
            let same = if differs { saved.len() == archive.len() } else { saved == archive };
            assert!(same, "{name}: {} bytes instead of {}", saved.len(), archive.len());
            page.no_alert().await;
        }
        assert_eq!(page.saved().await.len(), 6, "{:?}", page.saved().await);
    });
}

#[test]
fn the_progress_of_a_download_is_seen_and_cancel_ends_it() {
    slow().visit(async |page| {
        let hash = scenario::hash("archive:40000000");
        download(page, &hash).await;
        let bar = page.part("progressbar", "Downloading archive");
        bar.is_further_than(bar.progress().await).await;
        page.button("Cancel").click().await;
        bar.is_gone().await;
        let ended = |asked: &[matryoshka_e2e::Asked]| asked.iter().any(|asked| asked.is_archive() && !asked.finished);
        page.until_asked("the archive is not sent to its end", ended).await;
        page.no_alert().await;
        assert_eq!(page.saved().await, Vec::<String>::new());
        // And it can be had after all.
        page.button("Download archive").is_there().await;
    });
}

#[test]
fn an_archive_of_another_sample_ends_the_download() {
    slow().visit(async |page| {
        download(page, &scenario::hash("archive:40000000")).await;
        page.part("progressbar", "Downloading archive").is_there().await;
        page.type_and_open(&scenario::hash("archive:1048576")).await;
        page.has_parameter("sample", Some(&scenario::hash("archive:1048576"))).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.part("progressbar", "Downloading archive").is_gone().await;
        let ended = |asked: &[matryoshka_e2e::Asked]| asked.iter().any(|asked| asked.is_archive() && !asked.finished);
        page.until_asked("the archive is not sent to its end", ended).await;
        assert_eq!(page.saved().await, Vec::<String>::new());
    });
}

#[test]
fn an_archive_that_breaks_off_is_not_saved() {
    is_not_saved("archive-half", &["ERR_"], &["nothing was saved"]);
}

#[test]
fn an_archive_without_a_length_that_breaks_off_is_not_saved() {
    is_not_saved("archive-half-chunked", &["ERR_"], &["nothing was saved"]);
}

#[test]
fn a_web_page_in_the_place_of_an_archive_is_not_saved() {
    is_not_saved("archive-html", &[], &["nothing was saved", "page"]);
}

#[test]
fn an_archive_that_can_not_be_retrieved_is_not_saved() {
    is_not_saved("archive-410", &["410 (Gone)"], &["410", "Unable to retrieve extracted file content."]);
    is_not_saved("gone", &["410 (Gone)"], &["410"]);
}

#[test]
fn an_archive_that_does_not_exist_is_not_saved() {
    is_not_saved("archive-404", &["404 (Not Found)"], &["404", "No extracted files found"]);
}

#[test]
fn after_a_failed_download_the_next_one_clears_the_alert() {
    visit(async |page| {
        page.allow("ERR_");
        download(page, &scenario::hash("archive-half")).await;
        page.alert_says(&["nothing was saved"]).await;
        let hash = scenario::hash("archive:1048576");
        page.type_and_open(&hash).await;
        page.has_parameter("sample", Some(&hash)).await;
        page.no_alert().await;
        ask(page).await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        page.no_alert().await;
    });
}

#[test]
fn one_that_ends_behind_a_zip_inside_of_it_is_not_saved() {
    is_not_saved("archive-inner-cut", &[], &["broke off"]);
}
