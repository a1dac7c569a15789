//! A listing from a file: saved answers, bare lists, what is wrong with others. Nothing is asked of an appliance.

use matryoshka_e2e::{Page, scenario, visit};
use serde_json::{Value, json};

/// Drops a file with that text on the page.
pub async fn drop_file(page: &Page, name: &str, text: &str) {
    let script = "const data = new DataTransfer()
        data.items.add(new File([arguments[1]], arguments[0]))
        document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
    page.run(script, &[json!(name), json!(text)]).await;
}

/// The entries of a scenario as the appliance sends them.
async fn entries(page: &Page, name: &str) -> Vec<Value> {
    page.entries(&scenario::hash(name)).await.into_iter().map(|entry| entry.value).collect()
}

#[test]
fn an_answer_a_bare_list_and_pages_one_after_another_open_the_same() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let page_of =
            |rows: &[Value]| json!({"count": 85, "next": null, "previous": null, "results": rows}).to_string();
        let texts = [
            page_of(&rows),
            serde_json::to_string_pretty(&rows).expect("JSON"),
            format!("{}\n{}", page_of(&rows[..50]), page_of(&rows[50..])),
        ];
        for text in texts {
            drop_file(page, "saved.json", &text).await;
            page.file_count().says("85 files").await;
            page.part("region", "Sample").mentions("From a file").await;
            page.list().until("has rows", |rows| rows.len() > 10).await;
            page.tab("Tree").click().await;
            page.tree().until("has rows", |rows| !rows.is_empty()).await;
            page.part("searchbox", "Filter").fill("class:malicious").await;
            page.file_count().mentions("of 85 files").await;
            page.no_alert().await;
            page.open("").await;
        }
        assert!(
            page.asked().iter().all(|asked| !asked.is_listing_of(&scenario::hash("paging-85"))),
            "nothing is asked"
        );
    });
}

#[test]
fn a_part_of_a_listing_says_so() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let text = json!({"count": 85, "next": "x", "previous": null, "results": &rows[..50]}).to_string();
        drop_file(page, "page.json", &text).await;
        page.file_count().says("50 files").await;
        page.alert_says(&["50 of the 85"]).await;
    });
}

#[test]
fn each_fault_is_named_and_what_was_open_stays() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        let faults: [(&str, &[&str]); 5] = [
            ("<html><body>log in</body></html>", &["web page"]),
            ("{\"results\": [{\"id\": 1, \"sample\": {]}", &["byte"]),
            ("[17]", &["Entry 1", "not an object"]),
            ("{\"name\": \"x\"}", &["results"]),
            ("", &["No entry"]),
        ];
        for (text, words) in faults {
            drop_file(page, "broken.json", text).await;
            page.alert_says(words).await;
            page.alert_says(&["broken.json"]).await;
            page.file_count().says("85 files").await;
        }
    });
}

#[test]
fn a_file_that_breaks_off_keeps_the_entries_before() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let text = serde_json::to_string(&rows[..20]).expect("JSON");
        drop_file(page, "half.json", &text[..text.len() - 40]).await;
        page.file_count().says("19 files").await;
        page.alert_says(&["half.json", "19 entries"]).await;
    });
}
