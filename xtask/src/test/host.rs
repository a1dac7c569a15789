//! What needs no browser: format, lints, documentation, tests.

use super::{Steps, cargo, licences};
use crate::{process, tools};
use anyhow::Result;

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    if steps.filter.is_none() {
        checks(steps)?;
    }
    let mut tests = cargo(["test", "--workspace", "--exclude", "matryoshka-e2e", "--locked"]);
    tests.args(steps.filter).envs(tools::readers());
    steps.command("tests", &mut tests)
}

fn checks(steps: &mut Steps) -> Result<()> {
    steps.step("licences", |_| {
        println!("{} packages are free to use", licences::check()?);
        Ok(())
    })?;
    // rustfmt colours its differences whether there is a terminal or not.
    let colour = if process::is_plain() { "never" } else { "always" };
    steps.command("format", &mut cargo(["fmt", "--all", "--check", "--", "--color", colour]))?;
    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    steps.command("lints", &mut cargo(lints))?;
    tools::wasm_target()?;
    // The page exists for this target only: the lints above have not seen it.
    let page = ["clippy", "--package", "matryoshka", "--target", tools::TARGET, "--all-targets", "--locked"];
    steps.command("lints of the page", cargo(page).args(["--", "-D", "warnings"]))?;
    let documentation = ["doc", "--no-deps", "--workspace", "--locked"];
    steps.command("documentation", cargo(documentation).env("RUSTDOCFLAGS", "-D warnings"))
}
