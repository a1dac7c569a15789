//! `cargo xtask bench`: our page beside a plain-JavaScript page that does the same, in the same browser and run.
//!
//! Machines differ and are busy with other things, so a figure by itself says little: what counts are the ratios of
//! medians, measured in turn. Both pages are watched from outside by the same script (`watch.js`), which knows
//! them by the roles and names that a screen reader uses.

use crate::beside::Beside;
use crate::measures::Measures;
use crate::served::{self, Served};
use crate::table::Table;
use crate::webdriver::Driver;
use crate::{archive, browser, machine, visit};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use xtask::tools::Browser;
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
    /// Measures how a listing comes from an appliance that takes so many milliseconds a request and a row, and answers so many
    /// at once (300,1.5,8).
    #[arg(long, value_name = "REQUEST,ROW[,WORKERS]", conflicts_with = "archive")]
    pace: Option<String>,
    /// A page that is built already, instead of building ours.
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
}

/// Measures and prints the table.
pub fn run(options: &Options) -> Result<()> {
    let ours = match &options.page {
        Some(page) => page.clone(),
        None => build()?,
    };
    let yardstick = options.against.clone().unwrap_or_else(|| project::root().join("tests/bench/page"));
    let folders = [folder(&ours)?, folder(&yardstick)?];
    let browser = Browser::bring()?;
    let program = served::build()?;

    let beside = Beside::listen()?;
    if let Some(mib) = options.archive {
        let done = archive::run(mib, options.runs, &folders[0], &browser, &program, &beside);
        beside.end();
        return done;
    }
    if let Some(work) = &options.pace {
        let rows = options.rows.map_or_else(|| vec![2_000, 10_000], |rows| vec![rows]);
        let done = crate::pace::run(work, &rows, options.runs, &folders, &browser, &program, &beside);
        beside.end();
        return done;
    }
    let done = measure(options, &folders, &browser, &program, &beside);
    beside.end();
    let table = done?;
    println!("\n{}", table.text());
    let file = project::generated("bench")?.join(format!("{}.md", options.rows()));
    fs::write(&file, table.markdown()).with_context(|| format!("cannot write {}", file.display()))?;
    println!("As Markdown: {}", file.display());
    Ok(())
}

impl Options {
    fn rows(&self) -> u32 {
        self.rows.unwrap_or(100_000)
    }
}

fn measure(
    options: &Options,
    folders: &[PathBuf; 2],
    browser: &Browser,
    program: &Path,
    beside: &Beside,
) -> Result<Table> {
    let pages = [
        Served::start(program, &folders[0], options.rows(), beside)?,
        Served::start(program, &folders[1], options.rows(), beside)?,
    ];
    let driver = Driver::start(&browser.driver, beside)?;
    let names = ["ours", "yardstick"];
    let mut runs: [Vec<Measures>; 2] = [Vec::new(), Vec::new()];
    let mut version = String::new();
    println!("\n{} files, {} runs of each page, in turn.", options.rows(), options.runs);
    for run in 1..=options.runs {
        for (at, page) in pages.iter().enumerate() {
            println!("run {run} of {}: {}", options.runs, names[at]);
            let pause = Duration::from_millis(options.pause);
            let failed = || format!("{} could not do it", names[at]);
            // In a browser of its own: what it has compiled and cached would help the other.
            let open = visit::open(&browser::Session::start(&driver, browser)?, page, pause).with_context(failed)?;
            let session = browser::Session::start(&driver, browser)?;
            let measures = visit::visit(&session, page, &folders[at], pause, open).with_context(failed)?;
            println!("  {}", measures.brief());
            session.version().clone_into(&mut version);
            runs[at].push(measures);
        }
    }
    let [ours, yardstick] = runs;
    Ok(Table::new(options.rows(), &ours, &yardstick, machine::Machine::here(version)))
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
