//! A table: medians of both pages and their ratios.

use std::fmt::Write as _;

/// A row of a table: what it is called, and its value for some runs of one page.
pub struct Line<T> {
    /// Name and unit.
    name: &'static str,
    /// Digits behind the point.
    digits: usize,
    /// The value; `None` where a page says none.
    value: fn(&[T]) -> Option<f64>,
}

/// A row of a table.
pub const fn line<T>(name: &'static str, digits: usize, value: fn(&[T]) -> Option<f64>) -> Line<T> {
    Line { name, digits, value }
}

/// The head of a table and its rows.
pub type Cells = Vec<[String; 4]>;

/// The head of each table.
pub fn head() -> [String; 4] {
    ["measure", "ours", "yardstick", "ratio"].map(str::to_owned)
}

/// The rows of a table.
pub fn cells<T>(lines: &[Line<T>], ours: &[T], yardstick: &[T]) -> Cells {
    let row = |line: &Line<T>| {
        let (one, other) = ((line.value)(ours), (line.value)(yardstick));
        let digits = line.digits;
        let cell = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"));
        [line.name.to_owned(), cell(one), cell(other), ratio(one, other)]
    };
    lines.iter().map(row).collect()
}

/// Rows for a terminal.
pub fn text(cells: &[[String; 4]]) -> String {
    let mut widths = [0; 4];
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for [name, ours, yardstick, ratio] in cells {
        let [first, second, third, fourth] = widths;
        // Writing to a String does not fail.
        let _ = writeln!(out, "{name:first$}  {ours:>second$}  {yardstick:>third$}  {ratio:>fourth$}");
    }
    out
}

/// Rows for the README.
pub fn markdown(cells: &[[String; 4]]) -> String {
    let mut out = String::new();
    for (at, row) in cells.iter().enumerate() {
        let _ = writeln!(out, "| {} |", row.join(" | "));
        if at == 0 {
            out.push_str("| --- | ---: | ---: | ---: |\n");
        }
    }
    out
}

/// Ours divided by the yardstick's.
fn ratio(ours: Option<f64>, yardstick: Option<f64>) -> String {
    match (ours, yardstick) {
        (Some(ours), Some(yardstick)) if yardstick > 0.0 => format!("{:.2}x", ours / yardstick),
        _ => String::new(),
    }
}

/// The middle one of a value.
pub fn median<T>(runs: &[T], value: impl Fn(&T) -> f64) -> Option<f64> {
    quantile(runs.iter().map(value).collect(), 0.5)
}

/// The value below which that part of `values` lies: of an even number in the middle, between the two.
pub fn quantile(mut values: Vec<f64>, part: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let at = values.len().checked_sub(1)? as f64 * part;
    let (low, high) = (values[at.floor() as usize], values[at.ceil() as usize]);
    Some(low + (high - low) * at.fract())
}

#[cfg(test)]
mod tests {
    use super::{quantile, ratio};

    #[test]
    fn ratios_need_both() {
        assert_eq!(ratio(Some(1.0), Some(2.0)), "0.50x");
        assert_eq!(ratio(Some(1.0), Some(0.0)), "");
        assert_eq!(ratio(None, Some(1.0)), "");
    }

    #[test]
    fn quantiles() {
        assert_eq!(quantile(Vec::new(), 0.5), None);
        assert_eq!(quantile(vec![3.0], 0.95), Some(3.0));
        assert_eq!(quantile(vec![3.0, 1.0, 2.0], 0.5), Some(2.0));
        assert_eq!(quantile(vec![4.0, 1.0, 2.0, 3.0], 0.5), Some(2.5));
        assert_eq!(quantile((0..=100).map(f64::from).collect(), 0.95), Some(95.0));
    }
}
