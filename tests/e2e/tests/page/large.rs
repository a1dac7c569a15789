//! A hundred thousand files.

use std::time::Duration;

use matryoshka_e2e::{Key, Page, Part, Setup, scenario, visit};

/// For what moves tens of megabytes.
const LONG: Duration = Duration::from_mins(1);
const ROWS: u32 = 100_000;

fn bar(page: &Page) -> Part<'_> {
    page.part("progressbar", "Loading files").within(LONG)
}

fn sample() -> String {
    scenario::hash("generated:100000")
}

/// Opens the tree and loads everything.
async fn load(page: &Page) {
    page.open_tree(&sample()).await;
    page.button("Load all").within(LONG).click().await;
    page.file_count().within(LONG).says("100,000 files").await;
    bar(page).is_gone().await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
}

async fn elements(page: &Page) -> u64 {
    page.run("return document.querySelectorAll('[role=row], tr').length", &[]).await.as_u64().unwrap_or(u64::MAX)
}

#[test]
fn so_many_files_are_loaded_only_when_asked() {
    visit(async |page| {
        page.open_sample(&sample()).await;
        page.file_count().within(LONG).says("100,000 files").await;
        page.part("navigation", "Pages").mentions("Page 1 of 2,000").await;
        assert_eq!(page.asked().len(), 1, "the list asks for its page alone");
        page.tab("Tree").click().await;
        page.button("Load all").is_there().await;
        assert!(page.asked().iter().all(|asked| asked.page_size <= Some(500)), "{:?}", page.asked());
    });
}

#[test]
fn what_is_said_of_all_rows_follows_them() {
    visit(async |page| {
        load(page).await;
        page.part("region", "Sample").mentions("100,000 files, 94,965 unique").await;
        page.tree().until("a file at several places", |rows| rows.iter().any(|row| row.text.contains('×'))).await;
    });
}

#[test]
fn a_hundred_thousand_files_are_loaded_with_progress_and_the_end_is_reached() {
    // Slow enough that the progress can be seen.
    Setup::sending(16 << 20).visit(async |page| {
        page.open_tree(&sample()).await;
        page.button("Load all").within(LONG).click().await;
        bar(page).is_there().await;
        assert_eq!(
            bar(page).call("function() { return Number(this.getAttribute('aria-valuemax') ?? this.max) }").await,
            ROWS
        );
        page.file_count().within(LONG).says("100,000 files").await;
        bar(page).is_gone().await;
        for mark in ["load-all", "build-tree"] {
            assert_eq!(page.mark(mark).await["rows"], ROWS, "{mark}");
        }
        assert!(elements(page).await < 300);
        let tree = page.tree();
        tree.enter().await;
        page.button("Expand all").click().await;
        tree.enter().await;
        let first = tree.press(Key::Home).await;
        let last = tree.press(Key::End).await;
        assert_eq!(last.rowindex, first.rowindex.map(|index| index + ROWS - 1));
        assert!(last.in_view);
        assert!(elements(page).await < 300);
        assert_eq!(tree.press(Key::Home).await.id, first.id);
        let at_once = page.asked().iter().filter(|asked| asked.page_size > Some(500)).count();
        assert!(at_once <= 200, "few large pages: {at_once}");
    });
}

#[test]
fn cancel_keeps_what_has_come_and_load_all_goes_on_from_there() {
    // Slow enough that there is something to cancel.
    Setup::sending(8 << 20).visit(async |page| {
        page.open_tree(&sample()).await;
        page.button("Load all").within(LONG).click().await;
        bar(page).is_further_than(Some(12_000.0)).await;
        page.button("Cancel").click().await;
        bar(page).is_gone().await;
        page.no_alert().await;
        let tree = page.tree();
        tree.until("a file at several places", |rows| rows.iter().any(|row| row.text.contains('×'))).await;
        let words = page.file_count().text().await;
        assert!(words.contains("of 100,000 files") && !words.starts_with("100,000"), "marked as a part: {words}");
        page.until_asked("aborted", |asked| asked.iter().any(|asked| !asked.finished)).await;
        page.button("Load all").click().await;
        page.file_count().within(LONG).says("100,000 files").await;
        bar(page).is_gone().await;
        page.button("Expand all").click().await;
        tree.enter().await;
        let first = tree.press(Key::Home).await;
        let last = tree.press(Key::End).await;
        assert_eq!(last.rowindex, first.rowindex.map(|index| index + ROWS - 1), "each once");
        page.no_alert().await;
    });
}

#[test]
fn filter_and_sort_work_on_all_of_them_and_are_marked() {
    visit(async |page| {
        load(page).await;
        page.part("searchbox", "Filter").fill("unpacked_files").await;
        page.has_parameter("q", Some("unpacked_files")).await;
        page.file_count().mentions("of 100,000 files").await;
        assert!(page.mark("filter").await["rows"].is_u64());
        assert!(elements(page).await < 300);
        page.part("searchbox", "Filter").fill("").await;
        page.file_count().says("100,000 files").await;
        page.button("Size").click().await;
        page.button("Size").click().await;
        page.has_parameter("sort", Some("-size")).await;
        assert_eq!(page.mark("sort").await["rows"], ROWS);
        page.tab("List").click().await;
        let rows = page.list().until("has rows", |rows| rows.len() > 5).await;
        // Sizes of generated files end at 16 MiB: the largest come first.
        assert!(rows[0].cell("Size").ends_with("MiB"), "{:?}", rows[0]);
    });
}

#[test]
fn the_keyboard_walks_through_all_of_them() {
    visit(async |page| {
        load(page).await;
        let tree = page.tree();
        page.button("Expand all").click().await;
        tree.until("is open", |rows| rows.iter().all(|row| row.expanded != Some(false))).await;
        tree.enter().await;
        let mut row = tree.press(Key::Home).await;
        for _ in 0..40 {
            let next = tree.press(Key::Down).await;
            assert_eq!(next.rowindex, row.rowindex.map(|index| index + 1));
            assert!(next.in_view);
            row = next;
        }
        for _ in 0..10 {
            let next = tree.press(Key::PageDown).await;
            assert!(next.rowindex > row.rowindex && next.in_view);
            row = next;
        }
        let last = tree.press(Key::End).await;
        assert_eq!(tree.press(Key::Down).await.id, last.id);
        assert_eq!(tree.press(Key::Up).await.rowindex, last.rowindex.map(|index| index - 1));
    });
}

#[test]
fn the_focused_row_survives_being_scrolled_away() {
    visit(async |page| {
        load(page).await;
        let tree = page.tree();
        page.button("Expand all").click().await;
        tree.enter().await;
        tree.press(Key::Home).await;
        let row = tree.press(Key::Down).await;
        let scroll = "const rows = document.querySelector('[role=treegrid]')
            let scroller = rows
            while (scroller.scrollHeight <= scroller.clientHeight + 1 || !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement
            scroller.scrollTop = arguments[0] * scroller.scrollHeight";
        page.run(scroll, &[0.5.into()]).await;
        tree.until("shows other rows", |rows| {
            rows.iter().any(|other| other.in_view && other.rowindex > row.rowindex.map(|i| i + 1_000))
        })
        .await;
        assert_eq!(tree.focused().await.id, row.id);
        assert!(elements(page).await < 300);
        let next = tree.press(Key::Down).await;
        assert_eq!(next.rowindex, row.rowindex.map(|index| index + 1), "from where the focus was");
        assert!(next.in_view);
    });
}

/// So many that their rows are taller than any element: a pixel of scrolling stands for more than one of rows.
#[test]
fn rows_and_headers_are_seen_at_the_end_of_very_many() {
    visit(async |page| {
        page.open_tree(&scenario::hash("generated:400000")).await;
        page.button("Load all").within(LONG).click().await;
        page.file_count().within(LONG).says("400,000 files").await;
        bar(page).is_gone().await;
        let tree = page.tree();
        page.button("Expand all").click().await;
        tree.enter().await;
        let first = tree.press(Key::Home).await;
        // What is drawn on top of the middle of the tree, and of the first line of it.
        let seen = "let view = document.querySelector('[role=treegrid]')
            while (!/auto|scroll/.test(getComputedStyle(view).overflowY)) view = view.parentElement
            const box = view.getBoundingClientRect()
            const at = (x, y) => document.elementFromPoint(x, y)
            return [at(box.x + 60, box.y + box.height / 2)?.closest('[data-entry-id]') != null,
                at(box.x + 60, box.y + 10)?.closest('[role=columnheader]') != null]";
        for (key, index) in [(Key::End, Some(399_999)), (Key::PageUp, None), (Key::Home, Some(0))] {
            let row = tree.press(key.clone()).await;
            assert!(row.in_view, "{key:?}: {row:?}");
            if let Some(index) = index {
                assert_eq!(row.rowindex, first.rowindex.map(|first| first + index));
            }
            assert_eq!(page.run(seen, &[]).await, serde_json::json!([true, true]), "{key:?}");
        }
    });
}

#[test]
fn expand_all_and_collapse_all_work_on_all_of_them() {
    visit(async |page| {
        load(page).await;
        let tree = page.tree();
        let closed = tree.row_count().await;
        page.button("Expand all").click().await;
        tree.has(u64::from(ROWS)).await;
        page.button("Collapse all").click().await;
        tree.has(closed).await;
        assert!(elements(page).await < 300);
    });
}

/// An appliance with ways of its own that only its first large page shows: each row is there once, where it belongs.
fn is_whole_and_in_order(name: &str) {
    visit(async |page| {
        let hash = scenario::hash(name);
        if name == "small-pages-fail" {
            page.allow("503 (Service Unavailable)");
        }
        page.open_tree(&hash).await;
        // One that ignores paging has sent everything already.
        if name != "ignores-paging-large" {
            page.button("Load all").within(LONG).click().await;
        }
        page.file_count().within(LONG).says("120,000 files").await;
        bar(page).is_gone().await;
        page.no_alert().await;
        page.button("Expand all").click().await;
        let tree = page.tree();
        tree.enter().await;
        let first = tree.press(Key::Home).await;
        let last = tree.press(Key::End).await;
        assert_eq!(last.rowindex, first.rowindex.map(|index| index + 119_999));
        // The list has them in the appliance's order.
        page.open(&format!("?sample={hash}&view=list&page=2400&page_size=50")).await;
        page.file_count().within(LONG).says("120,000 files").await;
        let ids = |rows: &[matryoshka_e2e::Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        let shown = ids(&page.list().until("has rows", |rows| !rows.is_empty()).await);
        assert_eq!(shown.first().map(String::as_str), Some("4119951"));
    });
}

#[test]
fn an_appliance_that_caps_large_pages_is_read_whole() {
    is_whole_and_in_order("capped-large");
}

/// A page that shows how fast rows come may be refused: the others come.
#[test]
fn an_appliance_that_refuses_a_small_page_is_read_whole() {
    is_whole_and_in_order("small-pages-fail");
}

#[test]
fn an_appliance_that_ignores_large_pages_is_read_whole() {
    is_whole_and_in_order("ignores-paging-large");
}
