//! What samples share: the table, its filter, and what is exported of it.

use std::collections::BTreeSet;

use matryoshka_e2e::{scenario, visit};
use serde_json::Value;

use super::{accessible, hashes, states};
use crate::exports::export;

#[test]
fn what_samples_share_is_a_table_that_a_filter_narrows() {
    visit(async |page| {
        let list: Vec<String> = (1..=10).map(|number| scenario::hash(&format!("campaign-{number}"))).collect();
        page.open(&format!("?samples={}", list.join(","))).await;
        states(page, &["complete"; 10]).await;
        page.tab("Shared files").click().await;
        page.part("table", "Shared files").is_there().await;
        let count = page.part("status", "File count");
        count.mentions("files").await;
        let filter = page.part("searchbox", "Filter");
        filter.fill("shared:all").await;
        count.mentions(" of ").await;
        let shared = "return [...document.querySelectorAll('table[aria-label=\"Shared files\"] tbody tr')].map(row => row.cells[3].innerText)";
        let found: Vec<String> = serde_json::from_value(page.run(shared, &[]).await).unwrap_or_default();
        assert!(found.len() >= 20 && found.iter().all(|samples| samples == "10"), "{found:?}");
        // How alike they are, each with each.
        page.button("Likeness").click().await;
        let alike = "return [...document.querySelectorAll('table[aria-label=Likeness] td')].map(cell => parseInt(cell.innerText))";
        let alike: Vec<u32> = serde_json::from_value(page.run(alike, &[]).await).unwrap_or_default();
        assert_eq!((alike.len(), alike.iter().filter(|share| **share == 100).count()), (100, 10), "{alike:?}");
        // A press on a cell shows every place, and each leads there.
        let cell = format!("1 place in {}", &list[0][..8]);
        page.part("button", &cell).click().await;
        page.part("region", "Places").mentions(&list[0]).await;
        filter.fill(&format!("only:{}", &list[4][..10])).await;
        count.mentions("15 of").await;
        filter.fill("shared:x").await;
        page.alert_says(&["a number of samples"]).await;
        filter.fill("").await;
        page.button("In all malicious samples").click().await;
        filter.has("value", "all:malicious").await;
        let csv = export(page, "CSV", "shared-files-of-10-samples.csv").await;
        assert!(csv.starts_with("\u{feff}sha1,sha256,md5,filename") && csv.contains(&list[9]), "{csv:.300}");
        accessible(page).await;
    });
}

#[test]
fn a_case_is_exported_as_one_bundle_and_as_a_report() {
    visit(async |page| {
        let list = hashes(&["campaign-1", "campaign-2", "campaign-9"]);
        page.open(&format!("?samples={}", list.join(","))).await;
        states(page, &["complete"; 3]).await;
        page.tab("Shared files").click().await;
        page.part("searchbox", "Filter").fill("shared:all").await;
        page.part("status", "File count").mentions(" of ").await;
        let bundle = export(page, "STIX 2.1", "shared-files-of-3-samples.stix.json").await;
        let bundle: Value = serde_json::from_str(&bundle).expect("JSON");
        let objects = bundle["objects"].as_array().expect("objects");
        let files: Vec<&Value> = objects.iter().filter(|object| object["type"] == "file").collect();
        let named: BTreeSet<&str> = files.iter().filter_map(|file| file["hashes"]["SHA-1"].as_str()).collect();
        assert!(list.iter().all(|hash| named.contains(hash.as_str())), "each sample is there: {named:?}");
        let ids: BTreeSet<&str> = objects.iter().filter_map(|object| object["id"].as_str()).collect();
        assert_eq!(ids.len(), objects.len(), "each object is there once");
        // 30 files that all three have, in each sample once: more than one sample alone would give, and less than all of each.
        assert!((23..=33).contains(&files.len()), "{} files", files.len());
        let report = export(page, "Report", "shared-files-of-3-samples.html").await;
        assert!(report.starts_with("<!doctype html>") && list.iter().all(|hash| report.contains(hash.as_str())));
        assert!(report.contains("in 3 of 3 samples") && report.contains("shared:all"), "{report:.2000}");
    });
}

#[test]
fn samples_that_are_not_in_the_table_are_counted() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let list = hashes(&["campaign-1", "unknown"]);
        page.open(&format!("?samples={}", list.join(","))).await;
        states(page, &["complete", "unknown to the appliance"]).await;
        page.tab("Shared files").click().await;
        page.part("table", "Shared files").is_there().await;
        let left_out = "1 sample is left out: its files are not loaded.";
        page.part("tabpanel", "Shared files").mentions(left_out).await;
        let report = export(page, "Report", "shared-files-of-1-sample.html").await;
        assert!(report.contains("<h1>2 samples</h1>") && report.contains(left_out), "{report:.2000}");
    });
}
