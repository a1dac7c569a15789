//! The page's WebAssembly made small: with a standard library that is built for its size, and without the texts of panics.
//!
//! Both are what the compiler calls unstable, and this compiler is pinned: so they are switched on for this one build and
//! no other. It makes the download a tenth smaller. A panic is then a trap, which `boot.js` tells the person of.

use crate::{process, project};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Has cargo, wherever `command` starts it for WebAssembly, build the standard library too.
pub fn standard_library(command: &mut Command) -> Result<()> {
    if !has_source()? {
        eprintln!("warning: rust-src cannot be had, so the page becomes a tenth larger than it need be");
        return Ok(());
    }
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none",
        );
    Ok(())
}

/// Whether the source of the standard library is there, or could be brought.
fn has_source() -> Result<bool> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(project::root()));
    let library = |sysroot: &str| Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").is_dir();
    if sysroot.as_deref().is_some_and(library) {
        return Ok(true);
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", "rust-src", "--toolchain", &project::toolchain()?]).current_dir(project::root());
    println!("Adding the source of the standard library, to build the page. This takes some seconds, once.");
    Ok(process::run(&mut rustup).is_ok() && sysroot.as_deref().is_some_and(library))
}
