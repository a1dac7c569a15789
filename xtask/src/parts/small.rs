//! Scripts and styles made small, and the styles put into one file: one request, and a better press.
//!
//! Each gets a name after what is in it, as trunk gives them; the page names them anew.

use super::integrity::{hash, short};
use super::tags::{attribute, tag};
use crate::process;
use crate::tools::Toolbox;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Makes what the page loads first small. Gives the page with the new names.
pub fn make(tools: &Toolbox, folder: &Path, page: &str) -> Result<String> {
    let page = styles(tools, folder, page)?;
    for name in ["boot.js", "worker.js", "sw.js"] {
        press(tools, &folder.join(name))?;
    }
    script(tools, folder, &page)
}

/// Makes a script or style sheet small, in place.
pub fn press(tools: &Toolbox, file: &Path) -> Result<()> {
    let mut esbuild = tools.command("esbuild")?;
    let mut out = std::ffi::OsString::from("--outfile=");
    out.push(file);
    esbuild
        .arg(file)
        .args([
            "--minify",
            "--allow-overwrite",
            "--target=es2022,chrome123,firefox120,safari17.5",
            "--log-level=warning",
        ])
        .arg(out);
    process::run(&mut esbuild)
}

/// All style sheets as one, in their order, where the first one was.
fn styles(tools: &Toolbox, folder: &Path, page: &str) -> Result<String> {
    let mut out = page.to_owned();
    let mut all = String::new();
    let mut place = None;
    while let Some((start, end)) = tag(&out, "<link", "stylesheet") {
        let name = attribute(&out[start..end], "href").context("a style sheet without an address")?.to_owned();
        let file = folder.join(name.trim_start_matches("./"));
        all.push_str(&fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?);
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        out.replace_range(start..=end, "");
        place.get_or_insert(start);
    }
    let place = place.context("index.html has no style sheet")?;
    let part = folder.join("style.css");
    fs::write(&part, &all).with_context(|| format!("cannot write {}", part.display()))?;
    press(tools, &part)?;
    let name = rename(folder, "style.css", "style")?;
    let link = format!("<link href=./{name} integrity={} rel=stylesheet>", hash(&folder.join(&name))?);
    out.insert_str(place, &link);
    Ok(out)
}

/// The script that wasm-bindgen wrote.
fn script(tools: &Toolbox, folder: &Path, page: &str) -> Result<String> {
    let (start, end) = tag(page, "<script", "data-js").context("index.html has no script that starts the page")?;
    let old = attribute(&page[start..end], "data-js").context("the script names no data-js")?;
    press(tools, &folder.join(old))?;
    let new = rename(folder, old, "matryoshka")?;
    Ok(page.replace(old, &new))
}

/// Renames a file after what is in it; gives the new name.
pub fn rename(folder: &Path, old: &str, stem: &str) -> Result<String> {
    let file = folder.join(old);
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let ending = Path::new(old).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let new = format!("{stem}-{}.{ending}", short(&bytes));
    fs::rename(&file, folder.join(&new)).with_context(|| format!("cannot rename {}", file.display()))?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn a_file_is_named_after_what_is_in_it() {
        let folder = std::env::temp_dir().join(format!("matryoshka-small-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("a.css"), "abc").expect("a file");
        let name = rename(&folder, "a.css", "style").expect("a new name");
        let there = folder.join(&name).is_file() && !folder.join("a.css").exists();
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(name, "style-ba7816bf8f01cfea.css");
        assert!(there);
    }
}
