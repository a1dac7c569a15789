//! The compiler's own part: the standard library for WebAssembly.

use crate::{process, project};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The page's target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the project's compiler has the target.
pub fn bring() -> Result<()> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(project::root()))
        .context("rustc does not run: install Rust from https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    println!("Adding the compiler's target {TARGET}, to build the page. This takes some seconds, once.");
    process::run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(project::root())).with_context(
        || format!("the compiler lacks {TARGET}: install Rust from https://rustup.rs, or the target by other means"),
    )
}
