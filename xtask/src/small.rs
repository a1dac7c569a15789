//! The page's WebAssembly made small: divided, with a standard library that is built for its size, and without the texts
//! of panics.
//!
//! The latter two are what the compiler calls unstable, and this compiler is pinned: so they are switched on for this one
//! build and no other. They make the download a tenth smaller. A panic is then a trap, which `boot.js` tells the person
//! of.

use crate::{parts, process, project};
use anyhow::Result;
use std::env;
use std::path::Path;
use std::process::Command;

/// Where the flags for WebAssembly go.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What `parts/split.rs` needs to divide the page.
const DIVIDE: &str = "--cfg matryoshka_split -Clink-arg=--emit-relocs";

/// Has cargo, wherever `command` starts it for WebAssembly, compile the page to be divided, and build the standard library
/// too.
pub fn prepare(command: &mut Command) -> Result<()> {
    // Names and notes of the linker say what belongs to which part; they go when that is done.
    command.env(parts::DIVIDED, "1").env("CARGO_PROFILE_RELEASE_STRIP", "none");
    let mut flags = DIVIDE.to_owned();
    if has_source()? {
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        flags.push_str(" -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none");
    } else {
        eprintln!("warning: rust-src cannot be had, so the page becomes a tenth larger than it need be");
    }
    command.env(FLAGS, flags);
    Ok(())
}

/// Takes back what is for the page alone from a build that runs within its build.
pub fn undivided(command: &mut Command) {
    if let Ok(flags) = env::var(FLAGS) {
        command.env(FLAGS, flags.replace(DIVIDE, "").trim());
    }
    command.env_remove("CARGO_PROFILE_RELEASE_STRIP");
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
