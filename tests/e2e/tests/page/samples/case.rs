//! A case as a file: what of it was not read, what is newer by now, and what is too much to be held.

use matryoshka_e2e::{Page, scenario, visit};
use serde_json::{Value, json};

use super::{asked, states};
use crate::open_file::{drop_file, entries};

/// An answer of the appliance that holds the first rows of a sample.
async fn answer(page: &Page, name: &str, rows: usize) -> String {
    let all = entries(page, name).await;
    json!({"count": all.len(), "next": null, "previous": null, "results": &all[..rows]}).to_string()
}

/// A saved case: the name of each sample, why it is not all there, and its answer.
fn case(samples: &[(&str, &str, &str)]) -> String {
    let one = |(name, why, answer): &(&str, &str, &str)| {
        let answers = json!([{"first": 0, "bytes": answer.len()}]);
        json!({"hash": scenario::hash(name), "state": "loaded", "why": why, "answers": answers})
    };
    let head = json!({"samples": samples.iter().map(one).collect::<Vec<Value>>()});
    let answers: String = samples.iter().map(|(.., answer)| *answer).collect();
    format!("MATRYOSHKA-CASE 1 {head}\n{answers}")
}

/// Opens a case, and presses Cancel as soon as it is there: before anything has been read.
async fn open_and_cancel(page: &Page, text: &str) {
    let press = "new MutationObserver((_, observer) => {
            const buttons = [...document.querySelectorAll('section[aria-label=Samples] button')]
            const cancel = buttons.find(button => button.textContent === 'Cancel')
            if (!cancel) return
            observer.disconnect()
            cancel.click()
        }).observe(document.body, {childList: true, subtree: true})";
    page.run(press, &[]).await;
    drop_file(page, "of a colleague.case", text).await;
}

#[test]
fn what_was_not_read_of_a_case_is_saved_with_it_and_read_before_an_appliance_is_asked() {
    const NAMES: [&str; 2] = ["campaign-1", "paging-85"];
    visit(async |page| {
        page.open("").await;
        let (whole, part) = (answer(page, NAMES[0], 60).await, answer(page, NAMES[1], 50).await);
        open_and_cancel(page, &case(&[(NAMES[0], "", &whole), (NAMES[1], "50 of 85 were there", &part)])).await;
        states(page, &["not loaded"; 2]).await;
        // Who comes back finds it as it was cancelled; a sample opens from the file all the same.
        page.part("link", &scenario::hash(NAMES[0])).click().await;
        page.file_count().says("60 files").await;
        page.back().await;
        page.button("Load the rest").is_there().await;
        page.painted().await;
        states(page, &["not loaded"; 2]).await;
        page.button("Save case").click().await;
        let saved = page.until_saved("case-2-samples.case").await;
        let saved = String::from_utf8(saved).expect("a case of these is text");
        assert!(saved.ends_with(&format!("\n{whole}{part}")), "{saved:.500}");
        page.button("Load the rest").click().await;
        states(page, &["complete"; 2]).await;
        let requests = asked(page, &NAMES);
        assert!(requests[0] == 0 && requests[1] > 0, "only what is not in the file is asked for: {requests:?}");
        // What is newer than the file is what opens.
        page.part("link", &scenario::hash(NAMES[1])).click().await;
        page.file_count().says("85 files").await;
        page.open("").await;
        drop_file(page, "saved again.case", &saved).await;
        states(page, &["complete", "incomplete: 50 of 85 were there"]).await;
    });
}

#[test]
fn a_sample_is_shown_as_a_case_holds_it_only_from_the_table_of_that_case() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open("").await;
        let part = answer(page, "paging-85", 50).await;
        drop_file(page, "of a colleague.case", &case(&[("paging-85", "", &part)])).await;
        states(page, &["incomplete: 50 of 85 have been loaded"]).await;
        page.tab("Shared files").click().await;
        page.part("tabpanel", "Shared files").mentions("1 sample is incomplete").await;
        page.tab("Samples").click().await;
        page.part("link", &hash).click().await;
        let head = page.part("region", "Sample");
        head.mentions("as saved in of a colleague.case").await;
        assert_eq!(asked(page, &["paging-85"]), [0]);
        page.part("link", "Matryoshka").click().await;
        head.is_gone().await;
        page.type_and_open(&hash).await;
        page.file_count().says("85 files").await;
        assert!(!head.text().await.contains("as saved"));
    });
}

#[test]
fn what_is_too_much_to_be_held_is_said_and_saved() {
    visit(async |page| {
        page.open("").await;
        let whole = answer(page, "campaign-1", 60).await;
        let many = format!("{{\"count\":500000,\"results\":[{}]}}", vec!["{}"; 500_000].join(","));
        drop_file(page, "large.case", &case(&[("campaign-1", "", &whole), ("paging-85", "", &many)])).await;
        states(page, &["complete", "complete; its rows are not held, since"]).await;
        let left_out =
            "1 sample is left out: its rows are not held, since those of all samples together are more than 500,000.";
        page.tab("Shared files").click().await;
        page.part("tabpanel", "Shared files").mentions(left_out).await;
        page.tab("Differences").click().await;
        page.part("tabpanel", "Differences").mentions(left_out).await;
        page.button("Save case").click().await;
        let saved = page.until_saved("case-2-samples.case").await;
        assert!(saved.ends_with(format!("\n{whole}{many}").as_bytes()), "{} bytes", saved.len());
    });
}
