//! Exports for other programs: each kind is written, of the rows that are named, in the way that was chosen.

use matryoshka_e2e::{scenario, visit};
use serde_json::Value;
use std::collections::HashSet;

use crate::exports::export;

#[test]
fn each_kind_is_saved_as_a_file_of_its_own() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        let file = |ending: &str| format!("{hash}-extracted-files.{ending}");
        let excel = export(page, "Excel", &file("excel.csv")).await;
        assert!(excel.starts_with("\u{feff}id,"), "{}", &excel[..excel.len().min(99)]);
        let lines = export(page, "Lines", &file("jsonl")).await;
        let ids: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].clone()).collect();
        let sent: Vec<Value> = page.entries(&hash).await.iter().map(|entry| entry.value["id"].clone()).collect();
        assert_eq!(ids, sent);
        let event: Value = serde_json::from_str(&export(page, "MISP event", &file("misp.json")).await).expect("JSON");
        assert!(event["Event"]["Object"].as_array().is_some_and(|objects| objects.len() > 1), "{event}");
        let bom: Value = serde_json::from_str(&export(page, "CycloneDX 1.6", &file("cdx.json")).await).expect("JSON");
        assert_eq!(bom["specVersion"], "1.6");
        let markdown = export(page, "Markdown", &file("md")).await;
        assert!(markdown.contains("All 85 files. The listing is complete."), "{markdown}");
    });
}

#[test]
fn the_menu_says_how_many_rows_whether_that_is_all_and_how_large_it_will_be() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.button("Export").click().await;
        page.part("menuitem", "CSV").is_there().await;
        let said = "return document.getElementById('export').innerText";
        let said = page.run(said, &[]).await.as_str().unwrap_or_default().to_owned();
        assert!(said.contains("85 of 85 files. The listing is complete."), "{said}");
        assert!(said.contains("STIX 2.1 for OpenCTI and MISP, about "), "{said}");
    });
}

#[test]
fn malicious_and_suspicious_files_come_with_what_is_around_them() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.button("Export").click().await;
        page.part("combobox", "Rows").choose("Malicious and suspicious, with what is around them").await;
        page.part("menuitem", "JSON").click().await;
        let saved = page.until_saved(&format!("{hash}-extracted-files.json")).await;
        let saved: Value = serde_json::from_slice(&saved).expect("JSON");
        let rows = saved["results"].as_array().expect("rows");
        let text = |value: &Value| value.to_string();
        let ids: HashSet<String> = rows.iter().map(|row| text(&row["id"])).collect();
        let is_concerning = |verdict: &str| matches!(verdict, "malicious" | "suspicious");
        let mut inner = HashSet::new();
        for row in rows {
            let parent = &row["parent_relationship"];
            assert!(parent.is_null() || ids.contains(&text(parent)), "{row} without what is around it");
            inner.insert(text(parent));
        }
        for row in rows {
            let verdict = row["sample"]["classification"].as_str().unwrap_or_default();
            assert!(is_concerning(verdict) || inner.contains(&text(&row["id"])), "{row} has no place here");
        }
        let all = page.entries(&hash).await;
        let wanted = all.iter().filter(|entry| is_concerning(&entry.sample("classification")));
        assert!(wanted.clone().count() > 0 && rows.len() < all.len());
        assert!(wanted.clone().all(|entry| ids.contains(&text(&entry.value["id"]))));
    });
}

#[test]
fn hashes_are_written_as_they_are_pasted() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.button("Export").click().await;
        page.part("DisclosureTriangle", "Choices").click().await;
        page.part("combobox", "Format for Hashes").choose("KQL in~ (…)").await;
        page.part("menuitem", "Hashes").click().await;
        let text = page.until_saved(&format!("{hash}-hashes.sha1.txt")).await;
        let text = String::from_utf8(text).expect("text");
        assert!(text.starts_with("SHA1 in~ (\"") && text.ends_with("\")\n"), "{text}");
        page.button("Export").click().await;
        page.part("combobox", "Format for Hashes").choose("Template").await;
        page.part("textbox", "Template").fill("block {hash};").await;
        page.part("combobox", "Kind of hash for Hashes").choose("MD5").await;
        page.part("menuitem", "Hashes").click().await;
        let text = page.until_saved(&format!("{hash}-hashes.md5.txt")).await;
        let text = String::from_utf8(text).expect("text");
        assert!(text.lines().all(|line| line.starts_with("block ") && line.ends_with(';')), "{text}");
    });
}
