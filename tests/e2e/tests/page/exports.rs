//! Exports: what is in the files, of which rows, and that a JSON export is the listing again.

use matryoshka_e2e::{Key, Page, scenario, visit};
use serde_json::Value;

use crate::open_file::drop_file;

/// Exports and returns the file's text.
pub async fn export(page: &Page, kind: &str, file: &str) -> String {
    page.button("Export").click().await;
    page.part("menuitem", kind).click().await;
    String::from_utf8(page.until_saved(file).await).expect("text")
}

#[test]
fn csv_has_a_record_a_row_and_no_formula() {
    visit(async |page| {
        let hash = scenario::hash("hostile-names");
        page.open_sample(&hash).await;
        let csv = export(page, "CSV", &format!("{hash}-extracted-files.csv")).await;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().expect("a head").clone();
        for column in [
            "id",
            "parent_relationship",
            "filename",
            "path",
            "sha1",
            "sha256",
            "md5",
            "file_size",
            "classification",
            "riskscore",
        ] {
            assert!(head.iter().any(|name| name == column), "no {column} in {head:?}");
        }
        let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), 85);
        let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!records.iter().any(|record| record.iter().any(formula)), "a cell begins a formula");
        assert!(!csv.contains(['\u{202e}', '\u{200b}']), "characters that play tricks");
    });
}

#[test]
fn csv_is_in_the_order_of_the_listing() {
    visit(async |page| {
        let hash = scenario::hash("late-parents");
        page.open_sample(&hash).await;
        let csv = export(page, "CSV", &format!("{hash}-extracted-files.csv")).await;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let at = reader.headers().expect("a head").iter().position(|name| name == "id").expect("ids");
        let ids: Vec<String> = reader.records().map(|record| record.expect("a record")[at].to_owned()).collect();
        let wanted: Vec<String> = page.entries(&hash).await.into_iter().map(|entry| entry.id).collect();
        assert_eq!(ids, wanted);
    });
}

#[test]
fn json_is_what_the_appliance_sent_and_opens_again_as_the_same() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        let text = export(page, "JSON", &format!("{hash}-extracted-files.json")).await;
        let saved: Value = serde_json::from_str(&text).expect("JSON");
        let entries = page.entries(&hash).await;
        assert_eq!(saved["count"], entries.len());
        let sent: Vec<&Value> = entries.iter().map(|entry| &entry.value).collect();
        assert_eq!(saved["results"].as_array().expect("rows").iter().collect::<Vec<_>>(), sent);
        page.open("").await;
        drop_file(page, "again.json", &text).await;
        page.file_count().says("85 files").await;
        let again = export(page, "JSON", "listing-extracted-files.json").await;
        assert_eq!(again, text);
    });
}

#[test]
fn hashes_are_unique_and_of_the_kind_chosen() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        page.open_sample(&hash).await;
        page.button("Export").click().await;
        page.part("combobox", "Kind of hash for Hashes").choose("SHA-256").await;
        page.part("menuitem", "Hashes").click().await;
        let text = page.until_saved(&format!("{hash}-hashes.sha256.txt")).await;
        let text = String::from_utf8(text).expect("text");
        let wanted: std::collections::HashSet<String> = entries.iter().map(|entry| entry.sample("sha256")).collect();
        assert_eq!(text.lines().count(), wanted.len());
        assert!(text.lines().all(|line| wanted.contains(line)));
    });
}

#[test]
fn stix_and_a_report_are_written_of_what_the_filter_leaves() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        let malicious = entries.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_tree(&hash).await;
        page.part("searchbox", "Filter").fill("class:malicious").await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        page.button("Export").click().await;
        page.part("combobox", "Rows").choose(&format!("Filtered ({malicious})")).await;
        page.part("menuitem", "STIX 2.1").click().await;
        let stix = page.until_saved(&format!("{hash}-extracted-files.stix.json")).await;
        let bundle: Value = serde_json::from_slice(&stix).expect("JSON");
        assert_eq!(bundle["type"], "bundle");
        assert!(
            bundle["objects"].as_array().is_some_and(|objects| objects.iter().any(|object| object["type"] == "file"))
        );
        let report = export(page, "Report", &format!("{hash}-extracted-files.html")).await;
        assert!(report.contains(&hash) && !report.contains("<script"), "{}", &report[..report.len().min(2000)]);
        assert_eq!(report.matches("<li>").count(), malicious);
        assert!(report.contains("class:malicious"), "the filter is named");
    });
}

#[test]
fn the_selected_rows_alone_are_exported() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.list().enter().await;
        page.press_with_shift(Key::Down).await;
        page.part("group", "Selected files").mentions("2 selected").await;
        page.button("Export").click().await;
        page.part("combobox", "Rows").choose("Selected (2)").await;
        page.part("menuitem", "JSON").click().await;
        let text = page.until_saved(&format!("{hash}-extracted-files.json")).await;
        let saved: Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!(saved["results"].as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn the_menu_is_worked_by_keys() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.button("Export").focus().await;
        page.press(Key::Enter).await;
        let csv = page.part("menuitem", "CSV");
        csv.is_there().await;
        // By keys alone: what is chosen stands before the items.
        let is_item = "return document.activeElement.getAttribute('role') === 'menuitem'";
        for _ in 0..6 {
            if page.run(is_item, &[]).await == true {
                break;
            }
            page.press(Key::Tab).await;
        }
        csv.is_focused().await;
        page.press(Key::Down).await;
        page.part("menuitem", "JSON").is_focused().await;
        page.press(Key::End).await;
        page.part("menuitem", "Report").is_focused().await;
        page.press(Key::Escape).await;
        csv.is_gone().await;
        page.button("Export").is_focused().await;
    });
}

#[test]
fn what_is_on_screen_is_what_is_exported() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        let malicious = entries.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_tree(&hash).await;
        page.part("searchbox", "Filter").fill("class:malicious").await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        let file = format!("{hash}-extracted-files.json");
        let saved: Value = serde_json::from_str(&export(page, "JSON", &file).await).expect("JSON");
        assert_eq!(saved["results"].as_array().map(Vec::len), Some(malicious));
        assert_eq!(saved["count"], 85, "the appliance's own");
        // It says so where it is opened again.
        page.open("").await;
        drop_file(page, "filtered.json", &saved.to_string()).await;
        page.alert_says(&["class:malicious", &format!("{malicious} of 85")]).await;
    });
}
