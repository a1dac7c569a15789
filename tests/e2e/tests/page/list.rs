//! The list: pages, columns, order.

use matryoshka_e2e::{Asked, Entry, Page, Part, Row, Setup, scenario, visit};

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
async fn shows(page: &Page, entries: &[Entry]) -> Vec<Row> {
    let first = entries[0].id.clone();
    page.list().until("begins with the first entry of its page", |rows| rows.first().is_some_and(|row| row.id == first)).await;
    let rows = page.list().walk().await;
    assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), ids(entries));
    rows
}

#[test]
fn one_request_is_made_for_each_page_that_is_shown() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        shows(page, &entries[..50]).await;
        pages(page).mentions("Page 1 of 2").await;
        page.file_count().says("85 files").await;
        assert_eq!(asked_pages(&page.asked()), [(1, 50)]);
        page.button("Next page").click().await;
        shows(page, &entries[50..]).await;
        pages(page).mentions("Page 2 of 2").await;
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
        let hash = scenario::hash("paging-85");
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
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page=9&page_size=10")).await;
        shows(page, &entries[80..]).await;
        pages(page).mentions("Page 9 of 9").await;
        assert_eq!(asked_pages(&page.asked()), [(9, 10)]);
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
fn each_column_shows_its_field() {
    Setup::default().window(1800, 1000).visit(async |page| {
        let hash = scenario::hash("other-host");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        let rows = shows(page, &entries).await;
        let headers: Vec<_> = rows[0].cells.iter().map(|(header, _)| &**header).collect();
        let all = [
            "Name", "Path", "Type", "Size", "Files", "Classification", "Risk", "Threat", "SHA-1", "First seen", "Last seen",
        ];
        assert_eq!(headers, all);
        let empty = |text: &str| matches!(text, "" | "–" | "—" | "-");
        for (row, entry) in rows.iter().zip(&entries) {
            assert_eq!(row.cell("Name"), entry.value["filename"], "{row:?}");
            assert_eq!(row.cell("Path"), entry.value["path"], "{row:?}");
            assert_eq!(row.cell("Type"), entry.sample("type_display"), "{row:?}");
            assert_eq!(row.cell("Files").replace(',', ""), entry.sample("extracted_file_count"), "{row:?}");
            assert_eq!(row.cell("SHA-1"), entry.sample("sha1"), "{row:?}");
            let threat = entry.sample("classification_result");
            assert!(row.cell("Threat") == threat || threat.is_empty() && empty(row.cell("Threat")), "{row:?}");
            let verdict = entry.sample("classification");
            assert!(row.cell("Classification").to_lowercase().contains(&verdict), "{verdict} in {row:?}");
            // The score of an unknown file means nothing, so the vendor shows none.
            let risk = row.cell("Risk");
            assert!(risk == entry.sample("riskscore") || verdict == "unknown" && empty(risk), "{row:?}");
            let size: u64 = entry.sample("file_size").parse().expect("a size");
            let unit = if size < 1024 { " B" } else if size < 1 << 20 { " KiB" } else { " MiB" };
            assert!(row.cell("Size").ends_with(unit), "{size} in {row:?}");
            assert!(!empty(row.cell("First seen")) && !empty(row.cell("Last seen")), "{row:?}");
        }
    });
}

#[test]
fn verdicts_are_words() {
    visit(async |page| {
        page.open(&format!("?sample={}&page_size=100", scenario::hash("other-host"))).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let rows = page.list().walk().await;
        for verdict in ["malicious", "suspicious", "goodware", "unknown"] {
            let found = rows.iter().any(|row| row.cell("Classification").eq_ignore_ascii_case(verdict));
            assert!(found, "{verdict}");
        }
    });
}

#[test]
fn the_old_names_of_the_verdict_fields_are_understood() {
    visit(async |page| {
        let hash = scenario::hash("old-names");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        let rows = shows(page, &entries).await;
        for (row, entry) in rows.iter().zip(&entries) {
            assert_eq!(row.cell("Classification").to_lowercase(), entry.sample("threat_status"), "{row:?}");
            let threat = entry.sample("threat_name");
            assert!(threat.is_empty() || row.cell("Threat") == threat, "{row:?}");
        }
    });
}

#[test]
fn rows_with_missing_fields_are_shown() {
    visit(async |page| {
        page.open(&format!("?sample={}&page_size=100", scenario::hash("nulls"))).await;
        page.file_count().says("90 files").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        assert_eq!(page.list().walk().await.len(), 90);
        page.no_alert().await;
    });
}

#[test]
fn an_appliance_that_caps_the_page_size_shows_whole_pages() {
    visit(async |page| {
        let hash = scenario::hash("capped");
        page.open(&format!("?sample={hash}&page_size=500")).await;
        page.file_count().says("1,234 files").await;
        pages(page).mentions("Page 1 of 3").await;
        page.until_asked("the rest of the page", |asked| asked.iter().filter(|asked| asked.finished).count() >= 5).await;
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
        page.file_count().says("120 files").await;
        page.button("Next page").click().await;
        page.file_count().says("121 files").await;
        page.alert_says(&["120", "121"]).await;
    });
}

#[test]
fn a_header_sorts_the_whole_listing_and_again_reverses_it() {
    visit(async |page| {
        let hash = scenario::hash("generated:1000");
        let mut sizes: Vec<(u64, String)> =
            page.entries(&hash).await.into_iter().map(|entry| (entry.sample("file_size").parse().expect("a size"), entry.id)).collect();
        page.open_sample(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.button("Size").click().await;
        page.has_parameter("sort", Some("size")).await;
        // Stable: equal ones stay in the appliance's order.
        sizes.sort_by_key(|(size, _)| *size);
        let smallest = sizes[0].1.clone();
        page.list().until("begins with the smallest", |rows| rows[0].id == smallest).await;
        let sorted = "return document.querySelector('[aria-sort=ascending]').innerText.trim()";
        assert_eq!(page.run(sorted, &[]).await, "Size");
        let rows = page.list().walk().await;
        let expected: Vec<_> = sizes[..50].iter().map(|(_, id)| &**id).collect();
        assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), expected);
        page.button("Size").click().await;
        page.has_parameter("sort", Some("-size")).await;
        let largest = sizes.last().expect("sizes").0.to_string();
        let id_of_largest: Vec<_> = sizes.iter().filter(|(size, _)| size.to_string() == largest).map(|(_, id)| id.clone()).collect();
        page.list().until("begins with the largest", |rows| id_of_largest.contains(&rows[0].id)).await;
    });
}

#[test]
fn a_filter_says_how_many_files_it_leaves() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        page.part("searchbox", "Filter").fill("unpacked_files").await;
        page.file_count().says("38 of 85 files").await;
        page.has_parameter("q", Some("unpacked_files")).await;
        page.list().until("has only rows that match", |rows| rows.iter().all(|row| row.cell("Path") == "unpacked_files/0")).await;
        page.part("searchbox", "Filter").fill("nothing has this name").await;
        page.file_count().says("0 of 85 files").await;
        page.part("searchbox", "Filter").fill("").await;
        page.file_count().says("85 files").await;
    });
}
