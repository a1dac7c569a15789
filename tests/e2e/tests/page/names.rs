//! What a screen reader is told: roles, names and states of whole pages, beside the ones that were read and found good.
//!
//! After a change that is meant, `MATRYOSHKA_SNAPSHOTS=write cargo xtask test e2e names` writes them anew; what changed is
//! then read in the diff.

use std::env;
use std::fs;
use std::path::Path;

use matryoshka_e2e::{Key, Page, scenario, visit};

use crate::map::is_laid_out;

/// Compares the page as it is now.
async fn is_as_before(page: &Page, name: &str) {
    page.painted().await;
    let outline = timeless(&page.outline().await);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(format!("{name}.txt"));
    if is_to_be_written(env::var("MATRYOSHKA_SNAPSHOTS").ok().as_deref()) {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, outline).expect("written");
        return;
    }
    let before = fs::read_to_string(&file).expect("a snapshot");
    for (at, (line, wanted)) in outline.lines().zip(before.lines()).enumerate() {
        assert_eq!(line, wanted, "line {} of {}", at + 1, file.display());
    }
    assert_eq!(outline.lines().count(), before.lines().count(), "{}", file.display());
}

/// The same with no word of how long ago something was, which is another one on another day.
fn timeless(outline: &str) -> String {
    let line = |line: &str| match line.split_once('“') {
        Some((role, text)) if text.ends_with(" ago”") => format!("{role}“… ago”"),
        _ => line.to_owned(),
    };
    outline.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// Whether the snapshots are to be written anew. Anything but the one word would make every one of them pass.
fn is_to_be_written(asked: Option<&str>) -> bool {
    match asked {
        None | Some("") => false,
        Some("write") => true,
        Some(other) => panic!("MATRYOSHKA_SNAPSHOTS is “write” or nothing, and not “{other}”"),
    }
}

#[test]
fn snapshots_are_written_only_when_that_is_asked_for() {
    assert!(!is_to_be_written(None) && !is_to_be_written(Some("")) && is_to_be_written(Some("write")));
    assert!(std::panic::catch_unwind(|| is_to_be_written(Some("anything"))).is_err());
}

/// Opens a sample in a time zone that is the same everywhere.
async fn open(page: &Page, query: &str) {
    page.time_zone("UTC").await;
    page.open(&format!("?sample={}{query}", scenario::hash("other-host"))).await;
    page.any("progressbar").is_gone().await;
}

/// Waits for the rest, which comes behind the first page of the list, and for what is counted then.
async fn is_whole(page: &Page) {
    page.part("group", "Verdicts").is_there().await;
    page.part("region", "Sample").mentions("85 files,").await;
}

#[test]
fn of_the_start_page() {
    visit(async |page| {
        page.open("").await;
        is_as_before(page, "start").await;
    });
}

#[test]
fn of_the_list_and_its_details() {
    visit(async |page| {
        open(page, "&page_size=10").await;
        page.list().until("has rows", |rows| rows.len() > 5).await;
        is_whole(page).await;
        is_as_before(page, "list").await;
        page.list().enter().await;
        page.press(Key::Enter).await;
        page.part("complementary", "File details").mentions("SHA-256").await;
        page.part("complementary", "File details").mentions("parent_relationship").await;
        is_as_before(page, "details").await;
    });
}

#[test]
fn of_the_tree_and_a_filter() {
    visit(async |page| {
        open(page, "&view=tree").await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        is_as_before(page, "tree").await;
        page.part("searchbox", "Filter").fill("class:malicious").await;
        page.file_count().mentions(" of ").await;
        is_as_before(page, "tree-filtered").await;
    });
}

#[test]
fn of_the_map() {
    visit(async |page| {
        open(page, "&view=map").await;
        is_laid_out(page).await;
        is_as_before(page, "map").await;
    });
}

#[test]
fn of_the_dialogs() {
    visit(async |page| {
        open(page, "").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        is_whole(page).await;
        for (button, dialog, name) in [
            ("Download archive", "Download archive", "download"),
            ("Keys", "Keys", "keys"),
            ("Connection", "Connection", "connection"),
        ] {
            page.button(button).click().await;
            page.part("dialog", dialog).is_there().await;
            is_as_before(page, name).await;
            page.press(Key::Escape).await;
            page.part("dialog", dialog).is_gone().await;
        }
        page.button("Export").click().await;
        page.part("menuitem", "CSV").is_there().await;
        is_as_before(page, "export").await;
    });
}

#[test]
fn of_a_failure() {
    visit(async |page| {
        page.allow("404");
        page.open_sample(&scenario::hash("unknown")).await;
        page.alert_says(&["404"]).await;
        is_as_before(page, "failure").await;
    });
}
