//! Trees that are none, or very deep, or very wide: every entry can be reached all the same.

use matryoshka_e2e::{Key, Row, scenario, visit};

use crate::tree::open_all;

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| &*row.id).collect()
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids
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
