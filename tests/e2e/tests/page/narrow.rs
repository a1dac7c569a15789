//! From 320 pixels up, and zoomed in.

use matryoshka_e2e::{Key, Page, Setup, scenario, visit};
use serde_json::json;

async fn fits(page: &Page, place: &str) {
    page.painted().await;
    let wide = "const page = document.scrollingElement
        if (page.scrollWidth <= page.clientWidth) return []
        const inside = element => {
            for (let at = element.parentElement; at; at = at.parentElement)
                if (getComputedStyle(at).overflowX !== 'visible' && at !== document.body && at !== document.documentElement) return true
            return false
        }
        return [`${page.scrollWidth} in ${page.clientWidth}`, ...[...document.querySelectorAll('*')].filter(element =>
            element.checkVisibility() && element.getBoundingClientRect().right > page.clientWidth + 1 && !inside(element))
            .slice(0, 5).map(element => element.outerHTML.slice(0, 160))]";
    let found = page.run(wide, &[]).await;
    assert_eq!(found, json!([]), "{place}");
}

/// Walks through the main states.
async fn fits_everywhere(page: &Page) {
    page.open("").await;
    fits(page, "start page").await;
    page.type_and_open("no hash").await;
    page.alert_says(&[]).await;
    fits(page, "refused hash").await;
    page.button("Connection").click().await;
    page.part("dialog", "Connection").is_there().await;
    fits(page, "Connection").await;
    page.press(Key::Escape).await;
    page.open_sample(&scenario::hash("hostile-names")).await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    fits(page, "list").await;
    page.button("Download archive").click().await;
    page.part("dialog", "Download archive").is_there().await;
    fits(page, "Download archive").await;
    page.press(Key::Escape).await;
    page.button("Open questions").click().await;
    page.part("dialog", "Open questions").mentions("open question").await;
    fits(page, "Open questions").await;
    page.press(Key::Escape).await;
    page.list().enter().await;
    page.press(Key::Enter).await;
    page.part("complementary", "File details").is_there().await;
    fits(page, "details").await;
    page.open_tree(&scenario::hash("deep")).await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.button("Expand all").click().await;
    page.tree().enter().await;
    page.tree().press(Key::End).await;
    fits(page, "deep tree").await;
    page.open_tree(&scenario::hash("generated:20000")).await;
    page.button("Load all").is_there().await;
    fits(page, "Load all").await;
    page.type_and_open(&scenario::hash("error-500")).await;
    page.alert_says(&["500"]).await;
    fits(page, "failure").await;
    page.open_sample(&scenario::hash("empty")).await;
    page.part("heading", "Nothing was extracted").is_there().await;
    fits(page, "nothing").await;
}

#[test]
fn a_screen_of_320_pixels_is_not_scrolled_sideways() {
    visit(async |page| {
        page.allow("500 (Internal");
        page.screen(320, 640, 1.0).await;
        fits_everywhere(page).await;
    });
}

#[test]
fn a_window_at_twice_the_size_is_not_scrolled_sideways() {
    visit(async |page| {
        page.allow("500 (Internal");
        page.screen(640, 450, 2.0).await;
        fits_everywhere(page).await;
    });
}

#[test]
fn the_main_job_works_at_320_pixels() {
    visit(async |page| {
        page.screen(320, 640, 1.0).await;
        page.open("").await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.button("Next page").click().await;
        page.part("navigation", "Pages").mentions("Page 2 of 2").await;
        page.tab("Tree").click().await;
        let tree = page.tree();
        tree.enter().await;
        assert_eq!(tree.press(Key::Right).await.expanded, Some(true));
        page.button("Download archive").click().await;
        page.part("radio", "As served").click().await;
        page.button("Save").click().await;
        page.until_saved(&format!("{}-extracted.zip", scenario::hash("paging-85"))).await;
    });
}

/// Rows have at least half of the height, of a telephone and of a screen at four times the size.
#[test]
fn rows_have_half_of_a_small_screen() {
    visit(async |page| {
        for (width, height) in [(390, 844), (320, 256)] {
            page.screen(width, height, 1.0).await;
            page.open_sample(&scenario::hash("paging-85")).await;
            page.file_count().says("85 files").await;
            page.list().until("has rows", |rows| !rows.is_empty()).await;
            page.any("progressbar").is_gone().await;
            for view in ["List", "Tree"] {
                page.tab(view).click().await;
                page.any(if view == "List" { "table" } else { "treegrid" }).is_there().await;
                let share = "const rows = document.querySelector('[role=table], [role=treegrid]').parentElement.getBoundingClientRect()
                    return (Math.min(rows.bottom, innerHeight) - Math.max(rows.top, 0)) / innerHeight";
                let share = page.run(share, &[]).await.as_f64().expect("a number");
                assert!(share >= 0.5, "{share} of {width} x {height} in {view}");
            }
        }
    });
}

/// No strip stays empty below the rows, and nothing is scrolled only for its last line.
#[test]
fn rows_fill_a_small_screen_and_no_more() {
    visit(async |page| {
        page.screen(390, 844, 1.0).await;
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        for view in ["List", "Tree"] {
            page.tab(view).click().await;
            page.any(if view == "List" { "table" } else { "treegrid" }).is_there().await;
            page.painted().await;
            let edges = "const rows = document.querySelector('[role=table], [role=treegrid]').parentElement
                const last = document.querySelector('nav[aria-label=Pages]') ?? rows
                return [last.getBoundingClientRect().bottom, document.scrollingElement.scrollHeight].map(Math.round)";
            assert_eq!(page.run(edges, &[]).await, json!([844, 844]), "{view}");
        }
    });
}

#[test]
fn what_is_under_way_stands_clear_of_the_head() {
    Setup::working("20000,0").visit(async |page| {
        page.screen(390, 844, 1.0).await;
        page.open(&format!("?sample={}", scenario::hash("paging-85"))).await;
        page.button("Cancel").is_there().await;
        let space = "const bottom = document.querySelector('header').getBoundingClientRect().bottom
            return Math.round(document.querySelector('main progress').getBoundingClientRect().top - bottom)";
        let space = page.run(space, &[]).await.as_i64().expect("a number");
        assert!(space >= 8, "{space}");
        page.button("Cancel").click().await;
    });
}
