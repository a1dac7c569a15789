//! The files of the worker, the page's second WebAssembly, and of the YARA engine, its third.
//!
//! trunk builds them and leaves their files without a hash in their names, because a page has to know them. This page is told
//! by the tag that starts it.

use super::digest::short;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The parts, as the attributes of the tag call them. trunk calls their files by the name of the package.
pub const PARTS: [&str; 2] = ["worker", "yara"];

/// The names of a part's two files.
pub struct Names {
    /// The part.
    pub part: &'static str,
    /// Its JavaScript.
    pub script: String,
    /// Its WebAssembly.
    pub wasm: String,
}

/// Renames the two files of a part in `folder` after what is in them.
pub fn name(part: &'static str, folder: &Path) -> Result<Names> {
    let built = |ending: &str| folder.join(format!("matryoshka-{part}{ending}"));
    let (script, wasm) = (built(".js"), built("_bg.wasm"));
    let read = |file: &Path| fs::read(file).with_context(|| format!("the build made no {}", file.display()));
    // One name for both, from both: a script goes with its own WebAssembly only.
    let hash = short(&[read(&script)?, read(&wasm)?].concat());
    let names = Names { part, script: format!("{part}-{hash}.js"), wasm: format!("{part}-{hash}_bg.wasm") };
    for (from, to) in [(&script, &names.script), (&wasm, &names.wasm)] {
        fs::rename(from, folder.join(to)).with_context(|| format!("cannot rename {}", from.display()))?;
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn the_files_are_named_after_what_is_in_them() {
        let folder = std::env::temp_dir().join(format!("matryoshka-worker-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        assert!(name("worker", &folder).is_err(), "nothing was built");
        std::fs::write(folder.join("matryoshka-worker.js"), "a").expect("a file");
        std::fs::write(folder.join("matryoshka-worker_bg.wasm"), "bc").expect("a file");
        let names = name("worker", &folder).expect("names");
        let there = folder.join(&names.script).is_file() && folder.join(&names.wasm).is_file();
        std::fs::remove_dir_all(&folder).expect("removed");
        assert!(there);
        assert_eq!(names.script, "worker-ba7816bf8f01cfea.js");
        assert_eq!(names.wasm, "worker-ba7816bf8f01cfea_bg.wasm");
    }
}
