//! The list: its pages, and what is asked for them.

use matryoshka_e2e::{Asked, Entry, Page, Part, Row, scenario, visit};

/// A listing of which nothing is loaded but what is shown.
const LARGE: &str = "generated:2505";

fn pages(page: &Page) -> Part<'_> {
    page.part("navigation", "Pages")
}

fn asked_pages(asked: &[Asked]) -> Vec<(u64, u64)> {
    asked.iter().map(|asked| (asked.page.unwrap_or(0), asked.page_size.unwrap_or(0))).collect()
}

fn ids(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| &*entry.id).collect()
}

/// Waits until the list shows these entries in this order, and no others.
pub async fn shows(page: &Page, entries: &[Entry]) -> Vec<Row> {
    let first = entries[0].id.clone();
    page.list()
        .until("begins with the first entry of its page", |rows| rows.first().is_some_and(|row| row.id == first))
        .await;
    let rows = page.list().walk().await;
    assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), ids(entries));
    rows
}

#[test]
fn one_request_is_made_for_each_page_that_is_shown() {
    visit(async |page| {
        let hash = scenario::hash(LARGE);
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        shows(page, &entries[..50]).await;
        pages(page).mentions("Page 1 of 51").await;
        page.file_count().says("2,505 files").await;
        assert_eq!(asked_pages(&page.asked()), [(1, 50)]);
        page.button("Next page").click().await;
        shows(page, &entries[50..100]).await;
        pages(page).mentions("Page 2 of 51").await;
        assert_eq!(asked_pages(&page.asked()), [(1, 50), (2, 50)]);
    });
}

#[test]
fn first_previous_next_and_last_go_where_they_say() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=10")).await;
        pages(page).mentions("Page 1 of 9").await;
        page.button("First page").has("disabled", true).await;
        page.button("Previous page").has("disabled", true).await;
        page.button("Next page").click().await;
        pages(page).mentions("Page 2 of 9").await;
        shows(page, &entries[10..20]).await;
        page.has_parameter("page", Some("2")).await;
        page.button("Last page").click().await;
        pages(page).mentions("Page 9 of 9").await;
        shows(page, &entries[80..]).await;
        page.button("Next page").has("disabled", true).await;
        page.button("Last page").has("disabled", true).await;
        page.button("Previous page").click().await;
        pages(page).mentions("Page 8 of 9").await;
        shows(page, &entries[70..80]).await;
        page.button("First page").click().await;
        pages(page).mentions("Page 1 of 9").await;
        shows(page, &entries[..10]).await;
    });
}

#[test]
fn pages_seen_before_are_not_asked_for_again() {
    visit(async |page| {
        let hash = scenario::hash(LARGE);
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=25")).await;
        shows(page, &entries[..25]).await;
        page.button("Next page").click().await;
        shows(page, &entries[25..50]).await;
        page.button("Previous page").click().await;
        shows(page, &entries[..25]).await;
        page.button("Next page").click().await;
        shows(page, &entries[25..50]).await;
        page.back().await;
        shows(page, &entries[..25]).await;
        assert_eq!(asked_pages(&page.asked()), [(1, 25), (2, 25)]);
    });
}

#[test]
fn rows_per_page_can_be_chosen() {
    visit(async |page| {
        let hash = scenario::hash("generated:1000");
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        shows(page, &entries[..50]).await;
        let sizes = "function() { return [...this.options].map(option => option.text.trim()).join(' ') }";
        let sizes = page.part("combobox", "Rows per page").call(sizes).await;
        assert_eq!(sizes, "25 50 100 250 500");
        page.part("combobox", "Rows per page").choose("250").await;
        pages(page).mentions("Page 1 of 4").await;
        shows(page, &entries[..250]).await;
        page.has_parameter("page_size", Some("250")).await;
        page.part("combobox", "Rows per page").choose("25").await;
        pages(page).mentions("Page 1 of 40").await;
        shows(page, &entries[..25]).await;
    });
}

#[test]
fn the_last_page_that_is_not_full_is_shown() {
    visit(async |page| {
        let hash = scenario::hash(LARGE);
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page=251&page_size=10")).await;
        shows(page, &entries[2_500..]).await;
        pages(page).mentions("Page 251 of 251").await;
        assert_eq!(asked_pages(&page.asked()), [(251, 10)]);
    });
}

#[test]
fn an_appliance_that_refuses_pages_that_are_not_full_shows_them_all_the_same() {
    visit(async |page| {
        // The refusal by which the page finds this out.
        page.allow("400 (Bad Request)");
        let hash = scenario::hash("strict");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=10")).await;
        shows(page, &entries[..10]).await;
        page.button("Last page").click().await;
        shows(page, &entries[80..]).await;
        page.no_alert().await;
        page.open(&format!("?sample={hash}&page=2")).await;
        shows(page, &entries[50..]).await;
        page.no_alert().await;
        page.tab("Tree").click().await;
        page.file_count().says("85 files").await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        shows(page, &entries).await;
    });
}

#[test]
fn a_page_beyond_the_end_shows_the_last_one_and_says_so() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page=99&page_size=10")).await;
        page.alert_says(&["99", "9"]).await;
        pages(page).mentions("Page 9 of 9").await;
        shows(page, &entries[80..]).await;
    });
}

#[test]
fn an_appliance_that_caps_the_page_size_shows_whole_pages() {
    visit(async |page| {
        let hash = scenario::hash("capped");
        page.open(&format!("?sample={hash}&page_size=500")).await;
        page.file_count().says("1,234 files").await;
        pages(page).mentions("Page 1 of 3").await;
        page.until_asked("the rest of the page", |asked| asked.iter().filter(|asked| asked.finished).count() >= 5)
            .await;
        page.list().until("has the rows of the first page", |rows| !rows.is_empty()).await;
        page.any("progressbar").is_gone().await;
        assert_eq!(page.list().walk().await.len(), 500);
    });
}

#[test]
fn an_appliance_that_ignores_paging_is_not_asked_again() {
    visit(async |page| {
        let hash = scenario::hash("ignores-paging");
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        shows(page, &entries[..50]).await;
        pages(page).mentions("Page 1 of 25").await;
        page.button("Last page").click().await;
        shows(page, &entries[1_200..]).await;
        assert_eq!(page.asked().len(), 1);
    });
}

#[test]
fn links_to_another_host_are_not_followed() {
    visit(async |page| {
        let hash = scenario::hash("other-host");
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        shows(page, &entries[..50]).await;
        page.button("Next page").click().await;
        shows(page, &entries[50..]).await;
        // Requests to other hosts fail every test.
    });
}

#[test]
fn a_count_that_changes_between_two_pages_is_said() {
    visit(async |page| {
        page.open_sample(&scenario::hash("changing-count")).await;
        // The rest is asked for behind the first page.
        page.file_count().says("121 files").await;
        page.alert_says(&["120", "121"]).await;
        page.button("Last page").click().await;
        page.part("navigation", "Pages").mentions("Page 3 of 3").await;
        page.list().has(21).await;
    });
}

#[test]
fn pages_that_nobody_counts_are_turned_one_by_one() {
    visit(async |page| {
        for name in ["uncounted", "page-counts"] {
            let hash = scenario::hash(name);
            page.open(&format!("?sample={hash}")).await;
            page.list().has(50).await;
            page.list().until("shows the first page", |rows| !rows.is_empty()).await;
            page.file_count().says("more than 50 files").await;
            page.button("Next page").click().await;
            page.file_count().says("more than 100 files").await;
            page.button("Next page").click().await;
            page.file_count().says("120 files").await;
            page.list().has(20).await;
            page.list().until("shows the last page", |rows| !rows.is_empty() && rows.len() <= 20).await;
            page.open(&format!("?sample={hash}&view=tree")).await;
            page.file_count().says("120 files").await;
            page.no_alert().await;
        }
    });
}
