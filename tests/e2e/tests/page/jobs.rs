//! Cancel ends exactly its work, at once; leaving a sample ends all that is under way for it, and nothing of it is written.

use matryoshka_e2e::{Asked, Page, scenario, visit};

/// Opens the first page of a sample whose other rows come slowly, and asks for an export, which waits for them.
async fn export_that_waits(page: &Page, slow: &str) {
    page.open(&format!("?sample={slow}&page_size=10")).await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.any("progressbar").is_gone().await;
    export(page, "CSV").await;
    page.part("progressbar", "Writing the export").is_there().await;
}

async fn export(page: &Page, kind: &str) {
    page.button("Export").click().await;
    page.part("menuitem", kind).click().await;
}

#[test]
fn an_export_that_is_cancelled_is_not_saved() {
    visit(async |page| {
        let slow = scenario::hash("slow-body");
        export_that_waits(page, &slow).await;
        // The bar of the rows has a Cancel of its own, which stays.
        let cancel = "[...document.querySelectorAll('progress[aria-label=\"Writing the export\"]')]
            .forEach(bar => bar.parentElement.querySelector('button').click())";
        page.run(cancel, &[]).await;
        page.part("progressbar", "Writing the export").is_gone().await;
        // The rows, which were not cancelled, go on to come.
        let rest = |asked: &&Asked| asked.is_listing_of(&slow) && asked.page_size == Some(120);
        page.until_asked("the other rows", |asked| asked.iter().filter(rest).any(|asked| asked.finished)).await;
        // What is exported after it is saved; it would have been before that.
        export(page, "Hashes").await;
        page.until_saved(&format!("{slow}-hashes.sha1.txt")).await;
        assert_eq!(page.saved().await, [format!("{slow}-hashes.sha1.txt")]);
    });
}

#[test]
fn an_export_that_waits_does_not_write_another_samples_rows() {
    visit(async |page| {
        let (slow, good) = (scenario::hash("slow-body"), scenario::hash("paging-85"));
        export_that_waits(page, &slow).await;
        page.type_and_open(&good).await;
        page.file_count().says("85 files").await;
        page.part("progressbar", "Writing the export").is_gone().await;
        export(page, "Hashes").await;
        page.until_saved(&format!("{good}-hashes.sha1.txt")).await;
        assert_eq!(page.saved().await, [format!("{good}-hashes.sha1.txt")]);
    });
}

#[test]
fn nothing_works_on_for_a_sample_that_was_left_while_its_archive_is_checked() {
    visit(async |page| {
        let (slow, good) = (scenario::hash("slow-body"), scenario::hash("paging-85"));
        page.open(&format!("?sample={slow}&page_size=10")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        // A zip without members; it is checked when all rows have come.
        let drop = "const data = new DataTransfer()
            data.items.add(new File([new Uint8Array([80, 75, 5, 6, ...Array(18).fill(0)])], 'empty.zip'))
            document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";
        page.run(drop, &[]).await;
        page.part("progressbar", "Working on it").is_there().await;
        page.type_and_open(&good).await;
        page.file_count().says("85 files").await;
        page.part("progressbar", "Working on it").is_gone().await;
        page.part("region", "Archive").is_gone().await;
        // No request goes on for it, and nothing is said of it.
        let is_over = |asked: &[Asked]| asked.iter().filter(|asked| asked.is_listing_of(&slow)).all(|asked| asked.over);
        page.until_asked("none for the one that was left", is_over).await;
        page.painted().await;
        page.no_alert().await;
        assert!(!page.part("progressbar", "Working on it").exists().await);
    });
}

#[test]
fn cancel_while_a_request_waits_leaves_load_all_usable_at_once() {
    visit(async |page| {
        page.allow("429");
        let hash = scenario::hash("throttled-rest");
        let tries =
            |asked: &[Asked]| asked.iter().filter(|asked| asked.is_listing_of(&hash) && asked.status == 429).count();
        page.open_tree(&hash).await;
        // The appliance asks to be left alone for a minute.
        page.until_asked("a refusal", |asked| tries(asked) >= 1).await;
        page.button("Cancel").click().await;
        page.part("progressbar", "Loading files").is_gone().await;
        let before = tries(&page.asked());
        page.button("Load all").click().await;
        page.until_asked("another request at once", |asked| tries(asked) > before).await;
        page.part("progressbar", "Loading files").is_there().await;
        page.button("Cancel").click().await;
        page.part("progressbar", "Loading files").is_gone().await;
    });
}
