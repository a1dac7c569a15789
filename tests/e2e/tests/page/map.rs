//! The map: by pointer, by keys, as a table, as a file.

use std::time::Duration;

use matryoshka_e2e::{Axe, Entry, Key, Page, Part, scenario, visit};
use serde_json::json;

fn sample() -> String {
    scenario::hash("paging-85")
}

fn map(page: &Page) -> Part<'_> {
    page.part("region", "Map")
}

fn table(page: &Page) -> Part<'_> {
    page.part("table", "Largest in this branch")
}

/// What is said of the block that a key went to.
async fn says(page: &Page, words: &str) {
    page.until(format!("the map says “{words}”"), async || {
        let said = page.run("return document.querySelector('.map-said').textContent", &[]).await;
        if said.as_str().is_some_and(|said| said.contains(words)) { Ok(()) } else { Err(said.to_string()) }
    })
    .await;
}

/// Opens the map of a sample.
async fn open(page: &Page, hash: &str) {
    page.open(&format!("?sample={hash}&view=map")).await;
    page.any("progressbar").is_gone().await;
    is_laid_out(page).await;
    page.painted().await;
}

/// Waits until the table beside the map has its rows.
pub async fn is_laid_out(page: &Page) {
    let rows = "return document.querySelector('.map-aside tbody tr') !== null";
    page.until_script("rows beside the map", rows, json!(true)).await;
}

/// The largest entry at the top level that something is in.
fn branch(entries: &[Entry]) -> &Entry {
    let inside = |entry: &&Entry| entries.iter().any(|other| other.parent.as_deref() == Some(&*entry.id));
    let size = |entry: &&Entry| entry.sample("file_size").parse::<u64>().unwrap_or(0);
    entries.iter().filter(|entry| entry.parent.is_none()).filter(inside).max_by_key(size).expect("a branch")
}

#[test]
fn the_map_is_the_third_view_and_stands_in_the_address() {
    visit(async |page| {
        page.open_sample(&sample()).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.tab("Tree").click().await;
        page.press(Key::Right).await;
        page.tab("Map").has("selected", true).await;
        page.has_parameter("view", Some("map")).await;
        map(page).is_there().await;
        page.back().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
    });
}

#[test]
fn keys_go_through_blocks_into_branches_and_out() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        open(page, &sample()).await;
        map(page).focus().await;
        says(page, "Whole sample, 85 files inside").await;
        page.press(Key::Down).await;
        page.until("another block".to_owned(), async || {
            let said = page.run("return document.querySelector('.map-said').textContent", &[]).await;
            if said.as_str().is_some_and(|said| said.starts_with("Whole")) { Err(said.to_string()) } else { Ok(()) }
        })
        .await;
        page.press(Key::Up).await;
        says(page, "Whole sample").await;
        // In by the table, out by key.
        let branch = branch(&entries).value["filename"].as_str().unwrap_or_default().to_owned();
        page.button(&branch).inside(&table(page)).click().await;
        page.button(&branch).inside(&page.part("navigation", "Branch")).is_there().await;
        map(page).is_focused().await;
        says(page, &branch).await;
        page.press(Key::Escape).await;
        page.button(&branch).inside(&page.part("navigation", "Branch")).is_gone().await;
        page.press(" ").await;
        page.part("complementary", "File details").is_there().await;
    });
}

#[test]
fn a_press_selects_the_row_everywhere() {
    visit(async |page| {
        open(page, &scenario::hash("deep")).await;
        // The second band: the one file at the top level.
        let press = "const field = document.querySelector('.map-field canvas'), box = field.getBoundingClientRect()
            const at = {bubbles: true, detail: 1, clientX: box.x + 20, clientY: box.y + 36}
            field.dispatchEvent(new PointerEvent('pointermove', at))
            field.dispatchEvent(new MouseEvent('click', at))";
        page.run(press, &[]).await;
        let first = page.entries(&scenario::hash("deep")).await.swap_remove(0);
        page.has_parameter("row", Some(&first.id)).await;
        page.part("complementary", "File details").is_there().await;
        says(page, "2,999 files inside").await;
        page.tab("Tree").click().await;
        page.tree().until("the row is selected", |rows| rows.iter().any(|row| row.id == first.id)).await;
    });
}

#[test]
fn a_filter_dims_and_files_are_another_area() {
    visit(async |page| {
        open(page, &sample()).await;
        page.part("radio", "Files").click().await;
        page.part("radio", "Files").has("checked", "true").await;
        page.part("searchbox", "Filter").fill("class:malicious").await;
        page.file_count().mentions("of 85 files").await;
        map(page).focus().await;
        says(page, "Whole sample, 85 files inside").await;
        page.part("searchbox", "Filter").fill("name:nothing-is-called-this").await;
        page.file_count().says("0 of 85 files").await;
        map(page).focus().await;
        says(page, "does not match the filter").await;
    });
}

#[test]
fn the_map_is_saved_as_a_picture_with_nothing_hostile_in_it() {
    visit(async |page| {
        let hash = scenario::hash("hostile-names");
        open(page, &hash).await;
        page.button("Save as SVG").click().await;
        let svg = page.until_saved(&format!("{hash}-map.svg")).await;
        let svg = String::from_utf8(svg).expect("text");
        assert!(svg.contains(&hash) && svg.contains("malicious"));
        assert!(!svg.contains(['\u{202e}', '\u{200b}', '\0']), "characters that play tricks");
        let parse = "return new DOMParser().parseFromString(arguments[0], 'image/svg+xml')
            .querySelector('parsererror, script, image, foreignObject, a') === null";
        assert_eq!(page.run(parse, &[json!(svg)]).await, true);
        page.button("Save as PNG").click().await;
        let png = page.until_saved(&format!("{hash}-map.png")).await;
        assert!(png.starts_with(b"\x89PNG"));
    });
}

#[test]
fn the_map_is_accessible() {
    visit(async |page| {
        open(page, &sample()).await;
        let axe = Axe::new();
        for scheme in ["light", "dark"] {
            page.color_scheme(scheme).await;
            map(page).focus().await;
            page.painted().await;
            let violations = axe.violations(page).await;
            assert!(violations.is_empty(), "{scheme}:\n{}", violations.join("\n"));
        }
    });
}

#[test]
fn a_hundred_thousand_files_follow_the_pointer() {
    visit(async |page| {
        open(page, &scenario::hash("generated:100000")).await;
        page.button("Load all").click().await;
        page.file_count().within(Duration::from_mins(1)).says("100,000 files").await;
        page.any("progressbar").within(Duration::from_mins(1)).is_gone().await;
        page.painted().await;
        let moves = "const field = document.querySelector('.map-field canvas'), box = field.getBoundingClientRect()
            const start = performance.now()
            for (let move = 0; move < 200; move += 1) field.dispatchEvent(new PointerEvent('pointermove',
                {bubbles: true, clientX: box.x + box.width * move / 200, clientY: box.y + box.height * (move % 20) / 20}))
            return (performance.now() - start) / 200";
        let each = page.run(moves, &[]).await.as_f64().expect("milliseconds");
        assert!(each < 16.0, "{each} ms a move");
    });
}
