//! `cargo xtask parts`: what trunk does not build, added to its output before it counts as built.
//!
//! trunk runs it as a hook (`Trunk.toml`), so the page is the same by `trunk build`, `trunk serve` and `cargo xtask dist`:
//!
//! - the page's WebAssembly in two parts, of which the second is loaded when it is first asked for;
//! - scripts and styles made small, the styles as one file;
//! - the workshop: the code for archives and exports, as a second WebAssembly that is loaded when it is first used;
//! - integrity hashes on everything that runs;
//! - the list of files that the service worker keeps.

mod integrity;
mod offline;
mod small;
mod split;
mod tags;
mod wasm;
mod workshop;

pub use split::DIVIDED;

use crate::tools::{self, Toolbox};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Names the hash of a sample that the start page offers to try; set when serving with a demo appliance.
pub const EXAMPLE: &str = "MATRYOSHKA_EXAMPLE";

/// Completes the folder that trunk is about to put in place.
pub fn run() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is a step of trunk's build: run `trunk build`")?;
    let release = env::var_os("TRUNK_PROFILE").is_none_or(|profile| profile == "release");
    tools::wasm_target()?;
    let tools = Toolbox::bring(&[&tools::BINDGEN, &tools::WASM_OPT, &tools::ESBUILD])?;
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let workshop = workshop::build(&tools, &folder, release)?;
    let page = if release { small::make(&tools, &folder, &split::make(&tools, &folder, &page)?)? } else { page };
    let page = integrity::complete(&page, &folder, &workshop)?;
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))?;
    if let Some(sample) = env::var_os(EXAMPLE) {
        offer(&folder.join("config.json"), &sample.to_string_lossy())?;
    }
    offline::list(&folder)
}

/// Has the start page offer a sample to try.
fn offer(file: &Path, sample: &str) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut config: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).context("config.json is broken")?;
    config.insert("example".to_owned(), sample.into());
    fs::write(file, serde_json::to_string_pretty(&config)?).with_context(|| format!("cannot write {}", file.display()))
}

/// Has trunk run this very program as its hook: `cargo xtask` would be built anew with what is set for the page.
pub fn hook(config: &mut Table) -> Result<()> {
    let program = env::current_exe().context("this program does not know where it is")?;
    let program = program.to_str().context("the path of this program is no text")?;
    let hooks = config.get_mut("hooks").and_then(Value::as_array_mut);
    for hook in hooks.into_iter().flatten().filter_map(Value::as_table_mut) {
        hook.insert("command".to_owned(), program.into());
        hook.insert("command_arguments".to_owned(), vec!["parts"].into());
    }
    Ok(())
}
