//! Picking rows, choosing columns, and what the details lead to.

use matryoshka_e2e::{Key, Page, scenario, visit};

/// Makes the clipboard a variable, which a browser without a window lets be read.
const CLIPBOARD: &str = "window.copied = null
    Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied = text; return Promise.resolve() }}, configurable: true})";

async fn rows(page: &Page, hash: &str) {
    page.open_sample(hash).await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.list().enter().await;
}

#[test]
fn rows_are_picked_by_key_and_their_hashes_copied() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        rows(page, &hash).await;
        page.press(" ").await;
        let bar = page.part("group", "Selected files");
        bar.mentions("1 selected").await;
        page.press_with_shift(Key::Down).await;
        page.press_with_shift(Key::Down).await;
        bar.mentions("3 selected").await;
        page.run(CLIPBOARD, &[]).await;
        page.part("combobox", "Kind of hash").choose("SHA-256").await;
        page.button("Copy hashes").click().await;
        let wanted: Vec<String> = entries[..3].iter().map(|entry| entry.sample("sha256")).collect();
        page.until_script("the hashes", "return window.copied", wanted.join("\n").into()).await;
        page.button("Select none").click().await;
        bar.is_gone().await;
    });
}

#[test]
fn a_column_is_hidden_and_stays_hidden_after_a_reload() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.part("columnheader", "Path").is_there().await;
        page.button("Columns").click().await;
        page.part("checkbox", "Path").click().await;
        page.part("columnheader", "Path").is_gone().await;
        page.list().until("still has rows", |rows| !rows.is_empty()).await;
        page.reload().await;
        page.part("columnheader", "Name").is_there().await;
        page.part("columnheader", "Path").is_gone().await;
    });
}

#[test]
fn a_file_in_many_places_says_so_and_leads_to_each() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let sha1 = entries
            .iter()
            .map(|entry| entry.sample("sha1"))
            .find(|sha1| entries.iter().filter(|entry| entry.sample("sha1") == *sha1).count() > 1);
        let places: Vec<_> = entries.iter().filter(|entry| Some(entry.sample("sha1")) == sha1).collect();
        page.open(&format!("?sample={hash}&view=tree&row={}", places[0].id)).await;
        let group = page.part("group", &format!("The same file, {} places", places.len()));
        group.is_there().await;
        let row = page.tree().until("shows it", |rows| rows.iter().any(|row| row.id == places[0].id)).await;
        let row = row.iter().find(|row| row.id == places[0].id).expect("the row");
        assert!(row.text.contains(&format!("×{}", places.len())), "{row:?}");
    });
}

#[test]
fn an_extracted_file_is_opened_as_a_sample_with_a_way_back() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let container = entries
            .iter()
            .find(|entry| entries.iter().any(|other| other.parent.as_deref() == Some(&entry.id)))
            .expect("a container");
        page.open(&format!("?sample={hash}&view=tree&row={}", container.id)).await;
        page.button("Open as sample").click().await;
        page.has_parameter("sample", Some(&container.sample("sha1"))).await;
        let way = page.part("navigation", "Path to this sample");
        way.is_there().await;
        page.button(&format!("{}…", &hash[..12])).click().await;
        page.has_parameter("sample", Some(&hash)).await;
        page.has_parameter("row", Some(&container.id)).await;
        way.is_gone().await;
    });
}

#[test]
fn an_extracted_file_that_cannot_be_opened_leaves_the_sample_without_a_path() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        for _ in 0..2 {
            let before = page.asked().len();
            page.list().enter().await;
            page.press(Key::Enter).await;
            page.button("Open as sample").click().await;
            page.until_asked("the file", |asked| asked.len() > before).await;
            page.alert_says(&["404"]).await;
            page.file_count().says("85 files").await;
            page.part("navigation", "Path to this sample").is_gone().await;
        }
    });
}

#[test]
fn the_name_is_copied_as_it_is_shown_and_raw_beside_it() {
    visit(async |page| {
        let hash = scenario::hash("hostile-names");
        page.open_tree(&hash).await;
        page.button("Expand all").click().await;
        let is_hostile = |row: &matryoshka_e2e::Row| row.text.contains("U+202E");
        let rows = page.tree().until("shows the trick", |rows| rows.iter().any(is_hostile)).await;
        let id = rows.iter().find(|row| is_hostile(row)).map(|row| row.id.clone()).unwrap_or_default();
        page.open(&format!("?sample={hash}&view=tree&row={id}")).await;
        page.button("Copy name").is_there().await;
        page.run(CLIPBOARD, &[]).await;
        page.button("Copy name").click().await;
        page.until_script(
            "the escaped name",
            "return window.copied?.includes('⟨U+202E⟩') && !window.copied.includes('\\u202e')",
            true.into(),
        )
        .await;
        page.button("Copy raw").click().await;
        page.until_script("the raw name", "return window.copied?.includes('\\u202e')", true.into()).await;
    });
}

/// The bar for what is selected lies over the foot of the rows.
#[test]
fn nothing_moves_when_a_row_is_selected() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        for view in ["list", "tree"] {
            page.open(&format!("?sample={hash}&view={view}&page_size=100")).await;
            page.file_count().says("85 files").await;
            page.any("progressbar").is_gone().await;
            let places =
                "return [...document.querySelectorAll('[data-entry-id]')].map(row => row.getBoundingClientRect().top)";
            page.until_script("rows", "return document.querySelectorAll('[data-entry-id]').length > 4", true.into())
                .await;
            page.painted().await;
            let before = page.run(places, &[]).await;
            page.run("document.querySelector('[data-entry-id] input').click()", &[]).await;
            page.part("group", "Selected files").mentions("1 selected").await;
            assert_eq!(page.run(places, &[]).await, before, "{view}");
            // The last row can be scrolled out from under the bar.
            let last = "const rows = document.querySelector('[data-entry-id]').closest('[role=table], [role=treegrid]').parentElement
                rows.scrollTop = rows.scrollHeight
                return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
                    const all = [...document.querySelectorAll('[data-entry-id]')].map(row => row.getBoundingClientRect().bottom)
                    done(Math.max(...all) <= document.querySelector('[role=group][aria-label=\"Selected files\"]').getBoundingClientRect().top)
                })))";
            assert_eq!(page.run(last, &[]).await, true, "{view}");
        }
    });
}
