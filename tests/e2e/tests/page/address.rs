//! The address: what it shows, what is wrong with it, Back and Forward.

use matryoshka_e2e::{Page, scenario, visit};

/// Waits until the list has rows and begins with that entry.
async fn list_begins_with(page: &Page, id: &str) {
    page.list().until(&format!("begins with {id}"), |rows| rows.first().is_some_and(|row| row.id == id)).await;
}

#[test]
fn the_tree_can_be_linked_to() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.tab("Tree").has("selected", true).await;
    });
}

#[test]
fn a_page_of_the_list_can_be_linked_to() {
    visit(async |page| {
        // So many that nothing is loaded but what is shown.
        let hash = scenario::hash("generated:2505");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page=3&page_size=20")).await;
        list_begins_with(page, &entries[40].id).await;
        page.part("navigation", "Pages").mentions("Page 3 of 126").await;
        assert_eq!(page.asked().len(), 1);
        page.textbox("Sample hash").has("value", hash).await;
    });
}

#[test]
fn a_filter_can_be_linked_to() {
    visit(async |page| {
        page.open(&format!("?sample={}&q=unpacked_files", scenario::hash("paging-85"))).await;
        page.file_count().says("38 of 85 files").await;
        page.part("searchbox", "Filter").has("value", "unpacked_files").await;
    });
}

#[test]
fn an_order_can_be_linked_to() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open(&format!("?sample={hash}&sort=-risk")).await;
        let score = |entry: &matryoshka_e2e::Entry| entry.sample("riskscore").parse::<u32>().unwrap_or_default();
        let entries = page.entries(&hash).await;
        // Of those with the highest score the first in the appliance's order.
        let worst = entries.iter().rev().max_by_key(|entry| score(entry)).expect("entries");
        list_begins_with(page, &worst.id).await;
        let sorted = "return document.querySelector('[aria-sort=descending]').innerText.trim()";
        assert_eq!(page.run(sorted, &[]).await, "Risk");
    });
}

#[test]
fn an_entry_can_be_linked_to() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        // A child of the fourth row: its branch has to be opened.
        let entry = page.entries(&hash).await.swap_remove(41);
        page.open(&format!("?sample={hash}&view=tree&row={}", entry.id)).await;
        let row = page.tree().row(&entry.id).await;
        assert_eq!(row.level, Some(2));
        page.part("complementary", "File details").mentions(&entry.sample("sha1")).await;
    });
}

#[test]
fn hashes_in_any_case_can_be_linked_to() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85").to_uppercase()).await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn a_malformed_sample_is_said_and_nothing_is_asked() {
    visit(async |page| {
        for sample in ["xyz", "0123", "%00", "../../etc/passwd", "%3Cimg%20src%3Dx%3E"] {
            page.open(&format!("?sample={sample}")).await;
            page.alert_says(&["hash"]).await;
        }
        assert_eq!(page.asked(), []);
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
    });
}

#[test]
fn malformed_parameters_are_said_and_the_nearest_is_shown() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        for (query, words) in [
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=abc", "“abc”"),
            ("page=1.5", "“1.5”"),
            ("page_size=0", "rows per page"),
            ("page_size=many", "“many”"),
            ("page_size=50000", "“50000”"),
            ("view=graph", "“graph”"),
            ("sort=colour", "“colour”"),
        ] {
            page.open(&format!("?sample={hash}&{query}")).await;
            page.alert_says(&[words]).await;
            page.list().until("has rows", |rows| !rows.is_empty()).await;
            page.part("navigation", "Pages").mentions("Page 1 of 2").await;
            page.file_count().says("85 files").await;
        }
    });
}

#[test]
fn the_address_can_not_name_another_appliance_or_a_token() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open(&format!(
            "?sample={hash}&appliance=http://127.0.0.1:9&url=http://127.0.0.1:9&token=abc&base=//127.0.0.1:9"
        ))
        .await;
        page.file_count().says("85 files").await;
        assert!(page.asked().iter().all(|asked| asked.token.is_none()));
    });
}

#[test]
fn back_and_forward_walk_through_what_was_shown() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open("").await;
        page.type_and_open(&hash).await;
        list_begins_with(page, &entries[0].id).await;
        page.button("Next page").click().await;
        list_begins_with(page, &entries[50].id).await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.back().await;
        list_begins_with(page, &entries[50].id).await;
        page.tab("List").has("selected", true).await;
        page.back().await;
        list_begins_with(page, &entries[0].id).await;
        page.part("navigation", "Pages").mentions("Page 1 of 2").await;
        page.back().await;
        page.list().part().is_gone().await;
        page.has_parameter("sample", None).await;
        page.forward().await;
        list_begins_with(page, &entries[0].id).await;
        page.forward().await;
        list_begins_with(page, &entries[50].id).await;
        page.forward().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
    });
}

#[test]
fn back_brings_the_previous_sample_back() {
    visit(async |page| {
        let first = scenario::hash("paging-85");
        let id = page.entries(&first).await[0].id.clone();
        page.open_sample(&first).await;
        list_begins_with(page, &id).await;
        page.type_and_open(&scenario::hash("nulls")).await;
        page.file_count().says("90 files").await;
        page.back().await;
        page.file_count().says("85 files").await;
        list_begins_with(page, &id).await;
        page.textbox("Sample hash").has("value", first).await;
    });
}

#[test]
fn a_copied_address_shows_the_same() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        page.part("searchbox", "Filter").fill("unpacked_files").await;
        page.file_count().says("38 of 85 files").await;
        page.button("Name").click().await;
        page.has_parameter("sort", Some("name")).await;
        let before = page.list().until("has rows", |rows| !rows.is_empty()).await;
        let address = page.address().await;
        page.open("").await;
        page.run("location.href = arguments[0]", &[address.into()]).await;
        page.file_count().says("38 of 85 files").await;
        let after = page.list().until("has rows", |rows| !rows.is_empty()).await;
        let ids = |rows: &[matryoshka_e2e::Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&before), ids(&after));
    });
}
