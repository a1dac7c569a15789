//! The page's WebAssembly in two: what every visit begins with, and the rest, which is loaded when it is first asked for.
//!
//! Where it is divided is said in the page (`src/page/rest.rs`). Here the linker's notes of who needs what
//! (`--emit-relocs`) are followed, each part gets a file, and the page's script learns the name and the hash of the second.

use super::integrity::{hash, short};
use super::tags::{attribute, tag};
use super::wasm;
use crate::tools::{TARGET, Toolbox};
use crate::{process, project};
use anyhow::{Context, Result, anyhow, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Set for the hook when the page was compiled to be divided.
pub const DIVIDED: &str = "MATRYOSHKA_DIVIDED";

/// What `wasm-opt` does with each part. Functions stay apart although they have one caller: it takes less room, and a browser
/// makes small functions fast sooner than large ones.
const OPTIMISE: &[&str] = &[
    "--flatten",
    "--rereloop",
    "-Oz",
    "--one-caller-inline-max-function-size=70",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
];

/// Makes the page's WebAssembly in `folder` small, in two parts where it was compiled for that. Gives the page with the new
/// names.
pub fn make(tools: &Toolbox, folder: &Path, page: &str) -> Result<String> {
    let (start, end) = tag(page, "<script", "data-wasm").context("index.html has no script that starts the page")?;
    let own = &page[start..end];
    let script = attribute(own, "data-js").context("the script that starts the page names no data-js")?;
    let name = attribute(own, "data-wasm").context("the script that starts the page names no data-wasm")?;
    if env::var_os(DIVIDED).is_some() {
        divide(tools, folder, script, name)?;
    }
    wasm::optimise(tools, &folder.join(name), OPTIMISE)?;
    let new = super::small::rename(folder, name, "matryoshka")?;
    Ok(page.replace(name, &new))
}

/// Puts the first part and its script in the place of the undivided ones, and the second beside them.
fn divide(tools: &Toolbox, folder: &Path, script: &str, wasm_name: &str) -> Result<()> {
    let out = project::generated("split")?;
    let first = out.join("first.wasm");
    let whole = wasm::read(&project::target().join(TARGET).join("release/matryoshka.wasm"))?;
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &out;
    options.main_out_path = &first;
    options.main_module = "./matryoshka.js";
    options.link_name = "./rest.js";
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("the page cannot be divided: {error:#}"))?;

    // The second part is linked to what the linker exports of the first.
    wasm::bind(tools, &first, "matryoshka", &out, &["--keep-lld-exports"])?;
    copy(&out.join("matryoshka_bg.wasm"), &folder.join(wasm_name))?;

    let second = out.join("split_rest.wasm");
    wasm::optimise(tools, &second, OPTIMISE)?;
    let name = format!("rest-{}.wasm", short(&wasm::read(&second)?));
    copy(&second, &folder.join(&name))?;
    let loader = out.join("rest.js");
    let text = String::from_utf8(wasm::read(&loader)?).context("the script that loads the rest is no text")?;
    fs::write(&loader, named(&text, &name, &hash(&second)?)?)?;
    let first = out.join("matryoshka.js");
    let text = String::from_utf8(wasm::read(&first)?).context("the page's script is no text")?;
    fs::write(&first, text.replace("new FinalizationRegistry", "/* @__PURE__ */ new FinalizationRegistry"))?;
    let entry = out.join("entry.js");
    fs::write(&entry, "export { default } from \"./matryoshka.js\";")?;
    join(tools, &entry, &folder.join(script))
}

/// The script that loads the rest, with the name and the hash of its file.
fn named(script: &str, name: &str, hash: &str) -> Result<String> {
    let asks = "new URL(\"./split_rest.wasm\", import.meta.url)";
    ensure!(script.matches(asks).count() == 1, "the script that loads the rest asks for it in another way");
    Ok(script.replace(asks, &format!("new URL(\"./{name}\", import.meta.url), {{ integrity: \"{hash}\" }}")))
}

/// Both scripts in one: one request less before the page begins. What the page does not begin with is left out, for which
/// it must be said that a registry alone does nothing, and that classes are not used by `using`.
fn join(tools: &Toolbox, entry: &Path, to: &Path) -> Result<()> {
    let mut out = std::ffi::OsString::from("--outfile=");
    out.push(to);
    let mut esbuild = tools.command("esbuild")?;
    esbuild
        .arg(entry)
        .args(["--bundle", "--format=esm", "--define:Symbol.dispose=undefined", "--minify-syntax"])
        .args(["--log-level=warning", "--allow-overwrite"])
        .arg(out);
    process::run(&mut esbuild)
}

fn copy(from: &Path, to: &PathBuf) -> Result<()> {
    fs::copy(from, to).map(|_| ()).with_context(|| format!("cannot write {}", to.display()))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_loader_learns_name_and_hash() {
        let script = "const src = fetch(new URL(\"./split_rest.wasm\", import.meta.url));";
        let done = named(script, "rest-1.wasm", "sha384-x").expect("named");
        assert_eq!(
            done,
            "const src = fetch(new URL(\"./rest-1.wasm\", import.meta.url), { integrity: \"sha384-x\" });"
        );
        named("fetch(elsewhere)", "rest-1.wasm", "sha384-x").expect_err("another script");
    }
}
