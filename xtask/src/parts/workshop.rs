//! The second WebAssembly: built, made small, and named after what is in it.

use crate::tools::{TARGET, Toolbox};
use crate::{process, project};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Instructions that the compiler was allowed to use.
pub const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-simd",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

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
    let mut bindgen = tools.command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "workshop", "--out-dir"]).arg(&out).arg(&built);
    process::run(&mut bindgen)?;
    let wasm = out.join("workshop_bg.wasm");
    if release {
        let mut opt = tools.command("wasm-opt")?;
        opt.arg("-O3").args(FEATURES).arg(&wasm).arg("-o").arg(&wasm);
        process::run(&mut opt)?;
        super::small::press(tools, &out.join("workshop.js"))?;
    }
    let script = out.join("workshop.js");
    let both = [read(&script)?, read(&wasm)?];
    let name = super::integrity::short(&both.concat());
    let names = Names { script: format!("workshop-{name}.js"), wasm: format!("workshop-{name}_bg.wasm") };
    for (name, bytes) in [(&names.script, &both[0]), (&names.wasm, &both[1])] {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(names)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
