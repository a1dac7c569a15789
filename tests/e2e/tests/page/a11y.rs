//! What axe-core finds, in light and dark, and the main job without a mouse.

use matryoshka_e2e::{Axe, DEMO_TOKEN, Key, Page, Setup, is_accessible, scenario, visit};

#[test]
fn the_start_page_is_accessible() {
    visit(async |page| {
        page.open("").await;
        is_accessible(page).await;
        page.type_and_open("xyz").await;
        page.alert_says(&[]).await;
        is_accessible(page).await;
    });
}

#[test]
fn narrow_pages_are_accessible() {
    Setup::default().window(500, 800).visit(async |page| {
        page.screen(320, 640, 1.0).await;
        page.open("").await;
        is_accessible(page).await;
        page.open_tree(&scenario::hash("other-host")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        is_accessible(page).await;
        page.button("Keys").click().await;
        page.part("dialog", "Keys").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn the_list_is_accessible() {
    visit(async |page| {
        page.open_sample(&scenario::hash("other-host")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        is_accessible(page).await;
    });
}

#[test]
fn the_tree_is_accessible() {
    visit(async |page| {
        page.open_tree(&scenario::hash("other-host")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        is_accessible(page).await;
        page.button("Expand all").click().await;
        page.tree().until("is open", |rows| rows.iter().all(|row| row.expanded != Some(false))).await;
        page.tree().enter().await;
        is_accessible(page).await;
    });
}

#[test]
fn marked_entries_of_the_tree_are_accessible() {
    visit(async |page| {
        page.open_tree(&scenario::hash("cycles")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        is_accessible(page).await;
    });
}

#[test]
fn the_details_are_accessible() {
    visit(async |page| {
        page.open_sample(&scenario::hash("other-host")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.list().enter().await;
        page.press(Key::Enter).await;
        page.part("complementary", "File details").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn a_filtered_listing_is_accessible() {
    visit(async |page| {
        page.open_tree(&scenario::hash("other-host")).await;
        page.part("searchbox", "Filter").fill("a").await;
        page.file_count().mentions(" of 85 files").await;
        is_accessible(page).await;
        page.part("searchbox", "Filter").fill("nothing has this name").await;
        page.file_count().says("0 of 85 files").await;
        is_accessible(page).await;
    });
}

#[test]
fn the_connection_dialog_is_accessible() {
    Setup::with_token().visit(async |page| {
        page.allow("403 (Forbidden)");
        page.open_sample(&scenario::hash("paging-85")).await;
        page.part("dialog", "Connection").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn the_download_dialog_is_accessible() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.button("Download archive").click().await;
        page.part("dialog", "Download archive").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn a_failure_is_accessible() {
    visit(async |page| {
        page.allow("500 (Internal");
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.type_and_open(&scenario::hash("error-500")).await;
        page.alert_says(&["500"]).await;
        is_accessible(page).await;
    });
}

#[test]
fn a_sample_without_files_is_accessible() {
    visit(async |page| {
        page.open_sample(&scenario::hash("empty")).await;
        page.part("heading", "Nothing was extracted").is_there().await;
        is_accessible(page).await;
    });
}

#[test]
fn loading_is_accessible() {
    visit(async |page| {
        page.open_tree(&scenario::hash("generated:20000")).await;
        page.button("Load all").is_there().await;
        is_accessible(page).await;
        page.open_sample(&scenario::hash("slow")).await;
        page.until_script("busy", "return document.querySelector('[aria-busy=true]') !== null", true.into()).await;
        let violations = Axe::new().violations(page).await;
        assert!(violations.is_empty(), "{}", violations.join("\n"));
    });
}

/// Presses Tab until a part has the focus.
async fn tab_to(page: &Page, what: &str, reached: &str) {
    for _ in 0..40 {
        if page.run(&format!("const at = document.activeElement; return Boolean({reached})"), &[]).await == true {
            return;
        }
        page.press(Key::Tab).await;
    }
    panic!("Tab does not reach {what}");
}

#[test]
fn the_main_job_needs_no_mouse() {
    Setup::with_token().visit(async |page| {
        page.allow("403 (Forbidden)");
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open("").await;
        tab_to(
            page,
            "Sample hash",
            "at.getAttribute('aria-label') === 'Sample hash' || at.labels?.[0]?.innerText === 'Sample hash'",
        )
        .await;
        page.press(hash.as_str()).await;
        page.press(Key::Enter).await;
        page.part("dialog", "Connection").is_there().await;
        tab_to(page, "API token", "at.type === 'password'").await;
        page.press(DEMO_TOKEN).await;
        page.press(Key::Enter).await;
        page.file_count().says("85 files").await;
        tab_to(page, "the tabs", "at.getAttribute('role') === 'tab'").await;
        page.press(Key::Right).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        tab_to(page, "the tree", "at.matches('[data-entry-id]')").await;
        let first = page.tree().focused().await;
        assert_eq!(first.id, entries[0].id);
        assert_eq!(page.tree().press(Key::Right).await.expanded, Some(true));
        let child = page.tree().press(Key::Right).await;
        assert_eq!(child.id, entries[38].id);
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions(&entries[38].sample("sha1")).await;
    });
}
