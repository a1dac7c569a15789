//! The table: medians of both pages and their ratios.

use crate::machine::Machine;
use crate::measures::{LINES, Measures};
use std::fmt::Write as _;

/// All that was measured.
pub struct Table {
    rows: u32,
    runs: usize,
    cells: Vec<[String; 4]>,
    notes: Vec<String>,
    machine: Machine,
}

impl Table {
    /// The table of these visits.
    pub fn new(rows: u32, ours: &[Measures], yardstick: &[Measures], machine: Machine) -> Self {
        let mut cells = vec![["measure", "ours", "yardstick", "ratio"].map(str::to_owned)];
        for line in LINES {
            let (one, other) = ((line.value)(ours), (line.value)(yardstick));
            let digits = line.digits;
            let cell = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"));
            cells.push([line.name.to_owned(), cell(one), cell(other), ratio(one, other)]);
        }
        Self { rows, runs: ours.len(), cells, notes: notes(ours, yardstick), machine }
    }

    /// For a terminal.
    pub fn text(&self) -> String {
        let mut widths = [0; 4];
        for row in &self.cells {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let mut out = format!("{}\n\n", self.title());
        for [name, ours, yardstick, ratio] in &self.cells {
            let [first, second, third, fourth] = widths;
            // Writing to a String does not fail.
            let _ = writeln!(out, "{name:first$}  {ours:>second$}  {yardstick:>third$}  {ratio:>fourth$}");
        }
        for note in &self.notes {
            let _ = writeln!(out, "\n{note}");
        }
        out
    }

    /// For the README.
    pub fn markdown(&self) -> String {
        let mut out = format!("{}\n\n", self.title());
        for (at, row) in self.cells.iter().enumerate() {
            let _ = writeln!(out, "| {} |", row.join(" | "));
            if at == 0 {
                out.push_str("| --- | ---: | ---: | ---: |\n");
            }
        }
        for note in &self.notes {
            let _ = writeln!(out, "\n{note}");
        }
        out
    }

    fn title(&self) -> String {
        format!("{} files, medians of {} runs in turn. {}.", self.rows, self.runs, self.machine.line())
    }
}

/// Ours divided by the yardstick's.
fn ratio(ours: Option<f64>, yardstick: Option<f64>) -> String {
    match (ours, yardstick) {
        (Some(ours), Some(yardstick)) if yardstick > 0.0 => format!("{:.2}x", ours / yardstick),
        _ => String::new(),
    }
}

/// Where the pages do not do the same, figures beside each other mislead.
fn notes(ours: &[Measures], yardstick: &[Measures]) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn ratios_need_both() {
        assert_eq!(ratio(Some(1.0), Some(2.0)), "0.50x");
        assert_eq!(ratio(Some(1.0), Some(0.0)), "");
        assert_eq!(ratio(None, Some(1.0)), "");
    }
}
