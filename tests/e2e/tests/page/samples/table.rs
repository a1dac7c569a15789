//! The table of samples: sorted by its columns, on pages.

use matryoshka_e2e::{Key, Page, scenario, visit};
use serde_json::json;

use super::{accessible, rows};
use crate::open_file::drop_file;

/// The hash of a sample with so many files.
fn of(files: u32) -> String {
    scenario::hash(&format!("generated:{files}"))
}

async fn first_is(page: &Page, hash: &str, count: usize) {
    page.until(format!("{hash} to stand first of {count}"), async || {
        let rows = rows(page).await;
        let is_so = rows.len() == count && rows[0][0] == hash;
        if is_so { Ok(()) } else { Err(format!("{} rows, {:?}", rows.len(), rows.first())) }
    })
    .await;
}

/// Which header says that it is sorted by, and how.
async fn is_sorted(page: &Page, wanted: &[&str]) {
    let sorted = "return [...document.querySelectorAll('th[aria-sort]')].filter(head => head.ariaSort !== 'none')
        .flatMap(head => [head.innerText.trim(), head.ariaSort])";
    page.until_script("the header to say so", sorted, json!(wanted)).await;
}

#[test]
fn it_is_sorted_by_its_columns_and_turned_page_by_page() {
    visit(async |page| {
        page.open("").await;
        let list: Vec<String> = (0..130).map(of).collect();
        drop_file(page, "list.txt", &list.join("\n")).await;
        page.part("heading", "130 samples").is_there().await;
        page.part("progressbar", "Loading samples").is_gone().await;
        first_is(page, &list[0], 100).await;
        page.part("navigation", "Pages").mentions("Page 1 of 2").await;
        page.button("Next page").click().await;
        first_is(page, &list[100], 30).await;
        // A press on a header sorts, and again the other way; the first page is shown.
        page.button("Files").click().await;
        is_sorted(page, &["Files", "ascending"]).await;
        // One without files says nothing in that column, and stands last.
        first_is(page, &list[1], 100).await;
        page.button("Files").focus().await;
        page.press(Key::Enter).await;
        is_sorted(page, &["Files", "descending"]).await;
        first_is(page, &list[129], 100).await;
        page.button("Last page").click().await;
        first_is(page, &list[29], 30).await;
        accessible(page).await;
        page.screen(1280, 900, 1.0).await;
        // A sample is opened from there, and the table is as it was.
        page.part("link", &list[7]).click().await;
        page.file_count().says("7 files").await;
        page.back().await;
        first_is(page, &list[29], 30).await;
        is_sorted(page, &["Files", "descending"]).await;
    });
}
