//! A sample in which nothing was found is no error.

use matryoshka_e2e::{scenario, visit};

fn is_friendly(name: &str) {
    visit(async |page| {
        page.open_sample(&scenario::hash(name)).await;
        page.part("heading", "Nothing was extracted").is_there().await;
        page.no_alert().await;
        assert!(!page.list().part().exists().await && !page.any("progressbar").exists().await);
        assert!(!page.button("Load all").exists().await, "there is nothing to load");
        page.open_tree(&scenario::hash(name)).await;
        page.part("heading", "Nothing was extracted").is_there().await;
        page.no_alert().await;
        // And on to another sample.
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.back().await;
        page.part("heading", "Nothing was extracted").is_there().await;
    });
}

#[test]
fn an_empty_body_is_a_sample_without_files() {
    is_friendly("empty");
}

#[test]
fn an_empty_object_is_a_sample_without_files() {
    is_friendly("empty-object");
}

#[test]
fn a_count_of_0_is_a_sample_without_files() {
    is_friendly("empty-count");
    is_friendly("generated:0");
}
