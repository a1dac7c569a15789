//! The whole page, in each browser.

use super::left_out::LeftOut;
use super::tally::Tally;
use super::{Steps, cargo, features, seconds};
use crate::tools::{self, Engine};
use crate::{dist, process, project};
use anyhow::Result;
use std::fs;
use std::time::Instant;

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    let engines = steps.engines(&Engine::ALL)?;
    let servers = tools::servers()?;
    let axe = tools::axe()?;
    let generated = project::generated("e2e")?;
    // Not into dist/: that may hold a page that somebody made for their host.
    let page = generated.join("dist");
    steps.step("release page", |_| dist::build(&page, &[]))?;
    if steps.filter.is_none() {
        let data = tools::compat()?;
        steps.step("features of the page in the oldest browsers", |_| {
            println!("{} features are old enough", features::check(&page, &data)?);
            Ok(())
        })?;
    }
    let left_out = generated.join("left-out.txt");
    // Browsers that end with their driver leave their profiles there. Its path is short: that of a socket must be.
    let temporary = std::env::temp_dir().join(format!("matryoshka-e2e-{}", std::process::id()));
    for (engine, programs) in engines {
        // Where there is none from the run before there is nothing to remove.
        let _ = fs::remove_file(&left_out);
        let _ = fs::remove_dir_all(&temporary);
        fs::create_dir_all(&temporary)?;
        let mut tests = cargo(["test", "--package", "matryoshka-e2e", "--locked"]);
        if engine != Engine::Chromium {
            // The recipes for hosts are about hosts.
            tests.args(["--test", "page"]);
        }
        tests.args(steps.filter);
        tests
            .env("MATRYOSHKA_BROWSER", engine.name())
            .env("MATRYOSHKA_DIST", &page)
            .env("MATRYOSHKA_AXE", &axe)
            .env("MATRYOSHKA_LEFT_OUT", &left_out)
            .env("TMPDIR", &temporary)
            .envs(programs)
            .envs(servers.iter().cloned());
        let start = Instant::now();
        let mut ran = Tally::default();
        let done = steps.step(&format!("tests of the whole page in {engine}"), |_| {
            process::run_watched(&mut tests, |line| ran.add(line))
        });
        let left_out = LeftOut::read(&left_out);
        ran.set_left_out(left_out.tests());
        steps.tally.add_all(&ran);
        steps.notes.push(format!("{engine}: {ran}, {}", seconds(start.elapsed())));
        steps.notes.extend(left_out.reasons().map(|reason| format!("  {reason}")));
        // What a browser still holds goes before the next run.
        let _ = fs::remove_dir_all(&temporary);
        done?;
    }
    Ok(())
}
