//! The whole page, in each browser.

use super::left_out::LeftOut;
use super::main_jobs::main_jobs;
use super::tally::Tally;
use super::{Chosen, Steps, cargo, features, seconds};
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
    for (engine, programs) in engines {
        // Where there is none from the run before there is nothing to remove.
        let _ = fs::remove_file(&left_out);
        let mut tests = cargo(["test", "--package", "matryoshka-e2e", "--locked"]);
        if engine != Engine::Chromium {
            // The recipes for hosts are about hosts.
            tests.args(["--test", "page"]);
        }
        match steps.filter {
            // What was asked for runs wherever it can.
            Some(filter) => tests.arg(filter),
            None if matches!(steps.browser, None | Some(Chosen::Others)) => tests.arg("--").args(main_jobs(engine)),
            None => &mut tests,
        };
        tests
            .env("MATRYOSHKA_BROWSER", engine.name())
            .env("MATRYOSHKA_DIST", &page)
            .env("MATRYOSHKA_AXE", &axe)
            .env("MATRYOSHKA_LEFT_OUT", &left_out)
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
        done?;
    }
    Ok(())
}
