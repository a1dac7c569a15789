//! `cargo xtask parts`: what trunk does not do, added to its output before it counts as built.
//!
//! trunk runs it as a hook (`Trunk.toml`), so the page is the same by `trunk build`, `trunk serve` and `cargo xtask dist`:
//!
//! - names with a hash for the files of the worker and of the YARA engine, which trunk leaves without one (`worker`);
//! - one style sheet of all of them (`styles`), and the program in front of it (`order`);
//! - integrity hashes on everything that runs (`integrity`);
//! - in a release, the list of files that the service worker keeps (`offline`);
//! - when serving, the script for live reload as a file, since the page's policy allows no inline script (`live_reload`).

mod digest;
mod integrity;
mod live_reload;
mod offline;
mod order;
mod styles;
mod tags;
mod worker;

use crate::project;
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
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let page = live_reload::move_out(&page, &folder)?;
    let page = order::program_first(&styles::join(&page, &folder)?)?;
    let parts = worker::PARTS.into_iter().map(|part| worker::name(part, &folder)).collect::<Result<Vec<_>>>()?;
    let page = integrity::complete(&page, &folder, &parts)?;
    // Only a release works without a network: every other build would leave a copy of itself in the browser.
    let page = if release { offline::mark(&page)? } else { page };
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))?;
    if let Some(sample) = env::var_os(EXAMPLE) {
        offer(&folder.join("config.json"), &sample.to_string_lossy())?;
    }
    if release { offline::list(&folder) } else { Ok(()) }
}

/// Has the start page offer a sample to try.
fn offer(file: &Path, sample: &str) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut config: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).context("config.json is broken")?;
    config.insert("example".to_owned(), sample.into());
    fs::write(file, serde_json::to_string_pretty(&config)?).with_context(|| format!("cannot write {}", file.display()))
}

/// Has trunk find its hook from a folder that is not the project's.
pub fn hook(config: &mut Table) -> Result<()> {
    let manifest = project::root().join("xtask").join("Cargo.toml");
    let manifest = manifest.to_str().context("the path of the project is no text")?;
    let hooks = config.get_mut("hooks").and_then(Value::as_array_mut);
    for hook in hooks.into_iter().flatten().filter_map(Value::as_table_mut) {
        let arguments = vec!["run", "--quiet", "--locked", "--manifest-path", manifest, "--", "parts"];
        hook.insert("command_arguments".to_owned(), arguments.into());
    }
    Ok(())
}
