//! Requests that are overtaken by others: a late answer never shows where it does not belong.

use matryoshka_e2e::{Asked, Page, Setup, scenario, visit};

/// The slow answer is over and was not sent to its end: the page has given it up. It shows the sample with 85 files.
async fn has_given_up(page: &Page, slow: &str) {
    let id = page.list().until("has rows", |rows| !rows.is_empty()).await[0].id.clone();
    let is_slow = |asked: &&Asked| asked.is_listing_of(slow) && asked.page_size != Some(1);
    let is_over = |asked: &[Asked]| {
        let mut slow = asked.iter().filter(is_slow).peekable();
        slow.peek().is_some() && slow.all(|asked| asked.over)
    };
    let asked = page.until_asked("the slow one given up", is_over).await;
    let last = asked.iter().rfind(is_slow).expect("just seen");
    assert!(!last.finished, "{asked:?}");
    page.painted().await;
    page.file_count().says("85 files").await;
    assert_eq!(page.list().rows().await.first().map(|row| row.id.clone()), Some(id));
    page.no_alert().await;
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
        has_given_up(page, &slow).await;
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
        has_given_up(page, &slow).await;
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
        has_given_up(page, &slow).await;
    });
}

#[test]
fn a_page_that_is_overtaken_by_another_is_aborted() {
    // So many that nothing is loaded but what is shown, and that after a while.
    Setup::working("800,0").visit(async |page| {
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

#[test]
fn a_sample_that_is_asked_for_again_comes_though_something_else_is_pressed() {
    Setup::working("1500,0").visit(async |page| {
        // All of it in one answer: nothing else is asked for by itself.
        page.open(&format!("?sample={}&page_size=100", scenario::hash("paging-85"))).await;
        page.file_count().says("85 files").await;
        let before = page.asked().len();
        page.button("Open").click().await;
        page.until_asked("again", |asked| asked.len() > before).await;
        page.tab("Tree").click().await;
        let is_whole = |asked: &[Asked]| asked.get(before).is_some_and(|again| again.finished);
        page.until_asked("the whole answer", is_whole).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
    });
}
