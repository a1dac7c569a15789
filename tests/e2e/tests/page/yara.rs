//! Scan with YARA: rules are typed, opened and dropped; what matches is a column, a filter, a part of the details and of
//! exports; and the engine comes when it is needed, not before.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Write};

use matryoshka_e2e::{Key, Page, Part, is_accessible, visit};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::content_search::{count, files, number, with_archive};
use crate::exports::export;
use crate::in_archive::{drop, sha1};
use crate::open_file::drop_file;

/// Rules with all that is shown of one.
const RULES: &str = r#"import "hash"
rule Tundra : words demo {
    meta:
        author = "the tests"
        score = 7
    strings:
        $word = "tundra" ascii wide
    condition:
        $word
}
rule Picture : demo {
    strings:
        $png = { 89 50 4E 47 0D 0A 1A 0A }
    condition:
        $png at 0 and hash.md5(0, filesize) != ""
}
rule Never { condition: filesize < 0 }"#;

fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "Scan with YARA")
}

/// Opens the default sample with its archive and the dialog.
async fn open(page: &Page, filter: &str) -> String {
    let hash = with_archive(page, filter).await;
    page.button("Scan with YARA").click().await;
    dialog(page).is_there().await;
    hash
}

/// Which files of the page were loaded of which the name begins so.
async fn loaded(page: &Page, begins: &str) -> usize {
    let names = "return performance.getEntriesByType('resource').map(entry => entry.name.split('/').at(-1))";
    let names = page.run(names, &[]).await;
    names
        .as_array()
        .expect("names")
        .iter()
        .filter(|name| name.as_str().is_some_and(|name| name.starts_with(begins)))
        .count()
}

/// Chooses or drops files with rules, as a person would.
async fn give(page: &Page, files: &[(&str, &str)], dropped: bool) {
    let script = "const [files, dropped] = arguments
        const data = new DataTransfer()
        files.forEach(([name, text]) => data.items.add(new File([text], name)))
        if (dropped) {
            document.querySelector('#yara-rules').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))
        } else {
            const input = document.querySelector('input[aria-label=\"Rules to open\"]')
            input.files = data.files
            input.dispatchEvent(new Event('change', {bubbles: true}))
        }";
    page.run(script, &[serde_json::json!(files), dropped.into()]).await;
}

#[test]
fn what_rules_match_is_shown_filtered_looked_at_and_exported() {
    visit(async |page| {
        let hash = open(page, "").await;
        assert_eq!(loaded(page, "yara-").await, 0, "nothing of the engine before it is needed");
        is_accessible(page).await;
        let all = files(page, &hash).await;
        let wide: Vec<u8> = "tundra".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let has_word = |bytes: &[u8]| count(bytes, b"tundra") + count(bytes, &wide) > 0;
        let found: Vec<&(String, Vec<u8>)> =
            all.iter().filter(|(_, bytes)| has_word(bytes) || bytes.starts_with(b"\x89PNG\r\n\x1a\n")).collect();
        page.textbox("Rules").fill(RULES).await;
        page.button("Scan").inside(&dialog(page)).click().await;
        dialog(page).mentions(&format!("3 rules over {} files of the archive", number(all.len()))).await;
        dialog(page).mentions(&format!(" matches in {}.", number(found.len()))).await;
        is_accessible(page).await;
        // The filter, and the column.
        page.button("Show these files").inside(&dialog(page)).click().await;
        dialog(page).is_gone().await;
        page.has_parameter("q", Some("yara:*")).await;
        let names: HashSet<&str> = found.iter().map(|(sha1, _)| sha1.as_str()).collect();
        let entries = page.entries(&hash).await;
        let rows = entries.iter().filter(|entry| names.contains(entry.sample("sha1").as_str())).count();
        page.file_count().says(&format!("{} of {} files", number(rows), number(entries.len()))).await;
        let first = all.iter().find(|(_, bytes)| count(bytes, b"tundra") > 0).expect("a file with the word");
        let entry = entries.iter().find(|entry| entry.sample("sha1") == first.0).expect("its row");
        page.part("searchbox", "Filter").fill(&format!("yara:words hash:{}", first.0)).await;
        let shown = page.tree().until("has the row", |rows| rows.iter().any(|row| row.id == entry.id)).await;
        let row = shown.iter().find(|row| row.id == entry.id).expect("the row");
        assert!(row.cell("YARA").contains("Tundra"), "{}", row.cell("YARA"));
        // The details, and the bytes.
        page.run("document.querySelector(`[data-entry-id=\"${arguments[0]}\"]`).click()", &[entry.id.clone().into()])
            .await;
        let matches = page.part("group", "YARA matches");
        matches.mentions("the tests").await;
        matches.mentions("Tags: words demo").await;
        let at = first.1.windows(6).position(|part| part == b"tundra").expect("a place");
        page.button(&format!("$word at {at:08x}")).click().await;
        page.part("dialog", "File contents").mentions(&format!("Offset 0x{at:x}, 6 bytes of")).await;
        page.press(Key::Escape).await;
        page.part("dialog", "File contents").is_gone().await;
        is_accessible(page).await;
        page.part("searchbox", "Filter").fill("").await;
        let csv = export(page, "CSV", &format!("{hash}-extracted-files.csv")).await;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a header").iter().next_back(), Some("yara"));
        let matched =
            reader.records().filter(|record| record.as_ref().is_ok_and(|record| !record[16].is_empty())).count();
        assert_eq!(matched, rows);
        // All that was found, beside it; and for other programs which rules match which files.
        let beside = export(page, "YARA hits", &format!("{hash}-extracted-files.yara.json")).await;
        let beside: Value = serde_json::from_str(&beside).expect("JSON");
        let list = |value: &Value| value.as_array().expect("a list").clone();
        let in_files: usize = list(&beside["files"]).iter().map(|file| list(&file["rows"]).len()).sum();
        assert_eq!((beside["matching_files"].as_u64(), in_files), (Some(found.len() as u64), rows));
        let own = list(&beside["files"]).into_iter().find(|file| file["sha1"] == json!(first.0)).expect("the file");
        let strings = &own["matches"][0]["strings"];
        assert_eq!(strings[0], json!({"name": "$word", "offset": at, "length": 6}));
        let tundra = list(&beside["rules"]).into_iter().find(|rule| rule["rule"] == "Tundra").expect("the rule");
        assert_eq!((&tundra["tags"], &tundra["namespace"]), (&json!(["words", "demo"]), &json!("")));
        assert_eq!(tundra["meta"][1], json!({"name": "score", "value": "7"}));
        let stix = export(page, "STIX 2.1", &format!("{hash}-extracted-files.stix.json")).await;
        let stix: Value = serde_json::from_str(&stix).expect("JSON");
        let rules = list(&stix["objects"]).into_iter().filter(|object| object["product"] == "yara");
        let rules: HashMap<String, Value> =
            rules.map(|rule| (rule["result_name"].as_str().expect("a name").to_owned(), rule)).collect();
        assert_eq!(rules.len(), 2);
        let refers = list(&rules["Tundra"]["analysis_sco_refs"]).len();
        let with_word: HashSet<&str> =
            all.iter().filter(|(_, bytes)| has_word(bytes)).map(|(sha1, _)| sha1.as_str()).collect();
        assert_eq!(refers, with_word.len(), "each content once");
        assert!(!stix.to_string().contains("$word"), "nothing of what a rule looks for is in it");
        // On the map the sign is named.
        page.tab("Map").click().await;
        page.part("list", "Marks").mentions("YARA match").await;
        is_accessible(page).await;
    });
}

/// The same content can stand in many rows: a rule that asks for a name sees all of them.
#[test]
fn rules_see_each_name_of_a_file() {
    visit(async |page| {
        let content = b"a loader";
        let rows: Vec<_> = (1..)
            .zip(["invoice.pdf", "setup.exe", "other.txt"])
            .map(|(id, name)| {
                let bytes: &[u8] = if name == "other.txt" { b"other" } else { content };
                json!({"id": id, "parent_relationship": null, "filename": name, "path": format!("in/{name}"), "sample": {"sha1": sha1(bytes), "file_size": bytes.len()}})
            })
            .collect();
        page.open("").await;
        let text = json!({"count": rows.len(), "next": null, "previous": null, "results": rows}).to_string();
        drop_file(page, "saved.json", &text).await;
        page.file_count().says("3 files").await;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [("0", &content[..]), ("1", b"other")] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a member");
            zip.write_all(bytes).expect("written");
        }
        drop(page, &zip.finish().expect("a zip").into_inner()).await;
        page.part("region", "Archive").mentions("files match").await;
        // Nothing of a scan is offered before there was one.
        page.button("Export").click().await;
        page.part("menuitem", "STIX 2.1").is_there().await;
        assert!(!page.part("menuitem", "YARA hits").exists().await);
        page.press(Key::Escape).await;
        page.button("Scan with YARA").click().await;
        let rules = "rule Setup { condition: filename == \"setup.exe\" and extension == \".exe\" }
            rule Path { condition: filepath contains \"in/invoice\" }
            rule Other { condition: filename == \"other.txt\" }";
        page.textbox("Rules").fill(rules).await;
        page.button("Scan").inside(&dialog(page)).click().await;
        dialog(page).mentions("matches in 2.").await;
        page.press(Key::Escape).await;
        page.tab("Tree").click().await;
        for (filter, count) in [("yara:Setup", 2), ("yara:Path", 2), ("yara:Other", 1)] {
            page.part("searchbox", "Filter").fill(filter).await;
            page.file_count().says(&format!("{count} of 3 files")).await;
        }
    });
}

#[test]
fn mistakes_are_shown_by_file_line_and_column_and_an_include_is_refused() {
    visit(async |page| {
        open(page, "").await;
        page.button("Scan").inside(&dialog(page)).click().await;
        page.alert_says(&["no rules yet"]).await;
        give(page, &[("one.yar", "rule One { condition: true }"), ("two.yar", "\ninclude \"one.yar\"\n")], false).await;
        give(page, &[("three.yar", "rule Three {\n  condition:\n    $a\n}")], true).await;
        let opened = page.part("list", "Opened rules");
        opened.mentions("one.yar").await;
        opened.mentions("three.yar").await;
        page.button("Scan").inside(&dialog(page)).click().await;
        page.alert_says(&["two.yar, line 2, column 1", "open the other file", "three.yar, line 3, column 5"]).await;
        is_accessible(page).await;
        page.button("Remove two.yar").click().await;
        page.button("Remove three.yar").click().await;
        page.button("Scan").inside(&dialog(page)).click().await;
        dialog(page).mentions("1 rule over").await;
        page.no_alert().await;
        // Rules stay while the tab is open, and no longer.
        page.press(Key::Escape).await;
        page.button("Scan with YARA").click().await;
        opened.mentions("one.yar").await;
        let kept = "return JSON.stringify([{...localStorage}, {...sessionStorage}])";
        assert!(!page.run(kept, &[]).await.to_string().contains("One"), "nothing of a rule is kept");
    });
}

#[test]
fn a_filter_says_that_nothing_was_scanned_and_the_dialog_works_by_key() {
    visit(async |page| {
        open(page, "yara:none").await;
        page.press(Key::Escape).await;
        page.file_count().mentions("not yet scanned with YARA").await;
        page.button("Scan with YARA").is_focused().await;
        page.press(Key::Enter).await;
        page.textbox("Rules").focus().await;
        page.press("rule All { condition: true }").await;
        page.press(Key::Tab).await;
        page.button("Scan").inside(&dialog(page)).is_focused().await;
        page.press(Key::Enter).await;
        dialog(page).mentions("1 rule over").await;
        page.press(Key::Escape).await;
        page.file_count().mentions("0 of").await;
    });
}
