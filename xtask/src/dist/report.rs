//! What a first visit transfers.

use super::compress::Sizes;
use anyhow::{Context, Result};
use std::fmt;
use std::fs;
use std::path::Path;

/// What a first visit should transfer at most, in bytes.
const AIM: usize = 300 * 1024;

/// The files of the page and which of them a first visit loads.
pub struct Visit {
    files: Vec<(Sizes, bool)>,
}

impl Visit {
    /// Finds what `index` loads among the files in `folder`.
    pub fn new(folder: &Path, index: &str, sizes: Vec<Sizes>) -> Result<Self> {
        let text = |path: &str| {
            let file = folder.join(path);
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
        };
        let paths: Vec<&str> = sizes.iter().map(|file| file.path.as_str()).collect();
        let loaded = loaded(&paths, index, text)?;
        Ok(Self { files: sizes.into_iter().zip(loaded).collect() })
    }

    /// The bytes of a first visit to a host that serves brotli.
    pub fn bytes(&self) -> usize {
        self.first().map(|file| file.brotli.unwrap_or(file.raw)).sum()
    }

    fn first(&self) -> impl Iterator<Item = &Sizes> {
        self.files.iter().filter(|(_, first)| *first).map(|(file, _)| file)
    }
}

/// What is loaded later or never, whoever names it: the worker and the YARA engine when they are first used, the service worker when everything
/// else is there.
fn is_later(path: &str) -> bool {
    path.starts_with("worker-") || path.starts_with("yara-") || matches!(path, "worker.js" | "sw.js")
}

/// Which of `paths` are loaded: the page itself, its `config.json`, what the page names, and what its loaded style
/// sheets and scripts name in turn. A script may name what it loads later only, so this is the most that it can be.
fn loaded(paths: &[&str], index: &str, text: impl Fn(&str) -> Result<String>) -> Result<Vec<bool>> {
    let mut loaded: Vec<bool> = paths.iter().map(|path| *path == "index.html" || *path == "config.json").collect();
    let mut unread = vec![index.to_owned()];
    while let Some(reader) = unread.pop() {
        for (at, path) in paths.iter().enumerate() {
            let name = path.rsplit('/').next().unwrap_or(path);
            if loaded[at] || is_later(path) || !reader.contains(name) {
                continue;
            }
            loaded[at] = true;
            if Path::new(path).extension().is_some_and(|extension| extension == "css" || extension == "js") {
                unread.push(text(path)?);
            }
        }
    }
    Ok(loaded)
}

impl fmt::Display for Visit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width =
            self.files.iter().map(|(file, _)| file.path.chars().count()).max().unwrap_or(0).max("first visit".len());
        writeln!(out, "{:width$}  {:>9}  {:>9}  {:>9}", "bytes", "raw", "gzip", "brotli")?;
        let row = |out: &mut fmt::Formatter<'_>, file: &Sizes, note: &str| {
            let size = |size: Option<usize>| size.map_or_else(|| "-".to_owned(), |size| size.to_string());
            writeln!(
                out,
                "{:width$}  {:>9}  {:>9}  {:>9}{note}",
                file.path,
                file.raw,
                size(file.gzip),
                size(file.brotli)
            )
        };
        for (file, first) in &self.files {
            row(out, file, if *first { "" } else { "  (later or never)" })?;
        }
        let sum = |size: fn(&Sizes) -> usize| Some(self.first().map(size).sum());
        let total = Sizes {
            path: "first visit".to_owned(),
            raw: self.first().map(|file| file.raw).sum(),
            gzip: sum(|file| file.gzip.unwrap_or(file.raw)),
            brotli: Some(self.bytes()),
        };
        let kib = |bytes: usize| bytes as f64 / 1024.0;
        let beyond = self.bytes().checked_sub(AIM).filter(|beyond| *beyond > 0);
        let beyond = beyond
            .map(|beyond| format!(", {:.1} KiB above the aim of {:.0}", kib(beyond), kib(AIM)))
            .unwrap_or_default();
        row(out, &total, &format!("  = {:.1} KiB{beyond}", kib(self.bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::{AIM, Visit, loaded};
    use crate::dist::compress::Sizes;

    fn file(path: &str, raw: usize, small: Option<usize>) -> Sizes {
        Sizes { path: path.to_owned(), raw, gzip: small.map(|size| size + 1), brotli: small }
    }

    #[test]
    fn what_the_page_and_its_parts_name_is_loaded() {
        let paths =
            ["config.json", "face-1.woff2", "index.html", "later.js", "page-1.css", "page-1.js", "page-1_bg.wasm"];
        let index = "<link href=\"./page-1.css\"><script src=\"./page-1.js\" data-wasm=\"./page-1_bg.wasm\">";
        let text = |path: &str| Ok(if path == "page-1.css" { "src: url(face-1.woff2)" } else { "" }.to_owned());
        let loaded = loaded(&paths, index, text).expect("all are read");
        assert_eq!(loaded, [true, true, true, false, true, true, true]);
    }

    #[test]
    fn the_table_sums_the_first_visit_only() {
        let files = vec![
            (file("index.html", 1000, Some(300)), true),
            (file("a.wasm", 90_000, Some(30_000)), true),
            (file("icon.png", 500, None), true),
            (file("b.js", 7000, Some(2000)), false),
        ];
        let visit = Visit { files };
        assert_eq!(visit.bytes(), 30_800);
        let expected = "\
bytes              raw       gzip     brotli
index.html        1000        301        300
a.wasm           90000      30001      30000
icon.png           500          -          -
b.js              7000       2001       2000  (later or never)
first visit      91500      30802      30800  = 30.1 KiB
";
        assert_eq!(visit.to_string(), expected);
    }

    #[test]
    fn what_is_above_the_aim_is_said() {
        let says = |bytes| Visit { files: vec![(file("a.wasm", 1_000_000, Some(bytes)), true)] }.to_string();
        assert!(says(AIM).ends_with("  = 300.0 KiB\n"), "{}", says(AIM));
        assert!(says(AIM + 1536).ends_with("  = 301.5 KiB, 1.5 KiB above the aim of 300\n"), "{}", says(AIM + 1536));
    }
}
