//! Integrity hashes: what runs is what was built.
//!
//! The style sheet has its own where it is joined (`styles`). For scripts and WebAssembly trunk would put them on its links
//! that preload, and Chromium warns of one on a WebAssembly. So they are put here: `boot.js` has its own on its tag, the page's
//! script on the link that preloads it (the browser then imports just that), and the WebAssembly on the tag of `boot.js`, which asks for it
//! with that hash. Those of the worker and of the YARA engine are on that tag, too.

use super::digest::integrity;
use super::tags::{attribute, tag};
use super::worker::Names;
use anyhow::{Context, Result};
use std::path::Path;

/// The page with hashes, and with the names of the files of its parts, on the tag that starts it.
pub fn complete(page: &str, folder: &Path, parts: &[Names]) -> Result<String> {
    let hash = |name: &str| integrity(&folder.join(name));
    let (start, end) = tag(page, "<script", "data-wasm").context("index.html has no script that starts the page")?;
    let own = &page[start..end];
    let script = attribute(own, "data-js").context("the script that starts the page names no data-js")?;
    let wasm = attribute(own, "data-wasm").context("the script that starts the page names no data-wasm")?;
    let mut more = format!(" integrity=\"{}\" data-wasm-integrity=\"{}\"", hash("boot.js")?, hash(wasm)?);
    for Names { part, script, wasm } in parts {
        for (ending, file) in [("", script), ("-wasm", wasm)] {
            let hash = hash(file)?;
            more.push_str(&format!(" data-{part}{ending}=\"{file}\" data-{part}{ending}-integrity=\"{hash}\""));
        }
    }
    let script = hash(script)?;
    let mut out = format!("{}{more}{}", &page[..end], &page[end..]);
    if let Some((start, end)) = tag(&out, "<link", "modulepreload") {
        // The page of a debug build has tags that end by themselves.
        let end = start + out[start..end].trim_end_matches('/').len();
        out.insert_str(end, &format!(" integrity=\"{script}\""));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Names, complete};

    fn completed(name: &str, page: &str) -> String {
        let folder = std::env::temp_dir().join(format!("matryoshka-integrity-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for name in ["boot.js", "p.js", "p.wasm", "w.js", "w.wasm", "y.js", "y.wasm"] {
            std::fs::write(folder.join(name), name).expect("a file");
        }
        let names = |part, script: &str| Names { part, script: format!("{script}.js"), wasm: format!("{script}.wasm") };
        let done = complete(page, &folder, &[names("worker", "w"), names("yara", "y")]);
        std::fs::remove_dir_all(&folder).expect("removed");
        done.expect("a page")
    }

    #[test]
    fn everything_that_runs_gets_its_hash() {
        let page = "<link href=./p.js rel=modulepreload><script data-js=p.js data-wasm=p.wasm src=./boot.js></script><link as=fetch href=p.wasm rel=preload>";
        let done = completed("release", page);
        assert_eq!(done.matches("sha384-").count(), 7, "{done}");
        assert!(
            done.contains("data-worker=\"w.js\"")
                && done.contains("data-yara-wasm=\"y.wasm\" data-yara-wasm-integrity=\"sha384-")
                && done.contains("rel=modulepreload integrity=\"sha384-"),
            "{done}"
        );
        assert!(done.contains("as=fetch href=p.wasm rel=preload>"), "{done}");
    }

    #[test]
    fn a_page_that_is_not_minified_gets_them_too() {
        let page = "<link rel=\"modulepreload\" href=\"./p.js\" /><script src=\"./boot.js\" data-js=\"p.js\" data-wasm=\"p.wasm\"></script>";
        let done = completed("debug", page);
        assert_eq!(done.matches("sha384-").count(), 7, "{done}");
        assert!(done.contains("href=\"./p.js\"  integrity=\"sha384-"), "{done}");
    }
}
