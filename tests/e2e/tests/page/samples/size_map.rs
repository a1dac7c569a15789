//! By how much sizes differ, as a map.

use matryoshka_e2e::{Key, Page, visit};
use serde_json::json;

use super::accessible;
use super::differences::compare_installers;

/// What is said of the block that a key went to.
async fn says(page: &Page, words: &str) {
    page.until(format!("the map to say “{words}”"), async || {
        let said = page.run("return document.querySelector('.map-said').textContent", &[]).await;
        if said.as_str().is_some_and(|said| said.contains(words)) { Ok(()) } else { Err(said.to_string()) }
    })
    .await;
}

#[test]
fn sizes_that_differ_are_a_map_with_keys_and_a_table() {
    visit(async |page| {
        compare_installers(page).await;
        page.tab("Map").click().await;
        let map = page.part("region", "Map of differences");
        map.is_there().await;
        page.part("list", "Size changes").mentions("grown").await;
        // Twelve files are new or gone, and two have another size with what is around one of them.
        let table = page.part("table", "Largest differences in this branch");
        table.mentions("added-0.txt").await;
        table.mentions("removed").await;
        table.mentions("data.zip").await;
        map.focus().await;
        says(page, "Both samples").await;
        page.press(Key::Down).await;
        says(page, "of difference").await;
        page.press(Key::Right).await;
        page.press(Key::Up).await;
        says(page, "Both samples").await;
        // Into the archive, from the table; out with the keys.
        page.button("data.zip").inside(&table).click().await;
        table.mentions("data-3.txt").await;
        page.part("navigation", "Branch").mentions("data.zip").await;
        map.focus().await;
        page.press(Key::Escape).await;
        table.mentions("added-0.txt").await;
        accessible(page).await;
        page.screen(1280, 640, 1.0).await;
        // A file that nothing is in leads to its place in the tree.
        page.button("added-0.txt").inside(&table).click().await;
        page.part("treegrid", "Differences").is_there().await;
        let focused = "const it = document.activeElement
            return it.closest('[role=treegrid]') ? it.dataset.change ?? '' : ''";
        page.until_script("the file to have the focus", focused, json!("added")).await;
    });
}
