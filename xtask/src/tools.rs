//! The tools that build and test the page, each in one pinned version.
//!
//! A tool is taken from PATH if it is there in that version, else from the cache, else it is installed into the cache: as a
//! program where `cargo binstall` is there and finds one or where the network lets us have what its makers release, else from
//! source; never over what the user has. Only the tools of the command at hand are brought.

mod apt;
mod browser;
mod engines;
mod install;
mod pinned;
mod readers;
mod release;
mod servers;
mod wasm_target;

pub use browser::Browser;
pub use engines::Engine;
pub use pinned::{AXE, BINDGEN, COMPAT, TRUNK, Tool, WASM_OPT, WASM_PACK};
pub use readers::bring as readers;
pub use servers::bring as servers;
pub use wasm_target::{TARGET, bring as wasm_target};

use crate::{process, project};
use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The tools for building the page.
pub const BUILD: &[&Tool] = &[&BINDGEN, &WASM_OPT, &TRUNK];

/// The folders of the tools that are not on PATH in the right version.
pub struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Brings `tools`, installing what is missing.
    pub fn bring(tools: &[&Tool]) -> Result<Self> {
        let cache = project::tool_cache()?;
        let mut folders = Vec::new();
        for tool in tools {
            if is_on_path(tool) {
                continue;
            }
            folders.push(bring_cached(tool, &cache)?);
        }
        Ok(Self { folders })
    }

    /// A command that finds these tools first.
    pub fn command(&self, program: &str) -> Result<Command> {
        let path = self.path()?;
        let found = search(program, &path).unwrap_or_else(|| PathBuf::from(program));
        let mut command = Command::new(found);
        command.env("PATH", path).current_dir(project::root());
        Ok(command)
    }

    /// Where one of these tools is.
    pub fn find(&self, program: &str) -> Result<PathBuf> {
        search(program, &self.path()?).with_context(|| format!("{program} was brought but is not found"))
    }

    /// PATH with these tools first.
    fn path(&self) -> Result<OsString> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).context("a folder of the tools has a character that PATH cannot hold")
    }
}

/// axe-core's script, which the accessibility tests load into the page.
pub fn axe() -> Result<PathBuf> {
    let cache = project::tool_cache()?;
    let folder = bring_cached(&AXE, &cache)?;
    Ok(folder.join("axe.min.js"))
}

/// The table of what browsers have since when.
pub fn compat() -> Result<PathBuf> {
    Ok(bring_cached(&COMPAT, &project::tool_cache()?)?.join("data.json"))
}

/// The folder in the cache with the tool's programs, installed there if it was not.
fn bring_cached(tool: &Tool, cache: &Path) -> Result<PathBuf> {
    let folder = cache.join(tool.folder()).join(tool.programs_in());
    if !tool.is_in(&folder) {
        install::install(tool, cache)?;
    }
    Ok(folder)
}

/// Whether what PATH finds is the pinned version, in all its programs.
fn is_on_path(tool: &Tool) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    tool.is_a_program()
        && tool.files.iter().all(|file| {
            search(file, &path).is_some_and(|program| {
                process::output(Command::new(program).arg("--version")).is_some_and(|says| tool.is_version(&says))
            })
        })
}

/// The first file of that name in the folders of `path`.
pub fn search(program: &str, path: &OsString) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}
