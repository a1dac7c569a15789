//! A list of hashes that is pasted into a filter.

use matryoshka_e2e::{Axe, scenario, visit};
use serde_json::json;

/// Pastes a text into the filter.
#[test]
fn a_pasted_list_is_a_filter_and_what_is_not_found_is_named() {
    visit(async |page| {
        let sample = scenario::hash("other-host");
        let entries = page.entries(&sample).await;
        page.open_sample(&sample).await;
        let (first, second) = (entries[0].sample("sha256"), entries[3].sample("md5"));
        let with =
            entries.iter().filter(|entry| entry.sample("sha256") == first || entry.sample("md5") == second).count();
        let filter = page.part("searchbox", "Filter");
        filter.fill("").await;
        filter.send_paste(&format!("{first}\n{}\n{second}\n{}\n{first}\n", "ab".repeat(20), "cd".repeat(32))).await;
        filter.has("value", "in:list1").await;
        page.has_parameter("q", Some("in:list1")).await;
        page.file_count().says(&format!("{with} of 85 files")).await;
        let line = "return document.querySelector('.not-found summary')?.innerText";
        page.until_script("what was not found", line, json!("list1: 2 of 4 hashes found, 2 not")).await;
        page.run("document.querySelector('.not-found summary').click()", &[]).await;
        let missing = "return [...document.querySelectorAll('.not-found li')].map(item => item.innerText)";
        page.until_script("the hashes", missing, json!(["ab".repeat(20), "cd".repeat(32)])).await;
        page.button("Copy those not found").is_there().await;
        let axe = Axe::new();
        for width in [1280, 320] {
            page.screen(width, 640, 1.0).await;
            page.painted().await;
            let violations = axe.violations(page).await;
            assert!(violations.is_empty(), "{width}:\n{}", violations.join("\n"));
        }
        // Beside another word, and in another sample.
        filter.fill("in:list1 -in:list1").await;
        page.file_count().says("0 of 85 files").await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        filter.fill("in:list1").await;
        page.until_script("what was not found", line, json!("list1: 0 of 4 hashes found, 4 not")).await;
        // In another tab there is no such list, and it is said.
        page.open(&format!("?sample={sample}&q=in:list1")).await;
        page.file_count().mentions("list1 is not in this tab").await;
        // No row has a SHA-512, and none is called missing.
        filter.fill("").await;
        filter.send_paste(&format!("{}\n{}", "ef".repeat(64), "ab".repeat(20))).await;
        let said = "list1: 0 of 2 hashes found, 1 not, 1 SHA-512 cannot be compared: the appliance gives none";
        page.until_script("what cannot be compared", line, json!(said)).await;
        // One hash, or a filter, is pasted as it is.
        filter.fill("").await;
        filter.send_paste(&format!("hash:{first},{second}")).await;
        filter.has("value", "").await;
    });
}
