//! How the page starts: its program comes while the browser reads the styles.

use std::fs;

use matryoshka_e2e::{Folder, Setup, built_page, scenario};

#[test]
fn a_page_whose_styles_do_not_come_is_still_one() {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    let styles: Vec<_> = folder.names().into_iter().filter(|name| name.starts_with("style-")).collect();
    assert!(!styles.is_empty());
    // With those that are compressed.
    styles.iter().for_each(|name| fs::remove_file(folder.path().join(name)).expect("removed"));
    Setup::with_page(folder.path()).visit(async |page| {
        // The browser says that they are not there.
        for words in ["404", ".css", "MIME"] {
            page.allow(words);
        }
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.no_alert().await;
    });
}
