//! The filter's language, its mistakes, and the verdicts that filter when they are pressed.

use matryoshka_e2e::{Entry, Page, Part, scenario, visit};

fn filter(page: &Page) -> Part<'_> {
    page.part("searchbox", "Filter")
}

/// An ordinary listing with all verdicts.
fn sample() -> String {
    scenario::hash("other-host")
}

fn number(entry: &Entry, field: &str) -> u64 {
    entry.sample(field).parse().unwrap_or_default()
}

/// Whether a filter has to leave an entry.
type Fits<'a> = &'a dyn Fn(&Entry) -> bool;

#[test]
fn fields_ranges_and_not_leave_what_they_say() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        page.open_sample(&sample()).await;
        page.file_count().says("85 files").await;
        let class = |entry: &Entry| entry.sample("classification");
        let is_bad = |entry: &Entry| matches!(&*class(entry), "malicious" | "suspicious");
        let extension = |entry: &Entry| Some(entry.value["filename"].as_str()?.rsplit_once('.')?.1.to_lowercase());
        let cases: [(&str, Fits); 8] = [
            ("class:malicious", &|entry| class(entry) == "malicious"),
            ("class:malicious,suspicious", &|entry| is_bad(entry)),
            ("-class:malicious,suspicious", &|entry| !is_bad(entry)),
            ("size:>1M", &|entry| number(entry, "file_size") > 1 << 20),
            ("size:1K..100K", &|entry| (1 << 10..=100 << 10).contains(&number(entry, "file_size"))),
            ("name:*.js or name:*.txt", &|entry| matches!(extension(entry).as_deref(), Some("js" | "txt"))),
            ("(class:goodware or class:unknown) size:>1M", &|entry| {
                !is_bad(entry) && number(entry, "file_size") > 1 << 20
            }),
            ("depth:1", &|entry| entry.parent.is_none()),
        ];
        for (text, fits) in cases {
            let left = entries.iter().filter(|entry| fits(entry)).count();
            filter(page).fill(text).await;
            page.has_parameter("q", Some(text)).await;
            page.file_count().says(&format!("{left} of 85 files")).await;
        }
    });
}

#[test]
fn a_hash_finds_its_file() {
    visit(async |page| {
        let entry = page.entries(&sample()).await.swap_remove(20);
        page.open_sample(&sample()).await;
        for field in ["sha1", "sha256", "md5"] {
            filter(page).fill(&entry.sample(field)).await;
            page.list()
                .until("shows the file", |rows| rows.iter().any(|row| row.id == entry.id) && rows.len() < 5)
                .await;
        }
    });
}

#[test]
fn a_mistake_is_said_and_the_last_good_result_stays() {
    visit(async |page| {
        page.open_sample(&sample()).await;
        filter(page).fill("depth:1").await;
        page.file_count().mentions("of 85 files").await;
        let words = page.file_count().text().await;
        for mistake in ["depth:1 or", "colour:red", "risk:high", "(a"] {
            filter(page).paste(mistake).await;
            filter(page).has("invalid", "true").await;
            page.file_count().says(&words).await;
        }
        filter(page).fill("").await;
        filter(page).has("invalid", "false").await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn clearing_the_filter_gives_the_branches_back() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        let tree = page.tree();
        tree.enter().await;
        tree.press(matryoshka_e2e::Key::Right).await;
        let before = tree.walk().await;
        filter(page).fill("unpacked_files").await;
        page.file_count().says("38 of 85 files").await;
        filter(page).fill("").await;
        page.file_count().says("85 files").await;
        let after = tree.walk().await;
        let shape =
            |rows: &[matryoshka_e2e::Row]| rows.iter().map(|row| (row.id.clone(), row.expanded)).collect::<Vec<_>>();
        assert_eq!(shape(&after), shape(&before));
    });
}

#[test]
fn a_verdict_of_the_bar_filters_by_it() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        let malicious = entries.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_tree(&sample()).await;
        page.button(&format!("{malicious} malicious")).click().await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        filter(page).has("value", "class:malicious").await;
    });
}

#[test]
fn a_verdict_is_pressed_where_the_filter_asks_for_just_that() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        let malicious = entries.iter().filter(|entry| entry.sample("classification") == "malicious").count();
        page.open_tree(&sample()).await;
        let verdict = || page.button(&format!("{malicious} malicious"));
        verdict().has("pressed", "false").await;
        for (text, pressed) in [
            ("depth:1.. class:malicious", "true"),
            ("\"class:malicious\"", "false"),
            ("class:malicious depth:1..", "true"),
            ("-class:malicious depth:1..", "false"),
        ] {
            filter(page).fill(text).await;
            page.has_parameter("q", Some(text)).await;
            verdict().has("pressed", pressed).await;
        }
        verdict().click().await;
        filter(page).has("value", "class:malicious depth:1..").await;
        verdict().has("pressed", "true").await;
        page.file_count().says(&format!("{malicious} of 85 files")).await;
        verdict().click().await;
        filter(page).has("value", "depth:1..").await;
        verdict().has("pressed", "false").await;
    });
}

#[test]
fn a_closed_branch_says_the_worst_that_is_in_it() {
    visit(async |page| {
        let entries = page.entries(&sample()).await;
        let is_below = |entry: &Entry, top: &Entry| {
            let mut at = entry;
            while let Some(parent) = entries.iter().find(|other| Some(&*other.id) == at.parent.as_deref()) {
                if parent.id == top.id {
                    return true;
                }
                at = parent;
            }
            false
        };
        page.open_tree(&sample()).await;
        // Until all is loaded, a branch says what of it is there.
        page.part("group", "Verdicts").is_there().await;
        let rows = page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let mut seen = 0;
        for row in rows.iter().filter(|row| row.expanded == Some(false)) {
            let top = entries.iter().find(|entry| entry.id == row.id).expect("an entry");
            let bad =
                entries.iter().filter(|entry| is_below(entry, top) && entry.sample("classification") == "malicious");
            let bad = bad.count();
            assert_eq!(row.text.contains(&format!("{bad} malicious")), bad > 0, "{bad}: {row:?}");
            seen += bad;
        }
        assert!(seen > 0, "the sample has nothing malicious in a branch");
    });
}
