//! The whole page through a host, in a browser.

use std::fs;

use matryoshka_e2e::{DEMO_TOKEN, Options, Page, scenario, visit_at};

use crate::host::{Setup, appliance};
use crate::recipe::{Server, Variant};

/// What somebody does with a sample: list, tree, filter, archive.
async fn work(page: &Page, hash: &str) {
    page.type_and_open(hash).await;
    page.file_count().says("85 files").await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.tab("Tree").click().await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.part("searchbox", "Filter").fill("unpacked").await;
    page.file_count().mentions("of 85 files").await;
    page.tab("List").click().await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.no_alert().await;
}

async fn save(page: &Page, hash: &str) {
    let archive = page.archive(hash).await;
    page.button("Download archive").click().await;
    let dialog = page.part("dialog", "Download archive");
    page.part("radio", "As served").inside(&dialog).click().await;
    page.button("Save").inside(&dialog).click().await;
    let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
    assert!(saved == archive, "{} bytes instead of {}", saved.len(), archive.len());
    page.no_alert().await;
}

pub fn the_whole_page(server: Server) {
    let appliance = appliance(Options::default());
    let (host, secure) = Setup::default().before(&appliance, server);
    visit_at(&host.page(), appliance, async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.button("Connect").click().await;
        page.part("dialog", "Connection").is_gone().await;
        work(page, &scenario::hash("paging-85")).await;
        save(page, &scenario::hash("paging-85")).await;
        assert!(page.asked().iter().all(|asked| asked.token.as_deref() == Some(DEMO_TOKEN)));

        // Nothing that it runs was refused by the recipe's policy, the worker for later visits included.
        let kept = "const done = arguments[arguments.length - 1];
            navigator.serviceWorker.ready.then(async () => done((await caches.keys()).length))";
        assert_eq!(page.run_async(kept).await, 1);
        page.open("").await;
    });
    assert!(secure.seen().iter().all(|seen| seen.header("cookie").is_none()));
}

pub fn the_whole_page_without_a_token(server: Server) {
    let variant = Variant::TokenFromProxy("127.0.0.1");
    let appliance = appliance(Options::default());
    let (host, _secure) = Setup { variant, ..Setup::default() }.before(&appliance, server);
    let config = "{ \"appliances\": [{ \"name\": \"Lab\", \"url\": \"\", \"tokenFromProxy\": true }] }";
    fs::write(host.file("config.json"), config).expect("a file");
    visit_at(&host.page(), appliance, async |page| {
        page.open("").await;
        work(page, &scenario::hash("paging-85")).await;
        save(page, &scenario::hash("paging-85")).await;
        assert!(!page.part("dialog", "Connection").exists().await, "nobody is asked for a token");
    });
}
