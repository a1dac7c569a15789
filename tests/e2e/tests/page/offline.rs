//! Without a network, and with a page that is replaced while it is open: what the service worker is for.

use std::fs;

use matryoshka_e2e::{Folder, Key, Options, Page, Setup, built_page, scenario, visit};
use serde_json::json;

use crate::exports::export;
use crate::open_file::{drop_file, entries};

/// Waits until the service worker has kept the page and serves it; it would begin some seconds after the page.
pub async fn is_kept(page: &Page) {
    let kept = "const done = arguments[0]
        navigator.serviceWorker.register('sw.js')
        const served = () => navigator.serviceWorker.controller ?? new Promise(served => navigator.serviceWorker.addEventListener('controllerchange', served))
        navigator.serviceWorker.ready.then(served).then(() => done(true))";
    assert_eq!(page.run_async(kept).await, json!(true));
}

#[test]
fn the_page_opens_without_a_network_and_works_on_a_file() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        is_kept(page).await;
        page.appliance.stop().await;
        page.allow("ERR_CONNECTION_REFUSED");
        page.reload().await;
        drop_file(page, "saved.json", &json!(rows).to_string()).await;
        page.file_count().says("85 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let csv = export(page, "CSV", "listing-extracted-files.csv").await;
        assert_eq!(csv.lines().count(), 86);
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.alert_says(&["appliance"]).await;
    });
}

#[test]
fn a_new_version_breaks_no_open_tab_and_the_next_visit_has_it() {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    let appliance = Options { token: None, page: Some(folder.path().to_owned()), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        is_kept(page).await;
        // The parts that this tab has not used yet go away, and the page is another one.
        for name in folder.names().iter().filter(|name| name.starts_with("workshop-")) {
            fs::remove_file(folder.path().join(name)).expect("removed");
        }
        let index = folder.path().join("index.html");
        let text =
            fs::read_to_string(&index).expect("a page").replace("<title>", "<meta name=deployed content=again><title>");
        folder.replace("index.html", &text).expect("written");
        let csv = export(page, "CSV", &format!("{hash}-extracted-files.csv")).await;
        assert_eq!(csv.lines().count(), 86);
        page.reload().await;
        assert_eq!(page.run("return document.querySelector('meta[name=deployed]') !== null", &[]).await, json!(true));
    });
}

/// As after a deployment, in a tab that no service worker serves.
#[test]
fn without_the_late_part_the_listing_stays_and_only_what_is_asked_for_says_so() {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    for name in folder.names().iter().filter(|name| name.starts_with("rest-")) {
        fs::remove_file(folder.path().join(name)).expect("removed");
    }
    let appliance = Options { token: None, page: Some(folder.path().to_owned()), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(async |page| {
        page.allow("404 (Not Found)");
        page.allow("rest-");
        page.allow("Failed to fetch");
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.no_alert().await;
        for _ in 0..2 {
            page.button("Columns").click().await;
            page.alert_says(&["could not be loaded"]).await;
            page.button("Dismiss").click().await;
            page.no_alert().await;
            page.press(Key::Escape).await;
        }
        page.tab("Map").click().await;
        page.alert_says(&["could not be loaded"]).await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
    });
}
