//! `cargo xtask bench --pace 300,1.5`: how a listing comes from an appliance that takes its time.
//!
//! Three ways in turn: our page, the yardstick with Load all pressed at the first rows, and pages of a hundred one after another,
//! as the vendor's own client asks for them.

use crate::beside::Beside;
use crate::browser::Session;
use crate::machine::Machine;
use crate::served::Served;
use crate::watch;
use crate::webdriver::Driver;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use xtask::tools::Browser;

/// How a listing came; times in milliseconds.
#[derive(Clone, Deserialize)]
struct Came {
    /// Until the first rows were on the screen.
    first: f64,
    /// Until all were.
    complete: f64,
    /// The longest time in which nothing moved.
    still: f64,
    /// How many requests there were.
    requests: f64,
}

/// The ways, by what they are called.
const WAYS: [&str; 3] = ["our page", "yardstick", "pages of 100, one after another"];

/// Measures listings of each of these sizes and prints a table.
pub fn run(
    work: &str,
    sizes: &[u32],
    runs: u32,
    folders: &[PathBuf; 2],
    browser: &Browser,
    program: &Path,
    beside: &Beside,
) -> Result<()> {
    let driver = Driver::start(&browser.driver, beside)?;
    println!("\nAn appliance that takes {work} ms a request and a row, {runs} runs of each way, in turn.");
    let mut lines = Vec::new();
    let mut version = String::new();
    for &rows in sizes {
        let ours = Served::at_pace(program, &folders[0], rows, Some(work), beside)?;
        let yardstick = Served::at_pace(program, &folders[1], rows, Some(work), beside)?;
        let mut came = [const { Vec::new() }; WAYS.len()];
        for run in 1..=runs {
            println!("{rows} files, run {run} of {runs}");
            let hundreds = format!("bench.hundreds('{}', {rows})", yardstick.sample());
            let whole = format!("bench.whole({rows})");
            let ways = [(ours.address(), &whole), (yardstick.address(), &whole), (yardstick.start_page(), &hundreds)];
            for (at, (address, what)) in ways.iter().enumerate() {
                let one = visit(&driver, browser, address, what, &mut version).context(WAYS[at])?;
                println!("  {}: complete after {:.0} ms, {} requests", WAYS[at], one.complete, one.requests);
                came[at].push(one);
            }
        }
        for (name, came) in WAYS.iter().zip(&came) {
            let of = |value: fn(&Came) -> f64| crate::table::median(came, value).unwrap_or_default();
            let figures = [of(|c| c.first), of(|c| c.complete), of(|c| c.requests), of(|c| c.still)];
            let [first, complete, requests, still] = figures.map(|figure| format!("{figure:.0}"));
            lines.push(format!("| {rows} | {name} | {first} | {complete} | {requests} | {still} |"));
        }
    }
    println!(
        "\n{work} ms a request and a row, medians of {runs} runs. {}.\n",
        Machine::here(format!("Chromium {version} headless")).line()
    );
    println!("| files | way | first rows, ms | complete tree, ms | requests | longest standstill, ms |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: |\n{}", lines.join("\n"));
    Ok(())
}

fn visit(driver: &Driver, browser: &Browser, address: &str, what: &str, version: &mut String) -> Result<Came> {
    let session = Session::start(driver, browser)?;
    session.version().clone_into(version);
    watch::put_in(&session)?;
    session.open(address)?;
    Ok(serde_json::from_value(session.ask(what)?)?)
}
