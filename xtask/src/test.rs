//! `cargo xtask test`: everything that is checked, in three layers.

mod e2e;
mod failures;
mod features;
mod host;
mod left_out;
mod licences;
mod release_page;
mod tally;
mod web;

use crate::tools::Engine;
use crate::{process, project};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use failures::Failures;
use release_page::ReleasePage;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use tally::Tally;

/// What `test` can be told.
#[derive(Args)]
pub struct Options {
    /// Run this layer only.
    layer: Option<Layer>,
    /// Run only tests whose name contains this, without the checks of format, lints and documentation.
    filter: Option<String>,
    /// Run the tests that need a browser in this one; without it, in Chromium, and in Firefox and `WebKit` where they can be
    /// had. With a filter and without a browser, in Chromium.
    #[arg(long, value_enum)]
    browser: Option<Chosen>,
}

/// Which browsers are asked for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Chosen {
    Chromium,
    Firefox,
    Webkit,
    /// All of them, and a failure where one can't be had.
    All,
}

impl Chosen {
    fn engines(self) -> &'static [Engine] {
        match self {
            Self::Chromium => &[Engine::Chromium],
            Self::Firefox => &[Engine::Firefox],
            Self::Webkit => &[Engine::Webkit],
            Self::All => &Engine::ALL,
        }
    }
}

/// One layer of tests, from the fastest to the slowest.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    /// Format, lints, documentation, and the tests that need no browser.
    Host,
    /// The tests that need a browser but no server.
    Web,
    /// The whole page in a browser against the demo appliance.
    E2e,
}

impl Layer {
    const ALL: [Self; 3] = [Self::Host, Self::Web, Self::E2e];

    fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Web => "web",
            Self::E2e => "e2e",
        }
    }

    fn run(self, steps: &mut Steps) -> Result<()> {
        match self {
            Self::Host => host::run(steps),
            Self::Web => web::run(steps),
            Self::E2e => e2e::run(steps),
        }
    }
}

/// Runs what was asked for, up to the first failure, and closes with the numbers.
pub fn run(options: &Options) -> Result<()> {
    let layers: Vec<Layer> =
        Layer::ALL.into_iter().filter(|layer| options.layer.is_none_or(|only| only == *layer)).collect();
    let (mut lines, mut failures) = (Vec::new(), Vec::new());
    let mut failure = None;
    let mut none_ran = true;
    // Where a layer before e2e fails, its build ends with this function.
    let mut page = if layers.len() > 1 { Some(ReleasePage::begin(&e2e::page()?)?) } else { None };
    for layer in layers {
        if failure.is_some() {
            lines.push(format!("{:5} not run", layer.name()));
            continue;
        }
        let mut steps = Steps {
            layer,
            filter: options.filter.as_deref(),
            browser: options.browser,
            page: if layer == Layer::E2e { page.take() } else { None },
            tally: Tally::default(),
            notes: Vec::new(),
            failures: Vec::new(),
        };
        let start = Instant::now();
        let done = layer.run(&mut steps);
        let verdict = if done.is_ok() { "ok" } else { "FAILED" };
        lines.push(format!("{:5} {verdict}, {}, {}", layer.name(), steps.tally, seconds(start.elapsed())));
        lines.extend(steps.notes.iter().map(|note| format!("        {note}")));
        none_ran &= steps.tally.is_empty();
        failures.append(&mut steps.failures);
        failure = done.err();
    }
    if !failures.is_empty() {
        println!("\nTests that failed");
    }
    for line in failures {
        println!("  {line}");
    }
    println!("\nTests by layer");
    for line in lines {
        println!("  {line}");
    }
    match (failure, &options.filter) {
        (Some(error), _) => Err(error),
        (None, Some(filter)) if none_ran => bail!("no test has {filter:?} in its name"),
        (None, _) => Ok(()),
    }
}

/// Programs, each with the variable by which tests find it.
type Programs = Vec<(&'static str, PathBuf)>;

/// The steps of one layer: each under a heading, timed, its tests counted.
struct Steps<'a> {
    layer: Layer,
    filter: Option<&'a str>,
    browser: Option<Chosen>,
    /// The page for this layer, where its build was begun.
    page: Option<ReleasePage>,
    tally: Tally,
    /// What is to be said of the layer beside its numbers.
    notes: Vec<String>,
    /// The tests that failed, with their reasons.
    failures: Vec<String>,
}

impl Steps<'_> {
    /// Does one step.
    fn step(&mut self, title: &str, work: impl FnOnce(&mut Tally) -> Result<()>) -> Result<()> {
        let name = self.layer.name();
        println!("\n== {name}: {title}");
        io::stdout().flush()?;
        let start = Instant::now();
        if let Err(error) = work(&mut self.tally) {
            println!("== {name}: {title} FAILED after {}", seconds(start.elapsed()));
            bail!("{name}: {title}: {error:#}");
        }
        println!("== {name}: {title} ok, {}", seconds(start.elapsed()));
        Ok(())
    }

    /// The browsers to test in, with the programs of each. Those that nobody asked for by name and that can't be had are left
    /// out, with a word.
    fn engines(&mut self, among: &[Engine]) -> Result<Vec<(Engine, Programs)>> {
        let mut found = Vec::new();
        let asked = match (self.browser, self.filter) {
            (Some(chosen), _) => chosen.engines(),
            (None, None) => &Engine::ALL,
            // Whoever tries a few tests wants to know soon.
            (None, Some(_)) => Chosen::Chromium.engines(),
        };
        for engine in asked.iter().copied().filter(|engine| among.contains(engine)) {
            match engine.bring() {
                Ok(programs) => found.push((engine, programs)),
                Err(error) if engine != Engine::Chromium && self.browser.is_none() => {
                    println!("\nNo test runs in {engine}: {error:#}");
                    self.notes.push(format!("{engine}: left out, it can't be had here"));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// A step that runs one command.
    fn command(&mut self, title: &str, command: &mut Command) -> Result<()> {
        let mut failures = Failures::default();
        let done = self.step(title, |tally| {
            process::run_watched(command, |line| {
                tally.add(line);
                failures.add(line);
            })
        });
        self.failures.extend(failures.lines().map(|line| format!("FAILED: {line}")));
        done
    }
}

/// Cargo in the project's top folder.
fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(project::root());
    command
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
