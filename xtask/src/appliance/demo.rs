//! The program of the demo appliance.

use crate::project;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// The profile of `Cargo.toml` that it is built with.
const PROFILE: &str = "appliance";

/// What builds it.
pub fn build() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--profile", PROFILE, "--package", "matryoshka-appliance", "--bin", "appliance"]);
    cargo.current_dir(project::root());
    cargo
}

/// Where it is once it is built.
pub fn program() -> PathBuf {
    project::target().join(PROFILE).join(format!("appliance{}", env::consts::EXE_SUFFIX))
}
