//! Two samples as one tree.

use matryoshka_e2e::{Key, Page, visit};
use serde_json::json;

use super::{accessible, hashes, states};

/// Chooses an option of the list with that label.
async fn choose(page: &Page, label: &str, option: &str) {
    let choose = "const [label, option] = arguments
        const field = [...document.querySelectorAll('label.choice')].find(field => field.innerText.startsWith(label)).querySelector('select')
        field.value = [...field.options].find(other => other.text === option).value
        field.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose, &[json!(label), json!(option)]).await;
}

/// Gives a saved listing to the field for one.
async fn open_listing(page: &Page, text: &str) {
    let open = "const transfer = new DataTransfer()
        transfer.items.add(new File([arguments[0]], 'before.json'))
        const field = document.querySelector('input[aria-label=\"Listing to compare\"]')
        field.files = transfer.files
        field.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(open, &[json!(text)]).await;
}

/// Compares the two versions of the installer.
pub async fn compare_installers(page: &Page) {
    let list = hashes(&["installer-1", "installer-2"]);
    page.open(&format!("?samples={}", list.join(","))).await;
    states(page, &["complete"; 2]).await;
    page.tab("Differences").click().await;
    choose(page, "First sample", &list[0]).await;
    choose(page, "Second sample", &list[1]).await;
    page.button("Compare").click().await;
    page.part("treegrid", "Differences").is_there().await;
}

#[test]
fn two_versions_are_compared_as_one_tree() {
    visit(async |page| {
        compare_installers(page).await;
        for (kind, count) in
            [("other verdict", 1), ("added", 2), ("removed", 10), ("changed", 3), ("moved", 1), ("renamed", 1)]
        {
            page.button(&format!("{count} {kind}")).is_there().await;
        }
        let changes =
            "return [...document.querySelectorAll('[role=treegrid] [data-change]')].map(row => row.dataset.change)";
        page.button("1 other verdict").click().await;
        page.until("the filter to leave it with what is around it".to_owned(), async || {
            let found: Vec<String> = serde_json::from_value(page.run(changes, &[]).await).unwrap_or_default();
            let is_so = found.iter().filter(|change| *change == "verdict").count() == 1 && found.len() < 12;
            if is_so { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
        // The press is a word of the filter.
        let filter = page.part("searchbox", "Filter");
        filter.has("value", "change:verdict").await;
        page.button("1 other verdict").click().await;
        filter.has("value", "").await;
        let count = page.part("status", "File count");
        filter.fill("change:removed,added -class:malicious name:*.dll").await;
        count.mentions(" of ").await;
        filter.fill("change:new").await;
        page.alert_says(&["verdict, added, removed"]).await;
        filter.fill("change:added").await;
        count.mentions("2 of ").await;
        page.button("2 added").has("pressed", "true").await;
        filter.fill("").await;
        // From one difference to the next, with the focus.
        page.button("Next difference").click().await;
        let focused = "return document.activeElement.dataset.change ?? ''";
        page.until("a difference to have the focus".to_owned(), async || {
            let found = page.run(focused, &[]).await;
            if found != json!("") && found != json!("same") { Ok(()) } else { Err(found.to_string()) }
        })
        .await;
        page.press("n").await;
        page.press(Key::Down).await;
        page.press(Key::Home).await;
        page.until_script(
            "the first row to have the focus",
            "return document.activeElement.getAttribute('aria-rowindex')",
            json!("2"),
        )
        .await;
        let place = "return ['level', 'posinset', 'setsize'].map(name => document.activeElement.getAttribute('aria-' + name) > 0)";
        assert_eq!(page.run(place, &[]).await, json!([true, true, true]));
        let rows = page.run("return document.querySelectorAll('[role=treegrid] [role=row]').length", &[]).await;
        assert!(rows.as_u64().is_some_and(|rows| rows < 100), "{rows} rows");
        accessible(page).await;
    });
}

#[test]
fn a_sample_is_compared_with_its_listing_as_it_was_saved_before() {
    visit(async |page| {
        let list = hashes(&["installer-1", "installer-2"]);
        let entries: Vec<_> = page.entries(&list[0]).await.into_iter().map(|entry| entry.value).collect();
        let before = json!(entries).to_string();
        page.open(&format!("?samples={}", list[1])).await;
        states(page, &["complete"]).await;
        page.tab("Differences").click().await;
        choose(page, "First sample", &list[1]).await;
        open_listing(page, &before).await;
        let chosen = "return document.querySelectorAll('label.choice select')[1].selectedOptions[0].text";
        page.until_script("the listing to be chosen", chosen, json!("before.json")).await;
        page.button("Compare").click().await;
        // The other way round: what is new there is gone here.
        for (kind, count) in [("other verdict", 1), ("added", 10), ("removed", 2), ("changed", 3)] {
            page.button(&format!("{count} {kind}")).is_there().await;
        }
        page.no_alert().await;
    });
}

#[test]
fn an_open_sample_is_compared_with_another_or_with_what_was_saved_of_it() {
    visit(async |page| {
        let list = hashes(&["installer-1", "installer-2"]);
        page.open_sample(&list[0]).await;
        page.file_count().says("200 files").await;
        page.button("Compare").click().await;
        let dialog = page.part("dialog", "Compare this sample");
        dialog.is_there().await;
        accessible(page).await;
        // What is no hash, or is the open sample, is said.
        let other = page.textbox("Other sample");
        other.fill("no hash").await;
        page.press(Key::Enter).await;
        dialog.mentions("is not a hex digit").await;
        other.fill(&list[0]).await;
        page.press(Key::Enter).await;
        dialog.mentions("hash of the open sample").await;
        other.fill(&list[1]).await;
        page.press(Key::Enter).await;
        page.part("treegrid", "Differences").is_there().await;
        page.button("10 removed").is_there().await;
        page.has_parameter("samples", Some(&list.join(","))).await;
        page.back().await;
        page.file_count().says("200 files").await;
        // What was saved is what was before.
        let entries: Vec<_> = page.entries(&list[0]).await.into_iter().map(|entry| entry.value).collect();
        page.open_sample(&list[1]).await;
        page.file_count().says("192 files").await;
        page.button("Compare").click().await;
        dialog.is_there().await;
        open_listing(page, &json!(entries).to_string()).await;
        page.part("treegrid", "Differences").is_there().await;
        page.button("10 removed").is_there().await;
        page.button("1 other verdict").is_there().await;
        page.no_alert().await;
    });
}

#[test]
fn what_cannot_be_had_to_compare_with_is_said() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        let list = hashes(&["installer-1", "unknown"]);
        page.open_sample(&list[0]).await;
        page.file_count().says("200 files").await;
        page.button("Compare").click().await;
        page.textbox("Other sample").fill(&list[1]).await;
        page.press(Key::Enter).await;
        page.part("tabpanel", "Differences").mentions("The files of one of the two are not there").await;
        page.tab("Samples").click().await;
        states(page, &["complete", "unknown to the appliance"]).await;
    });
}

#[test]
fn the_pair_on_screen_is_named_and_a_part_is_not_called_the_whole() {
    visit(async |page| {
        let list = hashes(&["installer-1", "installer-2"]);
        let entries: Vec<_> = page.entries(&list[0]).await.into_iter().map(|entry| entry.value).collect();
        let part = json!({"count": 200, "next": "x", "previous": null, "results": &entries[..100]}).to_string();
        compare_installers(page).await;
        let pane = page.part("tabpanel", "Differences");
        let pair = format!("Differences from {} to {}.", &list[0][..8], &list[1][..8]);
        pane.mentions(&pair).await;
        // Another one is chosen, and the tree is still of those two.
        open_listing(page, &part).await;
        pane.mentions("press Compare for that").await;
        pane.mentions(&pair).await;
        page.button("Compare").click().await;
        pane.mentions(&format!("Differences from {} to before.json.", &list[0][..8])).await;
        pane.mentions(
            "before.json is incomplete: 100 of 200 have been loaded. What is missing of it counts as removed.",
        )
        .await;
        assert!(!pane.text().await.contains("press Compare"));
        accessible(page).await;
    });
}

#[test]
fn tab_stops_at_one_row_whatever_is_hidden() {
    visit(async |page| {
        compare_installers(page).await;
        let stops = "return document.querySelectorAll('[role=treegrid] [data-change][tabindex=\"0\"]').length";
        page.until_script("one stop", stops, 1.into()).await;
        page.button("Next difference").click().await;
        page.until_script(
            "the focus in the tree",
            "return document.activeElement.dataset.change !== undefined",
            true.into(),
        )
        .await;
        page.part("searchbox", "Filter").fill("change:renamed").await;
        page.part("status", "File count").mentions("1 of ").await;
        page.until_script("one stop", stops, 1.into()).await;
    });
}
