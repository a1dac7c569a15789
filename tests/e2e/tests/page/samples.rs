//! Several samples at once: a list of hashes as a table, and a case as a file.

use std::collections::HashSet;
use std::time::Duration;

use matryoshka_e2e::{Page, is_accessible, scenario, visit};
use serde_json::json;

use crate::open_file::drop_file;

mod case;
mod differences;
mod shared;
mod size_map;
mod table;

/// The rows of the table: the text of each cell.
async fn rows(page: &Page) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll('table[aria-label=Samples] tbody tr')]
        .map(row => [...row.cells].map(cell => cell.innerText.trim()))";
    serde_json::from_value(page.run(script, &[]).await).unwrap_or_default()
}

/// Waits until each sample is in the state.
async fn states(page: &Page, wanted: &[&str]) {
    page.until(format!("the states {wanted:?}"), async || {
        let rows = rows(page).await;
        let states: Vec<&str> = rows.iter().filter_map(|row| row.last()).map(String::as_str).collect();
        let fits = |(state, wanted): (&&str, &&str)| state.starts_with(wanted);
        let all = states.len() == wanted.len() && states.iter().zip(wanted).all(fits);
        if all { Ok(()) } else { Err(format!("{rows:?}")) }
    })
    .await;
}

fn hashes(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| scenario::hash(name)).collect()
}

/// How many requests there were for listings of each sample.
fn asked(page: &Page, names: &[&str]) -> Vec<usize> {
    let asked = page.asked();
    names.iter().map(|name| asked.iter().filter(|asked| asked.is_listing_of(&scenario::hash(name))).count()).collect()
}

/// The page as it is now is accessible in both schemes, wide and narrow, and is not scrolled sideways.
async fn accessible(page: &Page) {
    for width in [1280, 320] {
        page.screen(width, 640, 1.0).await;
        is_accessible(page).await;
        let wide = "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
        assert_eq!(page.run(wide, &[]).await, json!(0), "{width}");
    }
}

#[test]
fn a_list_is_a_table_and_each_sample_opens_and_comes_back() {
    const NAMES: [&str; 6] = ["campaign-1", "unknown", "campaign-2", "empty", "error-500", "throttled"];
    visit(async |page| {
        page.allow("404 (Not Found)");
        page.allow("500 (Internal");
        page.allow("429 (Too Many");
        page.open("").await;
        let list = hashes(&NAMES);
        page.type_and_open(&format!("{}, {}", list.join(" "), list[0].to_uppercase())).await;
        page.part("heading", "6 samples").is_there().await;
        states(
            page,
            &["complete", "unknown to the appliance", "complete", "nothing extracted", "failed: ", "complete"],
        )
        .await;
        let table = rows(page).await;
        assert_eq!(table[0][..2], [list[0].clone(), "60".to_owned()], "{table:?}");
        assert_eq!(table[0][3], "malicious");
        page.has_parameter("samples", Some(&list.join(","))).await;
        page.no_alert().await;
        let before = asked(page, &NAMES);
        page.part("link", &list[2]).click().await;
        page.file_count().says("60 files").await;
        page.has_parameter("sample", Some(&list[2])).await;
        page.back().await;
        page.part("table", "Samples").is_there().await;
        assert_eq!(rows(page).await, table);
        let after = asked(page, &NAMES);
        assert_eq!(
            (after[0], after[1], after[5]),
            (before[0], before[1], before[5]),
            "what is there is not asked again"
        );
        page.button("Load the rest").click().await;
        page.until("the failed ones to be asked again".to_owned(), async || {
            let again = asked(page, &NAMES);
            let is_so = again[1] > before[1] && again[4] > before[4] && again[0] == before[0];
            if is_so { Ok(()) } else { Err(format!("{before:?} {again:?}")) }
        })
        .await;
        // The address alone brings it back.
        page.reload().await;
        states(
            page,
            &["complete", "unknown to the appliance", "complete", "nothing extracted", "failed: ", "complete"],
        )
        .await;
    });
}

#[test]
fn what_is_no_hash_is_said_with_its_line() {
    visit(async |page| {
        let list = hashes(&["campaign-1", "campaign-2"]);
        page.open("").await;
        drop_file(page, "iocs.csv", &format!("sha1,name\n{},a.exe\nn/a,b.exe\n{},c.exe\n", list[0], list[1])).await;
        states(page, &["complete", "complete"]).await;
        page.run("document.querySelector('.refused-lines summary').click()", &[]).await;
        page.part("region", "Samples").mentions("Line 3: n/a,b.exe").await;
        drop_file(page, "report.txt", &format!("Only {} was seen.", list[1])).await;
        page.part("heading", "1 sample").is_there().await;
        states(page, &["complete"]).await;
    });
}

#[test]
fn no_more_than_eight_requests_are_under_way_and_cancel_ends_them() {
    visit(async |page| {
        let names: Vec<String> = (0..30).map(|number| format!("generated:{}", 20_000 + number)).collect();
        let list: Vec<String> = names.iter().map(|name| scenario::hash(name)).collect();
        page.open("").await;
        page.type_and_open(&list.join(" ")).await;
        page.part("progressbar", "Loading samples").is_there().await;
        page.stays(Duration::from_millis(400), async || {
            let under_way = page.asked().iter().filter(|asked| !asked.over).count();
            if under_way <= 8 { Ok(()) } else { Err(format!("{under_way} requests")) }
        })
        .await;
        page.button("Cancel").click().await;
        page.part("progressbar", "Loading samples").is_gone().await;
        page.until("all requests to be over".to_owned(), async || {
            let left = page.asked().iter().filter(|asked| !asked.over).count();
            if left == 0 { Ok(()) } else { Err(format!("{left} left")) }
        })
        .await;
        let before = page.asked().len();
        page.stays(Duration::from_millis(500), async || {
            let more = page.asked().len() - before;
            if more == 0 { Ok(()) } else { Err(format!("{more} more")) }
        })
        .await;
        page.button("Load the rest").is_there().await;
    });
}

#[test]
fn a_missing_token_ends_loading_and_is_asked_for() {
    matryoshka_e2e::Setup::with_token().visit(async |page| {
        page.allow("403 (Forbidden)");
        let list = hashes(&["campaign-1", "campaign-2", "campaign-3"]);
        page.open("").await;
        page.type_and_open(&list.join(" ")).await;
        page.part("dialog", "Connection").is_there().await;
        page.part("textbox", "API token").fill(matryoshka_e2e::DEMO_TOKEN).await;
        page.button("Connect").click().await;
        page.button("Load the rest").click().await;
        states(page, &["complete"; 3]).await;
    });
}

#[test]
fn a_saved_case_opens_without_the_appliance() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let list = hashes(&["campaign-1", "unknown", "generated:1000", "empty"]);
        page.open("").await;
        page.type_and_open(&list.join(" ")).await;
        let done = ["complete", "unknown to the appliance", "complete", "nothing extracted"];
        states(page, &done).await;
        let table = rows(page).await;
        page.button("Save case").click().await;
        let case = page.until_saved("case-4-samples.case").await;
        let text = String::from_utf8(case).expect("a case of these is text");
        assert!(text.starts_with("MATRYOSHKA-CASE 1 ") && !text.contains("127.0.0.1"), "{text:.200}");
        page.open("").await;
        let before = page.asked().len();
        drop_file(page, "of a colleague.case", &text).await;
        states(page, &done).await;
        assert_eq!(rows(page).await, table);
        page.part("heading", "4 samples from of a colleague.case").is_there().await;
        page.part("link", &list[2]).click().await;
        page.file_count().says("1,000 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.back().await;
        page.back().await;
        page.part("table", "Samples").is_there().await;
        assert_eq!(page.asked().len(), before, "nothing is asked of an appliance");
        page.no_alert().await;
        drop_file(page, "cut.case", &text[..text.len() / 2]).await;
        page.alert_says(&["cut.case", "breaks off"]).await;
        assert_eq!(rows(page).await, table);
    });
}

#[test]
fn a_list_too_long_for_an_address_is_kept_while_the_tab_is_open() {
    visit(async |page| {
        page.open("").await;
        let names: Vec<String> = (0..100).map(|rows| format!("generated:{rows}")).collect();
        let list: Vec<String> = names.iter().map(|name| scenario::hash(name)).collect();
        drop_file(page, "list.txt", &list.join("\n")).await;
        page.part("heading", "100 samples").is_there().await;
        page.has_parameter("samples", Some("case")).await;
        page.part("progressbar", "Loading samples").is_gone().await;
        let table = rows(page).await;
        let different: HashSet<&String> = table.iter().map(|row| &row[0]).collect();
        assert_eq!((table.len(), different.len()), (100, 100));
        page.part("link", &list[99]).click().await;
        page.file_count().says("99 files").await;
        page.back().await;
        page.part("table", "Samples").is_there().await;
        page.reload().await;
        page.alert_says(&["list of samples", "not in this tab"]).await;
    });
}

#[test]
fn samples_are_accessible_and_fit_a_narrow_screen() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let list = hashes(&["campaign-1", "unknown", "empty"]);
        page.open(&format!("?samples={}", list.join(","))).await;
        states(page, &["complete", "unknown to the appliance", "nothing extracted"]).await;
        accessible(page).await;
    });
}
