//! The tree: every entry once, under its parent, with the right numbers for who can't see it.

use std::collections::HashMap;

use matryoshka_e2e::{Entry, Key, Page, Row, scenario, visit};

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

async fn open_all(page: &Page, hash: &str) {
    page.open_tree(hash).await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.any("progressbar").is_gone().await;
    page.button("Expand all").click().await;
    page.tree().until("has no closed branch", |rows| rows.iter().all(|row| row.expanded != Some(false))).await;
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| &*row.id).collect()
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids
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
        tree.enter().await;
        let row = tree.press(Key::Down).await;
        page.press(Key::Tab).await;
        page.until_script("out of the rows", "return document.activeElement.closest('[data-entry-id]') === null", true.into()).await;
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
fn files_whose_parent_is_missing_stand_after_the_others_and_say_so() {
    visit(async |page| {
        let hash = scenario::hash("orphans");
        let entries = page.entries(&hash).await;
        open_all(page, &hash).await;
        let rows = page.tree().walk().await;
        assert_eq!(sorted(ids(&rows)), sorted(entries.iter().map(|entry| &*entry.id).collect()), "each once");
        let is_orphan = |row: &Row| {
            let parent = entries.iter().find(|entry| entry.id == row.id).and_then(|entry| entry.parent.as_deref());
            parent.is_some_and(|parent| entries.iter().all(|entry| entry.id != parent))
        };
        let top: Vec<_> = rows.iter().filter(|row| row.level == Some(1)).collect();
        let orphans: Vec<_> = rows.iter().filter(|row| is_orphan(row)).collect();
        assert!(orphans.len() > 5);
        for row in &orphans {
            assert_eq!(row.level, Some(1), "{row:?}");
            assert!(row.text.to_lowercase().contains("parent"), "it says so: {row:?}");
        }
        let from = top.len() - orphans.len();
        assert!(top[from..].iter().all(|row| is_orphan(row)), "after the others");
        assert!(top[..from].iter().all(|row| !row.text.contains("parent")), "the others say nothing of the kind");
    });
}

#[test]
fn cycles_are_cut_and_said_and_a_walk_meets_each_file_once() {
    visit(async |page| {
        let hash = scenario::hash("cycles");
        let entries = page.entries(&hash).await;
        open_all(page, &hash).await;
        let tree = page.tree();
        tree.enter().await;
        let mut row = tree.press(Key::Home).await;
        let mut walked = vec![row.clone()];
        loop {
            let next = tree.press(Key::Down).await;
            if next.rowindex == row.rowindex {
                break;
            }
            assert!(walked.len() < 100, "the walk does not end");
            walked.push(next.clone());
            row = next;
        }
        assert_eq!(sorted(ids(&walked)), sorted(entries.iter().map(|entry| &*entry.id).collect()), "each once");
        let row = |index: usize| walked.iter().find(|row| row.id == entries[index].id).expect("just seen");
        // Two that are their own parents, and of each of the two rings one at which it is cut.
        for index in [13, 14] {
            assert_eq!(row(index).level, Some(1));
            assert!(row(index).text.contains("its parent"), "{:?}", row(index));
        }
        for ring in [&[10, 11][..], &[16, 17, 18]] {
            let cut: Vec<_> = ring.iter().filter(|index| row(**index).level == Some(1)).collect();
            assert_eq!(cut.len(), 1, "{ring:?}");
            assert!(row(*cut[0]).text.contains("cycle"), "{:?}", row(*cut[0]));
        }
        // What hangs on a ring stands under it.
        assert!(row(12).level > row(11).level && row(22).level > row(20).level);
        let marked = walked.iter().filter(|row| row.text.contains("cycle") || row.text.contains("its parent"));
        assert_eq!(marked.count(), 4);
    });
}

#[test]
fn of_entries_with_the_same_id_all_are_shown_and_it_is_said() {
    visit(async |page| {
        let hash = scenario::hash("doubled-ids");
        let entries = page.entries(&hash).await;
        open_all(page, &hash).await;
        page.alert_says(&["id"]).await;
        let rows = page.tree().walk().await;
        assert_eq!(sorted(ids(&rows)), sorted(entries.iter().map(|entry| &*entry.id).collect()));
        page.file_count().says("120 files").await;
    });
}

#[test]
fn three_thousand_files_inside_each_other_can_be_walked() {
    visit(async |page| {
        let hash = scenario::hash("deep");
        open_all(page, &hash).await;
        let tree = page.tree();
        tree.enter().await;
        let last = tree.press(Key::End).await;
        assert_eq!((last.level, last.posinset, last.setsize, last.expanded), (Some(3_000), Some(1), Some(1), None));
        assert!(last.in_view && tree.rows().await.len() < 300);
        assert_eq!(tree.press(Key::Left).await.level, Some(2_999));
        assert_eq!(tree.press(Key::Home).await.level, Some(1));
        let wide = "return document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth";
        assert_eq!(page.run(wide, &[]).await, true, "deep rows do not make the page wide");
    });
}

#[test]
fn twenty_thousand_files_in_one_can_be_walked() {
    visit(async |page| {
        let hash = scenario::hash("wide");
        page.open_tree(&hash).await;
        // So many are loaded only when asked.
        page.button("Load all").click().await;
        page.button("Load all").is_gone().await;
        page.any("progressbar").is_gone().await;
        let tree = page.tree();
        tree.enter().await;
        tree.press(Key::Home).await;
        assert_eq!(tree.press(Key::Right).await.expanded, Some(true));
        let first = tree.press(Key::Right).await;
        assert_eq!((first.level, first.posinset, first.setsize), (Some(2), Some(1), Some(20_000)));
        let last = tree.press(Key::End).await;
        assert_eq!((last.level, last.posinset, last.setsize), (Some(2), Some(20_000), Some(20_000)));
        assert!(last.in_view && tree.rows().await.len() < 300);
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
        page.until_script("sorted", "return document.querySelector('[aria-sort=ascending]')?.innerText.trim()", "Size".into()).await;
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
