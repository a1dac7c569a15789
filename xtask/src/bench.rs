//! `cargo xtask bench`: our page beside a plain-JavaScript page that does the same, in the same browser and run.
//!
//! Machines differ and are busy with other things, so a figure by itself says little: what counts are the ratios of
//! medians, measured in turn. Both pages are watched from outside by the same script (`bench/watch.js`), which knows
//! them by the roles and names that a screen reader uses.

mod archive;
mod browser;
mod machine;
mod measures;
mod memory;
pub mod served;
mod table;
mod transfer;
mod visit;
mod webdriver;

use crate::process::Group;
use crate::tools::Browser;
use crate::{dist, project};
use anyhow::{Context, Result, bail, ensure};
pub use browser::Session;
use clap::Args;
use measures::Measures;
use serde_json::json;
pub use served::{Served, TOKEN};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use table::Table;
pub use webdriver::Driver;

/// Has what measures, and the token, put into each page before its own scripts run.
fn put_in(session: &Session<'_>) -> Result<()> {
    let source = include_str!("bench/watch.js").replace("@token@", TOKEN);
    session.cdp("Page.enable", &json!({}))?;
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }))?;
    Ok(())
}

/// What `bench` can be told.
#[derive(Args)]
pub struct Options {
    /// How many files the listing has.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
    rows: u32,
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
    /// A page that is built already, instead of building ours.
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
}

/// What runs beside us, so that Ctrl-C can end it.
#[derive(Clone, Default)]
pub struct Beside(Arc<Mutex<Vec<Group>>>);

impl Beside {
    pub fn listen() -> Result<Self> {
        let beside = Self::default();
        let groups = beside.clone();
        ctrlc::set_handler(move || {
            groups.end();
            std::process::exit(130);
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(beside)
    }

    /// Keeps a program until the end of the bench.
    fn keep(&self, group: Group) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(group);
    }

    /// Ends all of them.
    pub fn end(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
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
    let done = measure(options, &folders, &browser, &program, &beside);
    beside.end();
    let table = done?;
    println!("\n{}", table.text());
    let file = project::generated("bench")?.join(format!("{}.md", options.rows));
    fs::write(&file, table.markdown()).with_context(|| format!("cannot write {}", file.display()))?;
    println!("As Markdown: {}", file.display());
    Ok(())
}

fn measure(
    options: &Options,
    folders: &[PathBuf; 2],
    browser: &Browser,
    program: &Path,
    beside: &Beside,
) -> Result<Table> {
    let pages = [
        Served::start(program, &folders[0], options.rows, beside)?,
        Served::start(program, &folders[1], options.rows, beside)?,
    ];
    let driver = Driver::start(&browser.driver, beside)?;
    let names = ["ours", "yardstick"];
    let mut runs: [Vec<Measures>; 2] = [Vec::new(), Vec::new()];
    let mut version = String::new();
    println!("\n{} files, {} runs of each page, in turn.", options.rows, options.runs);
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
    Ok(Table::new(options.rows, &ours, &yardstick, machine::Machine::here(version)))
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
