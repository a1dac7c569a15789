//! The tree: every entry once, under its parent, with the right numbers for who can't see it.

use std::collections::HashMap;

use matryoshka_e2e::{Entry, Page, scenario, visit};
use serde_json::json;

/// A row as it has to be: id, level, position among its siblings, number of siblings, whether something is inside.
type Expected = (String, u32, u32, u32, bool);

/// The rows of the tree from above to below with everything open, for a listing in which every parent is there.
fn expected(entries: &[Entry]) -> Vec<Expected> {
    let mut children: HashMap<Option<&str>, Vec<&Entry>> = HashMap::new();
    for entry in entries {
        children.entry(entry.parent.as_deref()).or_default().push(entry);
    }
    let mut rows = Vec::new();
    let mut next: Vec<(&Entry, u32, u32, u32)> = Vec::new();
    let push = |next: &mut Vec<_>, siblings: &[&'_ Entry], level: u32| {
        let all = siblings.len() as u32;
        let siblings: Vec<(usize, String)> = siblings.iter().map(|entry| entry.id.clone()).enumerate().collect();
        for (at, id) in siblings.into_iter().rev() {
            let entry = entries.iter().find(|entry| entry.id == id).expect("its own");
            next.push((entry, level, at as u32 + 1, all));
        }
    };
    push(&mut next, &children[&None], 1);
    while let Some((entry, level, position, all)) = next.pop() {
        let inside = children.get(&Some(&*entry.id));
        rows.push((entry.id.clone(), level, position, all, inside.is_some()));
        if let Some(inside) = inside {
            push(&mut next, inside, level + 1);
        }
    }
    rows
}

/// Opens the tree of a sample with every branch open.
pub async fn open_all(page: &Page, hash: &str) {
    page.open_tree(hash).await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.any("progressbar").is_gone().await;
    page.button("Expand all").click().await;
    page.tree().until("has no closed branch", |rows| rows.iter().all(|row| row.expanded != Some(false))).await;
}

/// Every row has to be what it must be, with everything open.
async fn is_whole(page: &Page, hash: &str) {
    let expected = expected(&page.entries(hash).await);
    open_all(page, hash).await;
    let rows = page.tree().walk().await;
    let found: Vec<Expected> = rows
        .iter()
        .map(|row| {
            let number = |number: Option<u32>| number.unwrap_or_default();
            (row.id.clone(), number(row.level), number(row.posinset), number(row.setsize), row.expanded == Some(true))
        })
        .collect();
    for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "row {at}");
    }
    assert_eq!(found.len(), expected.len());
    for pair in rows.windows(2) {
        let next = pair[0].rowindex.map(|index| index + 1);
        assert_eq!(pair[1].rowindex, next, "row numbers have no gaps: {pair:?}");
    }
}

#[test]
fn every_file_of_the_demo_sample_is_under_its_parent() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        is_whole(page, &hash).await;
    });
}

#[test]
fn every_file_of_an_ordinary_listing_is_under_its_parent() {
    visit(async |page| is_whole(page, &scenario::hash("paging-85")).await);
}

#[test]
fn a_thousand_files_are_under_their_parents() {
    visit(async |page| is_whole(page, &scenario::hash("generated:1000")).await);
}

#[test]
fn parents_that_come_after_their_children_make_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("late-parents")).await);
}

#[test]
fn ids_that_are_texts_make_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("string-ids")).await);
}

#[test]
fn ids_beyond_what_a_javascript_number_holds_make_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("big-ids")).await);
}

#[test]
fn an_appliance_that_caps_the_page_size_makes_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("capped")).await);
}

#[test]
fn an_appliance_that_ignores_paging_makes_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("ignores-paging")).await);
}

#[test]
fn the_old_names_of_fields_make_the_same_tree() {
    visit(async |page| is_whole(page, &scenario::hash("old-names")).await);
}

#[test]
fn rows_with_missing_fields_are_each_in_the_tree() {
    visit(async |page| {
        open_all(page, &scenario::hash("nulls")).await;
        page.file_count().says("90 files").await;
        assert_eq!(page.tree().walk().await.len(), 90);
    });
}

#[test]
fn the_sample_is_the_heading_and_its_children_are_at_level_1() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_tree(&hash).await;
        let rows = page.tree().until("has rows", |rows| !rows.is_empty()).await;
        assert!(rows.iter().all(|row| row.level == Some(1) && row.expanded != Some(true)), "closed at first: {rows:?}");
        page.any("heading").mentions(&hash).await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn expand_all_and_collapse_all_do_what_they_say() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        open_all(page, &hash).await;
        assert_eq!(page.tree().walk().await.len(), 85);
        page.button("Collapse all").click().await;
        page.tree().until("has no open branch", |rows| rows.iter().all(|row| row.expanded != Some(true))).await;
        let rows = page.tree().walk().await;
        assert_eq!(rows.len(), 85 - 38, "38 of them are inside others");
        assert!(rows.iter().all(|row| row.level == Some(1)));
    });
}

/// Behind the right edge of a row's box, in CSS pixels: on the box itself, on the mark, and on the name.
const BOX: i32 = -7;
const MARK: i32 = 11;
const NAME: i32 = 40;

/// A place in the first closed or open row of the tree, so many pixels behind the right edge of its box.
async fn place(page: &Page, behind: i32) -> (f64, f64) {
    let place = page
        .run(
            "const row = document.querySelector('[role=treegrid] [data-entry-id][aria-expanded]');
         const box = row.querySelector('input').getBoundingClientRect();
         return { x: box.right + arguments[0], y: (box.top + box.bottom) / 2 }",
            &[behind.into()],
        )
        .await;
    (place["x"].as_f64().expect("a number"), place["y"].as_f64().expect("a number"))
}

async fn click_row(page: &Page, behind: i32) {
    let (x, y) = place(page, behind).await;
    page.click_at(x, y).await;
}

#[test]
fn a_click_between_box_and_name_opens_and_closes_and_one_on_the_name_selects() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.any("progressbar").is_gone().await;
        click_row(page, MARK).await;
        let opened =
            page.tree().until("has an open branch", |rows| rows.iter().any(|row| row.expanded == Some(true))).await;
        let row = opened.iter().find(|row| row.expanded == Some(true)).expect("the open one");
        assert!(row.focused, "{row:?}");
        page.part("complementary", "File details").is_gone().await;
        click_row(page, MARK).await;
        page.tree().until("has no open branch", |rows| rows.iter().all(|row| row.expanded != Some(true))).await;
        click_row(page, NAME).await;
        page.part("complementary", "File details").is_there().await;
        page.tree().until("has no open branch", |rows| rows.iter().all(|row| row.expanded != Some(true))).await;
    });
}

/// A finger is wider than box and mark.
async fn tap(page: &Page, behind: i32) {
    let (x, y) = place(page, behind).await;
    page.tap_at(x, y).await;
}

#[test]
fn a_finger_meets_what_it_is_on_of_box_and_mark_and_name() {
    visit(async |page| {
        page.has_touch().await;
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.any("progressbar").is_gone().await;
        let picked = "return document.querySelectorAll('[data-entry-id] input:checked').length";
        tap(page, MARK).await;
        page.tree().until("has an open branch", |rows| rows.iter().any(|row| row.expanded == Some(true))).await;
        assert_eq!(page.run(picked, &[]).await, json!(0));
        tap(page, BOX).await;
        page.until_script("is picked", picked, 1.into()).await;
        page.part("complementary", "File details").is_gone().await;
        tap(page, NAME).await;
        page.part("complementary", "File details").is_there().await;
        assert_eq!(page.run(picked, &[]).await, json!(1));
        page.tree().until("has an open branch", |rows| rows.iter().any(|row| row.expanded == Some(true))).await;
    });
}

#[test]
fn a_header_sorts_siblings_and_leaves_them_under_their_parents() {
    visit(async |page| {
        let hash = scenario::hash("generated:1000");
        let entries = page.entries(&hash).await;
        open_all(page, &hash).await;
        page.button("Size").click().await;
        page.has_parameter("sort", Some("size")).await;
        page.until_script(
            "sorted",
            "return document.querySelector('[aria-sort=ascending]')?.innerText.trim()",
            "Size".into(),
        )
        .await;
        let rows = page.tree().walk().await;
        assert_eq!(rows.len(), entries.len());
        let by_id: HashMap<_, _> = entries.iter().map(|entry| (&*entry.id, entry)).collect();
        let mut last_of: HashMap<Option<&str>, u64> = HashMap::new();
        for row in &rows {
            let entry = by_id[&*row.id];
            let size = entry.sample("file_size").parse().expect("a size");
            let before = last_of.insert(entry.parent.as_deref(), size);
            assert!(before.is_none_or(|before| before <= size), "{row:?}");
        }
    });
}

#[test]
fn a_filter_leaves_what_matches_and_what_is_around_it() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.part("searchbox", "Filter").fill("unpacked_files").await;
        page.file_count().says("38 of 85 files").await;
        let rows = page.tree().until("shows what is inside", |rows| rows.iter().any(|row| row.level == Some(2))).await;
        assert!(rows.iter().all(|row| row.level == Some(2) || row.expanded == Some(true)), "{rows:?}");
        assert_eq!(page.tree().walk().await.len(), 76, "38 and their parents");
        page.part("searchbox", "Filter").fill("").await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn each_view_has_its_own_rows_and_none_of_another() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_tree(&hash).await;
        page.part("group", "Verdicts").is_there().await;
        let top = page.tree().until("has rows", |rows| !rows.is_empty()).await.len();
        let told = "return document.querySelectorAll('[data-entry-id]').length";
        page.tab("List").click().await;
        for _ in 0..2 {
            page.until_script("the rows of a page", told, 50.into()).await;
            page.tab("Tree").click().await;
            page.part("treegrid", "Parent relationships").is_there().await;
            page.until_script("the rows of the tree", told, top.into()).await;
            page.tab("Map").click().await;
            page.until_script("no row", told, 0.into()).await;
            page.tab("Tree").click().await;
            page.until_script("the rows of the tree", told, top.into()).await;
            page.tab("List").click().await;
        }
    });
}
