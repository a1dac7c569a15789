//! The columns of the list: what stands in them, in which order, and what a filter leaves.

use matryoshka_e2e::{Key, Page, Setup, scenario, visit};
use serde_json::{Value, json};

use crate::list::shows;
use crate::open_file::{drop_file, entries};

#[test]
fn each_column_shows_its_field() {
    Setup::default().window(1800, 1000).visit(async |page| {
        let hash = scenario::hash("other-host");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        let rows = shows(page, &entries).await;
        let headers: Vec<_> = rows[0].cells.iter().map(|(header, _)| &**header).collect();
        let all = [
            "Name",
            "Path",
            "Type",
            "Size",
            "Files",
            "Classification",
            "Risk",
            "Threat",
            "SHA-1",
            "First seen",
            "Last seen",
        ];
        assert_eq!(headers, all);
        let empty = |text: &str| matches!(text, "" | "–" | "—" | "-");
        for (row, entry) in rows.iter().zip(&entries) {
            assert_eq!(row.cell("Name"), entry.value["filename"], "{row:?}");
            assert_eq!(row.cell("Path"), entry.value["path"], "{row:?}");
            assert_eq!(row.cell("Type"), entry.sample("type_display"), "{row:?}");
            assert_eq!(row.cell("Files").replace(',', ""), entry.sample("extracted_file_count"), "{row:?}");
            assert_eq!(row.cell("SHA-1"), entry.sample("sha1"), "{row:?}");
            let threat = entry.sample("classification_result");
            assert!(row.cell("Threat") == threat || threat.is_empty() && empty(row.cell("Threat")), "{row:?}");
            let verdict = entry.sample("classification");
            assert!(row.cell("Classification").to_lowercase().contains(&verdict), "{verdict} in {row:?}");
            // The score of an unknown file means nothing, so the vendor shows none.
            let risk = row.cell("Risk");
            assert!(risk == entry.sample("riskscore") || verdict == "unknown" && empty(risk), "{row:?}");
            let size: u64 = entry.sample("file_size").parse().expect("a size");
            let unit = if size < 1024 {
                " B"
            } else if size < 1 << 20 {
                " KiB"
            } else {
                " MiB"
            };
            assert!(row.cell("Size").ends_with(unit), "{size} in {row:?}");
            assert!(!empty(row.cell("First seen")) && !empty(row.cell("Last seen")), "{row:?}");
        }
    });
}

#[test]
fn verdicts_are_words() {
    visit(async |page| {
        page.open(&format!("?sample={}&page_size=100", scenario::hash("other-host"))).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let rows = page.list().walk().await;
        for verdict in ["malicious", "suspicious", "goodware", "unknown"] {
            let found = rows.iter().any(|row| row.cell("Classification").eq_ignore_ascii_case(verdict));
            assert!(found, "{verdict}");
        }
    });
}

#[test]
fn the_old_names_of_the_verdict_fields_are_understood() {
    visit(async |page| {
        let hash = scenario::hash("old-names");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        let rows = shows(page, &entries).await;
        for (row, entry) in rows.iter().zip(&entries) {
            assert_eq!(row.cell("Classification").to_lowercase(), entry.sample("threat_status"), "{row:?}");
            let threat = entry.sample("threat_name");
            assert!(threat.is_empty() || row.cell("Threat") == threat, "{row:?}");
        }
    });
}

#[test]
fn rows_with_missing_fields_are_shown() {
    visit(async |page| {
        page.open(&format!("?sample={}&page_size=100", scenario::hash("nulls"))).await;
        page.file_count().says("90 files").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        assert_eq!(page.list().walk().await.len(), 90);
        page.no_alert().await;
    });
}

#[test]
fn a_header_sorts_the_whole_listing_and_again_reverses_it() {
    visit(async |page| {
        let hash = scenario::hash("generated:1000");
        let mut sizes: Vec<(u64, String)> = page
            .entries(&hash)
            .await
            .into_iter()
            .map(|entry| (entry.sample("file_size").parse().expect("a size"), entry.id))
            .collect();
        page.open_sample(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.button("Size").click().await;
        page.has_parameter("sort", Some("size")).await;
        // Stable: equal ones stay in the appliance's order.
        sizes.sort_by_key(|(size, _)| *size);
        let smallest = sizes[0].1.clone();
        page.list().until("begins with the smallest", |rows| rows[0].id == smallest).await;
        let sorted = "return document.querySelector('[aria-sort=ascending]').innerText.trim()";
        assert_eq!(page.run(sorted, &[]).await, "Size");
        let rows = page.list().walk().await;
        let expected: Vec<_> = sizes[..50].iter().map(|(_, id)| &**id).collect();
        assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), expected);
        page.button("Size").click().await;
        page.has_parameter("sort", Some("-size")).await;
        page.list().enter().await;
        page.list().press(Key::Home).await;
        let largest = sizes.last().expect("sizes").0.to_string();
        let id_of_largest: Vec<_> =
            sizes.iter().filter(|(size, _)| size.to_string() == largest).map(|(_, id)| id.clone()).collect();
        page.list().until("begins with the largest", |rows| id_of_largest.contains(&rows[0].id)).await;
    });
}

#[test]
fn a_filter_says_how_many_files_it_leaves() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        page.part("searchbox", "Filter").fill("unpacked_files").await;
        page.file_count().says("38 of 85 files").await;
        page.has_parameter("q", Some("unpacked_files")).await;
        page.list()
            .until("has only rows that match", |rows| rows.iter().all(|row| row.cell("Path") == "unpacked_files/0"))
            .await;
        page.part("searchbox", "Filter").fill("nothing has this name").await;
        page.file_count().says("0 of 85 files").await;
        page.part("searchbox", "Filter").fill("").await;
        page.file_count().says("85 files").await;
    });
}

/// However many files are below an entry, the number of them stands whole in its cell.
#[test]
fn no_number_is_cut() {
    visit(async |page| {
        page.open(&format!("?sample={}&sort=-files", scenario::hash("generated:100000"))).await;
        page.button("Load all").click().await;
        page.button("Load all").is_gone().await;
        page.any("progressbar").is_gone().await;
        let numbers = "const headers = [...document.querySelectorAll('[role=columnheader]')].map(header => header.innerText.trim())
            const cells = [...document.querySelectorAll('[data-entry-id]')].map(row => row.querySelectorAll('[role=cell]')[headers.indexOf('Files')])
            return cells.map(cell => [cell.innerText, cell.scrollWidth <= cell.clientWidth])";
        let numbers = page.run(numbers, &[]).await;
        let numbers = numbers.as_array().expect("numbers");
        assert!(numbers.iter().any(|number| number[0].as_str().is_some_and(|text| text.len() > 5)), "{numbers:?}");
        assert!(numbers.iter().all(|number| number[1] == true), "{numbers:?}");
    });
}

/// The numbers on the page that are cut; what can be scrolled to is not.
async fn cut_numbers(page: &Page) -> Value {
    let cut = "const cut = []
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
            const text = texts.currentNode, range = document.createRange()
            range.selectNodeContents(text)
            const {left, right, width} = range.getBoundingClientRect()
            let box = text.parentElement
            while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement
            if (!box || !width || /auto|scroll/.test(getComputedStyle(box).overflowX) || box.clientWidth < 2) continue
            const isNumber = box.matches('.cell') ? box.matches('.number, .time') : /\\d,\\d{3}/.test(text.data)
            const edges = box.getBoundingClientRect()
            if (isNumber && (left < edges.left - 1 || right > edges.right + 1)) cut.push(text.data)
        }
        return cut";
    page.run(cut, &[]).await
}

/// The numbers of a million files: what the first page and what is around it says, and cells that are as wide as such a listing
/// has them.
#[test]
fn no_number_is_cut_at_a_million_files() {
    for (width, height) in [(1440, 900), (390, 844)] {
        Setup::default().window(width, height).visit(async |page| {
            page.open(&format!("?sample={}&page_size=100", scenario::hash("generated:1000000"))).await;
            page.file_count().says("1,000,000 files").await;
            page.list().until("has rows", |rows| !rows.is_empty()).await;
            assert_eq!(cut_numbers(page).await, json!([]));
            let mut rows = entries(page, "paging-85").await;
            let sizes = [1023_u64, 1022 << 10, 1023 << 20, 1018 << 30, 1001 << 40, 1022 << 50, u64::MAX];
            for (at, row) in rows.iter_mut().enumerate() {
                row["sample"]["extracted_file_count"] = json!(1_000_000 - at);
                row["sample"]["file_size"] = json!(sizes[at % sizes.len()]);
                row["sample"]["classification"] = json!("malicious");
                row["sample"]["riskscore"] = json!(10);
                for seen in ["local_first_seen", "local_last_seen"] {
                    row["sample"][seen] = json!("2028-12-28T20:58:58.888888Z");
                }
            }
            drop_file(page, "million.json", &json!(rows).to_string()).await;
            let is_there = |text: &str| text.replace(',', "") == "1000000";
            page.list().until("has rows", |rows| rows.iter().any(|row| is_there(row.cell("Files")))).await;
            assert_eq!(cut_numbers(page).await, json!([]));
        });
    }
}

/// In a tree, where a file is says what its path says, so the path is not shown until it is chosen.
#[test]
fn the_tree_shows_the_path_when_it_is_chosen() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.part("columnheader", "Type").is_there().await;
        page.part("columnheader", "Path").is_gone().await;
        page.button("Columns").click().await;
        page.part("checkbox", "Path").click().await;
        page.part("columnheader", "Path").is_there().await;
        page.reload().await;
        page.tree().until("has the path", |rows| rows.iter().all(|row| !row.cell("Path").is_empty())).await;
    });
}

/// On the screen of a notebook, also beside a scrollbar that takes room.
#[test]
fn all_columns_stand_beside_each_other_at_1440_pixels() {
    visit(async |page| {
        page.screen(1440 - 15, 900, 1.0).await;
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        let width = "const rows = document.querySelector('[role=table]').parentElement
            return rows.scrollWidth - rows.clientWidth";
        assert_eq!(page.run(width, &[]).await, 0);
    });
}
