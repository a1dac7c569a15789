//! The archive where the service worker serves the page and holds redirects back: the browser gathers it by itself then, and
//! everything else is as in `archive.rs`.

use std::time::Duration;

use matryoshka_e2e::{Page, scenario, visit};
use serde_json::json;

use crate::archive::{ask, is_not_saved_by, is_saved, slow};
use crate::offline::is_kept;

/// Opens a sample in a page that the service worker serves, and asks for its archive as it is served.
async fn download(page: &Page, hash: &str) {
    page.open_sample(hash).await;
    is_kept(page).await;
    ask(page).await;
}

/// How the archive was asked for.
pub async fn way(page: &Page) -> serde_json::Value {
    let ways = "return performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/unpacked/')).map(entry => entry.initiatorType)";
    page.run(ways, &[]).await
}

#[test]
fn it_is_what_the_appliance_served_and_asked_for_once() {
    visit(async |page| {
        let hash = scenario::hash("archive:33554432");
        let archive = page.archive(&hash).await;
        download(page, &hash).await;
        is_saved(page, &hash, &archive).await;
        assert_eq!(way(page).await, json!(["xmlhttprequest"]));
        page.no_alert().await;
        assert_eq!(page.asked().iter().filter(|asked| asked.is_archive()).count(), 1);
    });
}

#[test]
fn without_a_length_it_is_what_the_appliance_served() {
    visit(async |page| {
        let hash = scenario::hash("archive-no-length");
        let archive = page.archive(&hash).await;
        download(page, &hash).await;
        is_saved(page, &hash, &archive).await;
    });
}

#[test]
fn progress_is_seen_and_cancel_ends_it() {
    slow().visit(async |page| {
        download(page, &scenario::hash("archive:40000000")).await;
        let bar = page.part("progressbar", "Downloading archive");
        bar.is_further_than(Some(1_000_000.0)).await;
        page.button("Cancel").click().await;
        bar.is_gone().await;
        let ended = |asked: &[matryoshka_e2e::Asked]| asked.iter().any(|asked| asked.is_archive() && !asked.finished);
        page.until_asked("the archive is not sent to its end", ended).await;
        page.no_alert().await;
        assert_eq!(page.saved().await, Vec::<String>::new());
    });
}

/// Browsers end a service worker that has had nothing to do for half a minute, and with it what it passes on.
#[test]
fn what_comes_slowly_outlives_the_patience_of_browsers() {
    slow().visit(async |page| {
        let hash = scenario::hash("archive:40000000");
        download(page, &hash).await;
        let bar = page.part("progressbar", "Downloading archive").within(Duration::from_mins(2));
        bar.is_there().await;
        bar.is_gone().await;
        let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
        assert_eq!(saved.len(), 40_000_000);
        assert_eq!(way(page).await, json!(["xmlhttprequest"]));
    });
}

/// The archive of a scenario must not be saved, and words say why.
fn is_not_saved(name: &str, allowed: &[&str], words: &[&str]) {
    is_not_saved_by(name, allowed, words, &async |page: &Page, hash: &str| download(page, hash).await);
}

#[test]
fn what_breaks_off_is_not_saved() {
    is_not_saved("archive-half", &["ERR_"], &["nothing was saved"]);
    is_not_saved("archive-half-chunked", &["ERR_"], &["nothing was saved"]);
}

#[test]
fn what_is_no_archive_is_not_saved() {
    is_not_saved("archive-html", &[], &["nothing was saved", "page"]);
    is_not_saved("archive-410", &["410 (Gone)"], &["410", "Unable to retrieve extracted file content."]);
    is_not_saved("archive-404", &["404 (Not Found)"], &["404", "No extracted files found"]);
}

#[test]
fn a_redirect_is_said_and_not_followed() {
    visit(async |page| {
        let hash = scenario::hash("archive-redirect");
        download(page, &hash).await;
        page.alert_says(&["another address", "token"]).await;
        let other = page.appliance.other_url();
        let is_there = |host: &str| other.ends_with(host);
        let requests = page.appliance.requests();
        assert!(!requests.iter().any(|request| request.header("host").is_some_and(is_there)), "{other} was asked");
        assert_eq!(page.saved().await, Vec::<String>::new());
    });
}

#[test]
fn without_a_network_that_is_said() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        is_kept(page).await;
        page.appliance.stop().await;
        page.allow("ERR_");
        ask(page).await;
        page.alert_says(&["appliance"]).await;
        assert_eq!(page.saved().await, Vec::<String>::new());
    });
}
