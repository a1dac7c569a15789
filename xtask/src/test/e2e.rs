//! The whole page in a browser.

use super::{Steps, cargo};
use crate::tools::{self, Browser};
use crate::{dist, project};
use anyhow::Result;

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    let browser = Browser::bring()?;
    let programs = tools::servers()?;
    let axe = tools::axe()?;
    // Not into dist/: that may hold a page that somebody made for their host.
    let page = project::generated("e2e")?.join("dist");
    steps.step("release page", |_| dist::build(&page, &[]))?;
    let mut tests = cargo(["test", "--package", "matryoshka-e2e", "--locked"]);
    tests
        .args(steps.filter)
        .env("MATRYOSHKA_DIST", &page)
        .env("MATRYOSHKA_AXE", axe)
        .env("CHROME", browser.chrome)
        .env("CHROMEDRIVER", browser.driver)
        .envs(programs);
    steps.command("tests of the whole page", &mut tests)
}
