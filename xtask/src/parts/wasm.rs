//! What every WebAssembly of the page goes through.

use crate::process;
use crate::tools::Toolbox;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Instructions that the compiler was allowed to use.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-simd",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Joins a WebAssembly with its JavaScript: `NAME.js` and `NAME_bg.wasm` in `out`.
pub fn bind(tools: &Toolbox, wasm: &Path, name: &str, out: &Path, more: &[&str]) -> Result<()> {
    let mut bindgen = tools.command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]).args(more);
    process::run(bindgen.arg("--out-dir").arg(out).arg(wasm))
}

/// Has `wasm-opt` work on a file, in place.
pub fn optimise(tools: &Toolbox, wasm: &Path, how: &[&str]) -> Result<()> {
    let mut opt = tools.command("wasm-opt")?;
    process::run(opt.args(how).args(FEATURES).arg(wasm).arg("-o").arg(wasm))
}

/// The bytes of a file.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
