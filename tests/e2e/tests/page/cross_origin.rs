//! An appliance on another origin.

use std::net::{Ipv4Addr, TcpListener};

use matryoshka_e2e::{Cors, DEMO_TOKEN, Folder, Options, Page, Setup, built_page, scenario, start, visit};
use serde_json::json;

use crate::archive::ask;
use crate::archive_kept::way;
use crate::offline::is_kept;

async fn connect(page: &Page, address: &str) {
    page.may_ask(address);
    page.button("Connection").click().await;
    page.textbox("Appliance address").fill(address).await;
    page.textbox("API token").fill(DEMO_TOKEN).await;
    page.button("Connect").click().await;
    page.part("dialog", "Connection").is_gone().await;
}

/// All three causes that a browser can't tell apart.
async fn names_three_causes(page: &Page) {
    page.alert_says(&["reach", "certificate", "CORS"]).await;
}

#[test]
fn an_appliance_that_allows_it_is_used_from_another_origin() {
    visit(async |page| {
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.open("").await;
        connect(page, &other.url()).await;
        let hash = scenario::hash("paging-85");
        page.type_and_open(&hash).await;
        page.file_count().says("85 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        assert_eq!(page.asked(), [], "the page's own origin is not asked");
        assert!(other.requests().iter().any(|request| request.method == "GET" && request.status == 200));
        page.button("Download archive").click().await;
        page.part("radio", "As served").click().await;
        page.button("Save").click().await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        assert!(!page.address().await.contains("127.0.0.1:9"), "the address names no appliance");
        other.stop().await;
    });
}

#[test]
fn its_archive_comes_past_the_service_worker_too_and_its_redirects_are_held_back() {
    visit(async |page| {
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.open("").await;
        is_kept(page).await;
        connect(page, &other.url()).await;
        let hash = scenario::hash("archive:33554432");
        page.type_and_open(&hash).await;
        page.file_count().says("32 files").await;
        ask(page).await;
        let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
        assert_eq!(saved.len(), 33_554_432);
        assert_eq!(way(page).await, json!(["xmlhttprequest"]));
        page.type_and_open(&scenario::hash("archive-redirect")).await;
        page.file_count().says("85 files").await;
        ask(page).await;
        page.alert_says(&["another address", "token"]).await;
        let third = other.other_url();
        let is_there = |host: &str| third.ends_with(host);
        assert!(!other.requests().iter().any(|request| request.header("host").is_some_and(is_there)));
        other.stop().await;
    });
}

#[test]
fn its_archive_may_be_compressed_on_the_way() {
    visit(async |page| {
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.open("").await;
        connect(page, &other.url()).await;
        let hash = scenario::hash("archive-gzip");
        page.type_and_open(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        ask(page).await;
        // The page sees the length of what was sent, and not that it was compressed.
        let saved = page.until_saved(&format!("{hash}-extracted.zip")).await;
        assert!(zip::ZipArchive::new(std::io::Cursor::new(saved)).is_ok_and(|archive| !archive.is_empty()));
        page.no_alert().await;
        other.stop().await;
    });
}

#[test]
fn an_appliance_that_does_not_allow_it_is_said_with_the_three_causes() {
    visit(async |page| {
        page.allow("blocked by CORS policy");
        page.allow("ERR_FAILED");
        let other = start(Options::default()).await.expect("a second appliance");
        page.open("").await;
        connect(page, &other.url()).await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        names_three_causes(page).await;
        page.alert_says(&[&other.url()]).await;
        other.stop().await;
    });
}

#[test]
fn another_appliance_does_not_get_the_first_ones_token() {
    Setup::with_token().visit(async |page| {
        page.allow("403 (Forbidden)");
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.may_ask(&other.url());
        page.open("").await;
        page.button("Connection").click().await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.part("checkbox", "Keep for this tab").click().await;
        page.button("Connect").click().await;
        let hash = scenario::hash("paging-85");
        page.type_and_open(&hash).await;
        page.file_count().says("85 files").await;
        page.button("Connection").click().await;
        page.textbox("Appliance address").fill(&other.url()).await;
        page.button("Connect").click().await;
        // It wants a token of its own, and the one that is entered now is for it.
        let dialog = page.part("dialog", "Connection");
        dialog.mentions("403").await;
        let tokens = |requests: Vec<matryoshka_appliance::Request>| -> Vec<Option<String>> {
            let asked = requests.into_iter().filter(|request| request.method == "GET");
            asked.map(|request| request.header("authorization").map(str::to_owned)).collect()
        };
        let first = tokens(other.requests());
        assert!(!first.is_empty() && first.iter().all(Option::is_none), "{} requests with a token", first.len());
        page.textbox("Appliance address").has("value", other.url()).await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.button("Connect").click().await;
        dialog.is_gone().await;
        page.no_alert().await;
        page.until("the second appliance to be asked with its token".to_owned(), async || {
            if tokens(other.requests()).iter().any(Option::is_some) { Ok(()) } else { Err("not yet".to_owned()) }
        })
        .await;
        other.stop().await;
    });
}

#[test]
fn an_address_that_the_policy_of_the_page_forbids_is_said_to_be_that() {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    let index = folder.path().join("index.html");
    let text = std::fs::read_to_string(index).expect("a page");
    let strict = text.replace("connect-src 'self' https: http:", "connect-src 'self'");
    assert_ne!(text, strict, "the page has a policy that this test can make stricter");
    folder.replace("index.html", &strict).expect("written");
    Setup::with_page(folder.path()).visit(async |page| {
        page.allow("Content Security Policy");
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.open("").await;
        connect(page, &other.url()).await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        let alert = page.alert_says(&["policy", "connect-src", &other.url()]).await;
        assert!(!alert.contains("CORS") && !alert.contains("certificate"), "{alert}");
        assert!(other.requests().is_empty());
        other.stop().await;
    });
}

#[test]
fn a_host_that_does_not_answer_is_said_with_the_three_causes() {
    visit(async |page| {
        page.allow("ERR_CONNECTION_REFUSED");
        // A port on which nobody listens: it was free a moment ago.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let address = format!("http://{}", free.expect("a free port"));
        page.open("").await;
        connect(page, &address).await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        names_three_causes(page).await;
    });
}

#[test]
fn an_appliance_that_goes_away_leaves_what_has_come() {
    visit(async |page| {
        page.allow("ERR_");
        let other = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("a second appliance");
        page.open("").await;
        connect(page, &other.url()).await;
        // So many that nothing is loaded but what is shown.
        page.type_and_open(&scenario::hash("generated:2505")).await;
        page.file_count().says("2,505 files").await;
        other.stop().await;
        page.button("Next page").click().await;
        names_three_causes(page).await;
        page.button("Previous page").click().await;
        page.list().until("still has the first page", |rows| !rows.is_empty()).await;
        page.file_count().says("2,505 files").await;
    });
}

#[test]
fn rows_are_continued_where_they_were_opened() {
    visit(async |page| {
        page.allow("ERR_CONNECTION_REFUSED");
        let first = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("an appliance");
        page.open("").await;
        connect(page, &first.url()).await;
        let hash = scenario::hash("generated:2505");
        page.type_and_open(&hash).await;
        page.file_count().says("2,505 files").await;
        // A second one that does not answer.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        connect(page, &format!("http://{}", free.expect("a free port"))).await;
        names_three_causes(page).await;
        first.clear_requests();
        let shown = page.list().until("still has its rows", |rows| !rows.is_empty()).await[0].id.clone();
        page.button("Next page").click().await;
        page.list().until("shows the second page", |rows| rows.first().is_some_and(|row| row.id != shown)).await;
        let asked = first.requests();
        assert!(asked.iter().any(|request| request.method == "GET" && request.status == 200), "{asked:?}");
        ask(page).await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        first.stop().await;
    });
}
