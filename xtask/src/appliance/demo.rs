//! The program of the demo appliance.

use crate::project;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// What builds it.
pub fn build() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--package", "matryoshka-appliance", "--bin", "appliance"]);
    cargo.current_dir(project::root());
    cargo
}

/// Where it is once it is built.
pub fn program() -> PathBuf {
    project::target().join("debug").join(format!("appliance{}", env::consts::EXE_SUFFIX))
}
