//! How wide the columns are: as was chosen, else as the schema says.

use super::cells::FORMATS;
use crate::state::AppState;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::schema::Column;
use matryoshka_core::table::width::Width;

/// Left and right of all columns, in CSS pixels; the style has the same.
const AROUND: u32 = 24;

/// The columns as a CSS grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracks {
    /// The tracks, in the words of a CSS grid.
    pub words: String,
    /// The width below which the grid is scrolled sideways, in CSS pixels.
    pub least: u32,
}

/// The widths of these columns, in their order.
pub fn tracks(state: AppState, columns: Memo<Vec<&'static Column>>) -> Memo<Tracks> {
    Memo::new(move |_| {
        let arrangement = state.preferences.columns.get();
        let width = |dataset: &Dataset, column: &Column| {
            let chosen = arrangement.width(column.key).map(Width::fixed);
            chosen.unwrap_or_else(|| column.width_in(&dataset.table, &FORMATS))
        };
        let of = |dataset: &Dataset| {
            let widths =
                columns.with(|columns| columns.iter().map(|column| width(dataset, column)).collect::<Vec<_>>());
            let words: Vec<String> = widths.iter().map(Width::track).collect();
            Tracks { words: words.join(" "), least: widths.iter().map(|width| width.least).sum::<u32>() + AROUND }
        };
        state.dataset.with_rows(of).unwrap_or_default()
    })
}
