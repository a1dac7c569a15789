//! The sample that every checkout has: a `.tar.gz` of the project itself, archives inside archives, made in memory.
//! The same checkout always gives the same bytes.

pub mod corpus;
pub mod pack;
mod sources;

use std::sync::OnceLock;

use pack::{bzip2, gzip, tar, zip};
pub use sources::Source;

use crate::store::Store;

/// Name of the default sample.
const NAME: &str = "matryoshka-demo.tar.gz";

/// A store that holds the default sample, and its number. Made and unpacked once per process, as tests start many
/// appliances.
pub fn store() -> (Store, usize) {
    static MADE: OnceLock<(Store, usize)> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let mut store = Store::default();
        let sample = store.add(NAME, make(&sources::collect()).into());
        (store, sample)
    });
    made.clone()
}

/// ```text
/// matryoshka-demo.tar.gz
///   unpacked_files/0            the tar inside
///     Cargo.toml, README.md ..  files at the project's root
///     sources.zip               src/, style/, xtask/ ..
///       dependencies/Cargo.lock.gz
///     tests.tar.bz2
///       unpacked_files/0
///         tests/..
///         corpus.zip            generated texts, so that there are always more than 100 files
///           letters.tar.gz
///     docs.zip
///       report.docx
///       notes.gz                nested four times
///     page.zip                  the built page, where there is one
/// ```
fn make(all: &[Source]) -> Vec<u8> {
    let below = |folders: &[&str]| -> Vec<Source> {
        all.iter().filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder))).cloned().collect()
    };
    let root: Vec<Source> = all.iter().filter(|(path, _)| !path.contains('/')).cloned().collect();

    let mut sources = below(&["src/", "style/", "xtask/", "hosting/"]);
    for (path, content) in root.iter().filter(|(path, _)| path == "Cargo.lock") {
        sources.push((format!("dependencies/{path}.gz"), gzip(Some(path), content)));
    }
    // The licences stand at the root, beside the sources and in the docs: the same files at three places.
    let doubled: Vec<Source> = root.iter().filter(|(path, _)| path.contains("LICENSE")).cloned().collect();
    sources.extend(doubled.iter().cloned());

    let mut tests = below(&["tests/"]);
    tests.push(("corpus.zip".to_owned(), zip(&corpus::folder())));

    let mut docs = doubled;
    docs.extend(root.iter().filter(|(path, _)| is_text_for_people(path)).cloned());
    docs.extend(below(&["docs/"]));
    docs.push(("report.docx".to_owned(), zip(&corpus::document())));
    docs.push(("notes.gz".to_owned(), corpus::nested_notes()));

    let mut top: Vec<Source> = root.into_iter().filter(|(path, _)| path != "Cargo.lock").collect();
    top.push(("sources.zip".to_owned(), zip(&sources)));
    top.push(("tests.tar.bz2".to_owned(), bzip2(&tar(&tests))));
    top.push(("docs.zip".to_owned(), zip(&docs)));
    let page = below(&["dist/"]);
    if !page.is_empty() {
        top.push(("page.zip".to_owned(), zip(&page)));
    }
    gzip(None, &tar(&top))
}

fn is_text_for_people(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn is_deep_and_big_enough_even_without_a_checkout() {
        let mut store = Store::default();
        let sample = store.add(NAME, make(&[]).into());
        let rows: Vec<Value> = store.rows(sample).iter().filter_map(|row| serde_json::from_str(row).ok()).collect();
        assert!(rows.len() >= 100, "{} rows", rows.len());
        let parent = |row: &Value| rows.iter().find(|other| other["id"] == row["parent_relationship"]);
        let deepest = rows.iter().map(|row| std::iter::successors(Some(row), |row| parent(row)).count()).max();
        assert!(deepest >= Some(4), "{deepest:?} layers");
        let mut hashes: Vec<_> = rows.iter().map(|row| row["sample"]["sha1"].as_str()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert!(hashes.len() < rows.len(), "some files stand at several places");
    }

    #[test]
    fn is_the_same_each_time() {
        let sources = sources::collect();
        assert!(!sources.is_empty());
        assert_eq!(make(&sources), make(&sources));
    }
}
