//! What the service worker keeps for a visit without a network.

use super::digest::short;
use super::tags::tag;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Stands in `sw.js` where the files and their version go.
const PLACE: &str = "[\"version\"]";

/// The page with the mark on the tag that starts it by which it asks for a service worker.
pub fn mark(page: &str) -> Result<String> {
    let (_, end) = tag(page, "<script", "data-wasm").context("index.html has no script that starts the page")?;
    Ok(format!("{} data-offline{}", &page[..end], &page[end..]))
}

/// Writes the names of the files in `folder` into its `sw.js`.
pub fn list(folder: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_kept(&name) {
            names.push(name);
        }
    }
    names.sort();
    let file = folder.join("sw.js");
    let script = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    // The page and what starts it have no hash in their names: their bytes are part of the version.
    let mut bytes = names.join("\n").into_bytes();
    for name in ["index.html", "boot.js", "worker.js"] {
        bytes.extend(fs::read(folder.join(name)).with_context(|| format!("cannot read {name}"))?);
    }
    let list = [vec![short(&bytes)], names].concat();
    anyhow::ensure!(script.contains(PLACE), "sw.js has no place for the names of the files");
    fs::write(&file, script.replace(PLACE, &serde_json::to_string(&list)?))
        .with_context(|| format!("cannot write {}", file.display()))
}

/// Everything but what must be fresh and the service worker itself: what a tab has not used yet is what it needs when the
/// network is gone, or when another version has taken the place of its own.
fn is_kept(name: &str) -> bool {
    !matches!(name, "index.html" | "config.json" | "sw.js" | "live-reload.js") && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::{list, mark};

    #[test]
    fn the_page_is_marked() {
        let page = "<script src=a></script><script data-wasm=b></script>";
        assert_eq!(mark(page).expect("a page"), "<script src=a></script><script data-wasm=b data-offline></script>");
        assert!(mark("<script src=a></script>").is_err());
    }

    #[test]
    fn files_and_version_are_written() {
        let folder = std::env::temp_dir().join(format!("matryoshka-offline-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for name in ["index.html", "boot.js", "worker.js", "a-1.css", "config.json"] {
            std::fs::write(folder.join(name), name).expect("a file");
        }
        std::fs::write(folder.join("sw.js"), "const [v, ...f] = [\"version\"];").expect("a file");
        list(&folder).expect("a list");
        let script = std::fs::read_to_string(folder.join("sw.js")).expect("sw.js");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert!(script.contains("\"a-1.css\",\"boot.js\",\"worker.js\"]"), "{script}");
        assert!(!script.contains("\"version\"") && !script.contains("config.json"), "{script}");
    }
}
