//! Names that adversaries choose: shown, never obeyed.

use matryoshka_e2e::{Grid, Key, Page, Row, scenario, visit};
use serde_json::json;

use crate::map::is_laid_out;
use crate::open_file::{drop_file, entries};

/// Raw characters that must not stand anywhere in the document: control, direction, zero-width, tags, halves of surrogate
/// pairs. Tabs and line breaks are the document's own, but not in rows and details.
const FAULTS: &str = r#"
    const hostile = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Cs}]/u
    const faults = []
    const look = (place, text) => {
        const found = text.match(hostile)
        if (found) faults.push(`${place}: U+${found[0].codePointAt(0).toString(16)} in ${JSON.stringify(text.slice(0, 200))}`)
    }
    look('title', document.title)
    look('address', location.href)
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ALL)
    for (let node = walk.currentNode; node; node = walk.nextNode()) {
        look('text', node.nodeValue ?? '')
        for (const attribute of node.attributes ?? []) look(`attribute ${attribute.name} of ${node.tagName}`, attribute.value)
        if (node.nodeValue && /[\t\r\n]/.test(node.nodeValue) && node.parentElement?.closest('[data-entry-id], aside')) {
            faults.push(`line break in ${JSON.stringify(node.nodeValue)}`)
        }
    }
    const made = '[data-entry-id] img, [data-entry-id] script, [data-entry-id] a, aside img, aside script, a[href*="evil.example"], a[href^="javascript:"], a[href^="data:"]'
    for (const element of document.querySelectorAll(made)) faults.push(`an element from a name: ${element.outerHTML}`)
    return faults.slice(0, 5)
"#;

async fn is_harmless(page: &Page, place: &str) {
    let faults = page.run(FAULTS, &[]).await;
    assert_eq!(faults, serde_json::json!([]), "{place}");
}

/// Looks at every screenful of rows.
async fn scroll_through(page: &Page, grid: &Grid<'_>) {
    grid.enter().await;
    let mut at = grid.press(Key::Home).await;
    loop {
        is_harmless(page, &format!("row {:?}", at.rowindex)).await;
        let next = grid.press(Key::PageDown).await;
        if next.rowindex == at.rowindex {
            break;
        }
        at = next;
    }
}

#[test]
fn hostile_names_are_visible_in_the_list() {
    visit(async |page| {
        page.open(&format!("?sample={}&page_size=100", scenario::hash("hostile-names"))).await;
        page.file_count().says("85 files").await;
        page.list().until("shows the trick", |rows| rows.iter().any(|row| row.text.contains("U+202E"))).await;
        scroll_through(page, &page.list()).await;
        page.no_alert().await;
    });
}

#[test]
fn hostile_names_are_visible_in_the_tree() {
    visit(async |page| {
        page.open_tree(&scenario::hash("hostile-names")).await;
        page.file_count().says("85 files").await;
        page.button("Expand all").click().await;
        page.tree()
            .until("is open", |rows| !rows.is_empty() && rows.iter().all(|row| row.expanded != Some(false)))
            .await;
        scroll_through(page, &page.tree()).await;
        assert_eq!(page.tree().walk().await.len(), 85);
    });
}

/// Where a name is drawn, from left to right: its first letter, its last, and where the words behind it begin.
const PLACES: &str = r"
    const cell = document.querySelector('[role=treegrid] [data-entry-id] [role=gridcell]')
    const words = cell.querySelector('small').firstChild
    const name = [...cell.childNodes].find(node => node.nodeType === Node.TEXT_NODE)
    const place = (node, at) => {
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + 1)
        return range.getBoundingClientRect().left
    }
    return [place(name, 0), place(name, name.length - 1), place(words, 0)]
";

#[test]
fn a_name_that_runs_right_to_left_leaves_its_extension_and_the_words_behind_it_where_they_are() {
    visit(async |page| {
        let mut rows = entries(page, "paging-85").await;
        rows.truncate(2);
        rows[1]["sample"]["sha1"] = rows[0]["sample"]["sha1"].clone();
        rows[1]["parent_relationship"] = rows[0]["parent_relationship"].clone();
        page.open("?view=tree").await;
        for (file, name) in
            [("one.json", "\u{5e9}\u{5dc}\u{5d5}\u{5dd}.exe"), ("two.json", "\u{5e9}\u{5dc}\u{5d5}\u{5dd}")]
        {
            for row in &mut rows {
                row["filename"] = json!(name);
            }
            drop_file(page, file, &json!(rows).to_string()).await;
            let is_shown = |row: &Row| row.text.contains(&format!("{name}×2"));
            page.tree().until("says it is there twice", |rows| rows.iter().any(is_shown)).await;
            let places: Vec<f64> = serde_json::from_value(page.run(PLACES, &[]).await).expect("numbers");
            let [first, last, words] = places[..] else { panic!("{places:?}") };
            assert!(words > first.max(last), "{name}: {places:?}");
            assert_eq!(last > first, name.contains('.'), "{name}: {places:?}");
        }
    });
}

#[test]
fn hostile_names_are_visible_in_the_details() {
    visit(async |page| {
        let hash = scenario::hash("hostile-names");
        page.open(&format!("?sample={hash}&page_size=100")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let list = page.list();
        list.enter().await;
        let mut at = list.press(Key::Home).await;
        let details = page.part("complementary", "File details");
        for _ in 0..62 {
            page.press(Key::Enter).await;
            page.has_parameter("row", Some(&at.id)).await;
            details.mentions(&at.id).await;
            is_harmless(page, &at.text).await;
            page.run("document.querySelector(`[data-entry-id=\"${arguments[0]}\"]`).focus()", &[at.id.clone().into()])
                .await;
            at = list.press(Key::Down).await;
        }
    });
}

#[test]
fn hostile_names_are_visible_in_the_map() {
    visit(async |page| {
        page.open(&format!("?sample={}&view=map", scenario::hash("hostile-names"))).await;
        page.file_count().says("85 files").await;
        is_laid_out(page).await;
        is_harmless(page, "the map and its table").await;
        // What is said of each block, as the keys go over them.
        page.part("region", "Map").focus().await;
        for key in [Key::Down, Key::Right, Key::Right, Key::Down, Key::Right, Key::Left, Key::Right] {
            page.press(key).await;
            is_harmless(page, "a block of the map").await;
        }
    });
}

#[test]
fn a_hostile_file_name_is_visible_in_alert_head_title_and_what_is_saved() {
    visit(async |page| {
        let name = "in\u{202e}gpj.<img src=x onerror=alert(1)>\u{1b}[31m.json";
        let rows = entries(page, "paging-85").await;
        page.open("").await;
        drop_file(page, name, "[x]").await;
        page.alert_says(&["U+202E", "broken at byte"]).await;
        is_harmless(page, "the alert").await;
        drop_file(page, name, &json!(rows).to_string()).await;
        page.file_count().says("85 files").await;
        is_harmless(page, "the head").await;
        page.button("Export").click().await;
        page.part("menuitem", "CSV").click().await;
        let saved = page.until("a saved file".to_owned(), async || {
            page.saved().await.into_iter().find(|name| name.contains(".csv")).ok_or_else(|| "none".to_owned())
        });
        let saved = saved.await;
        assert!(saved.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)), "{saved:?}");
    });
}

#[test]
fn a_hostile_name_is_copied_with_its_characters_visible() {
    visit(async |page| {
        let hash = scenario::hash("hostile-names");
        page.open(&format!("?sample={hash}&page_size=100")).await;
        let turns = |row: &Row| row.text.starts_with("invoice") && row.text.contains("U+202E");
        let rows = page.list().until("a name that turns", |rows| rows.iter().any(turns)).await;
        let id = rows.iter().find(|row| turns(row)).map(|row| row.id.clone()).unwrap_or_default();
        page.open(&format!("?sample={hash}&page_size=100&row={id}")).await;
        let details = page.part("complementary", "File details");
        details.mentions("U+202E").await;
        // What is copied is kept beside the clipboard, which a test may not read.
        page.run("navigator.clipboard.writeText = async text => { window.copied = text }", &[]).await;
        page.button("Copy name").inside(&details).click().await;
        let copied = "return window.copied?.includes('U+202E') === true && !window.copied.includes('\\u202e')";
        page.until_script("what is copied", copied, json!(true)).await;
    });
}

#[test]
fn a_hostile_address_is_said_without_its_characters() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        for text in ["%E2%80%AEgpj", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "%00%1b%5B31m"] {
            page.open(&format!("?sample={hash}&view={text}&sort={text}&page={text}")).await;
            page.alert_says(&[]).await;
            is_harmless(page, text).await;
            assert_eq!(page.run("return document.images.length", &[]).await, 0);
        }
    });
}

#[test]
fn a_raw_character_would_be_found() {
    visit(async |page| {
        page.open("").await;
        is_harmless(page, "as it is").await;
        for character in ['\u{202e}', '\u{1b}', '\u{200b}', '\u{e0041}'] {
            page.run("document.querySelector('main').append(arguments[0])", &[format!("a{character}b").into()]).await;
            let faults = page.run(FAULTS, &[]).await;
            assert!(faults[0].as_str().is_some_and(|fault| fault.starts_with("text")), "{faults}");
            page.run("document.querySelector('main').lastChild.remove()", &[]).await;
        }
    });
}
