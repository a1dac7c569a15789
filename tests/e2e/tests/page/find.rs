//! What helps to find: completion, help, facets, unique files, matches one after another, keys.

use matryoshka_e2e::{Key, Page, Part, scenario, visit};

fn filter(page: &Page) -> Part<'_> {
    page.part("searchbox", "Filter")
}

fn sample() -> String {
    scenario::hash("other-host")
}

#[test]
fn a_field_and_a_value_are_completed_by_key() {
    visit(async |page| {
        page.open_tree(&sample()).await;
        page.file_count().says("85 files").await;
        filter(page).fill("cl").await;
        page.part("listbox", "Completions").is_there().await;
        page.press(Key::Down).await;
        page.press(Key::Enter).await;
        filter(page).has("value", "class:").await;
        page.part("listbox", "Completions").mentions("malicious").await;
        page.press("mal").await;
        page.press(Key::Down).await;
        page.press(Key::Enter).await;
        filter(page).has("value", "class:malicious").await;
        page.part("listbox", "Completions").is_gone().await;
        page.has_parameter("q", Some("class:malicious")).await;
    });
}

#[test]
fn escape_closes_the_completions_and_keeps_the_text() {
    visit(async |page| {
        page.open_tree(&sample()).await;
        filter(page).fill("ty").await;
        page.part("listbox", "Completions").is_there().await;
        page.press(Key::Escape).await;
        page.part("listbox", "Completions").is_gone().await;
        filter(page).has("value", "ty").await;
    });
}

#[test]
fn an_example_of_the_help_is_taken_by_a_press() {
    visit(async |page| {
        let malicious =
            page.entries(&sample()).await.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_sample(&sample()).await;
        page.button("Filter help").click().await;
        page.button("class:malicious").click().await;
        filter(page).has("value", "class:malicious").await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        page.button("class:malicious").is_gone().await;
    });
}

#[test]
fn a_facet_adds_to_the_filter_and_counts_what_is_left() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        let malicious = entries.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_tree(&sample()).await;
        page.button("Facets").click().await;
        page.part("region", "Facets").is_there().await;
        page.button(&format!("malicious {malicious}")).click().await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        filter(page).has("value", "class:malicious").await;
        let goodware = entries.iter().filter(|entry| entry.sample("classification") == "goodware").count();
        page.button(&format!("goodware {goodware}")).is_gone().await;
        page.button("Facets").click().await;
        page.part("region", "Facets").is_gone().await;
    });
}

#[test]
fn unique_files_leaves_one_row_of_each() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        let unique: std::collections::HashSet<String> = entries.iter().map(|entry| entry.sample("sha1")).collect();
        assert!(unique.len() < entries.len(), "the sample has no file twice");
        page.open_sample(&hash).await;
        page.part("checkbox", "Unique files").click().await;
        page.file_count().says(&format!("{} unique of {} files", unique.len(), entries.len())).await;
        page.has_parameter("unique", Some("1")).await;
        page.back().await;
        page.file_count().says(&format!("{} files", entries.len())).await;
    });
}

#[test]
fn a_key_goes_from_one_malicious_file_to_the_next_and_opens_the_branches() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        let malicious: Vec<_> = entries.iter().filter(|entry| entry.sample("classification") == "malicious").collect();
        page.open_tree(&sample()).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let mut seen = std::collections::HashSet::new();
        for _ in 0..malicious.len() {
            page.press("m").await;
            page.painted().await;
            let address = page.address().await;
            let found = malicious.iter().find(|entry| address.contains(&format!("row={}", entry.id)));
            let found = found.unwrap_or_else(|| panic!("no malicious file at {address}"));
            page.tree().until("shows it", |rows| rows.iter().any(|row| row.id == found.id && row.in_view)).await;
            seen.insert(found.id.clone());
        }
        assert_eq!(seen.len(), malicious.len(), "each is met once");
    });
}

#[test]
fn slash_goes_to_the_filter_and_a_letter_in_it_is_a_letter() {
    visit(async |page| {
        page.open_tree(&sample()).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.press("/").await;
        filter(page).is_focused().await;
        page.press("m").await;
        filter(page).has("value", "m").await;
        page.has_parameter("row", None).await;
    });
}

#[test]
fn the_sheet_of_keys_opens_and_letters_can_be_switched_off() {
    visit(async |page| {
        page.open_tree(&sample()).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.press("?").await;
        let sheet = page.part("dialog", "Keys");
        sheet.mentions("next, previous malicious file").await;
        page.part("checkbox", "Single letters act as keys").click().await;
        page.button("Close").inside(&sheet).click().await;
        sheet.is_gone().await;
        // The key of the next malicious file would select one, now or after a reload; what follows is seen after it.
        page.press("m").await;
        page.painted().await;
        page.has_parameter("row", None).await;
        page.reload().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.press("m").await;
        page.painted().await;
        page.has_parameter("row", None).await;
        // Switched on again it does: the file is there to be found.
        page.button("Keys").click().await;
        page.part("checkbox", "Single letters act as keys").click().await;
        page.button("Close").inside(&sheet).click().await;
        sheet.is_gone().await;
        page.press("m").await;
        page.until_script("a row", "return new URLSearchParams(location.search).has('row')", true.into()).await;
    });
}

#[test]
fn what_was_found_is_marked_in_the_texts() {
    visit(async |page| {
        page.open_sample(&sample()).await;
        filter(page).fill("unpacked").await;
        page.file_count().mentions("of 85 files").await;
        let marked = "return [...(CSS.highlights.get('found') ?? [])].some(range => range.toString().toLowerCase() === 'unpacked')";
        page.until_script("a mark", marked, true.into()).await;
        filter(page).fill("").await;
        page.until_script("no mark", "return CSS.highlights.has('found')", false.into()).await;
    });
}
