//! `cargo xtask bench`: our page beside a plain-JavaScript page that does the same, in the same browser and run.
//!
//! Machines differ and are busy with other things, so a figure by itself says little: what counts are the ratios of
//! medians, measured in turn. Both pages are watched from outside by the same script (`watch.js`), which knows
//! them by the roles and names that a screen reader uses.

use crate::beside::Beside;
use crate::engine::Installed;
use crate::machine::Machine;
use crate::measures::{self, Measures};
use crate::served::{self, PAGES, Served};
use crate::webdriver::Driver;
use crate::wheel::{self, Wheel};
use crate::{archive, browser, elsewhere, inside, table, visit};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use xtask::tools::{Browser, Engine};
use xtask::{dist, project};

/// What `bench` can be told.
#[derive(Args)]
pub struct Options {
    /// How many files the listing has; 100,000 where nothing is said, and with --pace 2,000 and 10,000 in turn.
    #[arg(long, value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
    rows: Option<u32>,
    /// How often each page is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=99))]
    runs: u32,
    /// Milliseconds from the start page until Open is pressed, and from the first rows until Load all is. A browser that was just
    /// started is busy with itself meanwhile, on both cores of a small machine; 0 measures that too.
    #[arg(long, value_name = "MS", default_value_t = 1500)]
    pause: u64,
    /// The page to compare with, instead of tests/bench/page.
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// Measures how an archive of so many MiB comes, instead of how a listing does.
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u32).range(1..=16_384))]
    archive: Option<u32>,
    /// Measures how fast the page looks into an archive of so many MiB, beside native programs.
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u32).range(1..=16_384), conflicts_with = "archive")]
    inside: Option<u32>,
    /// Measures how a listing comes from an appliance that takes so many milliseconds a request and a row, and answers so many
    /// at once (300,1.5,8).
    #[arg(long, value_name = "REQUEST,ROW[,WORKERS]", conflicts_with_all = ["archive", "inside"])]
    pace: Option<String>,
    /// Measures only how the rows scroll under the wheel.
    #[arg(long, conflicts_with_all = ["archive", "inside", "pace"])]
    wheel: bool,
    /// A page that is built already, instead of building ours.
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// Measures in Firefox or `WebKit` what they tell: first rows, Load all, filter, sort, scrolling.
    #[arg(long, value_enum, conflicts_with_all = ["archive", "inside", "pace", "wheel"])]
    browser: Option<Engine>,
}

/// Measures and prints the table.
pub fn run(options: &Options) -> Result<()> {
    let ours = match &options.page {
        Some(page) => page.clone(),
        None => build()?,
    };
    let yardstick = options.against.clone().unwrap_or_else(|| project::root().join("tests/bench/page"));
    let folders = [folder(&ours)?, folder(&yardstick)?];
    let program = served::build()?;
    if let Some(engine) = options.browser.filter(|engine| *engine != Engine::Chromium) {
        let installed = Installed::bring(engine)?;
        let beside = Beside::listen()?;
        let done = elsewhere::run(options.rows(), options.runs, &folders, &installed, &program, &beside);
        beside.end();
        return done;
    }
    let browser = Browser::bring()?;
    let beside = Beside::listen()?;
    let done = if let Some(mib) = options.archive {
        archive::run(mib, options.runs, &folders[0], &browser, &program, &beside)
    } else if let Some(mib) = options.inside {
        inside::run(mib, options.runs, &folders[0], &browser, &program, &beside)
    } else if let Some(work) = &options.pace {
        let rows = options.rows.map_or_else(|| vec![2_000, 10_000], |rows| vec![rows]);
        crate::pace::run(work, &rows, options.runs, &folders, &browser, &program, &beside)
    } else if options.wheel {
        wheel::run(options.rows(), options.runs, &folders, &browser, &program, &beside)
    } else {
        whole_visits(options, &folders, &browser, &program, &beside)
    };
    beside.end();
    done
}

impl Options {
    fn rows(&self) -> u32 {
        self.rows.unwrap_or(100_000)
    }
}

/// Measures whole visits, prints the table and keeps it.
fn whole_visits(
    options: &Options,
    folders: &[PathBuf; 2],
    browser: &Browser,
    program: &Path,
    beside: &Beside,
) -> Result<()> {
    let pages = [
        Served::start(program, &folders[0], options.rows(), beside)?,
        Served::start(program, &folders[1], options.rows(), beside)?,
    ];
    let driver = Driver::start(&browser.driver, beside)?;
    let mut runs: [Vec<Measures>; 2] = [Vec::new(), Vec::new()];
    let mut version = String::new();
    println!("\n{} files, {} runs of each page, in turn.", options.rows(), options.runs);
    for run in 1..=options.runs {
        for (at, page) in pages.iter().enumerate() {
            println!("run {run} of {}: {}", options.runs, PAGES[at]);
            let pause = Duration::from_millis(options.pause);
            let failed = || format!("{} could not do it", PAGES[at]);
            // In a browser of its own: what it has compiled and cached would help the other.
            let open = visit::open(&browser::Session::start(&driver, browser)?, page, pause).with_context(failed)?;
            let session = browser::Session::start(&driver, browser)?;
            let measures = visit::visit(&session, page, &folders[at], pause, open).with_context(failed)?;
            println!("  {}", measures.brief());
            session.version().clone_into(&mut version);
            runs[at].push(measures);
        }
    }
    let [ours, yardstick] = &runs;
    let wheels = |runs: &[Measures]| runs.iter().map(|run| run.wheel.clone()).collect::<Vec<Wheel>>();
    let mut cells = vec![table::head()];
    cells.extend(table::cells(measures::LINES, ours, yardstick));
    cells.extend(table::cells(wheel::LINES, &wheels(ours), &wheels(yardstick)));
    let title = Machine::here(format!("Chromium {version} headless")).title(options.rows(), ours.len());
    let notes: Vec<String> = measures::notes(ours, yardstick);
    let notes = notes.iter().flat_map(|note| ["\n", note, "\n"]).collect::<String>();
    println!("\n{title}\n\n{}{notes}", table::text(&cells));
    let file = project::generated("bench")?.join(format!("{}.md", options.rows()));
    let words = format!("{title}\n\n{}{notes}", table::markdown(&cells));
    fs::write(&file, words).with_context(|| format!("cannot write {}", file.display()))?;
    println!("As Markdown: {}", file.display());
    Ok(())
}

/// Builds our page for release. One that has become too big is measured all the same.
fn build() -> Result<PathBuf> {
    let folder = project::generated("bench")?.join("dist");
    if folder.exists() {
        // A page of an earlier run would be measured in place of one that does not build.
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    match dist::build(&folder, &[]) {
        Err(error) if folder.join("index.html").is_file() => eprintln!("warning: {error:#}"),
        done => done?,
    }
    Ok(folder)
}

/// The folder of a page, absolute: other programs run in other folders.
fn folder(page: &Path) -> Result<PathBuf> {
    let folder = page.canonicalize().with_context(|| format!("there is no folder {}", page.display()))?;
    ensure!(folder.join("index.html").is_file(), "{} holds no index.html", folder.display());
    if folder.join("src").is_dir() {
        bail!("{} is no built page: give the folder that `cargo xtask dist` makes", folder.display());
    }
    Ok(folder)
}
