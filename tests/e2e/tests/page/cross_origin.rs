//! An appliance on another origin.

use std::net::{Ipv4Addr, TcpListener};

use matryoshka_e2e::{Cors, DEMO_TOKEN, Options, Page, scenario, start, visit};
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
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        other.stop().await;
        page.button("Next page").click().await;
        names_three_causes(page).await;
        page.button("Previous page").click().await;
        page.list().until("still has the first page", |rows| !rows.is_empty()).await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn rows_are_continued_where_they_were_opened() {
    visit(async |page| {
        page.allow("ERR_CONNECTION_REFUSED");
        let first = start(Options { cors: Cors::Any, ..Options::default() }).await.expect("an appliance");
        page.open("").await;
        connect(page, &first.url()).await;
        let hash = scenario::hash("paging-85");
        page.type_and_open(&hash).await;
        page.file_count().says("85 files").await;
        // A second one that does not answer.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        connect(page, &format!("http://{}", free.expect("a free port"))).await;
        names_three_causes(page).await;
        first.clear_requests();
        page.button("Next page").click().await;
        page.list().until("has the second page", |rows| rows.len() == 35).await;
        let asked = first.requests();
        assert!(asked.iter().any(|request| request.method == "GET" && request.status == 200), "{asked:?}");
        ask(page).await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        first.stop().await;
    });
}
