//! Integrity hashes: what runs is what was built.
//!
//! trunk gives them to style sheets. The scripts get theirs here: `boot.js` on its own tag, the page's script on the link
//! that preloads it (the browser then imports just that), and the WebAssembly on the tag of `boot.js`, which asks for it
//! with that hash. The link that preloads it has none: browsers heed it there for scripts and styles alone. One
//! that takes no such preload for a request with a hash finds the file in its own cache.

use super::tags::{attribute, tag};
use super::workshop::Names;
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The page with hashes, and with the names of the workshop, on the tag that starts it.
pub fn complete(page: &str, folder: &Path, workshop: &Names) -> Result<String> {
    let hash = |name: &str| hash(&folder.join(name));
    let (start, end) = tag(page, "<script", "data-wasm").context("index.html has no script that starts the page")?;
    let own = &page[start..end];
    let script = attribute(own, "data-js").context("the script that starts the page names no data-js")?;
    let wasm = attribute(own, "data-wasm").context("the script that starts the page names no data-wasm")?;
    let more = format!(
        " integrity=\"{}\" data-wasm-integrity=\"{}\" data-workshop=\"{}\" data-workshop-integrity=\"{}\" data-workshop-wasm=\"{}\" data-workshop-wasm-integrity=\"{}\"",
        hash("boot.js")?,
        hash(wasm)?,
        workshop.script,
        hash(&workshop.script)?,
        workshop.wasm,
        hash(&workshop.wasm)?,
    );
    let script = hash(script)?;
    let mut out = format!("{}{more}{}", &page[..end], &page[end..]);
    if let Some((_, end)) = tag(&out, "<link", "modulepreload") {
        out.insert_str(end, &format!(" integrity=\"{script}\""));
    }
    Ok(out)
}

/// The integrity hash of a file.
pub fn hash(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes))))
}

/// A short name for some bytes.
pub fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{complete, short};
    use crate::parts::workshop::Names;

    #[test]
    fn everything_that_runs_gets_its_hash() {
        let folder = std::env::temp_dir().join(format!("matryoshka-integrity-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for name in ["boot.js", "p.js", "p.wasm", "w.js", "w.wasm"] {
            std::fs::write(folder.join(name), name).expect("a file");
        }
        let page = "<link href=./p.js rel=modulepreload><script data-js=p.js data-wasm=p.wasm src=./boot.js></script><link as=fetch href=p.wasm rel=preload>";
        let names = Names { script: "w.js".to_owned(), wasm: "w.wasm".to_owned() };
        let done = complete(page, &folder, &names);
        std::fs::remove_dir_all(&folder).expect("removed");
        let done = done.expect("a page");
        assert_eq!(done.matches("sha384-").count(), 5, "{done}");
        assert!(
            done.contains("data-workshop=\"w.js\"") && done.contains("rel=modulepreload integrity=\"sha384-"),
            "{done}"
        );
        assert!(done.contains("as=fetch href=p.wasm rel=preload>"), "{done}");
    }

    #[test]
    fn short_names_are_sixteen_digits() {
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
    }
}
