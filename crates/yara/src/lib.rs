//! YARA rules, compiled and run over files: a WebAssembly of its own, since most visits never need it.
//!
//! - [`compile`]: rules to a scanner, or what is wrong with them.
//! - [`scan`]: a file that comes in pieces, and which rules match it.
//! - [`clock`]: the module `time`, which asks no operating system.
//!
//! Only `glue` knows that there is a browser: the worker that unpacks an archive hands each file to it.

pub mod clock;
pub mod compile;
#[cfg(target_arch = "wasm32")]
mod glue;
pub mod scan;
