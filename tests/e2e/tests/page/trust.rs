//! What the page keeps, and what it says when it fails itself.

use matryoshka_e2e::{DEMO_TOKEN, Key, Setup, scenario, visit};
use serde_json::json;

/// All that is kept on the machine and for the tab, and the names of all caches with the addresses in them.
const KEPT: &str = "
    const kept = []
    for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) kept.push(request.url)
    }
    return JSON.stringify({machine: {...localStorage}, tab: {...sessionStorage}, caches: kept, state: history.state})";

#[test]
fn nothing_of_a_sample_stays_on_the_machine() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        let entries = page.entries(&hash).await;
        page.open_tree(&hash).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.part("searchbox", "Filter").fill(&entries[0].sample("sha1")).await;
        page.button("Columns").click().await;
        page.part("checkbox", "Type").click().await;
        let kept = page.run_async(&format!("const done = arguments[0]; (async () => {{ {KEPT} }})().then(done)")).await;
        let kept: serde_json::Value = serde_json::from_str(kept.as_str().expect("text")).expect("JSON");
        let machine = [&kept["machine"], &kept["caches"], &kept["state"]].map(ToString::to_string).join(" ");
        assert!(machine.contains("hidden-columns"), "{machine}");
        for entry in &entries {
            assert!(!machine.contains(&entry.sample("sha1")), "{machine}");
        }
        assert!(!machine.contains(&hash) && !machine.contains("/api/"), "{machine}");
    });
}

#[test]
fn the_token_is_nowhere_but_in_its_header_and_forget_removes_it() {
    Setup::with_token().visit(async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.button("Connect").click().await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        let found = "const token = arguments[0]
            const places = [document.documentElement.outerHTML, location.href, JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}),
                performance.getEntries().map(entry => entry.name).join(), [...document.querySelectorAll('input')].map(input => input.value).join()]
            return places.findIndex(place => place.includes(token))";
        assert_eq!(page.run(found, &[json!(DEMO_TOKEN)]).await, json!(-1));
        // Kept for the tab only when asked.
        page.button("Connection").click().await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.part("checkbox", "Keep for this tab").click().await;
        page.button("Connect").click().await;
        let kept = "return JSON.stringify({...sessionStorage})";
        assert!(page.run(kept, &[]).await.to_string().contains(DEMO_TOKEN));
        page.button("Connection").click().await;
        page.button("Forget").click().await;
        page.press(Key::Escape).await;
        assert!(!page.run(kept, &[]).await.to_string().contains(DEMO_TOKEN));
        assert_eq!(page.run(found, &[json!(DEMO_TOKEN)]).await, json!(-1));
    });
}

#[test]
fn a_fault_of_the_page_shows_words_and_saves_the_listing() {
    visit(async |page| {
        page.allow("unreachable");
        page.allow("matryoshka fault");
        let hash = scenario::hash("paging-85");
        page.open_tree(&hash).await;
        page.file_count().says("85 files").await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let fault =
            "dispatchEvent(new ErrorEvent('error', {error: new window.WebAssembly.RuntimeError('matryoshka fault')}))";
        page.run(fault, &[]).await;
        page.alert_says(&["This page has stopped", "Reload"]).await;
        page.button("Save the listing").click().await;
        let text = page.until_saved(&format!("matryoshka-{}.json", &hash[..12])).await;
        let rows = String::from_utf8_lossy(&text).matches("\"parent_relationship\"").count();
        assert_eq!(rows, 85, "each once, though the first page was asked for before the whole");
    });
}

#[test]
fn pages_that_overlap_are_saved_with_each_row_once() {
    visit(async |page| {
        page.allow("matryoshka fault");
        page.open("").await;
        // Rows 0 to 3 and 5 to 8 as pages of three, rows 2 to 6 as one of four, and rows 0 to 1 as a smaller one.
        let keep = "const page = (from, to) => new Blob([JSON.stringify({ results: \
                    Array.from({ length: to - from }, (_, at) => ({ id: from + at })) })]); \
                    const pages = [[0, 0, 3], [1, 0, 1], [2, 2, 6], [3, 5, 8]]; \
                    matryoshka.pages = pages; matryoshka.sample = 'overlap'; \
                    matryoshka.bodies = pages.map(([, from, to]) => page(from, to)); \
                    dispatchEvent(new ErrorEvent('error', {error: new window.WebAssembly.RuntimeError('matryoshka fault')}))";
        page.run(keep, &[]).await;
        page.button("Save the listing").click().await;
        let text = page.until_saved("matryoshka-overlap.json").await;
        let text = String::from_utf8_lossy(&text);
        let ids: Vec<&str> = text.split("\"id\":").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6", "7"]);
    });
}

#[test]
fn a_panic_says_its_message_and_place() {
    visit(async |page| {
        page.allow("panicked at");
        page.allow("unreachable");
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        // No browser is like that: what the page expects of each is not there.
        page.run("Object.defineProperty(Window, Symbol.hasInstance, { value: () => false })", &[]).await;
        page.tab("Tree").click().await;
        page.alert_says(&["This page has stopped", "panicked at", ".rs:", "window"]).await;
    });
}
