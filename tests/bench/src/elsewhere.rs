//! `cargo xtask bench --browser firefox`: what the page and `WebDriver` tell by themselves, in a browser that has no `DevTools`
//! protocol. Memory, long tasks and what the wheel costs are measured in Chromium only.
//!
//! What measures cannot be put into a page from outside there, so both pages are served with it in their documents.

use crate::beside::Beside;
use crate::browser::Session;
use crate::engine::{Installed, Scheme};
use crate::machine::Machine;
use crate::measures::{Load, Scroll, Sorted};
use crate::served::{PAGES, Served};
use crate::table::{self, Line, line, median, quantile};
use crate::visit::{SCROLL, WORDS, ask};
use crate::watch;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::project;

/// One visit; times in milliseconds.
struct Visit {
    first: f64,
    load: Load,
    expand: f64,
    keys: Vec<f64>,
    scroll: Scroll,
    name: f64,
    size: f64,
}

const LINES: &[Line<Visit>] = &[
    line("first rows, ms", 0, |runs| median(runs, |run| run.first)),
    line("Load all to the complete tree, ms", 0, |runs| median(runs, |run| run.load.complete)),
    line("- longest gap of a 4-ms timer, ms", 0, |runs| median(runs, |run| run.load.tick)),
    line("expand all to paint, ms", 0, |runs| median(runs, |run| run.expand)),
    line("filter key to paint, median, ms", 0, |runs| quantile(keys(runs), 0.5)),
    line("filter key to paint, 95th percentile, ms", 0, |runs| quantile(keys(runs), 0.95)),
    line("sort by name to paint, ms", 0, |runs| median(runs, |run| run.name)),
    line("sort by size to paint, ms", 0, |runs| median(runs, |run| run.size)),
    line("5 s of scrolling: frames", 0, |runs| median(runs, |run| run.scroll.frames.into())),
    line("- over 50 ms", 0, |runs| median(runs, |run| run.scroll.over50.into())),
    line("- with a blank row", 0, |runs| median(runs, |run| run.scroll.blank.into())),
];

fn keys(runs: &[Visit]) -> Vec<f64> {
    runs.iter().flat_map(|run| run.keys.iter().copied()).collect()
}

/// Measures both pages in turn and prints the table.
pub fn run(
    rows: u32,
    runs: u32,
    folders: &[PathBuf; 2],
    installed: &Installed,
    program: &Path,
    beside: &Beside,
) -> Result<()> {
    let mut pages = Vec::new();
    for (folder, name) in folders.iter().zip(PAGES) {
        pages.push(Served::start(program, &watched(folder, name)?, rows, beside)?);
    }
    let mut visits = [Vec::new(), Vec::new()];
    let mut version = String::new();
    println!("\n{rows} files in {}, {runs} runs of each page, in turn.", installed.engine);
    let driver = installed.driver(Scheme::Light, beside)?;
    for run in 1..=runs {
        for (at, page) in pages.iter().enumerate() {
            let session = Session::of(installed, Scheme::Light, &driver)?;
            session.version().clone_into(&mut version);
            session.resize(1280, 1000)?;
            let visit = visit(&session, page).with_context(|| format!("{} could not do it", PAGES[at]))?;
            println!("run {run} of {runs}, {}: complete after {:.0} ms", PAGES[at], visit.load.complete);
            visits[at].push(visit);
        }
    }
    let [ours, yardstick] = &visits;
    let mut cells = vec![table::head()];
    cells.extend(table::cells(LINES, ours, yardstick));
    let title = Machine::here(format!("{} {version}", installed.engine)).title(rows, ours.len());
    println!("\n{title}\n\n{}", table::text(&cells));
    Ok(())
}

/// A copy of a page that brings what measures it.
fn watched(page: &Path, name: &str) -> Result<PathBuf> {
    const SCRIPT: &str = "bench-watch.js";
    let copy = project::generated("bench")?.join(format!("watched-{name}"));
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(&copy)?;
    for file in fs::read_dir(page).with_context(|| format!("cannot read {}", page.display()))? {
        let file = file?;
        let is_index = file.file_name().to_string_lossy().starts_with("index.html");
        if file.file_type()?.is_file() && !is_index {
            fs::copy(file.path(), copy.join(file.file_name()))?;
        }
    }
    let index = fs::read_to_string(page.join("index.html")).context("the page has no index.html")?;
    let (before, after) = index.split_once("<head>").context("its index.html has no head")?;
    fs::write(copy.join("index.html"), format!("{before}<head><script src=\"{SCRIPT}\"></script>{after}"))?;
    fs::write(copy.join(SCRIPT), watch::script())?;
    Ok(copy)
}

fn visit(session: &Session<'_>, page: &Served) -> Result<Visit> {
    let rows = page.rows();
    session.open(&page.address())?;
    let first = ask(session, "bench.first()")?;
    let load = ask(session, &format!("bench.load({rows})")).context("Load all")?;
    let expand = ask(session, &format!("bench.expand({rows})")).context("Expand all")?;
    let scroll = ask(session, &format!("bench.scroll({SCROLL})")).context("scrolling")?;
    let mut keys = Vec::new();
    for word in WORDS {
        session.ask("bench.focus()")?;
        for letter in word.chars() {
            session.ask("bench.arm()")?;
            session.press(&[letter])?;
            let key = session.ask("bench.key()").with_context(|| format!("{letter} of {word}"))?;
            keys.push(key["time"].as_f64().context("a key without a time")?);
        }
        session.press(&[CONTROL, 'a'])?;
        session.ask("bench.arm()")?;
        session.press(&[BACKSPACE])?;
        session.ask("bench.key()")?;
    }
    let name: Sorted = ask(session, "bench.sort('Name')").context("sort by name")?;
    let size: Sorted = ask(session, "bench.sort('Size')").context("sort by size")?;
    Ok(Visit { first, load, expand, keys, scroll, name: name.time, size: size.time })
}

/// What `WebDriver` calls the keys.
const CONTROL: char = '\u{e009}';
const BACKSPACE: char = '\u{e003}';
