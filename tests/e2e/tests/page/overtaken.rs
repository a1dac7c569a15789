//! Requests that are overtaken by others: a late answer never shows where it does not belong.

use std::time::Duration;

use matryoshka_e2e::{Options, Page, Setup, scenario, visit};

/// For the next seconds the page must go on to show the sample with 85 files.
async fn shows_nothing_else(page: &Page, time: Duration) {
    let id = page.list().until("has rows", |rows| !rows.is_empty()).await[0].id.clone();
    page.stays(time, async || {
        let count = page.file_count().text().await;
        let rows = page.list().rows().await;
        let alerts = page.alerts().await?;
        if count == "85 files" && rows.first().is_some_and(|row| row.id == id) && alerts.is_empty() {
            Ok(())
        } else {
            Err(format!("{count}, {:?}, {alerts:?}", rows.first()))
        }
    })
    .await;
}

#[test]
fn a_late_answer_never_shows_under_another_sample() {
    visit(async |page| {
        let (slow, good) = (scenario::hash("slow"), scenario::hash("paging-85"));
        page.open("").await;
        page.type_and_open(&slow).await;
        page.until_asked("the slow one", |asked| asked.iter().any(|asked| asked.is_listing_of(&slow))).await;
        page.type_and_open(&good).await;
        page.file_count().says("85 files").await;
        page.has_parameter("sample", Some(&good)).await;
        // Its answer would come after three seconds.
        shows_nothing_else(page, Duration::from_secs(4)).await;
        let asked = page.asked();
        assert!(asked.iter().all(|asked| !asked.is_listing_of(&slow) || !asked.finished), "aborted: {asked:?}");
    });
}

#[test]
fn going_back_overtakes_a_sample_that_is_still_awaited() {
    visit(async |page| {
        let (slow, good) = (scenario::hash("slow"), scenario::hash("paging-85"));
        page.open_sample(&good).await;
        page.file_count().says("85 files").await;
        page.type_and_open(&slow).await;
        page.until_asked("the slow one", |asked| asked.iter().any(|asked| asked.is_listing_of(&slow))).await;
        page.back().await;
        page.has_parameter("sample", Some(&good)).await;
        shows_nothing_else(page, Duration::from_secs(4)).await;
    });
}

#[test]
fn a_sample_that_comes_row_by_row_is_aborted_when_another_is_opened() {
    visit(async |page| {
        let (slow, good) = (scenario::hash("slow-body"), scenario::hash("paging-85"));
        page.open_tree(&slow).await;
        page.until_asked("the slow one", |asked| asked.iter().any(|asked| asked.is_listing_of(&slow))).await;
        page.type_and_open(&good).await;
        page.file_count().says("85 files").await;
        page.tab("List").click().await;
        // It would take six seconds to its end.
        shows_nothing_else(page, Duration::from_secs(7)).await;
        let finished =
            page.asked().iter().any(|asked| asked.is_listing_of(&slow) && asked.finished && asked.page_size != Some(1));
        assert!(!finished, "{:?}", page.asked());
    });
}

#[test]
fn a_page_that_is_overtaken_by_another_is_aborted() {
    // So many that nothing is loaded but what is shown, and that after a while.
    let work = "800,0".parse().expect("what answers take");
    let appliance = Options { token: None, work: Some(work), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(async |page| {
        let slow = scenario::hash("generated:2120");
        page.open(&format!("?sample={slow}&page_size=50")).await;
        page.file_count().says("2,120 files").await;
        page.any("progressbar").is_gone().await;
        page.button("Next page").click().await;
        page.until_asked("page 2", |asked| asked.iter().any(|asked| asked.page == Some(2))).await;
        page.button("Last page").click().await;
        page.part("navigation", "Pages").mentions("Page 43 of 43").await;
        page.any("progressbar").is_gone().await;
        let rows = page.list().until("has rows", |rows| !rows.is_empty()).await;
        assert_eq!(page.entries(&slow).await[2_100].id, rows[0].id);
        let second = page.asked().into_iter().find(|asked| asked.page == Some(2)).expect("just seen");
        assert!(!second.finished, "it would have taken longer than the last page: {second:?}");
        page.no_alert().await;
    });
}

#[test]
fn a_sample_that_is_awaited_is_busy() {
    visit(async |page| {
        page.open_sample(&scenario::hash("slow")).await;
        page.until_script("busy", "return document.querySelector('[aria-busy=true]') !== null", true.into()).await;
        page.file_count().says("85 files").await;
        page.until_script("at rest", "return document.querySelector('[aria-busy=true]') === null", true.into()).await;
    });
}
