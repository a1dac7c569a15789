//! Scrolling with the wheel, in the browser's own counters: where the time of a frame goes, also where none is missed.

use crate::beside::Beside;
use crate::browser::Session;
use crate::machine::Machine;
use crate::served::{PAGES, Served};
use crate::table::{self, Line, median};
use crate::watch;
use crate::webdriver::Driver;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;
use xtask::tools::Browser;

/// How fast the wheel turns, in CSS pixels a second.
const SPEED: u32 = 7_200;

/// How long it turns, in seconds.
const SECONDS: u32 = 4;

/// What the page is still busy with after what was before, in milliseconds.
const CALM: u64 = 500;

/// What turning the wheel through open rows came to: main-thread milliseconds a frame.
#[derive(Clone, Debug)]
pub struct Wheel {
    /// Frames a second.
    pub rate: f64,
    /// All of the main thread's work.
    pub task: f64,
    /// Of it scripts,
    pub script: f64,
    /// styles,
    pub style: f64,
    /// and layout.
    pub layout: f64,
    /// Nodes of the whole page.
    pub nodes: f64,
}

/// The frames of a stretch of time.
#[derive(Deserialize)]
struct Frames {
    count: f64,
    seconds: f64,
    moved: f64,
}

/// The rows of a table of it.
pub const LINES: &[Line<Wheel>] = &[
    table::line("wheel at 7,200 px/s: frames a second", 1, |runs| median(runs, |run| run.rate)),
    table::line("- main thread, ms a frame", 2, |runs| median(runs, |run| run.task)),
    table::line("- of it script, ms a frame", 2, |runs| median(runs, |run| run.script)),
    table::line("- of it style, ms a frame", 2, |runs| median(runs, |run| run.style)),
    table::line("- of it layout, ms a frame", 2, |runs| median(runs, |run| run.layout)),
    table::line("- nodes in the page", 0, |runs| median(runs, |run| run.nodes)),
];

/// Turns the wheel over the rows, from the first one on.
pub fn turn(session: &Session<'_>) -> Result<Wheel> {
    session.cdp("Performance.enable", &json!({}))?;
    // What nothing refers to any more is no node of the page.
    session.cdp("HeapProfiler.collectGarbage", &json!({}))?;
    let place = session.ask("bench.wheel_begins()")?;
    thread::sleep(Duration::from_millis(CALM));
    session.ask("bench.count_frames()")?;
    let before = Counters::of(session)?;
    let gesture = json!({
        "x": place["x"], "y": place["y"], "yDistance": -i64::from(SPEED * SECONDS), "speed": SPEED,
        "gestureSourceType": "mouse", "preventFling": true,
    });
    session.cdp("Input.synthesizeScrollGesture", &gesture)?;
    let after = Counters::of(session)?;
    let Frames { count, seconds, moved } = serde_json::from_value(session.ask("bench.frames_counted()")?)?;
    let way = f64::from(SPEED * SECONDS);
    ensure!(moved > way * 0.9, "the wheel turned by {way} pixels and moved the rows by {moved}");
    ensure!(count > 0.0 && seconds > 0.0, "no frame came of turning the wheel");
    let of = |counter: fn(&Counters) -> f64| (counter(&after) - counter(&before)) * 1_000.0 / count;
    Ok(Wheel {
        rate: count / seconds,
        task: of(|counters| counters.task),
        script: of(|counters| counters.script),
        style: of(|counters| counters.style),
        layout: of(|counters| counters.layout),
        nodes: after.nodes,
    })
}

/// The browser's counters: seconds since the page began, and nodes.
struct Counters {
    task: f64,
    script: f64,
    style: f64,
    layout: f64,
    nodes: f64,
}

impl Counters {
    fn of(session: &Session<'_>) -> Result<Self> {
        let answer = session.cdp("Performance.getMetrics", &json!({}))?;
        let metrics = answer["metrics"].as_array().context("the browser gives no counters")?;
        let counter = |name: &str| {
            let found = metrics.iter().find(|metric| metric["name"] == name);
            found.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("there is no counter {name}"))
        };
        Ok(Self {
            task: counter("TaskDuration")?,
            script: counter("ScriptDuration")?,
            style: counter("RecalcStyleDuration")?,
            layout: counter("LayoutDuration")?,
            nodes: counter("Nodes")?,
        })
    }
}

/// `cargo xtask bench --wheel`: only this, of both pages in turn.
pub fn run(
    rows: u32,
    runs: u32,
    folders: &[PathBuf; 2],
    browser: &Browser,
    program: &Path,
    beside: &Beside,
) -> Result<()> {
    let driver = Driver::start(&browser.driver, beside)?;
    let pages =
        [Served::start(program, &folders[0], rows, beside)?, Served::start(program, &folders[1], rows, beside)?];
    println!("\nThe wheel at {SPEED} px/s through {rows} open rows, {runs} runs of each page, in turn.");
    let mut came = [Vec::new(), Vec::new()];
    let mut version = String::new();
    for run in 1..=runs {
        for (at, page) in pages.iter().enumerate() {
            let session = Session::start(&driver, browser)?;
            session.version().clone_into(&mut version);
            watch::put_in(&session)?;
            session.open(&page.address())?;
            session.ask("bench.first()")?;
            session.ask(&format!("bench.load({rows})")).context("Load all")?;
            session.ask(&format!("bench.expand({rows})")).context("Expand all")?;
            let wheel = turn(&session).with_context(|| format!("scrolling {}", PAGES[at]))?;
            println!(
                "run {run} of {runs}, {}: {:.1} frames a second, {:.2} ms a frame",
                PAGES[at], wheel.rate, wheel.task
            );
            came[at].push(wheel);
        }
    }
    let [ours, yardstick] = came;
    let mut cells = vec![table::head()];
    cells.extend(table::cells(LINES, &ours, &yardstick));
    println!(
        "\n{}\n\n{}",
        Machine::here(format!("Chromium {version} headless")).title(rows, ours.len()),
        table::text(&cells)
    );
    Ok(())
}
