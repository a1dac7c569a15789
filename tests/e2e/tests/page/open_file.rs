//! A listing from a file: saved answers, bare lists, what is wrong with others. Nothing is asked of an appliance.

use std::time::Duration;

use matryoshka_e2e::{Key, Page, scenario, visit};
use serde_json::{Value, json};

use crate::exports::export;

/// Drops a file with that text on the page.
pub async fn drop_file(page: &Page, name: &str, text: &str) {
    let script = "const data = new DataTransfer()
        data.items.add(new File([arguments[1]], arguments[0]))
        document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
    page.run(script, &[json!(name), json!(text)]).await;
}

/// The entries of a scenario as the appliance sends them.
pub async fn entries(page: &Page, name: &str) -> Vec<Value> {
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
fn whatever_is_made_of_a_part_says_that_it_is_one() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let text = json!({"count": 85, "next": "x", "previous": null, "results": &rows[..50]}).to_string();
        drop_file(page, "page.json", &text).await;
        page.alert_says(&["50 of the 85"]).await;
        page.part("region", "Sample").mentions("50 of 85").await;
        let report = export(page, "Report", "listing-extracted-files.html").await;
        assert!(report.contains("50 of 85 files") && report.contains("not complete"), "{}", &report[..3000]);
        let saved = export(page, "JSON", "listing-extracted-files.json").await;
        let saved: Value = serde_json::from_str(&saved).expect("JSON");
        assert_eq!((saved["count"].as_u64(), saved["results"].as_array().map(Vec::len)), (Some(85), Some(50)));
        // Nor is it forgotten on the way through an export.
        page.open("").await;
        drop_file(page, "again.json", &saved.to_string()).await;
        page.file_count().says("50 files").await;
        page.alert_says(&["50 of the 85"]).await;
    });
}

#[test]
fn a_file_that_is_cut_off_or_names_a_further_page_is_no_whole_listing() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let all = json!(rows).to_string();
        drop_file(page, "cut.json", &all[..all.floor_char_boundary(all.len() / 2)]).await;
        page.alert_says(&["damaged"]).await;
        page.part("region", "Sample").mentions("breaks off").await;
        let text = json!({"next": "x", "results": &rows[..50]}).to_string();
        drop_file(page, "page.json", &text).await;
        page.file_count().says("more than 50 files").await;
        page.alert_says(&["names further"]).await;
        let report = export(page, "Report", "listing-extracted-files.html").await;
        assert!(report.contains("not complete"), "{}", &report[..3000]);
    });
}

#[test]
fn a_sample_that_cannot_be_opened_leaves_the_rows_of_a_file() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        drop_file(page, "saved.json", &json!(rows).to_string()).await;
        page.file_count().says("85 files").await;
        page.type_and_open(&"0".repeat(40)).await;
        page.alert_says(&["404"]).await;
        page.file_count().says("85 files").await;
        page.list().until("has rows", |rows| rows.len() > 10).await;
        // What is pressed then is about the rows on screen, and asks for no sample.
        let before = page.asked().len();
        page.part("searchbox", "Filter").fill("size:>100K").await;
        page.file_count().mentions("of 85 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.has_parameter("sample", None).await;
        page.no_alert().await;
        assert_eq!(page.asked().len(), before);
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
            ("[x]", &["broken at byte"]),
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
        page.file_count().says("more than 19 files").await;
        page.alert_says(&["half.json", "19 entries"]).await;
    });
}

#[test]
fn entries_that_are_none_cost_themselves_and_are_said() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        drop_file(page, "odd.json", &json!([rows[0], 17, rows[1], null]).to_string()).await;
        page.file_count().says("4 files").await;
        page.alert_says(&["2 entries", "position 2"]).await;
        page.list().row(&rows[1]["id"].to_string()).await;
        // The rows themselves say so, and the others do not.
        let damaged = |rows: &[matryoshka_e2e::Row]| {
            rows.iter().map(|row| row.text.contains("damaged entry")).collect::<Vec<_>>() == [false, true, false, true]
        };
        page.list().until("marks", |rows| damaged(rows)).await;
        page.list().enter().await;
        page.press(Key::Down).await;
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions("could not be read and counts as absent").await;
        page.press(Key::Up).await;
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions("SHA-1").await;
        let details = page.part("complementary", "File details").text().await;
        assert!(!details.contains("counts as absent"), "{details}");
        drop_file(page, "one.json", "[17]").await;
        page.file_count().says("1 file").await;
        page.alert_says(&["1 entry", "position 1"]).await;
    });
}

#[test]
fn a_hundred_megabytes_open_with_progress_and_a_page_that_lives() {
    visit(async |page| {
        page.open("").await;
        // Hashes of all kinds: ones that begin alike, and ones that do not. Frames are counted while the page reads.
        let drop = "const hash = id => (id % 2 ? id.toString(16).padStart(40, '0') : (Math.imul(id, 2654435761) >>> 0).toString(16).padEnd(40, '7'))
            const entry = id => JSON.stringify({id, parent_relationship: id > 1 ? (id / 2 | 0) : null, filename: `f${id}`, path: `f${id}`,
                sample: {sha1: hash(id), type_display: 'Text', file_size: id, note: 'x'.repeat(400)}})
            const parts = []
            for (let id = 1; id <= 180000; id += 1) parts.push(entry(id), ',')
            parts.pop()
            const file = new File(['[', ...parts, ']'], 'large.json')
            window.frames_ = 0
            const frame = () => { window.frames_ += 1; requestAnimationFrame(frame) }
            requestAnimationFrame(frame)
            const data = new DataTransfer()
            data.items.add(file)
            document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))
            return file.size";
        let size = page.run(drop, &[]).await;
        assert!(size.as_u64().is_some_and(|size| size > 90_000_000), "{size} bytes");
        page.part("progressbar", "Loading files").is_there().await;
        page.file_count().within(Duration::from_mins(1)).says("180,000 files").await;
        page.any("progressbar").within(Duration::from_mins(1)).is_gone().await;
        let frames = page.run("return window.frames_", &[]).await;
        assert!(frames.as_u64().is_some_and(|frames| frames > 10), "{frames} frames");
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
    });
}

#[test]
fn pages_that_are_dropped_together_are_one_listing_in_whatever_encoding() {
    visit(async |page| {
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        let page_of = |rows: std::ops::Range<usize>, next: Value, previous: Value, all: &[Value]| {
            json!({"count": 85, "next": next, "previous": previous, "results": &all[rows]}).to_string()
        };
        // In another order than they are meant, one as PowerShell writes it, one with a mark, and something else beside them.
        let drop = "const data = new DataTransfer()
            const utf16 = text => new Uint16Array([0xfeff, ...[...Array(text.length).keys()].map(at => text.charCodeAt(at))])
            data.items.add(new File([utf16(arguments[1])], 'page-10.json'))
            data.items.add(new File([arguments[0]], 'page-2.json'))
            data.items.add(new File(['\\ufeff', arguments[2]], 'page-11.json'))
            data.items.add(new File(['notes'], 'notes.txt'))
            document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
        let pages = [
            page_of(0..30, json!("x?page=2"), Value::Null, &rows),
            page_of(30..60, json!("x?page=3"), json!("x?page=1"), &rows),
            page_of(60..85, Value::Null, json!("x?page=2"), &rows),
        ];
        page.run(drop, &pages.map(Value::from)).await;
        page.file_count().says("85 files").await;
        page.alert_says(&["Not opened: notes.txt"]).await;
        let ids: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
        let seen = page.list().until("has rows", |rows| rows.len() > 40).await;
        assert!(seen.iter().zip(&ids).all(|(row, id)| row.id == *id), "in the order of their numbers");
        page.until_script("a title", "return document.title.startsWith('page-2.json and 2 more')", true.into()).await;
        // What a row came from is found in the text as it was converted.
        page.list().enter().await;
        for _ in 0..31 {
            page.press(Key::Down).await;
        }
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions("parent_relationship").await;
        page.part("complementary", "File details").mentions(&ids[31]).await;
    });
}

#[test]
fn an_archive_beside_something_that_is_no_listing_is_not_checked_against_another() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        let drop = "const data = new DataTransfer()
            data.items.add(new File(['{\"name\": 1}'], 'broken.json'))
            data.items.add(new File([new Uint8Array([80, 75, 5, 6, ...Array(18).fill(0)])], 'empty.zip'))
            document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
        page.run(drop, &[]).await;
        page.alert_says(&["Not opened: empty.zip"]).await;
        page.file_count().says("85 files").await;
        assert!(!page.part("region", "Archive").exists().await);
    });
}
