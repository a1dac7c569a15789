//! Without a network, and with a page that is replaced while it is open: what the service worker is for.

use std::fs;

use matryoshka_e2e::{Folder, Page, Setup, built_page, scenario, visit};
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
    Setup::with_page(folder.path()).visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        is_kept(page).await;
        // The parts that this tab has not used yet go away, and the page is another one.
        for name in folder.names().iter().filter(|name| name.starts_with("worker-")) {
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

/// A host that wants a log-in answers with a page of its own, whatever it is asked for.
#[test]
fn a_page_for_logging_in_is_not_kept_and_the_next_visit_keeps_the_page() {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    let index = fs::read_to_string(folder.path().join("index.html")).expect("a page");
    // The page would ask for its service worker by itself after a while: into an attempt that is under way, and fails, a
    // browser takes the next one in.
    let unasked = index.replace(" data-offline", "");
    assert_ne!(index, unasked, "the page has the mark by which it asks");
    folder.replace("index.html", &unasked).expect("written");
    Setup::with_page(folder.path()).visit(async |page| {
        page.open("").await;
        folder.replace("index.html", "<!doctype html><title>Log in</title><h1>Log in</h1>").expect("written");
        let outcome = "const done = arguments[0]
            navigator.serviceWorker.register('sw.js').then(({ installing }) => installing.addEventListener('statechange', () => {
                if (['installed', 'redundant'].includes(installing.state)) done(installing.state)
            }))";
        assert_eq!(page.run_async(outcome).await, json!("redundant"), "it keeps nothing but the page");
        folder.replace("index.html", &index).expect("written");
        page.reload().await;
        is_kept(page).await;
        page.appliance.stop().await;
        page.allow("ERR_CONNECTION_REFUSED");
        page.reload().await;
        page.part("heading", "Log in").is_gone().await;
    });
}

/// Two copies of the page at two paths of one origin, in two versions.
#[test]
fn two_copies_on_one_origin_leave_each_other_alone() {
    let built = built_page().expect("a built page");
    let folder = Folder::new().expect("a folder");
    for name in ["one", "two"] {
        folder.add_copy_of(&built, name).expect("a copy");
    }
    let script = fs::read_to_string(folder.path().join("two/sw.js")).expect("a script");
    let version = script.split('"').nth(1).expect("a version").to_owned();
    folder.replace("two/sw.js", &script.replace(&version, "another version")).expect("written");
    Setup::with_page(folder.path()).visit(async |page| {
        for name in ["one/", "two/"] {
            page.open(name).await;
            is_kept(page).await;
        }
        page.appliance.stop().await;
        page.allow("ERR_CONNECTION_REFUSED");
        for name in ["one/", "two/"] {
            page.open(name).await;
            page.button("Open").is_there().await;
        }
    });
}
