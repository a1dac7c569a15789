//! The whole page, in each browser.

use super::failures::Failures;
use super::left_out::LeftOut;
use super::tally::Tally;
use super::{Programs, Steps, cargo, features, seconds};
use crate::tools::{self, Engine};
use crate::{dist, process, project};
use anyhow::{Result, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// MiB that are to be free for what browsers keep and save at a time.
#[cfg(unix)]
const ROOM: u64 = 5 << 10;

/// So many tests may have failed by accident; more have not.
const MOST_AGAIN: usize = 20;

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    #[cfg(unix)]
    has_room(&std::env::temp_dir())?;
    let engines = steps.engines(&Engine::ALL)?;
    let servers = tools::servers()?;
    let axe = tools::axe()?;
    let generated = project::generated("e2e")?;
    let page = page()?;
    let begun = steps.page.take();
    steps.step("release page", |_| match begun {
        Some(begun) => begun.wait(),
        None => dist::build(&page, &[]),
    })?;
    if steps.filter.is_none() {
        let data = tools::compat()?;
        steps.step("features of the page in the oldest browsers", |_| {
            println!("{} features are old enough", features::check(&page, &data)?);
            Ok(())
        })?;
    }
    let layout = Layout {
        page,
        axe,
        servers,
        left_out: generated.join("left-out.txt"),
        // Browsers that end with their driver leave their profiles there. Its path is short: that of a socket must be.
        temporary: std::env::temp_dir().join(format!("matryoshka-e2e-{}", std::process::id())),
    };
    let mut errors = Vec::new();
    // What fails in one browser may pass in the others, so all of them are asked.
    for (engine, programs) in engines {
        errors.extend(run_in(steps, engine, &programs, &layout).err().map(|error| format!("{error:#}")));
    }
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// Where the page is built. Not in dist/: that may hold a page that somebody made for their host.
pub fn page() -> Result<PathBuf> {
    Ok(project::generated("e2e")?.join("dist"))
}

/// Fails where a disk is too full. Browsers say nothing of that: their requests for much fail as those of a broken network do.
#[cfg(unix)]
fn has_room(folder: &std::path::Path) -> Result<()> {
    let disk = rustix::fs::statvfs(folder)?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize) >> 20;
    println!("\n{free} MiB are free in {}", folder.display());
    ensure!(
        free >= ROOM,
        "{free} MiB are free in {}, and the tests save archives of 2 GiB: make room for {ROOM} MiB, or name another folder in \
         TMPDIR",
        folder.display()
    );
    Ok(())
}

/// What the tests of each browser need, and where they leave what.
struct Layout {
    page: PathBuf,
    axe: PathBuf,
    servers: Programs,
    left_out: PathBuf,
    temporary: PathBuf,
}

/// Runs the tests in one browser. Those that fail run once more, one by one: a machine may have been too busy for two browsers. What
/// passed only then is named at the end, and a test that is named there often is to be mended.
fn run_in(steps: &mut Steps, engine: Engine, programs: &Programs, layout: &Layout) -> Result<()> {
    // Where there is none from the run before there is nothing to remove.
    let _ = fs::remove_file(&layout.left_out);
    let start = Instant::now();
    let (mut ran, mut failures) = (Tally::default(), Failures::default());
    let mut all = command(engine, programs, layout)?;
    all.args(steps.filter);
    let mut done = steps.step(&format!("tests of the whole page in {engine}"), |_| {
        process::run_watched(&mut all, |line| {
            ran.add(line);
            failures.add(line);
        })
    });
    let mut again = Failures::default();
    // A program that ended before it had run all its tests closes with no numbers.
    let is_whole = ran.failed() == failures.names().len() as u64;
    if done.is_err() && is_whole && (1..=MOST_AGAIN).contains(&failures.names().len()) {
        let mut alone = command(engine, programs, layout)?;
        alone.args(["--", "--exact", "--test-threads=1"]).args(failures.names());
        done = steps.step(&format!("those that failed in {engine}, one by one"), |_| {
            process::run_watched(&mut alone, |line| again.add(line))
        });
        ran.set_passed_again((failures.names().len() - again.names().len()) as u64);
        let first = failures.lines().map(|line| format!("  failed, and run again: {line}"));
        steps.failures.extend(std::iter::once(format!("{engine}")).chain(first));
        steps.failures.extend(again.lines().map(|line| format!("  FAILED again: {line}")));
    } else {
        steps.failures.extend(failures.lines().map(|line| format!("{engine}, FAILED: {line}")));
    }
    let left_out = LeftOut::read(&layout.left_out);
    ran.set_left_out(left_out.tests());
    steps.tally.add_all(&ran);
    steps.notes.push(format!("{engine}: {ran}, {}", seconds(start.elapsed())));
    steps.notes.extend(left_out.reasons().map(|reason| format!("  {reason}")));
    // What a browser still holds goes before the next run.
    let _ = fs::remove_dir_all(&layout.temporary);
    done
}

/// The tests in one browser, with all they need to know.
fn command(engine: Engine, programs: &Programs, layout: &Layout) -> Result<Command> {
    let _ = fs::remove_dir_all(&layout.temporary);
    fs::create_dir_all(&layout.temporary)?;
    let mut tests = cargo(["test", "--package", "matryoshka-e2e", "--locked", "--no-fail-fast"]);
    if engine != Engine::Chromium {
        // The recipes for hosts are about hosts.
        tests.args(["--test", "page"]);
    }
    tests
        .env("MATRYOSHKA_BROWSER", engine.name())
        .env("MATRYOSHKA_DIST", &layout.page)
        .env("MATRYOSHKA_AXE", &layout.axe)
        .env("MATRYOSHKA_LEFT_OUT", &layout.left_out)
        .env("TMPDIR", &layout.temporary)
        .envs(programs.iter().cloned())
        .envs(layout.servers.iter().cloned());
    Ok(tests)
}
