//! The figures of one visit, and what they are called.

use crate::table::{Line, line, median, quantile};
use crate::wheel::Wheel;
use serde::Deserialize;

/// What Load all came to; times in milliseconds.
#[derive(Clone, Deserialize)]
pub struct Load {
    /// From pressing Load all to the first frame with the complete tree.
    pub complete: f64,
    /// The page's own mark `load-all`.
    pub rows: Option<f64>,
    /// The page's own mark `build-tree`.
    pub tree: Option<f64>,
    /// The longest task of 50 ms or more; 0 for none. Shorter ones no browser tells of.
    pub task: f64,
    /// How many tasks took 50 ms or more.
    pub tasks: u32,
    /// The longest time between two ticks of a timer that is due every 4 ms.
    pub tick: f64,
    /// The longest time between two frames.
    pub frame: f64,
    /// Rows of the tree when it is complete and closed.
    pub roots: u32,
    /// Siblings that its first row says it has.
    pub siblings: u32,
}

/// What five seconds of scrolling came to.
#[derive(Clone, Deserialize)]
pub struct Scroll {
    /// Frames in all.
    pub frames: u32,
    /// Frames that took longer than one sixtieth of a second.
    pub over16: u32,
    /// Frames that took longer than 50 ms.
    pub over50: u32,
    /// Frames with a place among the rows that showed none.
    pub blank: u32,
}

/// A sort: how long it took, and the rows on screen afterwards.
#[derive(Deserialize)]
pub struct Sorted {
    /// To the painted frame, in milliseconds.
    pub time: f64,
    /// The rows on screen.
    pub rows: String,
}

/// Everything that one visit measures. Times in milliseconds, memory and transfer in bytes.
#[derive(Clone)]
pub struct Measures {
    /// What a first visit transfers under brotli.
    pub transfer: f64,
    /// From pressing Open on the start page to the complete tree, with Load all pressed at the first rows.
    pub open: f64,
    /// From the start of navigation to the first rows.
    pub first: f64,
    /// Load all.
    pub load: Load,
    /// Expand all.
    pub expand: f64,
    /// Each key in the filter.
    pub keys: Vec<f64>,
    /// What the page counts under each word.
    pub counts: Vec<String>,
    /// Sort by name, everything expanded.
    pub sort_name: f64,
    /// Sort by size, everything expanded.
    pub sort_size: f64,
    /// Scrolling.
    pub scroll: Scroll,
    /// Turning the wheel.
    pub wheel: Wheel,
    /// Heap, buffers and WebAssembly memory after loading.
    pub heap: f64,
    /// All processes of the browser after loading.
    pub browser: f64,
    /// The most that the renderer held until everything was loaded.
    pub peak: f64,
    /// The most that it held in the whole visit.
    pub peak_after: f64,
    /// Elements in the page.
    pub elements: f64,
}

const MIB: f64 = 1_048_576.0;

/// All rows of the table, in their order.
pub const LINES: &[Line<Measures>] = &[
    line("first visit, brotli, KiB", 1, |runs| median(runs, |run| run.transfer / 1024.0)),
    line("first rows, ms", 0, |runs| median(runs, |run| run.first)),
    line("Open, then at once Load all, to the complete tree, ms", 0, |runs| median(runs, |run| run.open)),
    line("Load all to the complete tree, ms", 0, |runs| median(runs, |run| run.load.complete)),
    line("- with the first rows, ms", 0, |runs| median(runs, |run| run.first + run.load.complete)),
    line("- mark load-all, ms", 0, |runs| some(runs, |run| run.load.rows)),
    line("- mark build-tree, ms", 0, |runs| some(runs, |run| run.load.tree)),
    line("longest task while loading, ms (0: none of 50)", 0, |runs| median(runs, |run| run.load.task)),
    line("- tasks of 50 ms and more", 0, |runs| median(runs, |run| f64::from(run.load.tasks))),
    line("- longest gap of a 4-ms timer, ms", 0, |runs| median(runs, |run| run.load.tick)),
    line("- longest gap between frames, ms", 0, |runs| median(runs, |run| run.load.frame)),
    line("expand all to paint, ms", 0, |runs| median(runs, |run| run.expand)),
    line("filter key to paint, median, ms", 0, |runs| quantile(keys(runs), 0.5)),
    line("filter key to paint, 95th percentile, ms", 0, |runs| quantile(keys(runs), 0.95)),
    line("sort by name to paint, ms", 0, |runs| median(runs, |run| run.sort_name)),
    line("sort by size to paint, ms", 0, |runs| median(runs, |run| run.sort_size)),
    line("5 s of scrolling: frames", 0, |runs| median(runs, |run| f64::from(run.scroll.frames))),
    line("- over 16.7 ms", 0, |runs| median(runs, |run| f64::from(run.scroll.over16))),
    line("- over 50 ms", 0, |runs| median(runs, |run| f64::from(run.scroll.over50))),
    line("- with a blank row", 0, |runs| median(runs, |run| f64::from(run.scroll.blank))),
    line("heap, buffers and wasm after loading, MiB", 1, |runs| median(runs, |run| run.heap / MIB)),
    line("renderer's peak while loading, MiB", 0, |runs| median(runs, |run| run.peak / MIB)),
    line("renderer's peak of the whole visit, MiB", 0, |runs| median(runs, |run| run.peak_after / MIB)),
    line("all browser processes after loading, MiB", 0, |runs| median(runs, |run| run.browser / MIB)),
    line("elements in the page", 0, |runs| median(runs, |run| run.elements)),
];

impl Measures {
    /// The main figures, for progress.
    pub fn brief(&self) -> String {
        let keys = quantile(self.keys.clone(), 0.5).unwrap_or(0.0);
        format!(
            "Open to complete {:.0} ms; first rows {:.0} ms, complete {:.0} ms, expand {:.0} ms, key {keys:.0} ms, sort {:.0} and {:.0} ms, {:.0} MiB",
            self.open,
            self.first,
            self.load.complete,
            self.expand,
            self.sort_name,
            self.sort_size,
            self.heap / MIB
        )
    }
}

fn keys(runs: &[Measures]) -> Vec<f64> {
    runs.iter().flat_map(|run| run.keys.iter().copied()).collect()
}

fn some(runs: &[Measures], value: impl Fn(&Measures) -> Option<f64>) -> Option<f64> {
    quantile(runs.iter().filter_map(value).collect(), 0.5)
}

/// Where the pages do not do the same, figures beside each other mislead.
pub fn notes(ours: &[Measures], yardstick: &[Measures]) -> Vec<String> {
    let mut notes = Vec::new();
    let (Some(one), Some(other)) = (ours.first(), yardstick.first()) else { return notes };
    if one.load.roots != other.load.roots {
        notes.push(format!("The trees differ: {} and {} files at the top.", one.load.roots, other.load.roots));
    }
    if one.counts != other.counts {
        notes.push(format!("The filters differ: {} and {}.", one.counts.join(", "), other.counts.join(", ")));
    }
    notes
}
