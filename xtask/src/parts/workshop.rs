//! The second WebAssembly: built, made small, and named after what is in it.

use super::wasm;
use crate::tools::{TARGET, Toolbox};
use crate::{process, project};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The names of the workshop's two files.
pub struct Names {
    /// Its JavaScript.
    pub script: String,
    /// Its WebAssembly.
    pub wasm: String,
}

/// Builds the workshop into `folder`.
pub fn build(tools: &Toolbox, folder: &Path, release: bool) -> Result<Names> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project::root()).args([
        "build",
        "--locked",
        "--package",
        "matryoshka-workshop",
        "--target",
        TARGET,
    ]);
    crate::small::undivided(&mut cargo);
    let profile = if release {
        cargo.arg("--release");
        // Loaded only when it is used, and then it hashes and encrypts gigabytes: speed is worth some kilobytes.
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3");
        "release"
    } else {
        "debug"
    };
    process::run(&mut cargo)?;
    let built = project::target().join(TARGET).join(profile).join("matryoshka_workshop.wasm");
    let out = project::generated("parts")?;
    wasm::bind(tools, &built, "workshop", &out, &[])?;
    let wasm = out.join("workshop_bg.wasm");
    if release {
        wasm::optimise(tools, &wasm, &["-O3"])?;
        super::small::press(tools, &out.join("workshop.js"))?;
    }
    let script = out.join("workshop.js");
    let both = [wasm::read(&script)?, wasm::read(&wasm)?];
    let name = super::integrity::short(&both.concat());
    let names = Names { script: format!("workshop-{name}.js"), wasm: format!("workshop-{name}_bg.wasm") };
    for (name, bytes) in [(&names.script, &both[0]), (&names.wasm, &both[1])] {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(names)
}
