//! Small samples are there as a whole behind the first page of the list, without a press.

use std::time::Duration;

use matryoshka_e2e::{Page, Setup, scenario, visit};

/// What is known of a sample only once all of it is there.
async fn is_whole(page: &Page, files: &str) {
    page.part("group", "Verdicts").is_there().await;
    page.part("region", "Sample").mentions(&format!("{files},")).await;
    assert!(!page.button("Load all").exists().await, "there is nothing to load");
}

/// Nothing is loaded but the page that is shown, and nothing is said about it.
async fn stays_a_part(page: &Page) {
    page.button("Load all").is_there().await;
    page.stays(Duration::from_millis(500), async || {
        let alerts = page.alerts().await?;
        if alerts.is_empty() { Ok(()) } else { Err(format!("{alerts:?}")) }
    })
    .await;
    page.button("Load all").is_there().await;
}

#[test]
fn up_to_two_thousand_files_are_there_without_a_press() {
    visit(async |page| {
        for (name, files) in [("paging-85", "85 files"), ("generated:2000", "2,000 files")] {
            page.open_sample(&scenario::hash(name)).await;
            page.file_count().says(files).await;
            is_whole(page, files).await;
            page.no_alert().await;
            let rows = page.list().until("has rows", |rows| !rows.is_empty()).await;
            page.button("Next page").click().await;
            page.list().until("shows the next page", |next| next.first().is_some_and(|row| row.id != rows[0].id)).await;
            page.button("Facets").click().await;
            page.part("region", "Facets").mentions("malicious").await;
            page.button("Facets").click().await;
        }
    });
}

#[test]
fn more_files_are_loaded_when_they_are_needed() {
    visit(async |page| {
        page.open_sample(&scenario::hash("generated:2001")).await;
        page.file_count().says("2,001 files").await;
        stays_a_part(page).await;
        assert_eq!(page.asked().len(), 1, "{:?}", page.asked());
        page.part("searchbox", "Filter").fill("class:malicious").await;
        page.file_count().mentions("of 2,001 files").await;
        page.button("Load all").is_gone().await;
    });
}

/// From now on the person saves data: nothing is loaded that was not asked for.
pub async fn saves_data(page: &Page) {
    let saves = "Object.defineProperty(Navigator.prototype, 'connection', {get: () => ({saveData: true})})";
    page.run(saves, &[]).await;
}

#[test]
fn who_saves_data_is_asked_first() {
    visit(async |page| {
        page.open("").await;
        saves_data(page).await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        stays_a_part(page).await;
        assert_eq!(page.asked().len(), 1, "{:?}", page.asked());
        page.button("Load all").click().await;
        is_whole(page, "85 files").await;
    });
}

#[test]
fn an_appliance_that_fails_stops_it_without_a_word() {
    visit(async |page| {
        page.allow("500 (Internal");
        page.open_sample(&scenario::hash("missing-page")).await;
        page.file_count().says("2,000 files").await;
        stays_a_part(page).await;
        // Who asks for them is told.
        page.button("Load all").click().await;
        page.alert_says(&["500", "missing"]).await;
    });
}

#[test]
fn what_is_odd_is_said_once_all_rows_are_looked_at() {
    visit(async |page| {
        page.open_sample(&scenario::hash("doubled-ids")).await;
        page.file_count().says("120 files").await;
        is_whole(page, "120 files").await;
        page.no_alert().await;
        page.tab("Tree").click().await;
        page.alert_says(&["id"]).await;
    });
}

#[test]
fn it_is_quiet() {
    // Slow enough that a bar would be seen.
    Setup::working("400,1").visit(async |page| {
        page.open_sample(&scenario::hash("generated:1000")).await;
        page.file_count().says("1,000 files").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.until_asked("the rest", |asked| asked.len() > 1).await;
        assert!(!page.any("progressbar").exists().await, "nobody waits for it");
        // Whoever needs it sees how far it is.
        page.tab("Tree").click().await;
        page.file_count().within(Duration::from_secs(20)).says("1,000 files").await;
        is_whole(page, "1,000 files").await;
        page.no_alert().await;
    });
}
