//! The keys of the tree and of the tabs, one by one, after the ARIA Authoring Practices.

use matryoshka_e2e::{Key, Row, Setup, scenario, visit};
use serde_json::json;

use crate::tree::open_all;

#[test]
fn right_opens_then_enters_and_left_closes_then_leaves() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open_tree(&hash).await;
        let tree = page.tree();
        let first = tree.enter().await;
        assert_eq!((&*first.id, first.expanded), (&*entries[0].id, Some(false)));
        let opened = tree.press(Key::Right).await;
        assert_eq!((&opened.id, opened.expanded), (&first.id, Some(true)), "the focus stays at what was opened");
        let child = tree.press(Key::Right).await;
        assert_eq!((&*child.id, child.level, child.expanded), (&*entries[38].id, Some(2), None));
        assert_eq!(tree.press(Key::Right).await.id, child.id, "there is nothing inside");
        assert_eq!(tree.press(Key::Left).await.id, first.id, "to the parent");
        let closed = tree.press(Key::Left).await;
        assert_eq!((&closed.id, closed.expanded), (&first.id, Some(false)), "the focus stays at what was closed");
        assert_eq!(tree.press(Key::Left).await.id, first.id, "at level 1 there is nowhere to go");
    });
}

#[test]
fn left_on_a_closed_branch_goes_to_its_parent() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        page.open_tree(&hash).await;
        let tree = page.tree();
        let mut row = tree.enter().await;
        let mut parents = Vec::new();
        // Down to a branch inside a branch.
        while row.level != Some(2) || row.expanded != Some(false) {
            parents.push(row.clone());
            row = match row.expanded {
                Some(false) => tree.press(Key::Right).await,
                _ => tree.press(Key::Down).await,
            };
        }
        let parent = tree.press(Key::Left).await;
        assert_eq!(parent.level, Some(1));
        assert!(parents.iter().any(|row| row.id == parent.id));
    });
}

/// What was there before is worked with as if nothing came.
#[test]
fn branches_open_and_rows_are_sorted_while_others_arrive() {
    Setup::working("200,8,2").visit(async |page| {
        page.open_tree(&scenario::hash("deep")).await;
        let (tree, bar) = (page.tree(), page.part("progressbar", "Loading files"));
        let row = tree.enter().await;
        // So that there are rows which are not in the tree yet.
        bar.is_further_than(bar.progress().await).await;
        let opened = tree.press(Key::Right).await;
        assert_eq!((&opened.id, opened.expanded), (&row.id, Some(true)));
        let child = tree.press(Key::Right).await;
        assert_eq!(child.level, Some(2));
        page.button("Name").click().await;
        page.has_parameter("sort", Some("name")).await;
        tree.until("the rows stay", |rows| rows.iter().any(|row| row.id == child.id)).await;
        bar.is_there().await;
        page.button("Cancel").click().await;
        bar.is_gone().await;
    });
}

#[test]
fn up_down_home_end_and_pages_move_over_the_rows_that_are_seen() {
    visit(async |page| {
        let hash = scenario::hash("generated:1000");
        open_all(page, &hash).await;
        let tree = page.tree();
        let first = tree.enter().await;
        assert_eq!(first.rowindex, tree.press(Key::Home).await.rowindex);
        assert_eq!(tree.press(Key::Up).await.id, first.id, "above the first there is none");
        let index = |row: &Row| row.rowindex.expect("a number");
        let second = tree.press(Key::Down).await;
        assert_eq!(index(&second), index(&first) + 1);
        assert_eq!(tree.press(Key::Up).await.id, first.id);
        let paged = tree.press(Key::PageDown).await;
        let height = index(&paged) - index(&first);
        assert!((5..100).contains(&height), "about a screenful: {height}");
        assert!(paged.in_view);
        assert_eq!(tree.press(Key::PageUp).await.id, first.id);
        let last = tree.press(Key::End).await;
        assert_eq!(index(&last), index(&first) + 999);
        assert!(last.in_view);
        assert_eq!(tree.press(Key::Down).await.id, last.id, "below the last there is none");
        assert_eq!(tree.press(Key::PageDown).await.id, last.id);
        let first_again = tree.press(Key::Home).await;
        assert_eq!(first_again.id, first.id);
        assert!(first_again.in_view);
    });
}

#[test]
fn enter_opens_the_details() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open_tree(&hash).await;
        page.tree().enter().await;
        page.tree().press(Key::Down).await;
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions(&entries[1].sample("sha1")).await;
        page.has_parameter("row", Some(&entries[1].id)).await;
    });
}

#[test]
fn tab_stops_once_in_the_rows() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        open_all(page, &hash).await;
        let tree = page.tree();
        let rows = tree.rows().await;
        assert_eq!(rows.iter().filter(|row| row.tab_stop).count(), 1);
        // A headless Firefox has nothing of its own behind the page that could take the focus.
        page.run("document.body.append(document.createElement('button'))", &[]).await;
        tree.enter().await;
        let row = tree.press(Key::Down).await;
        page.press(Key::Tab).await;
        page.until_script(
            "out of the rows",
            "return document.activeElement.closest('[data-entry-id]') === null",
            true.into(),
        )
        .await;
        page.press_with_shift(Key::Tab).await;
        assert_eq!(tree.focused().await.id, row.id, "back where it was");
    });
}

#[test]
fn a_click_on_a_row_opens_its_details() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open_tree(&hash).await;
        page.tree().row(&entries[2].id).await;
        let click = "document.querySelector(`[data-entry-id=\"${arguments[0]}\"]`).click()";
        page.run(click, &[entries[2].id.clone().into()]).await;
        page.part("complementary", "File details").mentions(&entries[2].sample("sha1")).await;
    });
}

#[test]
fn tabs_are_one_stop_and_arrows_move() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.tab("List").has("selected", true).await;
        page.tab("List").focus().await;
        page.press(Key::Right).await;
        page.tab("Tree").is_focused().await;
        page.tab("Tree").has("selected", true).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.press(Key::Left).await;
        page.tab("List").is_focused().await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let stops = "return [...document.querySelectorAll('[role=tab]')].filter(tab => tab.tabIndex === 0).length";
        assert_eq!(page.run(stops, &[]).await, 1);
    });
}

#[test]
fn m_goes_to_the_next_malicious_file_of_the_list() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        let malicious: Vec<_> = entries.iter().filter(|entry| entry.sample("classification") == "malicious").collect();
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        page.list().enter().await;
        for entry in &malicious {
            page.press("m").await;
            page.has_parameter("row", Some(&entry.id)).await;
        }
    });
}

#[test]
fn arrows_with_alt_are_the_browsers() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let are_left = "const alt = {key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true}
            return ['[role=tab][aria-selected=true]', '[role=separator]', '[role=treegrid] [data-entry-id]'].map(what =>
                document.querySelector(what).dispatchEvent(new KeyboardEvent('keydown', alt)))";
        assert_eq!(page.run(are_left, &[]).await, json!([true, true, true]));
        page.has_parameter("view", Some("tree")).await;
    });
}
