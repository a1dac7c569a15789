//! The project's own files, as far as they are there.

use std::fs;
use std::path::Path;

/// Path from the project's root, with `/`, and content.
pub type Source = (String, Vec<u8>);

/// Folders of the project that go into the sample.
const FOLDERS: &[&str] = &["src", "style", "tests", "xtask", "hosting", "docs", "dist"];
/// Folders left out, wherever they are.
const LEFT_OUT: &[&str] = &["target", "node_modules", "pkg"];
/// Files bigger than this are left out, so that a start stays fast.
const BIGGEST: u64 = 1 << 20;
/// No more bytes than this in all.
const MOST: u64 = 6 << 20;

/// The files at the project's root and in its [`FOLDERS`], sorted by path. Empty where the checkout is gone.
pub fn collect() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut left = MOST;
    let mut found = Vec::new();
    add_folder(&root, "", false, &mut left, &mut found);
    for folder in FOLDERS {
        add_folder(&root.join(folder), &format!("{folder}/"), true, &mut left, &mut found);
    }
    found
}

fn add_folder(folder: &Path, prefix: &str, nested: bool, left: &mut u64, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (Ok(kind), false) = (entry.file_type(), name.starts_with('.')) else { continue };
        if kind.is_dir() {
            if nested && !LEFT_OUT.contains(&name.as_str()) {
                add_folder(&entry.path(), &format!("{prefix}{name}/"), true, left, found);
            }
        } else if kind.is_file() {
            let fits = entry.metadata().is_ok_and(|about| about.len() <= BIGGEST.min(*left));
            if let (true, Ok(content)) = (fits, fs::read(entry.path())) {
                *left = left.saturating_sub(content.len() as u64);
                found.push((format!("{prefix}{name}"), content));
            }
        }
    }
}
